#include "engine/core/libm/logarithm.h"

namespace gemba::libm {
namespace {

bool ordinary(double x) {
    return x > 0.0 && x < kInfinity;
}

/// The logarithm of what is not a positive number.
double logOfSpecial(double x) {
    if (x == 0.0)
        return -kInfinity;
    return x < 0.0 ? kNan : x + x;
}

double naturalLogarithm(double x) {
    return ordinary(x) ? naturalLog(x).hi : logOfSpecial(x);
}

/// Whole powers of two come out exact: their z is 1.
double binaryLogarithm(double x) {
    if (!ordinary(x))
        return logOfSpecial(x);
    const LogArgument argument = logArgument(x);
    const Pair fraction = multiply(naturalLog(argument, 0, 0.0), {kInverseLn2Hi, kInverseLn2Lo});
    return add({static_cast<double>(argument.exponent), 0.0}, fraction).hi;
}

double decimalLogarithm(double x) {
    if (!ordinary(x))
        return logOfSpecial(x);
    return multiply(naturalLog(x), {kInverseLn10Hi, kInverseLn10Lo}).hi;
}

/// ln(1 + x), the sum kept whole.
double logarithmOfSum(double x) {
    if (!(x > -1.0 && x < kInfinity))
        return x == -1.0 ? -kInfinity : (x < -1.0 ? kNan : x + x);
    if (magnitude(x) < 0x1p-54)
        return x;
    const Pair sum = twoSum(1.0, x);
    const LogArgument argument = logArgument(sum.hi);
    const double zLo = x < 0x1p60 ? sum.lo * powerOfTwo(-argument.exponent) : 0.0;
    return naturalLog(argument, argument.exponent, zLo).hi;
}

}  // namespace
}  // namespace gemba::libm

extern "C" {

double log(double x) noexcept {
    return gemba::libm::naturalLogarithm(x);
}

double log2(double x) noexcept {
    return gemba::libm::binaryLogarithm(x);
}

double log10(double x) noexcept {
    return gemba::libm::decimalLogarithm(x);
}

double log1p(double x) noexcept {
    return gemba::libm::logarithmOfSum(x);
}
}
