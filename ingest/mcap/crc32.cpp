#include "ingest/mcap/crc32.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gemba::ingest::mcap {
namespace {

constexpr uint32_t kPolynomial = 0xEDB88320;  // bits reflected: the lowest bit is the highest power

using Table = std::array<std::array<uint32_t, 256>, 8>;

// [k][b]: what byte b does to the remainder when k more bytes follow it.
constexpr Table makeTable() {
    Table table{};
    for (uint32_t byte = 0; byte < 256; ++byte) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? kPolynomial : 0);
        table[0][byte] = crc;
    }
    for (size_t k = 1; k < 8; ++k) {
        for (size_t byte = 0; byte < 256; ++byte)
            table[k][byte] = (table[k - 1][byte] >> 8) ^ table[0][table[k - 1][byte] & 0xFF];
    }
    return table;
}
constexpr Table kTable = makeTable();

// The remainder itself, neither inverted before nor after.
uint32_t remainderByTable(uint32_t crc, const std::byte* at, size_t size) {
    // Eight bytes at a time: their contributions do not depend on each other.
    for (; size >= 8; at += 8, size -= 8) {
        uint64_t word = 0;
        std::memcpy(&word, at, 8);
        word ^= crc;
        crc = 0;
        for (size_t i = 0; i < 8; ++i)
            crc ^= kTable[7 - i][(word >> (8 * i)) & 0xFF];
    }
    for (; size > 0; ++at, --size)
        crc = (crc >> 8) ^ kTable[0][(crc ^ static_cast<uint32_t>(*at)) & 0xFF];
    return crc;
}

#if defined(__x86_64__)

// x^power mod P, reflected, shifted as the product of two reflected numbers wants it.
constexpr int64_t foldingConstant(int power) {
    uint32_t value = 0x80000000;  // x^0
    for (int i = 0; i < power; ++i)
        value = (value >> 1) ^ ((value & 1) != 0 ? kPolynomial : 0);
    return static_cast<int64_t>(uint64_t{value} << 1);
}

constexpr size_t kBlock = 16;
constexpr size_t kStride = 4 * kBlock;
constexpr size_t kWideStride = 4 * kStride;

#define GEMBA_CLMUL __attribute__((target("pclmul,sse4.1")))
#define GEMBA_WIDE __attribute__((target("pclmul,sse4.1,avx512f,vpclmulqdq")))

