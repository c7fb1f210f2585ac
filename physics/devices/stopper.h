#pragma once

#include "physics/devices/device.h"

namespace gemba::physics {

/// A blade that rises through the belt. Its frame is the device's while open and rises with it.
class Stopper final : public Stateful<Stopper, Device> {
 public:
    Stopper(const twin::Twin& twin, uint32_t index);

    void addShapes(ShapeStore& shapes) override;
    void begin(sim::World& world) override;
    void build(const Context& context) override;
    void actuate(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_position, m_moving);
    }

 private:
    uint32_t m_close, m_stuck, m_jammed, m_closed;  // properties
    double m_width, m_height, m_travelTime;
    double m_lift;            // m from open to closed
    uint32_t m_slot = 0;      // of the blade, found at each build
    double m_position = 0.0;  // 0 open, 1 closed
    bool m_moving = false;
};

}  // namespace gemba::physics
