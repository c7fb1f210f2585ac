#include "engine/sim/latency.h"

#include <algorithm>
#include <cmath>

namespace gemba::sim {
namespace {

constexpr double kStep = 1.067;  // 320 classes from 1 us reach beyond 1000 s

}  // namespace

void LatencyHistogram::add(int64_t ns) {
    const double us = std::max(1.0, static_cast<double>(ns) * 1e-3);
    const int at = static_cast<int>(std::log(us) / std::log(kStep));
    ++m_counts[static_cast<size_t>(std::clamp(at, 0, kClasses - 1))];
    ++m_count;
}

double LatencyHistogram::quantileMs(double q) const {
    if (m_count == 0)
        return 0.0;
    const auto target = static_cast<uint64_t>(std::ceil(q * static_cast<double>(m_count)));
    uint64_t seen = 0;
    for (size_t i = 0; i < kClasses; ++i) {
        seen += m_counts[i];
        if (seen >= std::max<uint64_t>(target, 1))
            return std::pow(kStep, static_cast<double>(i + 1)) * 1e-3;
    }
    return 0.0;
}

}  // namespace gemba::sim
