#include "engine/assets/content_hash.h"

#include <array>
#include <cstring>

namespace gemba::assets {
namespace {

// Odd constants with about half of their bits set: hexadecimal digits of pi.
constexpr std::array<uint64_t, 4> kSeeds{0x243F6A8885A308D3u, 0x13198A2E03707345u,
                                         0xA4093822299F31D1u, 0x082EFA98EC4E6C89u};

/// Both halves of the full product: every input bit reaches every output bit.
uint64_t fold(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t load(const std::byte* at) {
    uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

uint64_t contentHash(std::span<const std::byte> bytes) {
    constexpr size_t kBlock = 64;
    std::array<uint64_t, 4> lanes = kSeeds;
    const std::byte* at = bytes.data();
    size_t left = bytes.size();

    // Four independent lanes of 16 bytes keep the multiplier busy.
    for (; left >= kBlock; at += kBlock, left -= kBlock) {
        for (size_t lane = 0; lane < 4; ++lane) {
            const uint64_t a = load(at + 16 * lane);
            const uint64_t b = load(at + 16 * lane + 8);
            lanes[lane] = fold(a ^ kSeeds[lane], b ^ lanes[lane]) + a;
        }
    }

    // The rest, padded with zeros; the length tells padding from data.
    std::array<std::byte, kBlock> tail{};
    if (left > 0)
        std::memcpy(tail.data(), at, left);
    for (size_t lane = 0; lane < 4; ++lane) {
        const uint64_t a = load(tail.data() + 16 * lane);
        lanes[lane] = fold(a ^ kSeeds[lane], load(tail.data() + 16 * lane + 8) ^ lanes[lane]) + a;
    }
    const uint64_t length = bytes.size();
    const uint64_t front = fold(lanes[0] ^ length, lanes[1] ^ kSeeds[2]);
    const uint64_t back = fold(lanes[2] ^ kSeeds[3], lanes[3] ^ kSeeds[0]);
    return fold(front ^ kSeeds[1], back ^ length);
}

}  // namespace gemba::assets
