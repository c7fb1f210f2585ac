#include "engine/core/byte_ring.h"

#include <algorithm>
#include <bit>

namespace gemba {
ByteRing::ByteRing(size_t capacity) : m_mask(std::bit_ceil(std::max<size_t>(capacity, 64)) - 1) {
    m_bytes = std::make_unique_for_overwrite<std::byte[]>(m_mask + 1);
}

bool ByteRing::push(std::initializer_list<std::span<const std::byte>> parts) {
    size_t size = 0;
    for (const auto& part : parts)
        size += part.size();
    uint64_t at = m_written.load(std::memory_order_relaxed);
    if (size > UINT32_MAX)
        return false;
    const uint64_t end = at + spaceFor(size);
    if (end - m_readSeen > capacity()) {
        m_readSeen = m_read.load(std::memory_order_acquire);
        if (end - m_readSeen > capacity())
            return false;
    }

    const auto length = static_cast<Length>(size);
    put(at, &length, sizeof length);
    at += sizeof length;
    for (const auto& part : parts) {
        put(at, part.data(), part.size());
        at += part.size();
    }
    m_written.store(end, std::memory_order_release);
    return true;
}

void ByteRing::put(uint64_t at, const void* data, size_t size) {
    if (size == 0)
        return;
    const size_t place = static_cast<size_t>(at) & m_mask;
    const size_t first = std::min(size, capacity() - place);
    std::memcpy(m_bytes.get() + place, data, first);
    std::memcpy(m_bytes.get(), static_cast<const std::byte*>(data) + first, size - first);
}

std::span<const std::byte> ByteRing::inOnePiece(uint64_t at, size_t size) {
    m_across.resize(size);
    const size_t place = static_cast<size_t>(at) & m_mask;
    const size_t first = std::min(size, capacity() - place);
    std::memcpy(m_across.data(), m_bytes.get() + place, first);
    std::memcpy(m_across.data() + first, m_bytes.get(), size - first);
    return m_across;
}

}  // namespace gemba
