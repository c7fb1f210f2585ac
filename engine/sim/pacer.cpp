#include "engine/sim/pacer.h"

#include <algorithm>
#include <cmath>

namespace gemba::sim {
namespace {

using Wide = __int128;

}  // namespace

Pacer::Pacer(int64_t stepHz, double rate) : m_stepHz(stepHz) {
    restart(0, rate);
}

void Pacer::restart(UtcNs now, double rate) {
    m_rate = rate;
    m_rateMicro = std::max<int64_t>(1, std::llround(rate * TimeMap::kRateOne));
    m_start = now;
    m_ticks = 0;
    m_lagNs = 0;
    m_windowStart = now;
    m_windowTicks = m_windowNs = 0;
}

void Pacer::changeRate(UtcNs now, double rate) {
    const int64_t behind = m_rate <= 0.0 ? 0 : now - m_start - wallOfTick(m_ticks);
    if (behind > 0) {
        m_lostNs += behind;
        m_newlyLost += behind;
    }
    restart(now, rate);
}

// Wall time from m_start until the given tick is due.
int64_t Pacer::wallOfTick(int64_t ticks) const {
    return static_cast<int64_t>(Wide(ticks) * kNsPerSecond * TimeMap::kRateOne /
                                (Wide(m_stepHz) * m_rateMicro));
}

int64_t Pacer::due(UtcNs now) {
    if (m_rate <= 0.0)
        return 1;

    // Beyond 100 ms of backlog, time is lost: the schedule moves instead of being chased.
    const int64_t behind = now - m_start - wallOfTick(m_ticks);
    if (behind > kMaxLagNs) {
        const int64_t lost = behind - kMaxLagNs;
        m_start += lost;
        m_lostNs += lost;
        m_newlyLost += lost;
    }
    const Wide elapsed = Wide(now - m_start) * m_stepHz * m_rateMicro;
    const auto reached = static_cast<int64_t>(elapsed / (Wide(kNsPerSecond) * TimeMap::kRateOne));
    const int64_t ticks = std::max<int64_t>(0, reached + 1 - m_ticks);
    m_lagNs = std::max<int64_t>(0, now - m_start - wallOfTick(m_ticks));
    return ticks;
}

void Pacer::done(UtcNs now, int64_t wallNs) {
    ++m_ticks;
    ++m_windowTicks;
    m_windowNs += wallNs;
    const int64_t window = now - m_windowStart;
    if (window < kNsPerSecond)
        return;
    m_rateMeasured = static_cast<double>(m_windowTicks) / static_cast<double>(m_stepHz) /
                     (static_cast<double>(window) * 1e-9);
    m_tickMs = static_cast<double>(m_windowNs) * 1e-6 / static_cast<double>(m_windowTicks);
    m_windowStart = now;
    m_windowTicks = m_windowNs = 0;
}

UtcNs Pacer::nextDue() const {
    return m_rate <= 0.0 ? 0 : m_start + wallOfTick(m_ticks);
}

int64_t Pacer::takeNewlyLost() {
    const int64_t lost = m_newlyLost;
    m_newlyLost = 0;
    return lost;
}

}  // namespace gemba::sim
