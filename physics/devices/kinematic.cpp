#include "physics/devices/kinematic.h"

namespace gemba::physics {

void moveRow(const Context& context, uint32_t slot, const Pose& worldFromPart, bool moving) {
    sim::BodyTable& bodies = context.world.bodies;
    if (slot >= bodies.capacity())
        return;
    bodies.previous[slot] = bodies.pose[slot];
    if (moving) {
        bodies.velocity[slot] =
            (worldFromPart.position - bodies.pose[slot].position) / context.world.h;
        bodies.pose[slot] = worldFromPart;
    } else {
        bodies.velocity[slot] = Vec3(0.0);
    }
    context.bullet.placeKinematic(slot, worldFromPart, moving);
}

}  // namespace gemba::physics
