#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/sim/look_back.h"
#include "engine/sim/track.h"
#include "engine/twin/twin.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/recording_format.h"
#include "ingest/topic_table.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {

/// Looks into recordings of one session: a file, or the segments of one, in any order. Reads what
/// it is asked for and keeps nothing; a picture costs the chunks of about one second.
class RecordedLookBack final : public sim::LookBack {
 public:
    /// `twin` must outlive it. Errors: no picture in any of the files.
    [[nodiscard]] static Result<std::unique_ptr<RecordedLookBack>> open(
        std::vector<mcap::McapFile> files, const twin::Twin& twin);
    ~RecordedLookBack() override;

    [[nodiscard]] sim::TimeRange range() const override { return m_range; }
    [[nodiscard]] Result<void> snapshotAt(UtcNs at, sim::Snapshot& out) override;
    [[nodiscard]] bool fill(sim::TimeRange range, const std::function<bool()>& goOn,
                            signals::History& out) override;
    [[nodiscard]] bool density(size_t buckets, const std::function<bool()>& goOn,
                               sim::Density& out) override;
    [[nodiscard]] std::vector<sim::TimeMark> marks() override;

 private:
    struct Segment;
    struct Walk;

    RecordedLookBack(const twin::Twin& twin);
    void add(mcap::McapFile file);
    [[nodiscard]] Segment& segmentAt(UtcNs at);
    /// False: no key frame in it.
    [[nodiscard]] Result<bool> walkTo(Segment& segment, UtcNs from, UtcNs at, Walk& walk);
    void decode(Segment& segment, const mcap::Message& message, bool simulated,
                std::vector<signals::Sample>& out);
    [[nodiscard]] UtcNs entersAt(const signals::Sample& sample, const sim::Snapshot& shown) const;
    void show(const signals::Sample& sample, bool simulated, sim::Snapshot& out) const;
    void append(const signals::Sample& sample, bool simulated, signals::History& out);
    void appendLevels(const sim::Snapshot& key, bool all, signals::History& out);

    const twin::Twin& m_twin;
    signals::SignalNames m_names;
    std::vector<std::unique_ptr<Segment>> m_segments;  // by start
    sim::TimeRange m_range;
    int64_t m_longestDelay = 0;               // between a message and the tick that it enters
    std::vector<int64_t> m_offsets;           // clocks', by source
    std::vector<signals::Quality> m_quality;  // of what was appended last, by signal
    DecodedMessage m_decoded;                 // scratch
    std::vector<signals::Sample> m_samples;   // scratch
};

}  // namespace gemba::ingest
