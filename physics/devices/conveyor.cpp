#include "physics/devices/conveyor.h"

#include <algorithm>
#include <cmath>

#include "physics/convert.h"

namespace gemba::physics {
namespace {

constexpr double kThickness = 0.1;  // m below the top: more than a part sinks in any tick

// Parts slower than Bullet's sleep threshold would stop on a crawling belt: it keeps them awake.
constexpr double kCrawl = 0.015;  // m/s

}  // namespace

Conveyor::Conveyor(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_speed(property("speed")),
      m_running(property("running")),
      m_slip(property("slip")),
      m_friction(property("friction")),
      m_actualSpeed(property("actual_speed")),
      m_items(property("items")),
      m_acceleration(m_description.number("acceleration")) {
    const Pose& belt = m_description.worldFromDevice;
    m_surface.travel = toBullet(belt.rotation * Vec3(1, 0, 0));
    m_surface.up = toBullet(belt.rotation * Vec3(0, 0, 1));
    m_surface.top = toBullet(belt.position).dot(m_surface.up);
}

void Conveyor::addShapes(ShapeStore& shapes) {
    const Vec3& size = m_description.vec3("size");
    m_box.shape = &shapes.primitive("box", {size.x, size.y, kThickness});
    m_box.worldFromShape =
        m_description.worldFromDevice * Pose{{0.5 * size.x, 0.0, -0.5 * kThickness}};
}

void Conveyor::build(const Context& context) {
    setSurfaceSpeed(m_surface.speed);
    context.bullet.addStatic(m_box, &m_surface);
    const Vec3& size = m_description.vec3("size");
    context.belts.add(m_index, m_description.worldFromDevice, size.x, size.y, m_surface);
}

void Conveyor::setSurfaceSpeed(double speed) {
    m_surface.speed = speed;
    m_surface.velocity = speed * m_surface.travel;
}

void Conveyor::actuate(const Context& context) {
    // The drive ramps to its command; below it, parts may slip.
    const double target = flag(context, m_running) ? get(context, m_speed) : 0.0;
    const double step = m_acceleration * context.world.h;
    m_actual += std::clamp(target - m_actual, -step, step);
    const double surface = m_actual * (1.0 - get(context, m_slip));

    const bool changed = surface != m_surface.speed;
    setSurfaceSpeed(surface);
    m_surface.friction = std::max(get(context, m_friction), 0.0);
    if (changed || (surface != 0.0 && std::abs(surface) < kCrawl))
        wakeBelt(context, static_cast<int32_t>(m_index));
}

void Conveyor::sense(const Context& context) {
    set(context, m_actualSpeed, m_actual);
    set(context, m_items, context.belts.itemsOn(m_index));
}

}  // namespace gemba::physics
