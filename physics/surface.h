#pragma once

#include <btBulletDynamicsCommon.h>

namespace gemba::physics {

/// The moving top of a static belt. Its conveyor writes it, the contact callback reads it.
struct Surface {
    btVector3 travel{1, 0, 0};    ///< unit, world
    btVector3 up{0, 0, 1};        ///< unit, world: out of the belt
    btVector3 velocity{0, 0, 0};  ///< m/s, world: of the surface under a part
    double top = 0.0;             ///< m: up · (any point of the top)
    double speed = 0.0;           ///< m/s along travel
    double friction = 0.0;        ///< coefficient, times that of the part
};

/// A static object with CF_CUSTOM_MATERIAL_CALLBACK is a belt: its user pointer is a Surface.
[[nodiscard]] inline bool isBelt(const btCollisionObject& object) {
    return (object.getCollisionFlags() & btCollisionObject::CF_CUSTOM_MATERIAL_CALLBACK) != 0;
}

/// Makes a new contact, one of whose objects is a belt, drive the other.
void driveByBelt(btManifoldPoint& point, const btCollisionObject& a, const btCollisionObject& b);

}  // namespace gemba::physics
