#pragma once

#include <cstddef>
#include <span>

namespace gemba::analysis {

/// Mean of some runs, and an interval of 95 %.
struct Spread {
    size_t n = 0;
    double mean = 0.0, low = 0.0, high = 0.0;  ///< of one run no interval is known: all the same
};

/// Where one more run would lie, by Student's t: mean ± t s √(1 + 1/n) (Meeker, Hahn, Escobar:
/// Statistical Intervals, 2017). What comes in steps, as counts do, reaches half a `step` to each
/// side of itself, and so does its interval (the continuity correction: Feller, An Introduction to
/// Probability Theory and Its Applications, vol. 1, 1968, VII.2).
[[nodiscard]] Spread spreadOf(std::span<const double> values, double step = 0.0);

/// Where the mean of all runs lies: mean ± t s / √n (ibid.). Of differences between runs with the
/// same seeds it says whether a change makes any.
[[nodiscard]] Spread meanOf(std::span<const double> values);

}  // namespace gemba::analysis
