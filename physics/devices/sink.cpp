#include "physics/devices/sink.h"

#include <cmath>

namespace gemba::physics {

Sink::Sink(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_taken(property("taken")),
      m_boxFromWorld(inverse(m_description.worldFromDevice)),
      m_centre(m_description.worldFromDevice.position),
      m_half(0.5 * m_description.vec3("size")),
      m_reach2(glm::dot(m_half, m_half)) {
    m_found.reserve(twin.world.maxItems);
}

bool Sink::holds(const Vec3& centre) const {
    const Vec3 away = centre - m_centre;
    if (glm::dot(away, away) > m_reach2)
        return false;
    const Vec3 at = m_boxFromWorld * centre;
    return std::abs(at.x) <= m_half.x && std::abs(at.y) <= m_half.y && std::abs(at.z) <= m_half.z;
}

void Sink::sense(const Context& context) {
    const sim::BodyTable& bodies = context.world.bodies;
    m_found.clear();
    for (const uint32_t slot : context.bullet.live()) {
        if (holds(bodies.pose[slot].position) && bodies.item[slot] >= 0)
            m_found.push_back(slot);
    }
    for (const uint32_t slot : m_found) {
        ++m_takenCount;
        context.world.events.push_back(
            {.type = sim::EventType::itemTaken, .index = m_index, .serial = bodies.serial[slot]});
        context.remove(slot);
    }
    set(context, m_taken, static_cast<double>(m_takenCount));
}

}  // namespace gemba::physics
