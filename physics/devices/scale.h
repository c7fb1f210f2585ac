#pragma once

#include <array>
#include <vector>

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
        archive(m_random, m_filtered, m_recent, m_weighedCount, m_lastWeight);
    }

 private:
    /// Mass on the platform, kg. The parts whose centre passed the middle in this tick: m_passed.
    [[nodiscard]] double look(const Context& context);

    uint32_t m_weight, m_last, m_weighed, m_bias, m_noise;  // properties
    double m_halfLength;
    Vec3 m_origin, m_along, m_up;  // of the platform's middle
    double m_gain;                 // of the filter, a tick
    RandomStream m_random;
    double m_filtered = 0.0;             // kg
    std::array<uint32_t, 4> m_recent{};  // serials of the parts weighed last, newest first
    uint64_t m_weighedCount = 0;
    double m_lastWeight = 0.0;       // kg
    std::vector<uint32_t> m_passed;  // scratch
};

}  // namespace gemba::physics
