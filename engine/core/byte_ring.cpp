#include "engine/core/byte_ring.h"

#include <algorithm>
#include <bit>
#include <chrono>

#include <sys/mman.h>
#include <unistd.h>

namespace gemba {
namespace {

constexpr int64_t kGiveBackEveryNs = 1'000'000'000;
constexpr uint64_t kLittle = uint64_t{1} << 20;  // bytes that may wait then

int64_t steadyNow() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

// Whole pages of these bytes; they read as zeros when they are needed again.
void release(std::byte* from, std::byte* to) {
    static const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    const uintptr_t first = (reinterpret_cast<uintptr_t>(from) + page - 1) / page * page;
    const uintptr_t end = reinterpret_cast<uintptr_t>(to) / page * page;
    if (first < end)
        (void)madvise(reinterpret_cast<void*>(first), end - first, MADV_DONTNEED);
}

}  // namespace

ByteRing::ByteRing(size_t capacity) : m_mask(std::bit_ceil(std::max<size_t>(capacity, 64)) - 1) {
    m_bytes = std::make_unique_for_overwrite<std::byte[]>(m_mask + 1);
    m_gaveBack = steadyNow();
}

bool ByteRing::push(std::initializer_list<std::span<const std::byte>> parts) {
    size_t size = 0;
    for (const auto& part : parts)
        size += part.size();
    const uint64_t begin = m_written.load(std::memory_order_relaxed);
    if (size > UINT32_MAX)
        return false;
    const uint64_t end = begin + spaceFor(size);
    if (end - m_readSeen > capacity()) {
        m_readSeen = m_read.load(std::memory_order_acquire);
        if (end - m_readSeen > capacity())
            return false;
    }

    const auto length = static_cast<Length>(size);
    put(begin, &length, sizeof length);
    uint64_t at = begin + sizeof length;
    for (const auto& part : parts) {
        put(at, part.data(), part.size());
        at += part.size();
    }
    m_written.store(end, std::memory_order_release);
    if (((begin ^ end) & ~(kBlock - 1)) != 0)
        giveBack(end);
    return true;
}

// What is neither read nor written any more is the writer's alone.
void ByteRing::giveBack(uint64_t end) {
    m_readSeen = m_read.load(std::memory_order_acquire);
    const int64_t now = steadyNow();
    if (end - m_readSeen > kLittle || now - m_gaveBack < kGiveBackEveryNs)
        return;
    m_gaveBack = now;
    const size_t from = static_cast<size_t>(end) & m_mask;
    const size_t to = static_cast<size_t>(m_readSeen) & m_mask;
    std::byte* const bytes = m_bytes.get();
    if (from <= to && end != m_readSeen) {
        release(bytes + from, bytes + to);
    } else {
        release(bytes + from, bytes + capacity());
        release(bytes, bytes + to);
    }
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
