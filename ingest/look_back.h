#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/sim/look_back.h"
#include "engine/sim/track.h"
#include "engine/twin/twin.h"
#include "ingest/earlier_twins.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/recording_format.h"
#include "ingest/topic_table.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {

/// Looks into one recording of a session, be it complete or still being written. Reads what it is
/// asked for and keeps nothing; a picture costs the chunks of about one second.
class RecordedLookBack final : public sim::LookBack {
 public:
    /// What was recorded of `twin`, or with `earlier` of what that was before edits: then it is
    /// shown as the twin of now. Both must outlive it. Errors: no picture in the file; the twin
    /// that it was recorded of cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<RecordedLookBack>> open(
        mcap::McapFile file, const twin::Twin& twin, EarlierTwins* earlier = nullptr);
    ~RecordedLookBack() override;

    /// The same file has more by now.
    void readOn(mcap::McapFile file);
    [[nodiscard]] const mcap::McapFile& file() const { return m_file; }
    /// What the twin was then; null: as it is now.
    [[nodiscard]] const EarlierTwin* earlier() const { return m_earlier; }

    [[nodiscard]] sim::TimeRange range() const override { return m_range; }
    [[nodiscard]] Result<void> snapshotAt(UtcNs at, sim::Snapshot& out) override;
    [[nodiscard]] bool fill(sim::TimeRange range, const std::function<bool()>& goOn,
                            signals::History& out) override;
    /// What follows upon another file: nothing before the range, and no levels of before.
    [[nodiscard]] bool fillOn(sim::TimeRange range, const std::function<bool()>& goOn,
                              signals::History& out);
    [[nodiscard]] bool overview(size_t buckets, const std::function<bool()>& goOn,
                                sim::Overview& out) override;
    [[nodiscard]] std::optional<UtcNs> message(UtcNs at, bool after, int32_t signal) override;

 private:
    /// What a channel is to us.
    enum class Role : uint8_t { unknown, other, track, measured, simulated, residuals };
    struct Walk;

    RecordedLookBack(mcap::McapFile file, const twin::Twin& twin, const EarlierTwin* earlier);
    [[nodiscard]] Result<void> present(sim::Snapshot& recorded) const;
    void giveRoles();
    [[nodiscard]] Role roleOf(const mcap::Channel& channel, uint16_t& source) const;
    void findRange();
    /// False: no key frame in it.
    [[nodiscard]] Result<bool> walkTo(UtcNs from, UtcNs at, Walk& walk);
    void decode(const mcap::Message& message, bool simulated, std::vector<signals::Sample>& out);
    [[nodiscard]] UtcNs entersAt(const signals::Sample& sample, const sim::Snapshot& shown) const;
    void show(const signals::Sample& sample, bool simulated, sim::Snapshot& out) const;
    [[nodiscard]] bool fillFrom(UtcNs start, UtcNs to, const std::function<bool()>& goOn,
                                signals::History& out);
    void append(const signals::Sample& sample, bool simulated, signals::History& out);
    void appendLevels(const sim::Snapshot& key, bool all, signals::History& out);

    const twin::Twin& m_twin;
    const EarlierTwin* m_earlier;  // null: recorded of this twin
    signals::SignalNames m_names;
    std::set<std::string, std::less<>> m_sortedNames;
    int64_t m_longestDelay = 0;  // between a message and the tick that it enters
    mcap::McapFile m_file;
    sim::TimeRange m_range;          // of its track
    std::vector<Role> m_roles;       // by channel
    std::vector<uint16_t> m_source;  // by channel
    std::vector<uint16_t> m_wanted, m_trackChannels;
    // A decoder for each source, and one for what was simulated.
    std::deque<WireDecoder> m_decoders;
    std::vector<std::unique_ptr<TopicTable>> m_topics;
    std::vector<int64_t> m_offsets;           // clocks', by source
    std::vector<signals::Quality> m_quality;  // of what was appended last, by signal
    bool m_begun = false;                     // levels were appended
    DecodedMessage m_decoded;                 // scratch
    std::vector<signals::Sample> m_samples;   // scratch
};

}  // namespace gemba::ingest
