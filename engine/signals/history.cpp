#include "engine/signals/history.h"

#include <algorithm>
#include <array>
#include <deque>

namespace gemba::signals {

// A chunk's points below `filled` never change, so readers need no lock for them.
struct History::Chunk {
    static constexpr size_t kPoints = 1024;  // 24 KiB: about a minute of a 16 Hz signal
    std::atomic<size_t> filled{0};
    std::array<Point, kPoints> points;
};

// The lock guards the list alone: the writer takes it once in 1024 points, a reader once a read.
struct History::Lane {
    mutable std::mutex mutex;
    std::deque<std::shared_ptr<Chunk>> chunks;
    Chunk* last = nullptr;  // the writer's own
};

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

    // A new chunk; before it, room for it within the budget.
    if (lane.last == nullptr ||
        lane.last->filled.load(std::memory_order_relaxed) == Chunk::kPoints) {
        while (m_bytes + sizeof(Chunk) > m_budget && m_bytes > 0)
            evictOldest();
        // Its first point stands before any reader can see it.
        auto chunk = std::make_shared<Chunk>();
        chunk->points[0] = point;
        chunk->filled.store(1, std::memory_order_release);
        lane.last = chunk.get();
        const std::lock_guard lock(lane.mutex);
        lane.chunks.push_back(std::move(chunk));
        m_bytes += sizeof(Chunk);
        return;
    }

    const size_t at = lane.last->filled.load(std::memory_order_relaxed);
    lane.last->points[at] = point;
    lane.last->filled.store(at + 1, std::memory_order_release);
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
        std::swap(m_lanes[i]->last, other.m_lanes[i]->last);
    }
    m_bytes = other.m_bytes.exchange(m_bytes);
    m_evicted = other.m_evicted.exchange(m_evicted);
}

void History::read(uint32_t signal, Series series, UtcNs from, UtcNs to,
                   std::vector<Point>& out) const {
    out.clear();
    const Lane& source = lane(signal, series);

    // Hold the chunks that reach into the range, and the one before them.
    std::vector<std::shared_ptr<Chunk>> chunks;
    {
        const std::lock_guard lock(source.mutex);
        auto first = source.chunks.begin();
        while (first != source.chunks.end() && std::next(first) != source.chunks.end() &&
               (*std::next(first))->points[0].time <= from)
            ++first;
        chunks.assign(first, source.chunks.end());
    }

    for (const auto& chunk : chunks) {
        const size_t filled = chunk->filled.load(std::memory_order_acquire);
        for (size_t i = 0; i < filled; ++i) {
            const Point& point = chunk->points[i];
            if (point.time > to)
                continue;
            if (point.time < from) {
                if (out.empty())
                    out.push_back(point);
                else if (out.back().time < from)
                    out.back() = point;
                continue;
            }
            out.push_back(point);
        }
    }
}

}  // namespace gemba::signals
