#pragma once

#include <bit>
#include <cstdint>

/// Building blocks of the process's own elementary functions. Everything here uses only + - * / and
/// square root in round-to-nearest, which IEEE 754 defines bit for bit, and never a fused
/// multiply-add. Errors are below one ulp (measured: 0.97 for tan, 0.80 for sin and cos, 0.66 or
/// less elsewhere); special values are those of C's Annex F. errno is not set, and exception flags
/// are not promised.
namespace gemba::libm {

/// An unevaluated sum hi + lo, |lo| <= ulp(hi)/2 once normalised: about 106 bits.
struct Pair {
    double hi = 0.0;
    double lo = 0.0;
};

[[nodiscard]] inline uint64_t bitsOf(double x) {
    return std::bit_cast<uint64_t>(x);
}
[[nodiscard]] inline double fromBits(uint64_t bits) {
    return std::bit_cast<double>(bits);
}
[[nodiscard]] inline double magnitude(double x) {
    return fromBits(bitsOf(x) & 0x7FFFFFFFFFFFFFFFu);
}
[[nodiscard]] inline bool isNegative(double x) {
    return (bitsOf(x) >> 63) != 0;
}
[[nodiscard]] inline double withSignOf(double size, double sign) {
    return fromBits((bitsOf(size) & 0x7FFFFFFFFFFFFFFFu) | (bitsOf(sign) & 0x8000000000000000u));
}
/// Exponent of a normal number: 2^e <= |x| < 2^(e+1).
[[nodiscard]] inline int exponentOf(double x) {
    return static_cast<int>((bitsOf(x) >> 52) & 0x7FF) - 1023;
}
/// 2^e for -1022 <= e <= 1023.
[[nodiscard]] inline double powerOfTwo(int e) {
    return fromBits(static_cast<uint64_t>(e + 1023) << 52);
}

inline constexpr double kInfinity = __builtin_inf();
inline constexpr double kNan = __builtin_nan("");
inline constexpr double kSmallestNormal = 0x1p-1022;

/// The nearest integer of |x| < 2^51, ties to even: adding 1.5 * 2^52 leaves no room for a
/// fraction.
[[nodiscard]] inline double nearestInteger(double x) {
    constexpr double kShift = 0x1.8p52;
    return (x + kShift) - kShift;
}

/// a + b exactly (Knuth).
[[nodiscard]] inline Pair twoSum(double a, double b) {
    const double sum = a + b;
    const double second = sum - a;
    return {sum, (a - (sum - second)) + (b - second)};
}
/// a + b exactly where |a| >= |b| or a = 0 (Dekker).
[[nodiscard]] inline Pair quickSum(double a, double b) {
    const double sum = a + b;
    return {sum, b - (sum - a)};
}
/// x as two halves of at most 26 bits (Veltkamp); |x| < 2^990.
[[nodiscard]] inline Pair split(double x) {
    const double big = 134217729.0 * x;  // 2^27 + 1
    const double hi = big - (big - x);
    return {hi, x - hi};
}
/// a * b exactly (Dekker), unless it leaves the range of normal numbers.
[[nodiscard]] inline Pair twoProduct(double a, double b) {
    const double product = a * b;
    const Pair x = split(a);
    const Pair y = split(b);
    return {product, ((x.hi * y.hi - product) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo};
}

[[nodiscard]] inline Pair add(Pair a, Pair b) {
    const Pair sum = twoSum(a.hi, b.hi);
    return quickSum(sum.hi, sum.lo + (a.lo + b.lo));
}
[[nodiscard]] inline Pair negated(Pair a) {
    return {-a.hi, -a.lo};
}
[[nodiscard]] inline Pair multiply(Pair a, Pair b) {
    const Pair product = twoProduct(a.hi, b.hi);
    return quickSum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}
/// n / d of normalised pairs: a quotient and the remainder's share.
[[nodiscard]] inline Pair divide(Pair n, Pair d) {
    const double quotient = n.hi / d.hi;
    const Pair product = twoProduct(quotient, d.hi);
    const double rest = ((n.hi - product.hi) - product.lo) + (n.lo - quotient * d.lo);
    return quickSum(quotient, rest / d.hi);
}
/// Square root of a pair >= 0, by one Newton step.
[[nodiscard]] inline Pair squareRoot(Pair a) {
    if (a.hi == 0.0)
        return {0.0, 0.0};
    const double root = __builtin_sqrt(a.hi);
    const Pair square = twoProduct(root, root);
    const double rest = ((a.hi - square.hi) - square.lo) + a.lo;
    return quickSum(root, rest / (2.0 * root));
}

/// c[0] + x c[1] + x^2 c[2] + ..., even and odd powers apart: two short chains instead of a long
/// one.
template <int Count>
[[nodiscard]] inline double polynomial(const double* c, double x) {
    constexpr int kLastEven = (Count - 1) & ~1;
    constexpr int kLastOdd = (Count - 2) | 1;
    const double square = x * x;
    double even = c[kLastEven];
    for (int i = kLastEven - 2; i >= 0; i -= 2)
        even = even * square + c[i];
    double odd = c[kLastOdd];
    for (int i = kLastOdd - 2; i >= 1; i -= 2)
        odd = odd * square + c[i];
    return even + x * odd;
}

/// (hi + lo) * 2^e rounded once, also where the result is subnormal or overflows;
/// hi + lo in [1, 2], or less than that by roundings.
[[nodiscard]] inline double scaled(Pair value, int e) {
    if (e > 1023)  // the largest numbers may come as a little less than 1, times 2^1024
        return e > 1024 ? kInfinity : (value.hi + value.lo) * 0x1p1023 * 2.0;
    if (e >= -1022)
        return (value.hi + value.lo) * powerOfTwo(e);
    if (e < -1076)
        return 0.0;
    // Subnormal: adding a number whose last bit weighs what the result's will, rounds at that bit.
    const double anchor = powerOfTwo(-1022 - e);
    const Pair sum = twoSum(anchor, value.hi);
    const double rounded = (sum.hi + (sum.lo + value.lo)) - anchor;
    return rounded * powerOfTwo(e + 128) * 0x1p-128;
}

}  // namespace gemba::libm
