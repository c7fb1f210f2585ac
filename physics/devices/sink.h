#pragma once

#include <vector>

#include "physics/devices/device.h"

namespace gemba::physics {

/// Takes away each part whose centre is inside its box.
class Sink final : public Stateful<Sink, Device> {
 public:
    Sink(const twin::Twin& twin, uint32_t index);

    void sense(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_takenCount);
    }

 private:
    [[nodiscard]] bool holds(const Vec3& centre) const;

    uint32_t m_taken;  // property
    Pose m_boxFromWorld;
    Vec3 m_centre, m_half;
    double m_reach2;  // m2: no corner is further from the centre
    std::vector<uint32_t> m_found;
    uint64_t m_takenCount = 0;
};

}  // namespace gemba::physics
