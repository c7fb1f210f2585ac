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

/// Makes Bullet call our contact callback, process-wide; any number of times, any thread. Objects
/// with CF_CUSTOM_MATERIAL_CALLBACK must have a Surface as user pointer.
void installBeltContacts();

}  // namespace gemba::physics
