#pragma once

#include <memory>
#include <vector>

#include "engine/sim/look_back.h"
#include "ingest/look_back.h"
#include "ingest/mcap/growing_file.h"
#include "ingest/store/rolling_store.h"

namespace gemba::ingest {

/// Looks into the store of a running session while it is being written: all its segments as one
/// past, also those of sessions before edits, whose twin was another: they are shown as the twin
/// of now. Opens a segment when it is asked for, and keeps few open; the newest is read on from
/// where the last refresh stopped. What the quota deleted is gone from the range. Costs nothing
/// while it is not asked.
class StoreLookBack final : public sim::LookBack {
 public:
    /// Both outlive it. Knows nothing before the first refresh().
    StoreLookBack(const RollingStore& store, const twin::Twin& twin);
    ~StoreLookBack() override;

    [[nodiscard]] sim::TimeRange range() const override { return m_range; }
    bool refresh() override;
    [[nodiscard]] Result<void> snapshotAt(UtcNs at, sim::Snapshot& out) override;
    [[nodiscard]] bool fill(sim::TimeRange range, const std::function<bool()>& goOn,
                            signals::History& out) override;
    [[nodiscard]] bool overview(size_t buckets, const std::function<bool()>& goOn,
                                sim::Overview& out) override;
    [[nodiscard]] UtcNs nextStart(UtcNs after) override;
    [[nodiscard]] std::optional<UtcNs> message(UtcNs at, bool after, int32_t signal) override;

    /// The segment of an instant, as far as it goes; for a replay. Errors: nothing recorded.
    [[nodiscard]] Result<mcap::McapFile> fileAt(UtcNs at);

 private:
    struct Segment;

    void takeList();
    [[nodiscard]] RecordedLookBack* open(Segment& segment);
    void readOn(Segment& segment);
    void closeSome(const Segment& needed);
    /// The last one with pictures that begins at this instant or before; null: there is none.
    [[nodiscard]] Segment* segmentAt(UtcNs at);

    const RollingStore& m_store;
    const twin::Twin& m_twin;
    EarlierTwins m_earlier;
    std::vector<std::unique_ptr<Segment>> m_segments;  // oldest first
    sim::TimeRange m_range;
    uint64_t m_uses = 0;
};

}  // namespace gemba::ingest
