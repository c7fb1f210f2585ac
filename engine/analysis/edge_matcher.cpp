#include "engine/analysis/edge_matcher.h"

#include <algorithm>

namespace gemba::analysis {
void EdgeMatcher::expect(const Expected& expected) {
    m_expected.push_back(expected);
}

void EdgeMatcher::see(const Seen& seen) {
    m_seen.push_back(seen);
}

void EdgeMatcher::settle(UtcNs now, UtcNs heard, int64_t window, std::vector<MatchOutcome>& out) {
    size_t e = 0;
    size_t s = 0;
    while (e < m_expected.size() || s < m_seen.size()) {
        const bool both = e < m_expected.size() && s < m_seen.size();
        if (both) {
            // In order: whichever of the two is too early for the other has no partner.
            const int64_t delta = m_seen[s].time - m_expected[e].due();
            if (delta < -window)
                out.push_back({Match::extra, {}, m_seen[s++]});
            else if (delta > window)
                out.push_back({Match::missing, m_expected[e++], {}});
            else
                out.push_back({Match::matched, m_expected[e++], m_seen[s++]});
        } else if (s < m_seen.size()) {
            const bool late = now > m_seen[s].time + window + kGraceNs;
            if (!late && m_seen.size() - s < kMaxWaiting)
                break;
            out.push_back({Match::extra, {}, m_seen[s++]});
        } else {
            const bool late = heard > m_expected[e].due() + window + kGraceNs;
            if (!late && m_expected.size() - e < kMaxWaiting)
                break;
            out.push_back({Match::missing, m_expected[e++], {}});
        }
    }
    m_expected.erase(m_expected.begin(), m_expected.begin() + static_cast<std::ptrdiff_t>(e));
    m_seen.erase(m_seen.begin(), m_seen.begin() + static_cast<std::ptrdiff_t>(s));
}

MatchOutcome EdgeMatcher::takeLone() {
    const MatchOutcome extra{Match::extra, {}, m_seen.front()};
    m_seen.erase(m_seen.begin());
    return extra;
}

void EdgeMatcher::carry(uint32_t serial, int64_t earlier) {
    for (Expected& expected : m_expected) {
        if (expected.serial != serial || serial == 0)
            continue;
        expected.simulated -= earlier;
        expected.offset += earlier;
    }
}

void EdgeMatcher::forget() {
    m_expected.clear();
    m_seen.clear();
}

}  // namespace gemba::analysis
