#pragma once

#include <atomic>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>

#include "engine/core/bytes.h"

namespace gemba {

/// Bounded ring of byte records between exactly one writing and one reading thread. Never allocates
/// after construction but for the one record that lies across its end, never blocks. Memory that a
/// burst has used goes back to the system when little waits any more.
///
///     ring.push({head, payload});                        // the writer's thread
///     std::span<const std::byte> record;
///     while (ring.front(record)) {                       // the reader's
///         look(record);
///         ring.pop();
///     }
class ByteRing {
 public:
    /// Rounded up to a power of two.
    explicit ByteRing(size_t capacity);

    /// Writer's thread. The parts become one record; false where it finds no room, and nothing is
    /// written.
    [[nodiscard]] bool push(std::initializer_list<std::span<const std::byte>> parts);

    /// Reader's thread. Lends the oldest record where it lies, until pop(); false when there is
    /// none.
    [[nodiscard]] bool front(std::span<const std::byte>& record) {
        const uint64_t at = m_read.load(std::memory_order_relaxed);
        if (m_writtenSeen == at) {
            m_writtenSeen = m_written.load(std::memory_order_acquire);
            if (m_writtenSeen == at)
                return false;
        }
        prefetch(at);
        const size_t place = static_cast<size_t>(at) & m_mask;
        Length length = 0;
        std::memcpy(&length, m_bytes.get() + place, sizeof length);
        m_frontEnd = at + spaceFor(length);

        // In one piece where it lies, but for the one record in many that lies across the end.
        if (place + sizeof length + length <= capacity())
            record = {m_bytes.get() + place + sizeof length, length};
        else
            record = inOnePiece(at + sizeof length, length);
        return true;
    }
    /// Reader's thread, after front(): its room is free again.
    void pop() { m_read.store(m_frontEnd, std::memory_order_release); }
    /// Reader's thread: bytes that were ever pushed, and of them popped. What was pushed before a
    /// call has been read once popped() is as much.
    [[nodiscard]] uint64_t pushed() const { return m_written.load(std::memory_order_acquire); }
    [[nodiscard]] uint64_t popped() const { return m_read.load(std::memory_order_relaxed); }

    /// Either thread; a moment's estimate.
    [[nodiscard]] size_t used() const {
        return static_cast<size_t>(m_written.load(std::memory_order_relaxed) -
                                   m_read.load(std::memory_order_relaxed));
    }
    [[nodiscard]] size_t capacity() const { return m_mask + 1; }

 private:
    using Length = uint32_t;  // in front of each record, never across the end: records are aligned
    static constexpr size_t kAlignment = 8;
    static constexpr uint64_t kBlock = uint64_t{1} << 18;  // so often it is asked what to give back

    static uint64_t spaceFor(size_t size) {
        return (sizeof(Length) + size + kAlignment - 1) / kAlignment * kAlignment;
    }
    // The other thread's cache has the next records, or none any more: fetched meanwhile.
    void prefetch(uint64_t at) const {
        constexpr uint64_t kAhead = 1024, kLine = 64;
        __builtin_prefetch(m_bytes.get() + ((at + kAhead) & m_mask));
        __builtin_prefetch(m_bytes.get() + ((at + kAhead + kLine) & m_mask));
    }
    void giveBack(uint64_t end);
    void put(uint64_t at, const void* data, size_t size);
    [[nodiscard]] std::span<const std::byte> inOnePiece(uint64_t at, size_t size);

    std::unique_ptr<std::byte[]> m_bytes;
    size_t m_mask;
    // Each thread remembers how far the other was, and asks again only where that is not enough.
    alignas(64) std::atomic<uint64_t> m_written{0};  // bytes, ever
    uint64_t m_readSeen = 0;                         // the writer's
    int64_t m_gaveBack;                              // the writer's: when, steady ns
    alignas(64) std::atomic<uint64_t> m_read{0};
    uint64_t m_writtenSeen = 0;  // the reader's
    uint64_t m_frontEnd = 0;     // the reader's: where the lent record ends
    Bytes m_across;              // the reader's: a record that lies across the end
};

}  // namespace gemba
