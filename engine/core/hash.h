#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace gemba {

/// 64-bit hash of simulation state: one multiply and rotate per 8 bytes, order-sensitive, the same
/// on every machine. Not cryptographic. Floating-point values enter by their bits.
class StateHash {
 public:
    void word(uint64_t value) {
        m_state = std::rotl(m_state ^ (value * 0x9E3779B97F4A7C15u), 29) * 0xBF58476D1CE4E5B9u;
    }
    void raw(const void* data, size_t size) {
        const auto* at = static_cast<const std::byte*>(data);
        for (; size >= 8; at += 8, size -= 8) {
            uint64_t value = 0;
            std::memcpy(&value, at, 8);
            word(value);
        }
        if (size > 0) {
            uint64_t value = 0;
            std::memcpy(&value, at, size);
            word(value + (static_cast<uint64_t>(size) << 56));
        }
    }
    /// For much at once: four lanes side by side, whose multiplications do not wait for each other.
    /// Not the same value as raw().
    void bulk(const void* data, size_t size) {
        constexpr size_t kBlock = 32;
        const auto* at = static_cast<const std::byte*>(data);
        // By name and not in an array, so that each stays in a register.
        StateHash a, b, c, d;
        for (; size >= kBlock; at += kBlock, size -= kBlock) {
            uint64_t block[4];
            std::memcpy(block, at, kBlock);
            a.word(block[0]);
            b.word(block[1]);
            c.word(block[2]);
            d.word(block[3]);
        }
        for (const uint64_t lane : {a.m_state, b.m_state, c.m_state, d.m_state})
            word(lane);
        raw(at, size);
    }
    [[nodiscard]] uint64_t value() const {
        uint64_t mixed = m_state ^ (m_state >> 31);
        mixed *= 0x94D049BB133111EBu;
        return mixed ^ (mixed >> 29);
    }

 private:
    uint64_t m_state = 0x243F6A8885A308D3u;  // the first bits of pi: an arbitrary start
};

}  // namespace gemba
