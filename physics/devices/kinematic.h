#pragma once

#include "physics/context.h"

namespace gemba::physics {

/// Moves a device's part in this tick: its row in World::bodies and its body in Bullet. To be
/// called at each tick, also while it rests.
void moveRow(const Context& context, uint32_t slot, const Pose& worldFromPart, bool moving);

}  // namespace gemba::physics
