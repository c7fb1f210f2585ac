#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/core/time.h"
#include "engine/signals/summary.h"

namespace gemba::signals {

/// Which of a signal's series. Residuals are events, the others levels.
enum class Series : uint8_t { measured, simulated, residual };

/// A series over a range, in so many equal parts: what a picture of that width needs.
struct Envelope {
    Point before{.quality = Quality::none};  ///< the last one before the range; none: there is none
    std::vector<Summary> columns;
    uint64_t points = 0;  ///< in the range

    Weigh weigh = Weigh::time;

    /// All of the range; a level holds from `from`, and until `to`.
    [[nodiscard]] Summary whole(UtcNs from, UtcNs to) const;
};

/// What was, per signal and series, for plots and lanes: append-only chunks, one writing thread,
/// many readers. The oldest chunks leave when the budget is used up. The writer sums up each run of
/// points once it is whole, so that a picture of millions reads a summary for most of them.
class History {
 public:
    static constexpr size_t kDefaultBudget = size_t{512} << 20;

    explicit History(size_t signalCount, size_t budgetBytes = kDefaultBudget);
    ~History();

    /// Writer's thread. Times of a series should ascend; a step back is kept as it came.
    void append(uint32_t signal, Series series, const Point& point);

    /// Writer's thread: takes over what `other` holds, of as many signals, which gets ours. Readers
    /// never see less than one or the other, signal by signal.
    void exchange(History& other);

    /// Before the first append: what another history holds of the same signals. `from`: by our
    /// signal its number there, -1: it has none. The other one may be written meanwhile; what comes
    /// later is not taken.
    void inherit(const History& other, const std::vector<int32_t>& from);

    /// Any thread. Replaces `out` by the points with from <= time <= to, and before them the last
    /// point before `from`, so that a step curve knows its level.
    void read(uint32_t signal, Series series, UtcNs from, UtcNs to, std::vector<Point>& out) const;

    /// Any thread. Replaces `out` by the points with from <= time <= to in `columns` >= 1 equal
    /// parts.
    void envelope(uint32_t signal, Series series, UtcNs from, UtcNs to, size_t columns,
                  Envelope& out) const;

    /// Any thread. The time of the oldest point that is held; 0: there is none.
    [[nodiscard]] UtcNs oldest(uint32_t signal, Series series) const;

    /// Any thread: bytes held by chunks, and points that left by the budget.
    [[nodiscard]] size_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    [[nodiscard]] uint64_t evicted() const { return m_evicted.load(std::memory_order_relaxed); }
    [[nodiscard]] size_t signalCount() const { return m_lanes.size() / 3; }

 private:
    struct Chunk;
    struct Lane;

    [[nodiscard]] const Lane& lane(uint32_t signal, Series series) const;
    [[nodiscard]] std::vector<std::shared_ptr<const Chunk>> chunksOf(uint32_t signal, Series series,
                                                                     UtcNs from, UtcNs to) const;
    void evictOldest();

    std::vector<std::unique_ptr<Lane>> m_lanes;  // signal * 3 + series
    size_t m_budget;
    std::atomic<size_t> m_bytes{0};
    std::atomic<uint64_t> m_evicted{0};
};

}  // namespace gemba::signals
