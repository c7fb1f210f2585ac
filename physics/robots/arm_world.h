#pragma once

#include <BulletCollision/CollisionDispatch/btCollisionDispatcher.h>
#include <BulletDynamics/Featherstone/btMultiBodyDynamicsWorld.h>

namespace gemba::physics {

/// Bullet's world of multibodies, in which parts rest beside an arm that is awake. Bullet makes one
/// island of all whose bounds overlap, and none of an island sleeps while one of it is awake: parts
/// that queue below an arm would never lie still. Here a link is of the island of what it touches.
class ArmWorld final : public btMultiBodyDynamicsWorld {
 public:
    /// Keeps pairs of two islands, which do not touch, out of the solver: it would move a part with
    /// each of them.
    class Dispatcher final : public btCollisionDispatcher {
     public:
        using btCollisionDispatcher::btCollisionDispatcher;
        bool needsResponse(const btCollisionObject* a, const btCollisionObject* b) override;
    };

    ArmWorld(Dispatcher& dispatcher, btBroadphaseInterface& broadphase,
             btMultiBodyConstraintSolver& solver, btCollisionConfiguration& configuration);

 protected:
    void calculateSimulationIslands() override;

 private:
    void letLinksMerge(bool merge);
    void uniteWhatLinksTouch();
};

}  // namespace gemba::physics
