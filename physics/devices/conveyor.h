#pragma once

#include "physics/devices/device.h"

namespace gemba::physics {

/// A straight belt: a static box whose top moves. Its speed ramps to the command; parts follow at
/// `actual_speed` less the slip.
class Conveyor final : public Stateful<Conveyor, Device> {
 public:
    Conveyor(const twin::Twin& twin, uint32_t index);

    void addShapes(ShapeStore& shapes) override;
    void build(const Context& context) override;
    void actuate(const Context& context) override;
    void sense(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_actual, m_surface.speed);
    }

 private:
    void setSurfaceSpeed(double speed);

    uint32_t m_speed, m_running, m_slip, m_friction, m_actualSpeed, m_items;  // properties
    double m_acceleration;
    StaticSpec m_box;
    Surface m_surface;
    double m_actual = 0.0;  // m/s, by the encoder
};

}  // namespace gemba::physics
