#include <utility>

#include "engine/core/libm/coefficients.h"
#include "engine/core/libm/pair.h"

namespace gemba::libm {
namespace {

/// The cube root of m in [1, 8): a parabola, two steps of Halley, one of Newton with an exact rest.
double cubeRootOfMantissa(double m) {
    double y = polynomial<3>(kCubeRootGuess, m);
    for (int step = 0; step < 2; ++step) {
        const double cube = y * y * y;
        y *= (cube + 2.0 * m) / (2.0 * cube + m);
    }
    const Pair square = twoProduct(y, y);
    const Pair cube = twoProduct(square.hi, y);
    const double rest = (cube.hi - m) + (cube.lo + square.lo * y);
    return y - rest / (3.0 * square.hi);
}

double cubeRoot(double x) {
    double size = magnitude(x);
    if (size == 0.0 || !(size < kInfinity))
        return x + x;
    int exponent = 0;
    if (size < kSmallestNormal) {
        size *= 0x1p54;
        exponent = -54;
    }
    exponent += exponentOf(size);
    const int third = (exponent + 3000) / 3 - 1000;  // floor of a third, also below zero
    const double mantissa = fromBits((bitsOf(size) & 0xFFFFFFFFFFFFFu) |
                                     static_cast<uint64_t>(exponent - 3 * third + 1023) << 52);
    return withSignOf(cubeRootOfMantissa(mantissa) * powerOfTwo(third), x);
}

double hypotenuse(double x, double y) {
    double large = magnitude(x);
    double small = magnitude(y);
    if (large == kInfinity || small == kInfinity)
        return kInfinity;
    if (x != x || y != y)
        return x + y;
    if (large < small)
        std::swap(large, small);
    if (small <= large * 0x1p-60 || small == 0.0)
        return large + small;

    // Squares of a safe size, their sum and root with twice the precision.
    double scale = 1.0;
    if (large > 0x1p400)
        scale = 0x1p-600;
    else if (large < 0x1p-400)
        scale = 0x1p600;
    large *= scale;
    small *= scale;
    const Pair root = squareRoot(add(twoProduct(large, large), twoProduct(small, small)));
    if (scale <= 1.0)
        return scale == 1.0 ? root.hi : root.hi * 0x1p600;
    const int exponent = exponentOf(root.hi);
    const double unit = powerOfTwo(-exponent);
    return scaled({root.hi * unit, root.lo * unit}, exponent - 600);
}

}  // namespace
}  // namespace gemba::libm

extern "C" {

double cbrt(double x) noexcept {
    return gemba::libm::cubeRoot(x);
}

double hypot(double x, double y) noexcept {
    return gemba::libm::hypotenuse(x, y);
}
}
