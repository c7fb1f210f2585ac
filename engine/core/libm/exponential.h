#pragma once

#include "engine/core/libm/coefficients.h"
#include "engine/core/libm/pair.h"

namespace gemba::libm {

/// value * 2^exponent, 1 <= value < 2 up to rounding.
struct Scaled {
    Pair value;
    int exponent = 0;
};

/// e^r * 2^(steps/128) for |r| <= ln 2 / 256: a table of 128ths, and the series of e^r - 1.
[[nodiscard]] inline Scaled exponentialOfSteps(double steps, double r) {
    const auto whole = static_cast<int>(steps);
    const Pair factor = kExp2[whole & 127];
    const double rise = r + r * r * polynomial<5>(kInverseFactorial, r);
    return {quickSum(factor.hi, factor.lo + factor.hi * rise), whole >> 7};
}

/// e^(x + xLo), |x| <= 800, with about 60 bits.
[[nodiscard]] inline Scaled exponential(double x, double xLo) {
    const double steps = nearestInteger(x * kStepsPerUnit);
    const double r = ((x - steps * kStep1) - steps * kStep2) + xLo;
    return exponentialOfSteps(steps, r);
}

}  // namespace gemba::libm
