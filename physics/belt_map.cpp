#include "physics/belt_map.h"

#include <algorithm>
#include <cmath>

namespace gemba::physics {

BeltMap::BeltMap(uint32_t capacity, size_t devices)
    : m_ofDevice(devices, kNone), m_of(capacity, kNone), m_counted(capacity, 0) {}

void BeltMap::add(uint32_t device, const Pose& worldFromBelt, double length, double width,
                  const Surface& surface) {
    const Quat& q = worldFromBelt.rotation;
    m_ofDevice[device] = static_cast<int32_t>(m_belts.size());
    m_belts.push_back({.origin = worldFromBelt.position,
                       .along = q * Vec3(1, 0, 0),
                       .across = q * Vec3(0, 1, 0),
                       .up = q * Vec3(0, 0, 1),
                       .length = length,
                       .halfWidth = 0.5 * width,
                       .surface = &surface});
}

bool BeltMap::Belt::carries(const Vec3& centre) const {
    const Vec3 from = centre - origin;
    const double x = glm::dot(from, along);
    if (x < 0.0 || x > length || std::abs(glm::dot(from, across)) > halfWidth)
        return false;
    const double z = glm::dot(from, up);
    return z > 0.0 && z < kHeight;
}

int32_t BeltMap::find(const Vec3& centre, int32_t before) const {
    if (before != kNone && m_belts[static_cast<size_t>(before)].carries(centre))
        return before;
    for (size_t i = 0; i < m_belts.size(); ++i) {
        if (m_belts[i].carries(centre))
            return static_cast<int32_t>(i);
    }
    return kNone;
}

void BeltMap::place(uint32_t slot, int32_t belt, bool item) {
    if (m_counted[slot])
        --m_belts[static_cast<size_t>(m_of[slot])].items;
    m_of[slot] = belt;
    m_counted[slot] = belt != kNone && item;
    if (m_counted[slot])
        ++m_belts[static_cast<size_t>(belt)].items;
}

void BeltMap::update(const sim::BodyTable& bodies, uint32_t slot) {
    const int32_t belt = find(bodies.pose[slot].position, m_of[slot]);
    const bool item = (bodies.flags[slot] & sim::body_flag::kItem) != 0;
    if (belt != m_of[slot] || (belt != kNone && item) != (m_counted[slot] != 0))
        place(slot, belt, item);
}

void BeltMap::forget(uint32_t slot) {
    place(slot, kNone, false);
}

void BeltMap::restore(const std::vector<int32_t>& places, const sim::BodyTable& bodies) {
    const size_t slots = std::min(places.size(), m_of.size());
    for (uint32_t slot = 0; slot < slots; ++slot) {
        const int32_t belt = places[slot];
        const bool known = belt >= 0 && belt < static_cast<int32_t>(m_belts.size());
        if (known && bodies.used(slot))
            place(slot, belt, (bodies.flags[slot] & sim::body_flag::kItem) != 0);
    }
}

uint32_t BeltMap::itemsOn(uint32_t device) const {
    const int32_t belt = m_ofDevice[device];
    return belt == kNone ? 0 : m_belts[static_cast<size_t>(belt)].items;
}

const Surface* BeltMap::surface(int32_t device) const {
    if (device < 0 || m_ofDevice[static_cast<size_t>(device)] == kNone)
        return nullptr;
    return m_belts[static_cast<size_t>(m_ofDevice[static_cast<size_t>(device)])].surface;
}

}  // namespace gemba::physics
