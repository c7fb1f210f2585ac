#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/core/time.h"

namespace gemba::analysis {

/// An event that the model had, waiting for the plant's.
struct Expected {
    uint32_t serial = 0;  ///< of the part; 0 where none is known
    UtcNs simulated = 0;  ///< when the model had it
    int64_t offset = 0;   ///< how late the plant was with this part so far, ns
    double value = 0.0;   ///< simulated, for weights

    [[nodiscard]] UtcNs due() const { return simulated + offset; }

    template <class A>
    void visitState(A& archive) {
        archive(serial, simulated, offset, value);
    }
};

/// An event that the plant had.
struct Seen {
    UtcNs time = 0;  ///< measured, on our clock
    double value = 0.0;

    template <class A>
    void visitState(A& archive) {
        archive(time, value);
    }
};

enum class Match : uint8_t { matched, missing, extra };

struct MatchOutcome {
    Match kind = Match::matched;
    Expected expected;  ///< of matched and missing
    Seen seen;          ///< of matched and extra

    /// Lateness that this part gained since the sensor before, ns: measured minus due.
    [[nodiscard]] int64_t delta() const { return seen.time - expected.due(); }
};

/// Matches the plant's events at one sensor with the model's, in order, within a window about the
/// time at which each is due. What finds no partner is missing (the plant lacks it) or extra.
class EdgeMatcher {
 public:
    static constexpr size_t kMaxWaiting = 256;  ///< of each kind; beyond it the oldest are decided
    /// ns beyond the window, for messages under way: network, scan and tick.
    static constexpr int64_t kGraceNs = 300'000'000;

    void expect(const Expected& expected);
    void see(const Seen& seen);
    /// The model's last event that waits was at this time.
    [[nodiscard]] bool expects(UtcNs simulated) const {
        return !m_expected.empty() && m_expected.back().simulated == simulated;
    }

    /// Appends what can be decided. `now`: the model's time; `heard`: the plant has been heard
    /// until then, so that silence is not taken for absence.
    void settle(UtcNs now, UtcNs heard, int64_t window, std::vector<MatchOutcome>& out);

    /// The plant's event that waits longest for one of the model's; null: none does.
    [[nodiscard]] const Seen* lone() const {
        return m_seen.empty() || !m_expected.empty() ? nullptr : &m_seen.front();
    }
    /// Takes it out: the model will have none.
    [[nodiscard]] MatchOutcome takeLone();

    /// The model's part was moved on to where it is `earlier` ns later: its events that wait were
    /// so much earlier in the model, and are due when they were.
    void carry(uint32_t serial, int64_t earlier);

    /// Forgets what waits, undecided: nothing can be known of it.
    void forget();

    template <class A>
    void visitState(A& archive) {
        archive(m_expected, m_seen);
    }

 private:
    std::vector<Expected> m_expected;  // in order of the model's events
    std::vector<Seen> m_seen;          // in order of arrival
};

}  // namespace gemba::analysis
