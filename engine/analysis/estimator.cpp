#include "engine/analysis/estimator.h"

#include <algorithm>
#include <cmath>

namespace gemba::analysis {
namespace {

using sim::ParameterKind;

// What a parameter falls back to with every residual: half of it is forgotten after 400 of them,
// some ten minutes of a line with three eyes.
constexpr double kKept = 1.0 - 1.0 / 600.0;

// The noise of a segment, from its last few dozen residuals, and at least that of a scan.
constexpr double kNoiseShare = 1.0 / 30.0;
constexpr double kFirstNoise = 0.05;
constexpr double kLeastNoise = 0.003;

// What is usual, before anything was seen: one standard deviation.
double usual(ParameterKind kind) {
    switch (kind) {
        case ParameterKind::slip:
            return 0.1;
        case ParameterKind::delay:
            return 0.05;  // s
        case ParameterKind::bias:
            break;
    }
    return 0.2;  // kg
}

}  // namespace

uint32_t Estimator::add(ParameterKind kind, uint32_t equipment) {
    for (uint32_t i = 0; i < m_parameters.size(); ++i) {
        if (m_parameters[i].kind == kind && m_parameters[i].equipment == equipment)
            return i;
    }
    m_parameters.push_back({kind, equipment});
    const size_t n = m_parameters.size();
    m_mean.assign(n, 0.0);
    m_counts.assign(n, 0);
    m_gain.assign(n, 0.0);
    m_covariance.assign(n * n, 0.0);
    for (size_t i = 0; i < n; ++i)
        m_covariance[i * n + i] = usual(m_parameters[i].kind) * usual(m_parameters[i].kind);
    return static_cast<uint32_t>(n - 1);
}

uint32_t Estimator::addSegment() {
    m_noise.push_back(kFirstNoise * kFirstNoise);
    return static_cast<uint32_t>(m_noise.size() - 1);
}

void Estimator::forget() {
    const size_t n = m_parameters.size();
    for (double& mean : m_mean)
        mean *= kKept;
    for (double& covariance : m_covariance)
        covariance *= kKept * kKept;
    for (size_t i = 0; i < n; ++i)
        m_covariance[i * n + i] +=
            (1.0 - kKept * kKept) * usual(m_parameters[i].kind) * usual(m_parameters[i].kind);
}

void Estimator::observe(uint32_t segment, std::span<const Term> terms, double residual) {
    const size_t n = m_parameters.size();
    forget();
    // What was expected, and how sure that was.
    double expected = 0.0;
    double sure = 0.0;
    for (size_t i = 0; i < n; ++i) {
        m_gain[i] = 0.0;
        for (const Term& term : terms)
            m_gain[i] += m_covariance[i * n + term.parameter] * term.weight;
    }
    for (const Term& term : terms) {
        expected += term.weight * m_mean[term.parameter];
        sure += term.weight * m_gain[term.parameter];
        ++m_counts[term.parameter];
    }
    const double off = residual - expected;

    // The noise is what is left of residuals beyond what was not known yet.
    double& noise = m_noise[segment];
    noise += kNoiseShare * (std::max(off * off - sure, 0.0) - noise);
    noise = std::max(noise, kLeastNoise * kLeastNoise);
    const double spread = sure + noise;
    for (size_t i = 0; i < n; ++i)
        m_mean[i] += m_gain[i] / spread * off;
    for (size_t i = 0; i < n; ++i) {
        for (size_t k = 0; k < n; ++k)
            m_covariance[i * n + k] -= m_gain[i] * m_gain[k] / spread;
    }
}

void Estimator::describe(std::vector<sim::ParameterEstimate>& out) const {
    constexpr double k95 = 1.96;
    const size_t n = m_parameters.size();
    for (size_t i = 0; i < n; ++i) {
        const Parameter& parameter = m_parameters[i];
        const double deviation = std::sqrt(std::max(m_covariance[i * n + i], 0.0));
        const auto value = [&](double mean) {
            return parameter.kind == ParameterKind::slip ? 1.0 - 1.0 / std::max(1.0 + mean, 0.1)
                                                         : mean;
        };
        const bool told = m_counts[i] > 0 && deviation < kTold * usual(parameter.kind);
        out.push_back({.kind = parameter.kind,
                       .equipment = parameter.equipment,
                       .value = value(m_mean[i]),
                       .low = value(m_mean[i] - k95 * deviation),
                       .high = value(m_mean[i] + k95 * deviation),
                       .n = m_counts[i],
                       .identifiable = told});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.equipment < b.equipment; });
}

}  // namespace gemba::analysis
