#pragma once

#include "engine/twin/twin.h"

namespace gemba::twin {

/// A point of the floor near the one that is wanted at which something of this size (m, turned any
/// way about z) is in no belt: beside the belts that it would stand in. Where these leave no room,
/// the point that is wanted. m, world.
[[nodiscard]] Vec3 freeFloor(const Twin& twin, const Vec3& wanted, const Vec3& size);

}  // namespace gemba::twin
