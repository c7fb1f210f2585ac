#include "engine/signals/history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <span>

namespace gemba::signals {

namespace {

[[nodiscard]] Weigh weighOf(Series series) {
    return series == Series::residual ? Weigh::points : Weigh::time;
}

}  // namespace

// A chunk's points below `filled` never change, nor do the summaries of whole runs among them, so
// readers need no lock for them.
struct History::Chunk {
    static constexpr size_t kPoints = 1024;  // 24 KiB: about a minute of a 16 Hz signal
    // What is read point by point at each edge of a column; its summary adds 6 % to the memory.
    static constexpr size_t kRun = 64;

    std::atomic<size_t> filled{0};
    std::array<Point, kPoints> points;
    std::array<Summary, kPoints / kRun> runs;
    Summary whole;

    [[nodiscard]] std::span<const Point> run(size_t index, size_t filledNow) const {
        return {&points[index * kRun], std::min(kRun, filledNow - index * kRun)};
    }
    void put(size_t at, const Point& point, Weigh weigh) {
        points[at] = point;
        if ((at + 1) % kRun == 0)
            runs[at / kRun] = summarize(run(at / kRun, at + 1), weigh);
        if (at + 1 == kPoints) {
            for (const Summary& part : runs)
                whole.append(part);
        }
        filled.store(at + 1, std::memory_order_release);
    }
};

// The lock guards the list alone: the writer takes it once in 1024 points, a reader once a read.
struct History::Lane {
    mutable std::mutex mutex;
    std::deque<std::shared_ptr<Chunk>> chunks;
    bool steppedBack = false;  // a point was earlier than one before it
    Chunk* last = nullptr;     // the writer's own, as the newest time
    UtcNs newest = INT64_MIN;
};

namespace {

/// Puts what it is given, in order, into the parts of a range.
class Columns {
 public:
    Columns(UtcNs from, UtcNs to, size_t columns, Envelope& out)
        : m_from(from),
          m_to(to),
          m_perNs(static_cast<double>(columns) /
                  static_cast<double>(std::max<UtcNs>(1, to - from))),
          m_last(columns - 1),
          m_out(out) {}

    /// False: it lies in more than one part, or beyond the range, and was not taken.
    [[nodiscard]] bool take(const Summary& part) {
        if (part.begin > m_to)
            return true;
        if (part.end < m_from) {
            takeBefore({part.end, part.last, std::isnan(part.last) ? Quality::bad : Quality::good});
            return true;
        }
        if (part.begin < m_from || part.end > m_to)
            return false;
        const size_t column = columnOf(part.begin);
        if (columnOf(part.end) != column)
            return false;
        add(column, part);
        return true;
    }
    void take(std::span<const Point> points) {
        for (size_t i = 0; i < points.size();) {
            const size_t first = i++;
            if (points[first].time < m_from) {
                takeBefore(points[first]);
            } else if (points[first].time <= m_to) {
                const size_t column = columnOf(points[first].time);
                while (i < points.size() && points[i].time >= m_from && points[i].time <= m_to &&
                       columnOf(points[i].time) == column)
                    ++i;
                add(column, summarize(points.subspan(first, i - first), m_out.weigh));
            }
        }
    }

 private:
    [[nodiscard]] size_t columnOf(UtcNs time) const {
        return std::min(m_last, static_cast<size_t>(static_cast<double>(time - m_from) * m_perNs));
    }
    void add(size_t column, const Summary& part) {
        m_out.columns[column].append(part);
        m_out.points += part.trusted + part.untrusted;
    }
    void takeBefore(const Point& point) {
        if (m_out.points == 0)
            m_out.before = point;
    }

