#include "engine/core/libm/exponential.h"
#include "engine/core/libm/logarithm.h"

namespace gemba::libm {
namespace {

enum class Parity { fraction, even, odd };

/// What kind of number a finite y is: large ones are even.
Parity parityOf(double y) {
    const double size = magnitude(y);
    if (size >= 0x1p53)
        return Parity::even;
    const auto whole = static_cast<int64_t>(size);
    if (static_cast<double>(whole) != size)
        return Parity::fraction;
    return (whole & 1) ? Parity::odd : Parity::even;
}

/// x^y for finite x > 0: e^(y ln x), the logarithm and the product with twice the precision.
double powerOfPositive(double x, double y) {
    const Pair logarithm = naturalLog(x);
    const double estimate = y * logarithm.hi;
    if (!(magnitude(estimate) <= 750.0))
        return estimate > 0.0 ? kInfinity : 0.0;
    if (magnitude(estimate) < 0x1p-60)
        return 1.0;
    const Pair product = twoProduct(y, logarithm.hi);
    const Scaled result = exponential(product.hi, product.lo + y * logarithm.lo);
    return scaled(result.value, result.exponent);
}

/// IEEE 754's table: exponents and bases that are zero, infinite or not a number.
double powerOfSpecial(double x, double y) {
    if (y == 0.0 || x == 1.0)
        return 1.0;
    if (x != x || y != y)
        return x + y;
    const double size = magnitude(x);
    if (magnitude(y) == kInfinity) {
        if (size == 1.0)
            return 1.0;
        return (size > 1.0) == (y > 0.0) ? kInfinity : 0.0;
    }
    const double result = (size == 0.0) == (y > 0.0) ? 0.0 : kInfinity;
    return isNegative(x) && parityOf(y) == Parity::odd ? -result : result;
}

double power(double x, double y) {
    const double size = magnitude(x);
    const bool ordinaryBase = size > 0.0 && size < kInfinity && x != 1.0;
    const bool ordinaryExponent = magnitude(y) > 0.0 && magnitude(y) < kInfinity;
    if (!ordinaryBase || !ordinaryExponent)
        return powerOfSpecial(x, y);
    if (x > 0.0)
        return powerOfPositive(x, y);
    const Parity parity = parityOf(y);
    if (parity == Parity::fraction)
        return kNan;
    const double result = size == 1.0 ? 1.0 : powerOfPositive(size, y);
    return parity == Parity::odd ? -result : result;
}

}  // namespace
}  // namespace gemba::libm

extern "C" double pow(double x, double y) noexcept {
    return gemba::libm::power(x, y);
}
