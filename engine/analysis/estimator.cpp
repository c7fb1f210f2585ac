#include "engine/analysis/estimator.h"

#include <algorithm>
#include <cmath>

namespace gemba::analysis {
namespace {

using sim::ParameterKind;

// So many residuals of each segment are remembered, on average: two minutes of a line whose parts
// come every 2.5 s.
constexpr double kMemory = 50.0;

// Residuals beyond ten times what is usual, squared.
constexpr double kFarOut = 100.0;

// Not what was expected: so many of its standard deviations away.
constexpr double kUnexpected = 4.0;

// How much later residuals spread than expected, from the last few dozen.
constexpr double kExcessShare = 1.0 / 30.0;

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

// Of one residual, one standard deviation: a PLC's scan and a tick; a scale's last digit.
double noise(ParameterKind kind) {
    return kind == ParameterKind::bias ? 0.01 : 0.005;
}

double square(double x) {
    return x * x;
}

}  // namespace

uint32_t Estimator::add(ParameterKind kind, uint32_t equipment) {
    for (uint32_t i = 0; i < m_parameters.size(); ++i) {
        if (m_parameters[i].kind == kind && m_parameters[i].equipment == equipment)
            return i;
    }
    m_parameters.push_back({kind, equipment});
    const size_t n = m_parameters.size();
    for (auto* list : {&m_vector, &m_mean})
        list->assign(n, 0.0);
    for (auto* square : {&m_information, &m_covariance, &m_factor})
        square->assign(n * n, 0.0);
    m_counts.assign(n, 0);
    m_excess.assign(n, 1.0);
    for (size_t i = 0; i < n; ++i) {
        m_covariance[i * n + i] = square(usual(m_parameters[i].kind));
        m_information[i * n + i] = 1.0 / m_covariance[i * n + i];
    }
    return static_cast<uint32_t>(n - 1);
}

uint32_t Estimator::addSegment() {
    m_run.push_back(0);
    return static_cast<uint32_t>(m_run.size() - 1);
}

// Of all times or of all weights: which of them has changed is not known.
void Estimator::forget(bool weights) {
    const size_t n = m_parameters.size();
    for (size_t i = 0; i < n; ++i) {
        if ((m_parameters[i].kind == ParameterKind::bias) != weights)
            continue;
        for (size_t k = 0; k < n; ++k)
            m_information[i * n + k] = m_information[k * n + i] = 0.0;
        m_information[i * n + i] = 1.0 / square(usual(m_parameters[i].kind));
        m_vector[i] = 0.0;
        m_counts[i] = 0;
        m_excess[i] = 1.0;
    }
}

void Estimator::observe(uint32_t segment, std::span<const Term> terms, double residual) {
    const size_t n = m_parameters.size();
    // What was expected, and how sure that was.
    double expected = 0.0;
    double sure = 0.0;
    for (const Term& term : terms) {
        expected += term.weight * m_mean[term.parameter];
        for (const Term& other : terms)
            sure += term.weight * other.weight * m_covariance[term.parameter * n + other.parameter];
    }
    const double variance = square(noise(m_parameters[terms.front().parameter].kind));
    double most = variance;
    for (const Term& term : terms)
        most += square(term.weight * usual(m_parameters[term.parameter].kind));
    if (!(square(residual) <= kFarOut * most))
        return;
    double excess = square(residual - expected) / (variance + sure);
    int32_t& run = m_run[segment];
    const int32_t side = residual < expected ? -1 : 1;
    run = excess < square(kUnexpected) ? 0 : run * side > 0 ? run + side : side;
    if (std::abs(run) >= kChange) {
        forget(m_parameters[terms.front().parameter].kind == ParameterKind::bias);
        run = 0;
        excess = 1.0;
    }

    // Information fades towards what is usual, and the residual's is added.
    const double kept = 1.0 - 1.0 / (kMemory * static_cast<double>(m_run.size()));
    for (double& information : m_information)
        information *= kept;
    for (double& sum : m_vector)
        sum *= kept;
    for (size_t i = 0; i < n; ++i)
        m_information[i * n + i] += (1.0 - kept) / square(usual(m_parameters[i].kind));
    for (const Term& term : terms) {
        ++m_counts[term.parameter];
        m_excess[term.parameter] += kExcessShare * (excess - m_excess[term.parameter]);
        m_vector[term.parameter] += term.weight * residual / variance;
        for (const Term& other : terms)
            m_information[term.parameter * n + other.parameter] +=
                term.weight * other.weight / variance;
    }
    solve();
}

// By Cholesky's factor L of the information: L L' is it.
void Estimator::solve() {
    const size_t n = m_parameters.size();
    std::vector<double>& factor = m_factor;
    for (size_t i = 0; i < n; ++i) {
        for (size_t k = 0; k <= i; ++k) {
            double sum = m_information[i * n + k];
            for (size_t j = 0; j < k; ++j)
                sum -= factor[i * n + j] * factor[k * n + j];
            factor[i * n + k] = i == k ? std::sqrt(sum) : sum / factor[k * n + k];
        }
    }
    // Column by column of the inverse, forth and back.
    for (size_t column = 0; column < n; ++column) {
        const auto inverse = [&](size_t row) -> double& { return m_covariance[row * n + column]; };
        for (size_t i = 0; i < n; ++i) {
            double sum = i == column ? 1.0 : 0.0;
            for (size_t j = 0; j < i; ++j)
                sum -= factor[i * n + j] * inverse(j);
            inverse(i) = sum / factor[i * n + i];
        }
        for (size_t i = n; i-- > 0;) {
            double sum = inverse(i);
            for (size_t j = i + 1; j < n; ++j)
                sum -= factor[j * n + i] * inverse(j);
            inverse(i) = sum / factor[i * n + i];
        }
    }
    for (size_t i = 0; i < n; ++i) {
        m_mean[i] = 0.0;
        for (size_t k = 0; k < n; ++k)
            m_mean[i] += m_covariance[i * n + k] * m_vector[k];
    }
}

void Estimator::describe(std::vector<sim::ParameterEstimate>& out) const {
    constexpr double k95 = 1.96;
    const size_t n = m_parameters.size();
    for (size_t i = 0; i < n; ++i) {
        const Parameter& parameter = m_parameters[i];
        // What others could be instead leaves a share of it that no residual makes smaller; the
        // rest is by how much they spread.
        double open = 0.0;
        for (size_t k = 0; k < n; ++k)
            open += square(m_covariance[i * n + k] / usual(m_parameters[k].kind));
        const double spread = std::max(m_covariance[i * n + i] - open, 0.0);
        const double deviation = std::sqrt(open + std::max(m_excess[i], 1.0) * spread);
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
