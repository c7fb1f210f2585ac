#include "physics/devices/pusher.h"

#include <algorithm>

#include "physics/devices/kinematic.h"

namespace gemba::physics {
namespace {

constexpr double kGap = 0.01;  // m between the plate and the belt's edge, and above the belt

}  // namespace

Pusher::Pusher(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_extend(property("extend")),
      m_stuck(property("stuck")),
      m_positionOut(property("position")),
      m_extended(property("extended")),
      m_strokes(property("strokes")),
      m_size(m_description.vec3("size")),
      m_stroke(m_description.number("stroke")),
      m_speed(m_description.number("speed")),
      m_beltWidth(beltWidth(twin, m_description)),
      m_direction(m_description.text("side") == "left" ? -1.0 : 1.0) {}

void Pusher::addShapes(ShapeStore& shapes) {
    // Drawn back, its face stands just outside the belt's edge.
    const double y = -m_direction * (0.5 * m_beltWidth + kGap + 0.5 * m_size.y);
    shapes.setDevice(m_index, {.shape = &shapes.primitive("box", m_size),
                               .bodyFromShape = Pose{{0.0, y, kGap + 0.5 * m_size.z}},
                               .friction = 0.3});
}

void Pusher::begin(sim::World& world) {
    m_slot = addRow(world, sim::body_flag::kKinematic, 0);
}

void Pusher::build(const Context& context) {
    m_slot = findRow(context.world);
}

void Pusher::actuate(const Context& context) {
    const double goal = flag(context, m_extend) ? m_stroke : 0.0;
    const double target = flag(context, m_stuck) ? m_position : goal;
    const double step = m_speed * context.world.h;
    const double next = m_position + std::clamp(target - m_position, -step, step);

    const bool moving = next != m_position;
    if (moving && !m_moving)
        wakeBelt(context, m_description.on);
    if (moving && next >= m_stroke)
        ++m_strokeCount;
    m_position = next;
    m_moving = moving;
    moveRow(context, m_slot, m_description.worldFromDevice * Pose{{0.0, m_direction * next, 0.0}},
            moving);
    set(context, m_positionOut, m_position);
    set(context, m_extended, m_position >= m_stroke ? 1.0 : 0.0);
    set(context, m_strokes, static_cast<double>(m_strokeCount));
}

}  // namespace gemba::physics
