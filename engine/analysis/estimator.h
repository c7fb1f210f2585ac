#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/sim/snapshot.h"

namespace gemba::analysis {

/// Estimates slowly varying parameters of the plant from residuals, each of which is a weighted sum
/// of some of them: a Kalman filter whose parameters forget, so that what was never told apart
/// falls back to what is usual. Stretches stand for slips, 1 / (1 - slip) - 1, in which delays are
/// linear.
class Estimator {
 public:
    /// Share of the usual spread that may be left of what counts as told.
    static constexpr double kTold = 0.25;

    /// One parameter's share in a residual.
    struct Term {
        uint32_t parameter = 0;
        double weight = 0.0;
    };

    /// The number of a parameter; the same for the same one. Before the first residual.
    uint32_t add(sim::ParameterKind kind, uint32_t equipment);
    /// Residuals of one segment spread alike: their number.
    uint32_t addSegment();

    /// A residual of a segment: the sum of its terms, and noise.
    void observe(uint32_t segment, std::span<const Term> terms, double residual);
    /// By equipment.
    void describe(std::vector<sim::ParameterEstimate>& out) const;

    template <class A>
    void visitState(A& archive) {
        archive(m_mean, m_covariance, m_counts, m_noise);
    }

 private:
    struct Parameter {
        sim::ParameterKind kind = sim::ParameterKind::slip;
        uint32_t equipment = 0;
    };
    void forget();

    std::vector<Parameter> m_parameters;
    std::vector<double> m_mean;
    std::vector<double> m_covariance;  // row by row
    std::vector<uint32_t> m_counts;    // residuals that a parameter had a share in
    std::vector<double> m_noise;       // by segment: variance, as seen lately
    std::vector<double> m_gain;        // scratch
};

}  // namespace gemba::analysis
