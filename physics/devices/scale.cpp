#include "physics/devices/scale.h"

#include <algorithm>
#include <cmath>

namespace gemba::physics {
namespace {

constexpr double kFalling = 0.2;  // m/s upwards or down: such a part does not rest on the belt

}  // namespace

Scale::Scale(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_weight(property("weight")),
      m_last(property("last_weight")),
      m_weighed(property("weighed")),
      m_bias(property("bias")),
      m_noise(property("noise")),
      m_halfLength(0.5 * m_description.number("length")),
      m_origin(m_description.worldFromDevice.position),
      m_along(m_description.worldFromDevice.rotation * Vec3(1, 0, 0)),
      m_up(m_description.worldFromDevice.rotation * Vec3(0, 0, 1)) {
    // Exact for a load that is constant over a tick.
    const double settle = m_description.number("settle");
    m_passed.reserve(twin.world.maxItems);
    m_gain = settle > 0.0 ? 1.0 - std::exp(-twin.world.h() / settle) : 1.0;
}

void Scale::branch(const sim::World& world) {
    m_random = RandomStream(world.seed, m_description.id);
}

double Scale::look(const Context& context) {
    const sim::World& world = context.world;
    const sim::BodyTable& bodies = world.bodies;
    double mass = 0.0;
    m_passed.clear();
    if (m_description.on < 0)
        return mass;
    const auto conveyor = static_cast<uint32_t>(m_description.on);
    for (const uint32_t slot : context.bullet.live()) {
        if (!context.belts.isOn(slot, conveyor) || bodies.item[slot] < 0)
            continue;
        const double x = glm::dot(bodies.pose[slot].position - m_origin, m_along);
        if (std::abs(x) > m_halfLength ||
            std::abs(glm::dot(bodies.velocity[slot], m_up)) > kFalling)
            continue;
        mass += world.twin->items[static_cast<size_t>(bodies.item[slot])].mass;
        const double before = glm::dot(bodies.previous[slot].position - m_origin, m_along);
        // A part that rocks about the middle is weighed once.
        const uint32_t serial = bodies.serial[slot];
        if ((before < 0.0) != (x < 0.0) && serial != 0 &&
            std::ranges::find(m_recent, serial) == m_recent.end())
            m_passed.push_back(serial);
    }
    return mass;
}

void Scale::sense(const Context& context) {
    m_filtered += (look(context) - m_filtered) * m_gain;
    const double noise = get(context, m_noise) * m_random.normal();
    const double reading = m_filtered + get(context, m_bias) + noise;

    // Parts that pass side by side are weighed together, each.
    for (const uint32_t serial : m_passed) {
        std::ranges::copy_backward(m_recent.begin(), m_recent.end() - 1, m_recent.end());
        m_recent.front() = serial;
        m_lastWeight = reading;
        ++m_weighedCount;
        context.world.events.push_back({.type = sim::EventType::weighed,
                                        .index = m_index,
                                        .serial = serial,
                                        .value = reading});
    }
    set(context, m_weight, reading);
    set(context, m_last, m_lastWeight);
    set(context, m_weighed, static_cast<double>(m_weighedCount));
}

}  // namespace gemba::physics
