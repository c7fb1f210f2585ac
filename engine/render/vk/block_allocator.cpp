#include "engine/render/vk/block_allocator.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace gemba::render {

BlockAllocator::BlockAllocator(uint64_t size) : m_size(size), m_free{{0, size}} {}

std::optional<uint64_t> BlockAllocator::allocate(uint64_t size, uint64_t alignment) {
    assert(size > 0 && alignment > 0 && (alignment & (alignment - 1)) == 0);
    for (size_t i = 0; i < m_free.size(); ++i) {
        const Range range = m_free[i];
        const uint64_t start = (range.offset + alignment - 1) & ~(alignment - 1);
        const uint64_t skipped = start - range.offset;
        if (range.size < skipped || range.size - skipped < size)
            continue;

        // What is left stands before and behind the new range.
        const uint64_t behind = range.size - skipped - size;
        const auto at = m_free.begin() + static_cast<std::ptrdiff_t>(i);
        if (skipped > 0 && behind > 0) {
            at->size = skipped;
            m_free.insert(at + 1, {start + size, behind});
        } else if (skipped > 0) {
            at->size = skipped;
        } else if (behind > 0) {
            *at = {start + size, behind};
        } else {
            m_free.erase(at);
        }
        return start;
    }
    return std::nullopt;
}

void BlockAllocator::release(uint64_t offset, uint64_t size) {
    const auto next = std::lower_bound(m_free.begin(), m_free.end(), offset,
                                       [](const Range& r, uint64_t o) { return r.offset < o; });
    assert(offset + size <= m_size);
    assert(next == m_free.end() || offset + size <= next->offset);
    const bool joinsNext = next != m_free.end() && next->offset == offset + size;
    const bool joinsPrevious =
        next != m_free.begin() && (next - 1)->offset + (next - 1)->size == offset;

    if (joinsPrevious && joinsNext) {
        (next - 1)->size += size + next->size;
        m_free.erase(next);
    } else if (joinsPrevious) {
        (next - 1)->size += size;
    } else if (joinsNext) {
        *next = {offset, size + next->size};
    } else {
        m_free.insert(next, {offset, size});
    }
}

uint64_t BlockAllocator::freeBytes() const {
    return std::accumulate(m_free.begin(), m_free.end(), uint64_t{0},
                           [](uint64_t sum, const Range& r) { return sum + r.size; });
}

}  // namespace gemba::render
