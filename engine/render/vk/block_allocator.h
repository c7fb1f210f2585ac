#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace gemba::render {

/// Hands out ranges of one block of `size` bytes: first fit over a list of free ranges, neighbours
/// joined on release. Knows offsets only, no memory, so it is tested without a GPU. One thread.
class BlockAllocator {
 public:
    explicit BlockAllocator(uint64_t size);

    /// Offset of `size` bytes, a multiple of `alignment` (a power of two); nothing when no free
    /// range is large enough. The bytes skipped for alignment stay free.
    [[nodiscard]] std::optional<uint64_t> allocate(uint64_t size, uint64_t alignment);

    /// Gives a range back, exactly as allocated.
    void release(uint64_t offset, uint64_t size);

    [[nodiscard]] uint64_t size() const { return m_size; }
    [[nodiscard]] uint64_t freeBytes() const;
    [[nodiscard]] size_t freeRanges() const { return m_free.size(); }
    [[nodiscard]] bool empty() const { return freeBytes() == m_size; }

 private:
    struct Range {
        uint64_t offset, size;
    };
    uint64_t m_size;
    std::vector<Range> m_free;  // ascending, never adjacent
};

}  // namespace gemba::render
