#include "engine/analysis/spread.h"

#include <array>
#include <cmath>

namespace gemba::analysis {
namespace {

// 97.5 % quantile of Student's t (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2).
double studentsT(size_t degrees) {
    constexpr std::array kTable{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
                                2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                                2.110,  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
                                2.060,  2.056, 2.052, 2.048, 2.045, 2.042};
    if (degrees <= kTable.size())
        return kTable[degrees - 1];
    constexpr double kNormal = 1.959964;
    const double d = static_cast<double>(degrees);
    return kNormal + (kNormal * kNormal * kNormal + kNormal) / (4.0 * d);
}

// mean ± t s √(share + 1/n)
Spread interval(std::span<const double> values, double share) {
    Spread out{.n = values.size()};
    if (values.empty())
        return out;
    const double n = static_cast<double>(values.size());
    for (const double value : values)
        out.mean += value / n;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - out.mean) * (value - out.mean);
    const double half = values.size() < 2 ? 0.0
                                          : studentsT(values.size() - 1) *
                                                std::sqrt(squares / (n - 1.0) * (share + 1.0 / n));
    out.low = out.mean - half;
    out.high = out.mean + half;
    return out;
}

}  // namespace

Spread spreadOf(std::span<const double> values, double step) {
    Spread out = interval(values, 1.0);
    if (out.n >= 2) {
        out.low -= 0.5 * step;
        out.high += 0.5 * step;
    }
    return out;
}

Spread meanOf(std::span<const double> values) {
    return interval(values, 0.0);
}

}  // namespace gemba::analysis
