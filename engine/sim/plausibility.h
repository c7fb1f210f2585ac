#pragma once

#include <vector>

#include "engine/sim/world.h"

namespace gemba::sim {

/// Judges measured values by the `range` of their bindings: beyond it they cannot be, and one that
/// is suddenly a thousand times another (or a thousandth) is in another unit. Signals without a
/// range are not judged. The simulation's thread.
class Plausibility {
 public:
    Plausibility(const twin::Twin& twin, const signals::SignalNames& names);

    /// To be asked once for each sample, in their order.
    [[nodiscard]] signals::Doubt judge(const World& world, const signals::Sample& sample);

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_reference, m_slipped);
    }

 private:
    [[nodiscard]] bool inAnotherUnit(uint32_t signal, double value, double simulated);

    std::vector<int32_t> m_binding;   // with the range, by signal; -1: none
    std::vector<double> m_reference;  // by signal: size of its last good value, 0: none yet
    std::vector<uint8_t> m_slipped;   // by signal: its values are in another unit now
};

}  // namespace gemba::sim
