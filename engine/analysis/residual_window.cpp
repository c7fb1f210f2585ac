#include "engine/analysis/residual_window.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace gemba::analysis {

void ResidualWindow::add(Match kind, double delta, UtcNs time) {
    if (m_kinds.size() == kSize) {
        m_kinds.erase(m_kinds.begin());
        m_deltas.erase(m_deltas.begin());
        m_times.erase(m_times.begin());
    }
    m_kinds.push_back(kind);
    m_deltas.push_back(delta);
    m_times.push_back(time);
    m_matched += kind == Match::matched;
    m_missing += kind == Match::missing;
    m_extra += kind == Match::extra;
}

double ResidualWindow::median() const {
    std::array<double, kSize> sorted{};
    size_t n = 0;
    for (size_t i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i] == Match::matched)
            sorted[n++] = m_deltas[i];
    }
    if (n == 0)
        return 0.0;
    std::sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(n));
    return n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
}

double ResidualWindow::recentShift() const {
    if (m_kinds.size() < kRecent)
        return 0.0;
    double least = std::numeric_limits<double>::infinity();
    for (size_t i = m_kinds.size() - kRecent; i < m_kinds.size(); ++i) {
        if (m_kinds[i] != Match::matched || !(m_deltas[i] * m_deltas.back() > 0.0))
            return 0.0;
        least = std::min(least, std::abs(m_deltas[i]));
    }
    return least;
}

void ResidualWindow::describe(double tolerance, bool rare, UtcNs since,
                              sim::ResidualRow& row) const {
    int far = 0;  // so many more are far out to the one side than to the other
    double farSum = 0.0;
    bool cameSince = rare;
    for (size_t i = m_kinds.size(); i-- > 0;) {
        cameSince = cameSince || m_kinds[i] == Match::matched;
        if (m_kinds[i] != Match::matched && m_times[i] < since && cameSince)
            continue;
        ++row.of;
        row.missing += m_kinds[i] == Match::missing;
        row.extra += m_kinds[i] == Match::extra;
        row.late += m_kinds[i] == Match::matched && m_deltas[i] > tolerance;
        row.early += m_kinds[i] == Match::matched && m_deltas[i] < -tolerance;
        if (m_kinds[i] == Match::matched && std::abs(m_deltas[i]) > kFew * tolerance) {
            far += m_deltas[i] > 0.0 ? 1 : -1;
            farSum += m_deltas[i];
        }
    }
    row.median = median();
    row.matched = m_matched;
    row.missingTotal = m_missing;
    row.extraTotal = m_extra;
    if (row.of == 0)
        return;

    // How far the median is out, by how many of the parts agree on it; what has changed shows in
    // the last few before. And what has no partner: three of twelve are as serious as a median at
    // its tolerance. So are three that are far out to one side, in a row or not, or more by as much
    // as they are out: a difference may concern only the parts that were stopped, say.
    const double share = static_cast<double>(std::max(row.late, row.early)) / row.of;
    const double shifted = std::max(std::abs(row.median) * share, recentShift() / kFew) / tolerance;
    const double alone = row.missing + row.extra;
    const double some =
        std::min(std::abs(far) / 3.0, 1.0) * std::max(std::abs(farSum) / (row.of * tolerance), 1.0);
    row.score = std::max(shifted, rare ? 1.5 * alone : std::max(alone / 3.0, some));
}

}  // namespace gemba::analysis
