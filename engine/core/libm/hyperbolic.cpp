#include "engine/core/libm/exponential.h"

namespace gemba::libm {
namespace {

constexpr double kOneSided =
    22.0;  // from here the smaller exponential is below 2^-60 of the larger

/// e^x as a pair, |x| <= 22.
Pair exponentialPair(double x) {
    const Scaled result = exponential(x, 0.0);
    const double scale = powerOfTwo(result.exponent);
    return {result.value.hi * scale, result.value.lo * scale};
}

Pair halved(Pair a) {
    return {0.5 * a.hi, 0.5 * a.lo};
}

/// sinh x for 0 <= x <= 22.
Pair sinePair(double x) {
    if (x >= 0.5)
        return halved(add(exponentialPair(x), negated(exponentialPair(-x))));
    // x + x^3/3! + x^5/5! + ...
    const double z = x * x;
    double series = 0.0;
    for (int power = 17; power >= 3; power -= 2)
        series = series * z + kInverseFactorial[power - 2];
    return quickSum(x, x * z * series);
}

/// cosh x for 0 <= x <= 22.
Pair cosinePair(double x) {
    return halved(add(exponentialPair(x), exponentialPair(-x)));
}

/// e^x / 2 for x > 22, up to overflow.
double halfExponential(double x) {
    if (x > 711.0)
        return kInfinity;
    const Scaled result = exponential(x, 0.0);
    return scaled(result.value, result.exponent - 1);
}

double hyperbolicSine(double x) {
    const double size = magnitude(x);
    if (size < 0x1p-28 || x != x)
        return x + 0.0 * x;
    return withSignOf(size > kOneSided ? halfExponential(size) : sinePair(size).hi, x);
}

double hyperbolicCosine(double x) {
    const double size = magnitude(x);
    if (x != x)
        return x + x;
    return size > kOneSided ? halfExponential(size) : cosinePair(size).hi;
}

double hyperbolicTangent(double x) {
    const double size = magnitude(x);
    if (size < 0x1p-28 || x != x)
        return x + 0.0 * x;
    return withSignOf(size > kOneSided ? 1.0 : divide(sinePair(size), cosinePair(size)).hi, x);
}

}  // namespace
}  // namespace gemba::libm

extern "C" {

double sinh(double x) noexcept {
    return gemba::libm::hyperbolicSine(x);
}

double cosh(double x) noexcept {
    return gemba::libm::hyperbolicCosine(x);
}

double tanh(double x) noexcept {
    return gemba::libm::hyperbolicTangent(x);
}
}
