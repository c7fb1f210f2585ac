#pragma once

#include <btBulletCollisionCommon.h>

#include <vector>

#include "engine/sim/snapshot.h"

namespace gemba::physics {

/// At most so many are listed: what an eye can tell apart.
constexpr size_t kMostContacts = 4096;

/// Where bodies touch after a step of `h` s, in Bullet's order; `out` is replaced. Sleeping ones
/// touch as they did when they fell asleep.
void listContacts(const btDispatcher& dispatcher, double h, std::vector<sim::SnapshotContact>& out);

}  // namespace gemba::physics
