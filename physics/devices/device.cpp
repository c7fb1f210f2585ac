#include "physics/devices/device.h"

#include <cassert>

namespace gemba::physics {

uint32_t Device::property(std::string_view name) const {
    const auto found = twin::findProperty(m_description.info(), name);
    assert(found);
    return m_description.firstProperty + *found;
}

uint32_t Device::addRow(sim::World& world, uint32_t flags, int32_t part) const {
    const sim::BodyId id = world.bodies.add();
    assert(id.valid());  // the table has room for every device's body
    world.bodies.flags[id.index] = flags;
    world.bodies.device[id.index] = static_cast<int32_t>(m_index);
    world.bodies.part[id.index] = part;
    world.bodies.pose[id.index] = world.bodies.previous[id.index] = m_description.worldFromDevice;
    return id.index;
}

uint32_t Device::findRow(const sim::World& world, int32_t part) const {
    const sim::BodyTable& bodies = world.bodies;
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
        if (bodies.used(slot) && bodies.item[slot] < 0 &&
            bodies.device[slot] == static_cast<int32_t>(m_index) &&
            (part < 0 || bodies.part[slot] == part))
            return slot;
    }
    return bodies.capacity();
}

void wakeBelt(const Context& context, int32_t conveyor) {
    if (conveyor < 0)
        return;
    // From just below the belt to the top of a stack.
    const twin::Device& belt = context.world.twin->devices[static_cast<size_t>(conveyor)];
    const Vec3& size = belt.vec3("size");
    const double height = BeltMap::kHeight;
    const Pose middle = belt.worldFromDevice * Pose{{0.5 * size.x, 0.0, 0.5 * height - 0.05}};
    context.bullet.wake(middle, {0.5 * size.x, 0.5 * size.y, 0.5 * height + 0.05});
}

double beltWidth(const twin::Twin& twin, const twin::Device& device) {
    if (device.on < 0)
        return 0.0;
    return twin.devices[static_cast<size_t>(device.on)].vec3("size").y;
}

}  // namespace gemba::physics
