#include "physics/devices/stopper.h"

#include <algorithm>

#include "physics/devices/kinematic.h"

namespace gemba::physics {
namespace {

constexpr double kThickness = 0.02;  // m along the belt
// Parked this far below the belt: more than Bullet's contact threshold of 2 cm.
constexpr double kParked = 0.03;
// A faster blade would shoot parts away rather than hold them.
constexpr double kShortestTravel = 0.02;  // s

}  // namespace

Stopper::Stopper(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_close(property("close")),
      m_stuck(property("stuck")),
      m_jammed(property("jammed")),
      m_closed(property("closed")),
      m_width(m_description.number("width")),
      m_height(m_description.number("height")),
      m_travelTime(std::max(m_description.number("travel_time"), kShortestTravel)),
      m_lift(m_height + kParked) {
    if (m_width <= 0.0)
        m_width = std::max(beltWidth(twin, m_description), 0.01);
}

void Stopper::addShapes(ShapeStore& shapes) {
    // Open, its upper edge is parked below the belt.
    shapes.setDevice(m_index, {.shape = &shapes.primitive("box", {kThickness, m_width, m_height}),
                               .bodyFromShape = Pose{{0.0, 0.0, -kParked - 0.5 * m_height}},
                               .friction = 0.3});
}

void Stopper::begin(sim::World& world) {
    // Closed from the start where the file says so.
    m_slot = addRow(world, sim::body_flag::kKinematic, 0);
    m_position = world.properties.value[m_close] != 0.0 ? 1.0 : 0.0;
    const Pose lifted = m_description.worldFromDevice * Pose{{0.0, 0.0, m_position * m_lift}};
    world.bodies.pose[m_slot] = world.bodies.previous[m_slot] = lifted;
}

void Stopper::build(const Context& context) {
    m_slot = findRow(context.world);
}

void Stopper::actuate(const Context& context) {
    const bool up = flag(context, m_jammed) || flag(context, m_close);
    const double target = flag(context, m_stuck) ? m_position : (up ? 1.0 : 0.0);
    const double step = context.world.h / m_travelTime;
    const double next = m_position + std::clamp(target - m_position, -step, step);

    const bool moving = next != m_position;
    if (moving && !m_moving)
        wakeBelt(context, m_description.on);
    m_position = next;
    m_moving = moving;
    moveRow(context, m_slot, m_description.worldFromDevice * Pose{{0.0, 0.0, next * m_lift}},
            moving);
    set(context, m_closed, m_position >= 1.0 ? 1.0 : 0.0);
}

}  // namespace gemba::physics
