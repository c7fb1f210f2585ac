#include "engine/core/libm/exponential.h"

namespace gemba::libm {
namespace {

double naturalExponential(double x) {
    if (x != x)
        return x + x;
    if (x > 710.0)
        return kInfinity;
    if (x < -746.0)
        return 0.0;
    const Scaled result = exponential(x, 0.0);
    return scaled(result.value, result.exponent);
}

double binaryExponential(double x) {
    if (x != x)
        return x + x;
    if (x >= 1024.0)
        return kInfinity;
    if (x < -1076.0)
        return 0.0;
    const double steps = nearestInteger(x * 128.0);
    const Scaled result = exponentialOfSteps(steps, (x - steps * 0x1p-7) * kLn2);
    return scaled(result.value, result.exponent);
}

/// e^x - 1 near 0 by its series, x^2/2 taken in exact halves.
double smallRise(double x) {
    const double top = fromBits(bitsOf(x) & ~uint64_t{0x7FFFFFF});
    const double halfSquare = 0.5 * top * top;
    const double halfRest = 0.5 * (x - top) * (x + top);
    const Pair sum = quickSum(x, halfSquare);
    return sum.hi + (sum.lo + (halfRest + x * x * x * polynomial<13>(kInverseFactorial + 1, x)));
}

double riseOfExponential(double x) {
    if (x != x)
        return x + x;
    if (x > 710.0)
        return kInfinity;
    if (x < -45.0)
        return -1.0;
    const double size = magnitude(x);
    if (size < 0x1p-54)
        return x;
    if (size < 0.25)
        return smallRise(x);
    const Scaled result = exponential(x, 0.0);
    if (x > 45.0)
        return scaled(result.value, result.exponent);
    const double scale = powerOfTwo(result.exponent);
    return add({result.value.hi * scale, result.value.lo * scale}, {-1.0, 0.0}).hi;
}

}  // namespace
}  // namespace gemba::libm

extern "C" {

double exp(double x) noexcept {
    return gemba::libm::naturalExponential(x);
}

double exp2(double x) noexcept {
    return gemba::libm::binaryExponential(x);
}

double expm1(double x) noexcept {
    return gemba::libm::riseOfExponential(x);
}
}
