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
    /// Capacity is twice the values that a message may have, so probes stay short.
    NameSet() : m_slots(kSlots), m_seed(static_cast<uint64_t>(steadyUtcNow())) {}

    void clear() { ++m_message; }

    /// False when the name is there already. At most kSlots / 2 names a message.
    [[nodiscard]] bool insert(std::string_view name) {
        for (size_t at = hash(name) & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
            Slot& slot = m_slots[at];
            if (slot.message != m_message) {
                slot = {m_message, name};
                return true;
            }
            if (slot.name == name)
                return false;
        }
    }

 private:
    static constexpr size_t kSlots = 8192;

    struct Slot {
        uint64_t message = 0;
        std::string_view name;
    };

    /// Eight bytes at a time. The seed differs from start to start, so that nobody can choose names
    /// that collide; which slot a name takes is seen nowhere outside.
    [[nodiscard]] size_t hash(std::string_view name) const {
        uint64_t state = m_seed ^ (name.size() * 0x9E3779B97F4A7C15u);
        const char* at = name.data();
        size_t left = name.size();
        for (; left >= 8; at += 8, left -= 8)
            state = mix(state, word(at, 8));
        return mix(state, word(at, left));
    }
    static uint64_t word(const char* at, size_t size) {
        uint64_t out = 0;
        if (size > 0)
            std::memcpy(&out, at, size);
        return out;
    }
    static uint64_t mix(uint64_t state, uint64_t value) {
        state = (state ^ value) * 0xBF58476D1CE4E5B9u;
        return state ^ (state >> 31);
    }

    std::vector<Slot> m_slots;
    uint64_t m_message = 1;
    uint64_t m_seed;
};

}  // namespace gemba::ingest
