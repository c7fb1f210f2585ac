#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "engine/core/time.h"

namespace gemba::ingest {

/// The names seen in one message, to find one that stands twice. Clearing costs nothing: each slot
/// carries the number of the message that wrote it. Names must outlive the message.
class NameSet {
 public:
    NameSet() : m_slots(kFirstSlots), m_seed(static_cast<uint64_t>(steadyUtcNow())) {}

    void clear() {
        ++m_message;
        m_count = 0;
    }

    /// False when the name is there already. Allocates only while growing beyond any message
    /// before.
    [[nodiscard]] bool insert(std::string_view name) {
        if (m_count * 2 >= m_slots.size())
            grow();
        Slot& slot = find(name);
        if (slot.message == m_message)
            return false;
        slot.message = m_message;
        slot.name = name;
        ++m_count;
        return true;
    }

 private:
    static constexpr size_t kFirstSlots = 256;  // small enough to stay in the processor's cache

    struct Slot {
        uint64_t message = 0;
        std::string_view name;
    };

    /// The slot of a name, or the free one where it would stand.
    [[nodiscard]] Slot& find(std::string_view name) {
        const size_t mask = m_slots.size() - 1;
        size_t at = hash(name) & mask;
        while (m_slots[at].message == m_message && m_slots[at].name != name)
            at = (at + 1) & mask;
        return m_slots[at];
    }

    void grow() {
        std::vector<Slot> old(m_slots.size() * 2);
        old.swap(m_slots);
        for (const Slot& slot : old) {
            if (slot.message == m_message)
                find(slot.name) = slot;
        }
    }

    /// Eight bytes at a time. The seed differs from start to start, so that nobody can choose names
    /// that collide; which slot a name takes is seen nowhere outside.
    [[nodiscard]] size_t hash(std::string_view name) const {
        uint64_t state = m_seed ^ (name.size() * 0x9E3779B97F4A7C15u);
        const char* at = name.data();
        size_t left = name.size();
        for (; left > 8; at += 8, left -= 8)
            state = mix(state, load<uint64_t>(at));
        return mix(state, tail(at, left));
    }
    template <class Word>
    static uint64_t load(const char* at) {
        Word out;
        std::memcpy(&out, at, sizeof out);
        return out;
    }
    /// The last 0 to 8 bytes, by loads of fixed size that may overlap.
    static uint64_t tail(const char* at, size_t size) {
        if (size == 8)
            return load<uint64_t>(at);
        if (size >= 4)
            return load<uint32_t>(at) << 32 | load<uint32_t>(at + size - 4);
        if (size >= 2)
            return load<uint16_t>(at) << 16 | load<uint16_t>(at + size - 2);
        return size == 1 ? load<uint8_t>(at) : 0;
    }
    static uint64_t mix(uint64_t state, uint64_t value) {
        state = (state ^ value) * 0xBF58476D1CE4E5B9u;
        return state ^ (state >> 31);
    }

    std::vector<Slot> m_slots;  // a power of two
    size_t m_count = 0;
    uint64_t m_message = 1;
    uint64_t m_seed;
};

}  // namespace gemba::ingest
