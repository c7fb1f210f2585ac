#pragma once

#include "engine/core/libm/coefficients.h"
#include "engine/core/libm/pair.h"

namespace gemba::libm {

/// z * 2^exponent with z in [0.6875, 1.375), and the entry of the table that z falls into.
struct LogArgument {
    double z = 1.0;
    int exponent = 0;
    LogEntry entry = {1.0, 0.0, 0.0};
};

/// Splits x > 0, finite; subnormal numbers too.
[[nodiscard]] inline LogArgument logArgument(double x) {
    int exponent = 0;
    if (x < kSmallestNormal) {
        x *= 0x1p54;
        exponent = -54;
    }
    constexpr uint64_t kStart = 0x3FE6000000000000u;  // 0.6875
    const uint64_t offset = bitsOf(x) - kStart;
    exponent += static_cast<int>(static_cast<int64_t>(offset) >> 52);
    const double z = fromBits(bitsOf(x) - (offset & (uint64_t{0xFFF} << 52)));
    return {z, exponent, kLog[(offset >> 45) & 127]};
}

/// ln(z + zLo) + the table's share of whole exponents, to about 2^-68 of its value, also near 1.
/// ln z = ln(1 + r) - ln(inverse), with r = z * inverse - 1 exact.
[[nodiscard]] inline Pair naturalLog(const LogArgument& x, int exponent, double zLo) {
    const double top = fromBits(bitsOf(x.z) & ~uint64_t{0xFFFFFFFF});
    Pair r = twoSum(top * x.entry.inverse - 1.0, (x.z - top) * x.entry.inverse);
    r = twoSum(r.hi, r.lo + zLo * x.entry.inverse);

    // r - r^2/2 with an exact square, then the series from r^3.
    const double rTop = fromBits(bitsOf(r.hi) & ~uint64_t{0x7FFFFFF});
    const Pair start = quickSum(r.hi, -0.5 * rTop * rTop);
    const double square = 0.5 * (r.hi - rTop) * (r.hi + rTop) + r.hi * r.lo;
    const double cubic = r.hi * r.hi * r.hi * polynomial<9>(kLogSeries, r.hi);

    const double whole = exponent * kLn2Hi + x.entry.logHi;  // exact: both on a grid of 2^-42
    const double rest = exponent * kLn2Lo + x.entry.logLo;
    const Pair sum = twoSum(whole, start.hi);
    return quickSum(sum.hi, sum.lo + ((start.lo + rest) + (r.lo - square) + cubic));
}

[[nodiscard]] inline Pair naturalLog(double x) {
    const LogArgument argument = logArgument(x);
    return naturalLog(argument, argument.exponent, 0.0);
}

}  // namespace gemba::libm
