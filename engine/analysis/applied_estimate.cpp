#include "engine/analysis/applied_estimate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace gemba::analysis {
namespace {

std::string dateOf(UtcNs utc) {
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(utc)));
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()),
                       unsigned(date.day()));
}

// To a digit that the interval is wider than: more would claim what nobody knows.
double rounded(double value, double half) {
    if (!(half > 1e-12 && half < 1e12))
        return value;
    const double digit = std::pow(10.0, std::floor(std::log10(half / 2.0)));
    return digit * std::round(value / digit);
}

}  // namespace

const char* name(sim::ParameterKind kind) {
    switch (kind) {
        case sim::ParameterKind::slip:
            return "slip";
        case sim::ParameterKind::delay:
            return "delay";
        case sim::ParameterKind::bias:
            break;
    }
    return "bias";
}

twin::KeyEdit editFrom(const sim::ParameterEstimate& estimate, const twin::Twin& twin, UtcNs now) {
    const double half = 0.5 * (estimate.high - estimate.low);
    return {.device = twin.devices[estimate.equipment].id,
            .key = name(estimate.kind),
            .value = rounded(estimate.value, half),
            .note = fmt::format("estimated from {} parts beside the plant, {:.4g} to {:.4g} with "
                                "95 %; {}",
                                estimate.n, estimate.low, estimate.high, dateOf(now))};
}

}  // namespace gemba::analysis
