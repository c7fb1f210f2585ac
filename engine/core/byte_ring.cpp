#include "engine/core/byte_ring.h"

#include <algorithm>
#include <bit>

namespace gemba {
namespace {

using Length = uint32_t;  // in front of each record

}  // namespace

ByteRing::ByteRing(size_t capacity) : m_mask(std::bit_ceil(std::max<size_t>(capacity, 64)) - 1) {
    m_bytes = std::make_unique_for_overwrite<std::byte[]>(m_mask + 1);
}

bool ByteRing::push(std::initializer_list<std::span<const std::byte>> parts) {
    size_t size = 0;
    for (const auto& part : parts)
        size += part.size();
    uint64_t at = m_written.load(std::memory_order_relaxed);
    const size_t room =
        capacity() - static_cast<size_t>(at - m_read.load(std::memory_order_acquire));
    if (size > UINT32_MAX || size + sizeof(Length) > room)
        return false;

    const auto length = static_cast<Length>(size);
    put(at, &length, sizeof length);
    at += sizeof length;
    for (const auto& part : parts) {
        put(at, part.data(), part.size());
        at += part.size();
    }
    m_written.store(at, std::memory_order_release);
    return true;
}

bool ByteRing::pop(Bytes& out) {
    const uint64_t at = m_read.load(std::memory_order_relaxed);
    if (m_written.load(std::memory_order_acquire) == at)
        return false;
    Length length = 0;
    get(at, &length, sizeof length);
    out.resize(length);
    get(at + sizeof length, out.data(), length);
    m_read.store(at + sizeof length + length, std::memory_order_release);
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

void ByteRing::get(uint64_t at, void* data, size_t size) const {
    if (size == 0)
        return;
    const size_t place = static_cast<size_t>(at) & m_mask;
    const size_t first = std::min(size, capacity() - place);
    std::memcpy(data, m_bytes.get() + place, first);
    std::memcpy(static_cast<std::byte*>(data) + first, m_bytes.get(), size - first);
}

}  // namespace gemba
