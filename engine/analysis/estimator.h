#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/sim/snapshot.h"

namespace gemba::analysis {

/// Estimates slowly varying parameters of the plant from residuals, each of which is a weighted sum
/// of some of them: least squares whose information fades towards what is usual, so that a drift
/// is followed and what was never told apart is known not to be. Stretches stand for slips,
/// 1 / (1 - slip) - 1, in which delays are linear.
class Estimator {
 public:
    /// Share of the usual spread that may be left of what counts as told.
    static constexpr double kTold = 0.25;

    /// So many unexpected residuals in a row, on the same side, are a change.
    static constexpr int32_t kChange = 3;

    /// One parameter's share in a residual.
    struct Term {
        uint32_t parameter = 0;
        double weight = 0.0;
    };

    /// The number of a parameter; the same for the same one. Before the first residual.
    uint32_t add(sim::ParameterKind kind, uint32_t equipment);
    /// The number of one more source of residuals. Before the first residual.
    uint32_t addSegment();

    /// A residual of a segment: the sum of its terms, and noise. One that is far beyond what is
    /// usual is of a jam or a wrong match: it tells nothing of them. Where several in a row are not
    /// what was expected, on the same side, something has changed: what was known is forgotten.
    void observe(uint32_t segment, std::span<const Term> terms, double residual);
    /// By equipment.
    void describe(std::vector<sim::ParameterEstimate>& out) const;

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_information, m_vector, m_mean, m_covariance, m_counts, m_excess, m_run);
        if constexpr (A::kLoads)
            archive.require(std::ranges::all_of(
                m_run, [](int32_t run) { return run > -kChange && run < kChange; }));
    }

 private:
    struct Parameter {
        sim::ParameterKind kind = sim::ParameterKind::slip;
        uint32_t equipment = 0;
    };
    void forget(bool weights);
    void solve();

    std::vector<Parameter> m_parameters;
    std::vector<double> m_information;  // row by row
    std::vector<double> m_vector;       // information times mean
    std::vector<double> m_mean;
    std::vector<double> m_covariance;  // inverse of the information
    std::vector<uint32_t> m_counts;    // residuals that a parameter had a share in
    std::vector<double> m_excess;      // by parameter: variance seen lately / expected
    std::vector<int32_t> m_run;        // by segment: so many unexpected in a row; < 0: too small
    std::vector<double> m_factor;      // scratch
};

}  // namespace gemba::analysis
