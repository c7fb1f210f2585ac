#include "physics/robots/arm_world.h"

#include <BulletDynamics/Featherstone/btMultiBodyConstraintSolver.h>
#include <BulletDynamics/Featherstone/btMultiBodyLinkCollider.h>

namespace gemba::physics {
namespace {

bool isLink(const btCollisionObject& object) {
    return btMultiBodyLinkCollider::upcast(&object) != nullptr;
}

}  // namespace

bool ArmWorld::Dispatcher::needsResponse(const btCollisionObject* a, const btCollisionObject* b) {
    const bool apart =
        a->getIslandTag() >= 0 && b->getIslandTag() >= 0 && a->getIslandTag() != b->getIslandTag();
    return !apart && btCollisionDispatcher::needsResponse(a, b);
}

ArmWorld::ArmWorld(Dispatcher& dispatcher, btBroadphaseInterface& broadphase,
                   btMultiBodyConstraintSolver& solver, btCollisionConfiguration& configuration)
    : btMultiBodyDynamicsWorld(&dispatcher, &broadphase, &solver, &configuration) {}

void ArmWorld::calculateSimulationIslands() {
    letLinksMerge(false);
    btMultiBodyDynamicsWorld::calculateSimulationIslands();
    letLinksMerge(true);
    uniteWhatLinksTouch();
    m_islandManager->storeIslandActivationState(this);
}

// Bullet merges no islands by objects that say they do not answer to contacts.
void ArmWorld::letLinksMerge(bool merge) {
    for (int i = 0; i < m_collisionObjects.size(); ++i) {
        btCollisionObject& object = *m_collisionObjects[i];
        constexpr int kNoResponse = btCollisionObject::CF_NO_CONTACT_RESPONSE;
        if (isLink(object))
            object.setCollisionFlags(merge ? object.getCollisionFlags() & ~kNoResponse
                                           : object.getCollisionFlags() | kNoResponse);
    }
}

void ArmWorld::uniteWhatLinksTouch() {
    for (int i = 0; i < getDispatcher()->getNumManifolds(); ++i) {
        const btPersistentManifold& manifold = *getDispatcher()->getManifoldByIndexInternal(i);
        const btCollisionObject &a = *manifold.getBody0(), &b = *manifold.getBody1();
        if (manifold.getNumContacts() > 0 && (isLink(a) || isLink(b)) &&
            a.mergesSimulationIslands() && b.mergesSimulationIslands())
            m_islandManager->getUnionFind().unite(a.getIslandTag(), b.getIslandTag());
    }
}

}  // namespace gemba::physics
