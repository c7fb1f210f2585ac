#pragma once

#include <cstdint>

#include "engine/core/time.h"

namespace gemba::sim {

/// Decides how many ticks are due. Integer arithmetic on given times, no clock of its own. A
/// backlog of up to 100 ms is caught up and called lag; what is beyond is lost: counted, never
/// simulated.
class Pacer {
 public:
    static constexpr int64_t kMaxLagNs = 100'000'000;

    /// rate 0: as fast as it goes, nothing is ever lost.
    Pacer(int64_t stepHz, double rate);

    /// Begins, or begins again after a pause, at wall time `now`.
    void restart(UtcNs now, double rate);
    /// Goes on at another rate; the backlog of the moment is lost time.
    void changeRate(UtcNs now, double rate);

    /// Ticks that are due at `now`, lost ones taken out.
    [[nodiscard]] int64_t due(UtcNs now);
    /// One tick was simulated and took `wallNs`.
    void done(UtcNs now, int64_t wallNs);

    /// Wall time at which the next tick is due; 0: at once.
    [[nodiscard]] UtcNs nextDue() const;

    [[nodiscard]] double rateRequested() const { return m_rate; }
    [[nodiscard]] double rateMeasured() const { return m_rateMeasured; }
    [[nodiscard]] double tickMs() const { return m_tickMs; }
    [[nodiscard]] int64_t lostNs() const { return m_lostNs; }
    [[nodiscard]] int64_t lagNs() const { return m_lagNs; }
    /// Wall time lost since the last call: the session shifts its TimeMap by it.
    [[nodiscard]] int64_t takeNewlyLost();

 private:
    [[nodiscard]] int64_t wallOfTick(int64_t ticks) const;

    int64_t m_stepHz;
    double m_rate = 1.0;
    int64_t m_rateMicro = TimeMap::kRateOne;
    UtcNs m_start = 0;    // wall time of tick m_ticks == 0 since restart
    int64_t m_ticks = 0;  // simulated since restart
    int64_t m_lostNs = 0, m_newlyLost = 0, m_lagNs = 0;

    // Measured over windows of about a second.
    UtcNs m_windowStart = 0;
    int64_t m_windowTicks = 0, m_windowNs = 0;
    double m_rateMeasured = 0.0, m_tickMs = 0.0;
};

}  // namespace gemba::sim