GEMBA_CLMUL inline __m128i load(const std::byte* at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

// What moves a block forward over so many bits.
template <int kBits>
constexpr int64_t kHigh = foldingConstant(kBits - 32);
template <int kBits>
constexpr int64_t kLow = foldingConstant(kBits + 32);

template <int kBits>
GEMBA_CLMUL inline __m128i distance() {
    return _mm_set_epi64x(kHigh<kBits>, kLow<kBits>);
}

// Moves `block` forward over the distance of `constants`: the same remainder, further right.
GEMBA_CLMUL inline __m128i fold(__m128i block, __m128i constants) {
    return _mm_xor_si128(_mm_clmulepi64_si128(block, constants, 0x00),
                         _mm_clmulepi64_si128(block, constants, 0x11));
}

// The end of both ways below: a stride's four blocks into one, then block by block. Returns how
// much was taken, and leaves the remainder in `crc`.
GEMBA_CLMUL size_t finish(uint32_t& crc, const __m128i (&lanes)[4], const std::byte* at,
                          size_t size, size_t taken) {
    const __m128i overOne = distance<128>();
    __m128i sum = lanes[0];
    for (size_t i = 1; i < 4; ++i)
        sum = _mm_xor_si128(fold(sum, overOne), lanes[i]);
    for (; size - taken >= kBlock; taken += kBlock)
        sum = _mm_xor_si128(fold(sum, overOne), load(at + taken));

    // What is left is a message of 16 bytes with the same remainder.
    std::byte last[kBlock];
    _mm_storeu_si128(reinterpret_cast<__m128i*>(last), sum);
    crc = remainderByTable(0, last, kBlock);
    return taken;
}

// Folding (Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", 2009).
// `size` is at least one stride.
GEMBA_CLMUL size_t foldAll(uint32_t& crc, const std::byte* at, size_t size) {
    const __m128i overFour = distance<4 * 128>();

    // Four independent lanes hide the latency of the multiplication.
    __m128i lanes[4];
    for (size_t i = 0; i < 4; ++i)
        lanes[i] = load(at + i * kBlock);
    lanes[0] = _mm_xor_si128(lanes[0], _mm_cvtsi32_si128(static_cast<int>(crc)));
    size_t taken = kStride;
    for (; size - taken >= kStride; taken += kStride) {
        for (size_t i = 0; i < 4; ++i)
            lanes[i] = _mm_xor_si128(fold(lanes[i], overFour), load(at + taken + i * kBlock));
    }
    return finish(crc, lanes, at, size, taken);
}

GEMBA_WIDE inline __m512i loadWide(const std::byte* at) {
    return _mm512_loadu_si512(at);
}

template <int kBits>
GEMBA_WIDE inline __m512i wideDistance() {
    return _mm512_set4_epi64(kHigh<kBits>, kLow<kBits>, kHigh<kBits>, kLow<kBits>);
}

// Four blocks at once, and `next` added.
GEMBA_WIDE inline __m512i foldWide(__m512i blocks, __m512i constants, __m512i next) {
    constexpr int kXorOfThree = 0x96;
    return _mm512_ternarylogic_epi64(_mm512_clmulepi64_epi128(blocks, constants, 0x00),
                                     _mm512_clmulepi64_epi128(blocks, constants, 0x11), next,
                                     kXorOfThree);
}

// The same where the processor multiplies four blocks as fast as one. `size` is at least one wide
// stride.
GEMBA_WIDE size_t foldAllWide(uint32_t& crc, const std::byte* at, size_t size) {
    const __m512i overFour = wideDistance<4 * 512>();
    const __m512i overOne = wideDistance<512>();
    const __m512i before = _mm512_zextsi128_si512(_mm_cvtsi32_si128(static_cast<int>(crc)));
    __m512i a = _mm512_xor_si512(loadWide(at), before);
    __m512i b = loadWide(at + kStride);
    __m512i c = loadWide(at + 2 * kStride);
    __m512i d = loadWide(at + 3 * kStride);
    size_t taken = kWideStride;
    for (; size - taken >= kWideStride; taken += kWideStride) {
        a = foldWide(a, overFour, loadWide(at + taken));
        b = foldWide(b, overFour, loadWide(at + taken + kStride));
        c = foldWide(c, overFour, loadWide(at + taken + 2 * kStride));
        d = foldWide(d, overFour, loadWide(at + taken + 3 * kStride));
    }

    // The four into one, then stride by stride.
    __m512i sum = foldWide(foldWide(foldWide(a, overOne, b), overOne, c), overOne, d);
    for (; size - taken >= kStride; taken += kStride)
        sum = foldWide(sum, overOne, loadWide(at + taken));
    __m128i lanes[4];
    _mm512_storeu_si512(lanes, sum);
    return finish(crc, lanes, at, size, taken);
}

#endif

}  // namespace

uint32_t crc32ByTable(uint32_t crc, std::span<const std::byte> bytes) {
    return ~remainderByTable(~crc, bytes.data(), bytes.size());
}

uint32_t crc32(uint32_t crc, std::span<const std::byte> bytes) {
    uint32_t remainder = ~crc;
#if defined(__x86_64__)
    static const bool kMultiplies =
        __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
    static const bool kWide = kMultiplies && __builtin_cpu_supports("avx512f") != 0 &&
                              __builtin_cpu_supports("vpclmulqdq") != 0;
    if (kWide && bytes.size() >= kWideStride)
        bytes = bytes.subspan(foldAllWide(remainder, bytes.data(), bytes.size()));
    else if (kMultiplies && bytes.size() >= kStride)
        bytes = bytes.subspan(foldAll(remainder, bytes.data(), bytes.size()));
#endif
    return ~remainderByTable(remainder, bytes.data(), bytes.size());
}

}  // namespace gemba::ingest::mcap
