#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/sim/recording.h"
#include "engine/sim/simulation.h"
#include "engine/twin/twin.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/message_tap.h"
#include "ingest/recording_format.h"
#include "ingest/topic_table.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {

/// What a recording of ours says of itself.
struct RecordingInfo {
    sim::SessionStart start;
    Tick firstTick = 0;
    uint64_t twinHash = 0, mathsFingerprint = 0;
    std::string twin, twinName, twinFolder, program;
    std::vector<std::string> sources;  ///< ids, at Twin::live's indices
};

/// Fails where the file is no recording of a session.
[[nodiscard]] Result<RecordingInfo> readRecordingInfo(const mcap::McapFile& file);
/// Whether a simulation that was just made, with the recorded seed and `following`, begins as the
/// recorded one did. False: another program recorded it.
[[nodiscard]] bool beginsAlike(const RecordingInfo& info, const sim::Simulation& simulation);
/// Whether a file was recorded by a session: else its messages can be shown, not verified.
[[nodiscard]] bool isSessionRecording(const mcap::McapFile& file);

/// A recorded state from which a world can go on.
struct RecordedCheckpoint {
    Tick tick = 0;
    UtcNs utc = 0;
    Bytes state;
};

/// The messages of a recording as the samples that they were, with their numbers: through the
/// decoder that live messages pass.
class RecordedSamples {
 public:
    /// `tap` is handed the messages as they are read, also those that could not be; may be null.
    RecordedSamples(const mcap::McapFile& file, const twin::Twin& twin, MessageTap* tap = nullptr);

    /// The same file has more by now; restart() is to follow.
    void setFile(const mcap::McapFile& file);
    /// Begins again with messages of log time >= `from`; numbers are known from each source's first
    /// mark on.
    void restart(UtcNs from);
    void addMark(const recording::IndexMark& mark);
    /// The sample with this number; null where the file does not have it. Valid until the next
    /// call.
    [[nodiscard]] const signals::Sample* find(uint16_t source, uint64_t index);
    /// Reads on through the messages received until then, for the tap.
    void readUntil(UtcNs received);
    /// Samples that were received before this are not asked for any more.
    void forgetBefore(UtcNs received);

 private:
    struct Source {
        std::unique_ptr<WireDecoder> decoder;
        std::unique_ptr<TopicTable> topics;
        std::deque<recording::IndexMark> marks;
        std::deque<signals::Sample> samples;  // ascending by index
        std::optional<uint64_t> next;         // number of the next value of a bound signal
    };
    [[nodiscard]] bool readOn();
    void addSamples(size_t source, const mcap::Channel& channel, UtcNs received);
    void tapMessage(size_t source, const mcap::Channel& channel, const mcap::Message& message);
    void tapRejected(const mcap::Message& message);

    mcap::McapFile m_file;
    const twin::Twin& m_twin;
    MessageTap* m_tap;
    signals::SignalNames m_names;
    std::vector<Source> m_sources;
    std::vector<int32_t> m_sourceOfChannel;  // by channel id; -1: none
    int32_t m_rejectedChannel = -1;
    std::unique_ptr<mcap::MessageIterator> m_messages;
    DecodedMessage m_decoded;
    UtcNs m_readUntil = 0;
};

/// The inputs of a recorded session, tick by tick: from its beginning, or from any checkpoint.
/// Reads the file as it goes; memory does not grow with its length. One thread.
///
///     auto feed = ReplayFeed::open(file, twin);
///     auto from = (*feed)->seek(tick);               // then load from->state, unless tick 0
///     sim::Session session(simulation, {.feed = feed->get()});
class ReplayFeed final : public sim::InputFeed {
 public:
    /// `twin` must outlive the feed, and so must `tap`, which is handed the session's messages.
    /// Fails where file and twin do not belong together.
    [[nodiscard]] static Result<std::unique_ptr<ReplayFeed>> open(const mcap::McapFile& file,
                                                                  const twin::Twin& twin,
                                                                  MessageTap* tap = nullptr);

    /// The newest checkpoint at or before the tick, or the first; take() goes on from its tick.
    [[nodiscard]] Result<RecordedCheckpoint> seek(Tick tick);
    /// The same by time.
    [[nodiscard]] Result<RecordedCheckpoint> seekUtc(UtcNs utc);

    [[nodiscard]] const sim::SessionStart& start() const override { return m_info.start; }
    [[nodiscard]] sim::TickInputs take(Tick tick) override;
    [[nodiscard]] Tick end() const override { return m_end; }
    [[nodiscard]] const std::string& failure() const override { return m_failure; }

    /// The same file has more by now: take() goes on beyond what was the end.
    [[nodiscard]] Result<void> readOn(const mcap::McapFile& file);

    [[nodiscard]] const RecordingInfo& info() const { return m_info; }
    /// Of the tick last taken: the state's hash at its end, as recorded.
    [[nodiscard]] uint64_t recordedHash() const { return m_record.hash; }
    /// Hands the tap what was received until the tick last taken; behind the last one, all.
    void finish();
    /// The state recorded at exactly this tick, if there is one.
    [[nodiscard]] Result<std::optional<RecordedCheckpoint>> checkpointAt(Tick tick);

 private:
    ReplayFeed(const mcap::McapFile& file, const twin::Twin& twin, RecordingInfo info,
               MessageTap* tap);
    [[nodiscard]] Result<void> findChannels();
    [[nodiscard]] Result<void> findEnd();
    [[nodiscard]] Result<RecordedCheckpoint> go(RecordedCheckpoint checkpoint);
    void readFrom(UtcNs utc);
    [[nodiscard]] bool readBatch();
    void giveUp(std::string why);

    mcap::McapFile m_file;
    RecordingInfo m_info;
    uint32_t m_signals = 0, m_properties = 0, m_sources = 0, m_alarms = 0;
    RecordedSamples m_samples;
    uint16_t m_ticksChannel = 0, m_checkpointChannel = 0;
    std::unique_ptr<mcap::MessageIterator> m_batches;
    std::deque<sim::TickRecord> m_ticks;  // read, and not yet taken
    sim::TickRecord m_record;             // the one taken last
    std::vector<signals::Sample> m_taken;
    int64_t m_reach = 0;  // ns that a sample may lie before the tick it enters
    Tick m_end = 0;
    std::string m_failure;
};

}  // namespace gemba::ingest
