#pragma once

#include "engine/sim/world.h"
#include "physics/belt_map.h"
#include "physics/bullet_world.h"

namespace gemba::physics {

/// What a device may touch in a tick.
struct Context {
    sim::World& world;
    BulletWorld& bullet;
    BeltMap& belts;

    /// Takes a body out of Bullet and out of the world.
    void remove(uint32_t slot) const {
        bullet.removeBody(slot);
        belts.forget(slot);
        world.bodies.remove(world.bodies.id(slot));
    }
};

}  // namespace gemba::physics
