#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/signals/history.h"
#include "engine/sim/snapshot.h"

/// The past as the window sees it: one instant, the curves before it, and what lies where. Plain
/// types; `ingest` implements them over recordings.
namespace gemba::sim {

/// UTC, both ends within.
struct TimeRange {
    UtcNs from = 0, to = 0;

    [[nodiscard]] bool empty() const { return to <= from; }
    [[nodiscard]] int64_t length() const { return empty() ? 0 : to - from; }
    [[nodiscard]] UtcNs clamp(UtcNs time) const {
        return time < from ? from : time > to ? to : time;
    }
    bool operator==(const TimeRange&) const = default;
};

enum class MarkKind : uint8_t {
    bookmark,  ///< a person's, with a note
    loss,      ///< messages or ticks that found no room on their way into the recording
    gap,       ///< nothing at all was recorded
};

/// A place in time worth seeing.
struct TimeMark {
    UtcNs from = 0, to = 0;  ///< equal: an instant
    MarkKind kind = MarkKind::bookmark;
    std::string text;

    bool operator==(const TimeMark&) const = default;
};

/// How many messages each source had, over equal parts of a range.
struct Density {
    TimeRange range;
    size_t buckets = 0;
    std::vector<std::string> sources;  ///< ids
    std::vector<float> counts;         ///< sources x buckets

    [[nodiscard]] float at(size_t source, size_t bucket) const {
        return counts[source * buckets + bucket];
    }
};

/// Looks into the past of one twin. One thread at a time: a worker, since it reads files.
class LookBack {
 public:
    virtual ~LookBack() = default;

    /// From the first picture to the last.
    [[nodiscard]] virtual TimeRange range() const = 0;

    /// What an eye would have seen at this instant: bodies between two frames of the track, signals
    /// by the messages up to then. Runs no physics. Errors: damaged or unreadable files; nothing
    /// recorded.
    [[nodiscard]] virtual Result<void> snapshotAt(UtcNs at, Snapshot& out) = 0;

    /// Appends the measured and simulated points of all signals within the range, and before them
    /// the last of each. Times are on our clock, by the offsets of the snapshot last made. False:
    /// `goOn` said no, and what was appended is not all.
    [[nodiscard]] virtual bool fill(TimeRange range, const std::function<bool()>& goOn,
                                    signals::History& out) = 0;

    /// Read from the file's indexes; no message is decompressed. False: `goOn` said no, and it is
    /// not all.
    [[nodiscard]] virtual bool density(size_t buckets, const std::function<bool()>& goOn,
                                       Density& out) = 0;

    /// Losses and gaps, by time.
    [[nodiscard]] virtual std::vector<TimeMark> marks() = 0;
};

}  // namespace gemba::sim
