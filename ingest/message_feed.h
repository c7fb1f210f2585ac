#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/sim/recording.h"
#include "engine/sim/services.h"
#include "engine/twin/twin.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/message_tap.h"
#include "ingest/recorded_decoder.h"
#include "ingest/sample_intake.h"

namespace gemba::ingest {

struct MessageFeedSettings {
    uint64_t seed = 1;
    /// UTC of tick 0; what was received before is left out. Empty: of the first message. Where a
    /// source's clock is trusted, this is its time, nothing is left out, and empty means the first
    /// value of a signal that the twin binds: as beside the source itself.
    std::optional<UtcNs> epoch;
    /// Tick 0 is at the first value of a signal that the twin binds, instead.
    bool fromFirstSample = false;
    MessageTap* tap = nullptr;  ///< is handed every message; outlives the feed
};

/// The messages of any file as the inputs of a session: one that no session of ours recorded, or of
/// another twin. Each tick gets what was received before it, through the same intake as live
/// messages; nothing is dropped. Reads the file as it goes. One thread.
class MessageFeed final : public sim::InputFeed {
 public:
    /// A channel belongs to the source that it names (`gemba.source`), else to the twin's only one.
    /// `twin` must outlive the feed. Errors: no [[live]] source, or several where a channel names
    /// none of them; a file without any message for them.
    [[nodiscard]] static Result<std::unique_ptr<MessageFeed>> open(
        const mcap::McapFile& file, const twin::Twin& twin, const MessageFeedSettings& settings);

    [[nodiscard]] const sim::SessionStart& start() const override { return m_start; }
    [[nodiscard]] sim::TickInputs take(Tick tick) override;
    [[nodiscard]] Tick end() const override { return m_end; }
    [[nodiscard]] const std::string& failure() const override { return m_failure; }
    [[nodiscard]] bool aligned() const override { return false; }

    /// What the sources were given so far, as of live links.
    [[nodiscard]] std::vector<sim::LinkStatus> status() const;

 private:
    MessageFeed(const mcap::McapFile& file, const twin::Twin& twin);
    [[nodiscard]] Result<void> assignChannels();
    [[nodiscard]] Result<void> findSpan(const MessageFeedSettings& settings);
    [[nodiscard]] Result<void> readToFirstValue(bool trusted);
    void restart(UtcNs from, MessageTap* tap);
    void takeMessage(UtcNs received);
    void advance();

    struct Source {
        std::unique_ptr<RecordedDecoder> decoder;
        std::unique_ptr<SampleIntake> intake;
    };
    mcap::McapFile m_file;
    const twin::Twin& m_twin;
    std::vector<int32_t> m_sourceOfChannel;  // by channel id; -1: not read
    std::vector<uint16_t> m_channels;        // that are read
    std::vector<Source> m_sources;
    std::unique_ptr<mcap::MessageIterator> m_messages;
    mcap::Message m_next;  // read, and not yet taken
    bool m_hasNext = false;
    DecodedMessage m_decoded;
    std::vector<signals::Sample> m_samples;  // of the tick
    sim::SessionStart m_start;
    TimeMap m_timeMap;
    int64_t m_received = 0;  // a message enters by its log time less this
    Tick m_end = 0;
    std::string m_failure;
};

}  // namespace gemba::ingest
