#pragma once

#include "physics/devices/device.h"

namespace gemba::physics {

/// A box, sphere, cylinder or capsule: stands where it is without mass, falls and rolls with it.
class Body final : public Stateful<Body, Device> {
 public:
    Body(const twin::Twin& twin, uint32_t index);

    void addShapes(ShapeStore& shapes) override;
    void begin(sim::World& world) override;
    void build(const Context& context) override;

    template <class A>
    void visitState(A&) {}  // all of it is in World::bodies

 private:
    BodySpec m_spec;
};

}  // namespace gemba::physics
