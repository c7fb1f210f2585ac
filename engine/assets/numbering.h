#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

namespace gemba::assets {

/// Gives values that differ in any bit a number each, 0, 1, 2 … in the order of their first
/// appearance, and keeps one of each. T has no padding. At most 2^32 - 2 of them, else
/// std::length_error. One thread.
template <class T>
class Numbering {
    static_assert(std::is_trivially_copyable_v<T>);
    static_assert(sizeof(T) % sizeof(uint32_t) == 0);

 public:
    /// `distinct` is appended to and outlives this object; it is empty.
    explicit Numbering(std::vector<T>& distinct, size_t expected = 0) : m_distinct(distinct) {
        size_t room = 64;
        while (room < 2 * expected)
            room *= 2;
        m_slots.resize(room);
    }

    /// The numbers of make(0) … make(count - 1).
    template <class Make>
    [[nodiscard]] std::vector<uint32_t> ofAll(size_t count, Make&& make) {
        // Some at a time: where one stands is on its way from memory while others are made.
        constexpr size_t kTogether = 32;
        std::array<T, kTogether> values;
        std::array<uint32_t, kTogether> tags;
        std::vector<uint32_t> out(count);
        for (size_t first = 0; first < count; first += kTogether) {
            const size_t size = std::min(kTogether, count - first);
            for (size_t i = 0; i < size; ++i) {
                values[i] = make(first + i);
                tags[i] = tagOf(values[i]);
                __builtin_prefetch(&m_slots[tags[i] & (m_slots.size() - 1)]);
            }
            for (size_t i = 0; i < size; ++i)
                out[first + i] = of(values[i], tags[i]);
        }
        return out;
    }

 private:
    struct Slot {
        uint32_t tag = 0;
        uint32_t next = 0;  ///< the number after that of the value here; 0: none is
    };

    uint32_t of(const T& value, uint32_t tag) {
        for (size_t at = tag & (m_slots.size() - 1);; at = (at + 1) & (m_slots.size() - 1)) {
            const Slot slot = m_slots[at];
            if (slot.next == 0)
                return add(value, tag, at);
            // What stands in the slot spares most looks at the values, which lie far apart.
            if (slot.tag == tag && std::memcmp(&m_distinct[slot.next - 1], &value, sizeof(T)) == 0)
                return slot.next - 1;
        }
    }

    uint32_t add(const T& value, uint32_t tag, size_t at) {
        const size_t number = m_distinct.size();
        if (number >= std::numeric_limits<uint32_t>::max() - 1)
            throw std::length_error("more than 4,294,967,294 vertices");
        m_distinct.push_back(value);
        m_slots[at] = {tag, static_cast<uint32_t>(number) + 1};
        if (2 * m_distinct.size() > m_slots.size())
            grow();
        return static_cast<uint32_t>(number);
    }

    void grow() {
        std::vector<Slot> slots(2 * m_slots.size());
        for (const Slot& slot : m_slots) {
            if (slot.next == 0)
                continue;
            size_t at = slot.tag & (slots.size() - 1);
            while (slots[at].next != 0)
                at = (at + 1) & (slots.size() - 1);
            slots[at] = slot;
        }
        m_slots = std::move(slots);
    }

    static uint32_t tagOf(const T& value) {
        // Odd constants with about half of their bits set, as in content_hash.cpp.
        constexpr uint64_t kFactor = 0x243F6A8885A308D3u, kLast = 0x13198A2E03707345u;
        uint64_t hash = 0;
        for (size_t i = 0; i < sizeof(T); i += sizeof(uint32_t)) {
            uint32_t word = 0;
            std::memcpy(&word, reinterpret_cast<const char*>(&value) + i, sizeof word);
            hash = (hash ^ word) * kFactor;
            hash ^= hash >> 32;
        }
        return static_cast<uint32_t>((hash * kLast) >> 32);
    }

    std::vector<T>& m_distinct;
    std::vector<Slot> m_slots;  ///< a power of two, at most half full
};

}  // namespace gemba::assets
