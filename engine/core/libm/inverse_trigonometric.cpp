#include <utility>

#include "engine/core/libm/coefficients.h"
#include "engine/core/libm/pair.h"

namespace gemba::libm {
namespace {

constexpr Pair kPi = {kPiHi, kPiLo};
constexpr Pair kHalfPi = {kHalfPiHi, kHalfPiLo};

/// The angle whose tangent is a / b, for 0 <= a <= b and b within 2^-500..2^500.
/// atan t = atan c + atan((t - c) / (1 + c t)) with c the nearest 32nd.
Pair angleOfRatio(double a, double b) {
    const double t = a / b;
    double u = t;
    double uLo = 0.0;
    int index = 0;
    if (t < 1.0 / 16) {
        // No table: the quotient's own rounding counts, and its rest is added.
        const Pair product = twoProduct(t, b);
        uLo = ((a - product.hi) - product.lo) / b;
    } else {
        // c has 6 bits: its products with half of b are exact, and so are the differences.
        index = static_cast<int>(t * 32.0 + 0.5);
        const double c = index / 32.0;
        const double top = fromBits(bitsOf(b) & ~uint64_t{0x7FFFFFF});
        u = ((a - c * top) - c * (b - top)) / (b + c * a);
    }
    const double z = u * u;
    const double cubic = u * z * polynomial<7>(kAtanSeries, z);
    return add(kAtan[index], {u, uLo + cubic});
}

/// The angle of (x, y) for both finite and not both zero, from the magnitudes and signs.
double angleOf(double y, double x) {
    double small = magnitude(y);
    double large = magnitude(x);
    const bool steep = small > large;
    if (steep)
        std::swap(small, large);

    // A slope below 2^-60 is its own angle; otherwise bring both to a safe size.
    Pair angle = {small / large, 0.0};
    if (angle.hi >= 0x1p-60) {
        const double scale = large > 0x1p500 ? 0x1p-540 : large < 0x1p-500 ? 0x1p540 : 1.0;
        angle = angleOfRatio(small * scale, large * scale);
    }
    if (steep)
        angle = add(kHalfPi, isNegative(x) ? angle : negated(angle));
    else if (isNegative(x))
        angle = add(kPi, negated(angle));
    return withSignOf(angle.hi, y);
}

double arcTangent2(double y, double x) {
    if (x != x || y != y)
        return x + y;
    const double ax = magnitude(x);
    const double ay = magnitude(y);
    if (ax == kInfinity && ay == kInfinity)
        return withSignOf(isNegative(x) ? kPiHi * 0.75 : kPiHi * 0.25, y);
    if (ay == 0.0 || ax == kInfinity)
        return withSignOf(isNegative(x) ? kPiHi : 0.0, y);
    if (ax == 0.0 || ay == kInfinity)
        return withSignOf(kHalfPiHi, y);
    return angleOf(y, x);
}

/// asin(s + sLo) for 0 <= s <= 1/2, as s and a tail.
Pair smallArcSine(Pair s) {
    const double z = s.hi * s.hi;
    return quickSum(s.hi, s.lo + s.hi * z * polynomial<kArcSineCount>(kArcSine, z));
}

/// acos x for 1/2 < x <= 1: twice the arc sine of sqrt((1 - x) / 2); the difference is exact.
Pair arcCosineNearOne(double x) {
    const Pair half = smallArcSine(squareRoot({0.5 * (1.0 - x), 0.0}));
    return {2.0 * half.hi, 2.0 * half.lo};
}

double arcSine(double x) {
    const double size = magnitude(x);
    if (!(size <= 1.0))
        return x != x ? x + x : kNan;
    if (size < 0x1p-27)
        return x;
    const Pair angle =
        size <= 0.5 ? smallArcSine({size, 0.0}) : add(kHalfPi, negated(arcCosineNearOne(size)));
    return withSignOf(angle.hi, x);
}

double arcCosine(double x) {
    const double size = magnitude(x);
    if (!(size <= 1.0))
        return x != x ? x + x : kNan;
    if (size <= 0.5) {
        const Pair angle = smallArcSine({size, 0.0});
        return add(kHalfPi, isNegative(x) ? angle : negated(angle)).hi;
    }
    const Pair angle = arcCosineNearOne(size);
    return isNegative(x) ? add(kPi, negated(angle)).hi : angle.hi;
}

}  // namespace
}  // namespace gemba::libm

extern "C" {

double atan2(double y, double x) noexcept {
    return gemba::libm::arcTangent2(y, x);
}

double atan(double x) noexcept {
    return gemba::libm::arcTangent2(x, 1.0);
}

double asin(double x) noexcept {
    return gemba::libm::arcSine(x);
}

double acos(double x) noexcept {
    return gemba::libm::arcCosine(x);
}
}
