#include "engine/core/libm/coefficients.h"
#include "engine/core/libm/pair.h"

namespace gemba::libm {
namespace {

/// x = quadrant * pi/2 + (hi + lo), |hi| <= pi/4 or a rounding more; quadrant modulo 4.
struct Reduced {
    Pair r;
    unsigned quadrant;
};

/// Cody and Waite: subtracts k * pi/2 part by part, each product exact, for |x| < 2^20.
Reduced reduceModerate(double x) {
    const double k = nearestInteger(x * kTwoOverPi);
    const double first = x - k * kHalfPiPart1;  // exact: what is left has the bits of x
    const Pair second = twoSum(first, -(k * kHalfPiPart2));
    const Pair third = twoSum(second.hi, -(k * kHalfPiPart3));
    const double rest = (second.lo + third.lo) - k * kHalfPiPart4;
    return {twoSum(third.hi, rest), static_cast<unsigned>(static_cast<int64_t>(k)) & 3u};
}

/// 64 bits of 2/pi from a bit position of the table.
uint64_t twoOverPiWord(unsigned bit) {
    const unsigned word = bit / 64;
    const unsigned shift = bit % 64;
    const uint64_t high = kTwoOverPiBits[word] << shift;
    return shift == 0 ? high : high | (kTwoOverPiBits[word + 1] >> (64 - shift));
}

/// A fraction of 192 bits below 1/2 in magnitude, as a pair; words from the most significant.
Pair fractionToPair(uint64_t high, uint64_t middle, uint64_t low) {
    double scale = 1.0;
    if (high == 0) {  // no double comes closer than about 2^-62 to a multiple: once is enough
        high = middle;
        middle = low;
        low = 0;
        scale = 0x1p-64;
    }
    if (high == 0)
        return {0.0, 0.0};
    const int zeros = __builtin_clzll(high);
    if (zeros > 0) {
        high = (high << zeros) | (middle >> (64 - zeros));
        middle = (middle << zeros) | (low >> (64 - zeros));
    }
    scale *= powerOfTwo(-zeros);
    // 53 bits, then the next 53: both conversions are exact.
    const double top = static_cast<double>(high >> 11) * 0x1p-53;
    const double next = static_cast<double>(((high & 0x7FFu) << 42) | (middle >> 22)) * 0x1p-106;
    return {top * scale, next * scale};
}

/// Payne and Hanek: of x * 2/pi only the bits that matter, those below 4, in 192-bit integers.
Reduced reduceHuge(double x) {
    const uint64_t mantissa = (bitsOf(x) & 0xFFFFFFFFFFFFFu) | 0x10000000000000u;
    const auto bit = static_cast<unsigned>(exponentOf(x) - 52 - 2 + 64);

    // Turns modulo 1 = mantissa * (192 bits of 2/pi), modulo 2^192.
    using Wide = unsigned __int128;
    const Wide low = static_cast<Wide>(mantissa) * twoOverPiWord(bit + 128);
    const Wide middle = static_cast<Wide>(mantissa) * twoOverPiWord(bit + 64) + (low >> 64);
    uint64_t words[3] = {mantissa * twoOverPiWord(bit) + static_cast<uint64_t>(middle >> 64),
                         static_cast<uint64_t>(middle), static_cast<uint64_t>(low)};

    // The nearest quarter turn, and the signed rest in units of quarter turns.
    const uint64_t quadrant = (words[0] + (uint64_t{1} << 61)) >> 62;
    words[0] -= quadrant << 62;
    const bool negative = (words[0] >> 63) != 0;
    if (negative) {
        words[2] = ~words[2] + 1;
        words[1] = ~words[1] + (words[2] == 0 ? 1 : 0);
        words[0] = ~words[0] + (words[1] == 0 && words[2] == 0 ? 1 : 0);
    }
    Pair rest = fractionToPair(words[0], words[1], words[2]);
    rest = multiply({rest.hi * 4.0, rest.lo * 4.0}, {kHalfPiHi, kHalfPiLo});

    const bool flip = negative != isNegative(x);
    const unsigned turned = static_cast<unsigned>(isNegative(x) ? 0 - quadrant : quadrant) & 3u;
    return {flip ? negated(rest) : rest, turned};
}

Reduced reduce(double x) {
    const double size = magnitude(x);
    if (size <= kHalfPiHi / 2)
        return {{x, 0.0}, 0};
    return size < 0x1p20 ? reduceModerate(x) : reduceHuge(x);
}

/// sin(hi + lo) on the reduced range: hi plus a tail.
Pair sineKernel(Pair r) {
    const double z = r.hi * r.hi;
    const double cubic = z * r.hi * polynomial<7>(kSine, z);
    return quickSum(r.hi, cubic + r.lo * (1.0 - 0.5 * z));
}

/// cos(hi + lo): the square is taken in halves, since half of it is not small beside 1.
Pair cosineKernel(Pair r) {
    const double z = r.hi * r.hi;
    const double top = fromBits(bitsOf(r.hi) & ~uint64_t{0x7FFFFFF});
    const double halfSquare = 0.5 * top * top;  // exact
    const double halfRest = 0.5 * (r.hi - top) * (r.hi + top);
    const Pair first = quickSum(1.0, -halfSquare);
    const double quartic = z * z * polynomial<7>(kCosine, z);
    return quickSum(first.hi, first.lo + (quartic - halfRest - r.hi * r.lo));
}

double sineOf(const Reduced& x) {
    const Pair value = (x.quadrant & 1u) ? cosineKernel(x.r) : sineKernel(x.r);
    return (x.quadrant & 2u) ? -value.hi : value.hi;
}

double cosineOf(const Reduced& x) {
    const Pair value = (x.quadrant & 1u) ? sineKernel(x.r) : cosineKernel(x.r);
    return ((x.quadrant + 1u) & 2u) ? -value.hi : value.hi;
}

bool finite(double x) {
    return magnitude(x) < kInfinity;
}

constexpr double kTiny = 0x1p-27;  // below, x^2 / 6 is less than half an ulp of 1

double sine(double x) {
    if (magnitude(x) < kTiny)
        return x;
    return finite(x) ? sineOf(reduce(x)) : x - x;
}

double cosine(double x) {
    if (magnitude(x) < kTiny)
        return 1.0;
    return finite(x) ? cosineOf(reduce(x)) : x - x;
}

double tangent(double x) {
    if (magnitude(x) < kTiny)
        return x;
    if (!finite(x))
        return x - x;
    const Reduced reduced = reduce(x);
    const Pair s = sineKernel(reduced.r);
    const Pair c = cosineKernel(reduced.r);
    return (reduced.quadrant & 1u) ? -divide(c, s).hi : divide(s, c).hi;
}

}  // namespace
}  // namespace gemba::libm

extern "C" {

double sin(double x) noexcept {
    return gemba::libm::sine(x);
}

double cos(double x) noexcept {
    return gemba::libm::cosine(x);
}

double tan(double x) noexcept {
    return gemba::libm::tangent(x);
}

/// Equal bits to sin and cos: gcc merges the two calls into this one where it sees both.
void sincos(double x, double* sine, double* cosine) noexcept {
    using namespace gemba::libm;
    if (magnitude(x) < kTiny || !finite(x)) {
        *sine = gemba::libm::sine(x);
        *cosine = gemba::libm::cosine(x);
        return;
    }
    const Reduced reduced = reduce(x);
    *sine = sineOf(reduced);
    *cosine = cosineOf(reduced);
}
}
