#pragma once

#include <atomic>
#include <initializer_list>
#include <memory>
#include <span>

#include "engine/core/bytes.h"

namespace gemba {

/// Bounded ring of byte records between exactly one writing and one reading thread. Never allocates
/// after construction but for what the reader's buffer grows, never blocks.
class ByteRing {
 public:
    /// Rounded up to a power of two.
    explicit ByteRing(size_t capacity);

    /// Writer's thread. The parts become one record; false where it finds no room, and nothing is
    /// written.
    [[nodiscard]] bool push(std::initializer_list<std::span<const std::byte>> parts);
    /// Reader's thread. Replaces `out` by the oldest record; false when there is none.
    [[nodiscard]] bool pop(Bytes& out);

    /// Either thread; a moment's estimate.
    [[nodiscard]] size_t used() const {
        return static_cast<size_t>(m_written.load(std::memory_order_relaxed) -
                                   m_read.load(std::memory_order_relaxed));
    }
    [[nodiscard]] size_t capacity() const { return m_mask + 1; }

 private:
    void put(uint64_t at, const void* data, size_t size);
    void get(uint64_t at, void* data, size_t size) const;

    std::unique_ptr<std::byte[]> m_bytes;
    size_t m_mask;
    alignas(64) std::atomic<uint64_t> m_written{0};  // bytes, ever
    alignas(64) std::atomic<uint64_t> m_read{0};
};

}  // namespace gemba
