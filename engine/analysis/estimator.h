#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/sim/snapshot.h"

namespace gemba::analysis {

/// Estimates slowly varying parameters of the plant from residuals, each of which is a weighted sum
/// of some of them. Of all explanations the one with the fewest causes is taken: parameters are
/// chosen by Bayesian evidence (MacKay, Information Theory, Inference, and Learning Algorithms, ch.
/// 28), and all others are what the model has. Where other choices explain as much, what is not in
/// all of them is not told, and the rest only as far as they agree. What was seen fades, so that a
/// drift is followed. Stretches stand for slips, 1 / (1 - slip) - 1, in which delays are linear.
class Estimator {
 public:
    /// Share of the usual spread that may be left of what counts as told.
    static constexpr double kTold = 0.25;

    /// So many unexpected residuals in a row, on the same side, are a change.
    static constexpr int32_t kChange = 3;

    /// The number of a parameter; the same for the same one. Before the first residual.
    uint32_t add(sim::ParameterKind kind, uint32_t equipment);
    /// The number of one more source of residuals, which are sums of these parameters, of times or
    /// of weights. Before the first residual.
    uint32_t addSegment(std::vector<uint32_t> parameters);

    /// A residual of a segment: the sum of its parameters by these weights, and noise. One that is
    /// far beyond what is usual is of a jam or a wrong match: it tells nothing of them. Where
    /// several in a row are not what was expected, on the same side, something has changed: what
    /// was known is forgotten.
    void observe(uint32_t segment, std::span<const double> weights, double residual);
    /// The parameter's value where it is the cause of what is seen, and nothing else may be; else
    /// 0.
    [[nodiscard]] double cause(sim::ParameterKind kind, uint32_t equipment) const;
    /// What is known of a parameter that was added, also where it is what the model has.
    [[nodiscard]] sim::ParameterEstimate of(sim::ParameterKind kind, uint32_t equipment) const;
    /// What is not as in the model, or may stand for what is not. By equipment.
    void describe(std::vector<sim::ParameterEstimate>& out) const;

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_segments);
        archive.rows(m_counts);
        archive(m_choice.size, m_choice.parameters);
        if constexpr (A::kLoads) {
            archive.require(isSound());
            if (isSound())
                tell();
        }
    }

 private:
    struct Parameter {
        sim::ParameterKind kind = sim::ParameterKind::slip;
        uint32_t equipment = 0;
    };

    /// What the residuals of one segment say of its parameters.
    struct Segment {
        std::vector<uint32_t> parameters;
        std::vector<double> information;  // row by row, of these parameters
        std::vector<double> vector;       // information times mean
        double weight = 0.0;              // sum of 1 / variance
        double excess = 1.0;              // variance seen lately / usual
        int32_t run = 0;                  // so many unexpected in a row; < 0: too small

        template <class A>
        void visitState(A& archive) {
            archive.rows(information, vector);
            archive(weight, excess, run);
            if constexpr (A::kLoads)
                archive.require(run > -kChange && run < kChange);
        }
    };

    /// Parameters that are not what the model has, and what is known of them then.
    struct Choice {
        static constexpr size_t kMost = 8;
        size_t size = 0;
        std::array<uint32_t, kMost> parameters{};
        std::array<double, kMost> mean{};
        std::array<std::array<double, kMost>, kMost> covariance{};
        double evidence = 0.0;  // nats more than without any
        double fit = 0.0;       // nats by which it explains more, however many and large
    };

    [[nodiscard]] bool isSound() const;
    [[nodiscard]] bool isChosen(uint32_t parameter) const;
    [[nodiscard]] bool weighs(const Segment& segment) const;
    void forget(bool weights);
    void choose(const Segment& changed);
    void climb(Choice& choice) const;
    [[nodiscard]] static size_t placeOf(const Choice& choice, uint32_t parameter);
    [[nodiscard]] bool areTogether(uint32_t one, uint32_t other) const;
    [[nodiscard]] double informationOf(uint32_t one, uint32_t other) const;
    [[nodiscard]] double vectorOf(uint32_t parameter) const;
    [[nodiscard]] double shareOf(const Segment& segment) const;
    void explain(Choice& choice, double usuals = 1.0) const;
    [[nodiscard]] Choice with(const Choice& choice, uint32_t added) const;
    [[nodiscard]] Choice without(const Choice& choice, size_t place) const;
    [[nodiscard]] Choice swapped(const Choice& choice, size_t place, uint32_t added) const;
    void tell();
    [[nodiscard]] bool isListed(const Choice& choice) const;
    void addLikely(size_t base);
    void cover(const Choice& choice);
    [[nodiscard]] sim::ParameterEstimate estimate(uint32_t index) const;
    [[nodiscard]] double expect(const Segment& segment, std::span<const double> weights,
                                double& variance) const;

    std::vector<Parameter> m_parameters;
    std::vector<Segment> m_segments;
    std::vector<std::vector<uint32_t>> m_segmentsOf;  // by parameter
    std::vector<uint32_t> m_counts;                   // residuals that a parameter had a share in
    Choice m_choice;               // its parameters are state; what is known of them follows
    std::vector<uint32_t> m_near;  // scratch

    /// What all choices that are as likely say of a parameter; empty where none has it.
    struct Range {
        double low = 0.0, high = 0.0;
        bool open = false;  // one of them does without it
    };
    std::vector<Choice> m_likely;  // the chosen one first; follows from it, as m_told does
    std::vector<Range> m_told;     // by parameter
};

}  // namespace gemba::analysis
