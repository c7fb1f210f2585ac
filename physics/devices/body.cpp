#include "physics/devices/body.h"

namespace gemba::physics {

Body::Body(const twin::Twin& twin, uint32_t index) : Stateful(twin, index) {
    m_spec.mass = m_description.number("mass");
    m_spec.friction = m_description.number("friction");
    m_spec.restitution = m_description.number("restitution");
}

void Body::addShapes(ShapeStore& shapes) {
    m_spec.shape = &shapes.primitive(m_description.text("shape"), m_description.vec3("size"));
    m_spec.inertia = inertiaOf(*m_spec.shape, m_spec.mass);
    if (m_spec.mass > 0.0)
        shapes.setDevice(m_index, m_spec);
}

void Body::begin(sim::World& world) {
    if (m_spec.mass > 0.0)
        (void)addRow(world, sim::body_flag::kDynamic, -1);
}

void Body::build(const Context& context) {
    if (m_spec.mass > 0.0)
        return;
    context.bullet.addStatic({.shape = m_spec.shape,
                              .worldFromShape = m_description.worldFromDevice,
                              .friction = m_spec.friction,
                              .restitution = m_spec.restitution});
}

}  // namespace gemba::physics