    UtcNs m_from, m_to;
    double m_perNs;
    size_t m_last;
    Envelope& m_out;
};

}  // namespace

Summary Envelope::whole(UtcNs from, UtcNs to) const {
    Summary out = Summary::level(before, from, weigh);
    for (const Summary& column : columns)
        out.append(column);
    out.hold(to);
    return out;
}

History::History(size_t signalCount, size_t budgetBytes) : m_budget(budgetBytes) {
    m_lanes.reserve(signalCount * 3);
    for (size_t i = 0; i < signalCount * 3; ++i)
        m_lanes.push_back(std::make_unique<Lane>());
}

History::~History() = default;

const History::Lane& History::lane(uint32_t signal, Series series) const {
    return *m_lanes[size_t{signal} * 3 + static_cast<size_t>(series)];
}

void History::append(uint32_t signal, Series series, const Point& point) {
    Lane& lane = *m_lanes[size_t{signal} * 3 + static_cast<size_t>(series)];

    if (point.time < lane.newest && !lane.steppedBack) {
        const std::lock_guard lock(lane.mutex);
        lane.steppedBack = true;
    }
    lane.newest = std::max(lane.newest, point.time);

    // A new chunk; before it, room for it within the budget.
    if (lane.last == nullptr ||
        lane.last->filled.load(std::memory_order_relaxed) == Chunk::kPoints) {
        while (m_bytes + sizeof(Chunk) > m_budget && m_bytes > 0)
            evictOldest();
        // Its first point stands before any reader can see it.
        auto chunk = std::make_shared<Chunk>();
        chunk->put(0, point, weighOf(series));
        lane.last = chunk.get();
        const std::lock_guard lock(lane.mutex);
        lane.chunks.push_back(std::move(chunk));
        m_bytes += sizeof(Chunk);
        return;
    }
    lane.last->put(lane.last->filled.load(std::memory_order_relaxed), point, weighOf(series));
}

void History::evictOldest() {
    // By when a chunk ended: a slow signal keeps the chunk that it is still writing while others
    // have full ones to give.
    const auto ended = [](const Lane& lane) {
        const Chunk& chunk = *lane.chunks.front();
        return chunk.points[chunk.filled.load(std::memory_order_relaxed) - 1].time;
    };
    Lane* oldest = nullptr;
    for (const bool full : {true, false}) {
        for (const auto& lane : m_lanes) {
            if (lane->chunks.empty() || (full && lane->chunks.size() == 1))
                continue;
            if (oldest == nullptr || ended(*lane) < ended(*oldest))
                oldest = lane.get();
        }
        if (oldest != nullptr)
            break;
    }
    if (oldest == nullptr)
        return;
    const std::lock_guard lock(oldest->mutex);
    m_evicted += oldest->chunks.front()->filled.load(std::memory_order_relaxed);
    if (oldest->chunks.front().get() == oldest->last)
        oldest->last = nullptr;
    oldest->chunks.pop_front();
    m_bytes -= sizeof(Chunk);
}

void History::exchange(History& other) {
    for (size_t i = 0; i < m_lanes.size() && i < other.m_lanes.size(); ++i) {
        const std::scoped_lock lock(m_lanes[i]->mutex, other.m_lanes[i]->mutex);
        std::swap(m_lanes[i]->chunks, other.m_lanes[i]->chunks);
        std::swap(m_lanes[i]->steppedBack, other.m_lanes[i]->steppedBack);
        std::swap(m_lanes[i]->newest, other.m_lanes[i]->newest);
        std::swap(m_lanes[i]->last, other.m_lanes[i]->last);
    }
    m_bytes = other.m_bytes.exchange(m_bytes);
    m_evicted = other.m_evicted.exchange(m_evicted);
}

// Whole chunks are shared; of the one that is still written there is a copy, to be gone on with:
// only the last one of a lane is not whole.
void History::inherit(const History& other, const std::vector<int32_t>& from) {
    for (size_t i = 0; i < from.size() && i < signalCount(); ++i) {
        if (from[i] < 0 || static_cast<size_t>(from[i]) >= other.signalCount())
            continue;
        for (const Series series : {Series::measured, Series::simulated, Series::residual}) {
            const Lane& source = other.lane(static_cast<uint32_t>(from[i]), series);
            Lane& own = *m_lanes[i * 3 + static_cast<size_t>(series)];
            const std::scoped_lock lock(own.mutex, source.mutex);
            for (const auto& chunk : source.chunks) {
                const size_t filled = chunk->filled.load(std::memory_order_acquire);
                own.newest = std::max(own.newest, chunk->points[filled - 1].time);
                if (filled == Chunk::kPoints) {
                    own.chunks.push_back(chunk);
                    m_bytes += sizeof(Chunk);
                    continue;
                }
                auto begun = std::make_shared<Chunk>();
                for (size_t p = 0; p < filled; ++p)
                    begun->put(p, chunk->points[p], weighOf(series));
                own.last = begun.get();  // and it is gone on with
                own.chunks.push_back(std::move(begun));
                m_bytes += sizeof(Chunk);
            }
            own.steppedBack = source.steppedBack;
        }
    }
}

// Those that reach into the range, and the one before them.
std::vector<std::shared_ptr<const History::Chunk>> History::chunksOf(uint32_t signal, Series series,
                                                                     UtcNs from, UtcNs to) const {
    const Lane& source = lane(signal, series);
    const std::lock_guard lock(source.mutex);
    const auto& chunks = source.chunks;
    if (source.steppedBack)
        return {chunks.begin(), chunks.end()};  // it may go on in any of them
    const auto beginsBy = [](UtcNs time) {
        return [time](const auto& chunk) { return chunk->points[0].time <= time; };
    };
    auto first = std::partition_point(chunks.begin(), chunks.end(), beginsBy(from));
    if (first != chunks.begin())
        --first;
    return {first, std::partition_point(first, chunks.end(), beginsBy(to))};
}

void History::read(uint32_t signal, Series series, UtcNs from, UtcNs to,
                   std::vector<Point>& out) const {
    out.clear();
    const auto takeBefore = [&](const Point& point) {
        if (out.empty())
            out.push_back(point);
        else if (out.back().time < from)
            out.back() = point;
    };
    for (const auto& chunk : chunksOf(signal, series, from, to)) {
        const size_t filled = chunk->filled.load(std::memory_order_acquire);
        // Of whole ones beyond the range no more than the last can count.
        if (filled == Chunk::kPoints && chunk->whole.begin > to)
            continue;
        if (filled == Chunk::kPoints && chunk->whole.end < from) {
            takeBefore(chunk->points.back());
            continue;
        }
        for (size_t i = 0; i < filled; ++i) {
            const Point& point = chunk->points[i];
            if (point.time < from)
                takeBefore(point);
            else if (point.time <= to)
                out.push_back(point);
        }
    }
}

void History::envelope(uint32_t signal, Series series, UtcNs from, UtcNs to, size_t columns,
                       Envelope& out) const {
    out.before = {.quality = Quality::none};
    out.weigh = weighOf(series);
    out.columns.assign(columns, {});
    out.points = 0;
    Columns into(from, to, columns, out);
    for (const auto& chunk : chunksOf(signal, series, from, to)) {
        const size_t filled = chunk->filled.load(std::memory_order_acquire);
        if (filled == Chunk::kPoints && into.take(chunk->whole))
            continue;
        for (size_t r = 0; r * Chunk::kRun < filled; ++r) {
            const auto points = chunk->run(r, filled);
            if (points.size() == Chunk::kRun && into.take(chunk->runs[r]))
                continue;
            into.take(points);
        }
    }
}

UtcNs History::oldest(uint32_t signal, Series series) const {
    const Lane& source = lane(signal, series);
    const std::lock_guard lock(source.mutex);
    return source.chunks.empty() ? 0 : source.chunks.front()->points[0].time;
}

}  // namespace gemba::signals
