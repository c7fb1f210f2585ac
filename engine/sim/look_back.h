#pragma once

#include <functional>
#include <optional>
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
    bookmark,  ///< a person's, with a note: of an instant, or of a range
    loss,      ///< messages or ticks that found no room on their way into the recording
    gap,       ///< nothing at all was recorded
    event,     ///< a source silent or heard again, a driver switched, a body frozen, time lost
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

/// What lies where.
struct Overview {
    Density density;
    std::vector<TimeMark> marks;  ///< losses, gaps and events, by time
};

/// Looks into the past of one twin. One thread at a time: a worker, since it reads files.
class LookBack {
 public:
    virtual ~LookBack() = default;

    /// From the first picture to the last.
    [[nodiscard]] virtual TimeRange range() const = 0;

    /// Learns what was recorded since the last time. True: the range is another one.
    virtual bool refresh() { return false; }

    /// What an eye would have seen at this instant: bodies between two frames of the track, signals
    /// by the messages up to then. Runs no physics. Errors: damaged or unreadable files; nothing
    /// recorded.
    [[nodiscard]] virtual Result<void> snapshotAt(UtcNs at, Snapshot& out) = 0;

    /// Appends the measured and simulated points and the residuals of all signals within the range,
    /// and before them the last of each. Times are on our clock. False: `goOn` said no, and what
    /// was appended is not all.
    [[nodiscard]] virtual bool fill(TimeRange range, const std::function<bool()>& goOn,
                                    signals::History& out) = 0;

    /// Density by the files' indexes, and marks. False: `goOn` said no; what was found so far need
    /// not be found again.
    [[nodiscard]] virtual bool overview(size_t buckets, const std::function<bool()>& goOn,
                                        Overview& out) = 0;

    /// When the next message after this instant came, or the one before it: one that carries the
    /// signal, or any where it is negative.
    [[nodiscard]] virtual std::optional<UtcNs> message(UtcNs /*at*/, bool /*after*/,
                                                       int32_t /*signal*/) {
        return std::nullopt;
    }

    /// Where a replay that ended at this instant, at the end of a file, begins anew: in the next
    /// file. Without one the end of the range.
    [[nodiscard]] virtual UtcNs nextStart(UtcNs /*after*/) { return range().to; }
};

}  // namespace gemba::sim
