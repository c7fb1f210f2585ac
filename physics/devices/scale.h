#pragma once

#include "engine/core/random.h"
#include "physics/devices/device.h"

namespace gemba::physics {

/// Weighs the parts on a length of belt: the sum of their masses through a first-order filter, with
/// bias and noise.
class Scale final : public Stateful<Scale, Device> {
 public:
    Scale(const twin::Twin& twin, uint32_t index);

    void begin(sim::World& world) override { branch(world); }
    void branch(const sim::World& world) override;
    void sense(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_random, m_filtered, m_lastSerial, m_weighedCount, m_lastWeight);
    }

 private:
    /// Mass on the platform, kg; and the part whose centre passed the middle in this tick, 0 none.
    struct Load {
        double mass = 0.0;
        uint32_t passed = 0;
    };
    [[nodiscard]] Load look(const Context& context) const;

    uint32_t m_weight, m_last, m_weighed, m_bias, m_noise;  // properties
    double m_halfLength;
    Vec3 m_origin, m_along, m_up;  // of the platform's middle
    double m_gain;                 // of the filter, a tick
    RandomStream m_random;
    double m_filtered = 0.0;  // kg
    uint32_t m_lastSerial = 0;
    uint64_t m_weighedCount = 0;
    double m_lastWeight = 0.0;  // kg
};

}  // namespace gemba::physics
