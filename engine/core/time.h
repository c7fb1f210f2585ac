#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gemba {

using Tick = int64_t;   ///< number of the simulation step; seconds = tick * h
using UtcNs = int64_t;  ///< wall time, UTC nanoseconds since 1970

constexpr int64_t kNsPerSecond = 1'000'000'000;

/// Steady wall time: the steady clock plus a UTC offset that is fixed at the first call, so that it
/// never steps. Any thread.
[[nodiscard]] UtcNs steadyUtcNow();

/// UTC of the system's clock minus steadyUtcNow(): how far the clock was set since the start.
[[nodiscard]] int64_t clockStepNs();

/// Which wall time a tick stands for: a list of (tick, UTC, rate), in integer arithmetic. Entries
/// are recorded inputs; pause, speed and lost time add one. Ticks ascend. Of a long list the middle
/// is forgotten, so that days of a slow computer cost nothing: of a session that runs only the
/// present is asked, and a recording holds the time of each tick.
class TimeMap {
 public:
    static constexpr int64_t kRateOne = 1'000'000;  ///< rate 1.0, in millionths
    static constexpr size_t kMostEntries = 256;

    struct Entry {
        Tick tick = 0;
        UtcNs utc = 0;
        int64_t rate = kRateOne;  ///< simulated seconds per wall second, millionths, > 0

        bool operator==(const Entry&) const = default;
    };

    TimeMap() = default;
    TimeMap(int64_t stepHz, UtcNs epoch) : m_stepHz(stepHz), m_entries{{0, epoch, kRateOne}} {}

    /// Adds an entry; one for the same tick replaces the last.
    void add(const Entry& entry);

    /// UTC of the start of `tick`, rounded down to a nanosecond.
    [[nodiscard]] UtcNs utc(Tick tick) const;

    /// First tick whose start is not before `utc`; by the last entry for times beyond it.
    [[nodiscard]] Tick tickAt(UtcNs utc) const;

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] int64_t stepHz() const { return m_stepHz; }

 private:
    int64_t m_stepHz = 240;
    std::vector<Entry> m_entries{{}};
};

}  // namespace gemba
