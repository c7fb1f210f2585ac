#pragma once

#include <BulletCollision/CollisionDispatch/btCollisionDispatcher.h>

namespace gemba::physics {

/// Where two bodies meet: Bullet's callback for a pair whose bounds overlap. It gives Bullet's
/// bits, without what our bodies have not (rolling friction, soft contacts, anchors), and lets
/// belts drive.
void meetPair(btBroadphasePair& pair, btCollisionDispatcher& dispatcher,
              const btDispatcherInfo& info);

}  // namespace gemba::physics
