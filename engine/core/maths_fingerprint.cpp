#include "engine/core/maths_fingerprint.h"

#include <math.h>  // sincos, which <cmath> does not promise

#include <bit>
#include <initializer_list>

#include "engine/core/hash.h"

namespace gemba {
namespace {

constexpr int kArguments = 64;

/// The i-th of a fixed row of numbers in [low, high), spread like the multiples of the golden
/// ratio.
double spread(int i, double low, double high) {
    const uint64_t mixed = static_cast<uint64_t>(i + 1) * 0x9E3779B97F4A7C15u;
    return low + (high - low) * (static_cast<double>(mixed >> 11) * 0x1p-53);
}

void enter(StateHash& hash, double value) {
    hash.word(std::bit_cast<uint64_t>(value));
}

using Unary = double (*)(double);
using Binary = double (*)(double, double);

/// Pointers are volatile, so that the compiler evaluates nothing itself.
void enterUnary(StateHash& hash, Unary function, double low, double high) {
    Unary volatile called = function;
    for (int i = 0; i < kArguments; ++i)
        enter(hash, called(spread(i, low, high)));
}

void enterBinary(StateHash& hash, Binary function, double low, double high) {
    Binary volatile called = function;
    for (int i = 0; i < kArguments; ++i)
        enter(hash, called(spread(i, low, high), spread(3 * i + 1, -9.0, 9.0)));
}

void enterAngles(StateHash& hash) {
    void (*volatile both)(double, double*, double*) = &::sincos;
    // Everyday angles, long-running ones, and those that need all bits of pi.
    for (const double range : {4.0, 1e5, 1e19}) {
        enterUnary(hash, &::sin, -range, range);
        enterUnary(hash, &::cos, -range, range);
        enterUnary(hash, &::tan, -range, range);
        for (int i = 0; i < kArguments; ++i) {
            double sine = 0.0;
            double cosine = 0.0;
            both(spread(i, -range, range), &sine, &cosine);
            enter(hash, sine);
            enter(hash, cosine);
        }
    }
    enterUnary(hash, &::asin, -1.0, 1.0);
    enterUnary(hash, &::acos, -1.0, 1.0);
    enterUnary(hash, &::atan, -20.0, 20.0);
    enterBinary(hash, &::atan2, -9.0, 9.0);
}

constexpr Unary kExponentials[] = {&::exp, &::exp2, &::expm1, &::sinh, &::cosh, &::tanh};
constexpr Unary kLogarithms[] = {&::log, &::log2, &::log10};

void enterExponentials(StateHash& hash) {
    for (const double range : {1.0, 30.0, 700.0}) {
        for (const Unary function : kExponentials)
            enterUnary(hash, function, -range, range);
    }
    for (const double range : {2.0, 1e12}) {
        for (const Unary function : kLogarithms)
            enterUnary(hash, function, 1e-3, range);
        enterUnary(hash, &::log1p, -0.999, range);
        enterUnary(hash, &::cbrt, -range, range);
        enterBinary(hash, &::pow, 1e-3, range);
        enterBinary(hash, &::hypot, -range, range);
    }
}

}  // namespace

uint64_t mathsFingerprint() {
    StateHash hash;
    enterAngles(hash);
    enterExponentials(hash);
    return hash.value();
}

}  // namespace gemba
