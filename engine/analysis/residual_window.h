#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/edge_matcher.h"
#include "engine/sim/snapshot.h"

namespace gemba::analysis {

/// The last outcomes of one segment or signal, and what they say.
class ResidualWindow {
 public:
    static constexpr size_t kSize = 12;
    static constexpr size_t kRecent = 3;  ///< so many that agree are a change …
    static constexpr double kFew = 1.5;   ///< … if they are out by so many tolerances

    /// `time`: when it happened, or should have.
    void add(Match kind, double delta, UtcNs time);

    /// Fills of, late, early, missing, extra, median, score and the totals. `tolerance` > 0, in the
    /// unit of the deltas. `rare`: each missing or extra one counts, as of a machine that moved or
    /// did not; otherwise one in twelve is taken for a missed edge. What had no partner before
    /// `since` is forgiven: what is wrong now comes first, and a machine that seldom moves would
    /// remember for hours; but parts that do not come are not, until one comes.
    void describe(double tolerance, bool rare, UtcNs since, sim::ResidualRow& row) const;

    [[nodiscard]] double median() const;
    /// The least of the last few, where they are all matched and to one side; else 0.
    [[nodiscard]] double recentShift() const;
    [[nodiscard]] bool empty() const { return m_kinds.empty(); }

    template <class A>
    void visitState(A& archive) {
        archive(m_kinds, m_deltas, m_times, m_matched, m_missing, m_extra);
        if constexpr (A::kLoads)
            archive.require(m_kinds.size() <= kSize && m_deltas.size() == m_kinds.size() &&
                            m_times.size() == m_kinds.size());
    }

 private:
    std::vector<Match> m_kinds;    // oldest first, at most kSize
    std::vector<double> m_deltas;  // measured minus simulated; of matched ones
    std::vector<UtcNs> m_times;
    uint64_t m_matched = 0, m_missing = 0, m_extra = 0;
};

}  // namespace gemba::analysis
