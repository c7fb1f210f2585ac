#pragma once

#include "physics/devices/device.h"

namespace gemba::physics {

/// A plate beside the belt that pushes parts off to the other side. The plate's frame is the
/// device's while drawn back and moves with it.
class Pusher final : public Stateful<Pusher, Device> {
 public:
    Pusher(const twin::Twin& twin, uint32_t index);

    void addShapes(ShapeStore& shapes) override;
    void begin(sim::World& world) override;
    void build(const Context& context) override;
    void actuate(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_position, m_moving, m_strokeCount);
    }

 private:
    uint32_t m_extend, m_stuck, m_positionOut, m_extended, m_strokes;  // properties
    Vec3 m_size;                                                       // along, thick, high
    double m_stroke, m_speed, m_beltWidth;
    double m_direction;       // across the belt: +1 pushes to the left
    uint32_t m_slot = 0;      // of the plate, found at each build
    double m_position = 0.0;  // m
    bool m_moving = false;
    uint64_t m_strokeCount = 0;
};

}  // namespace gemba::physics
