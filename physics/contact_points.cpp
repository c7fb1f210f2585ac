#include "physics/contact_points.h"

#include <BulletCollision/CollisionDispatch/btCollisionObjectWrapper.h>
#include <BulletCollision/CollisionDispatch/btManifoldResult.h>
#include <BulletCollision/NarrowPhaseCollision/btPersistentManifold.h>

#include "physics/surface.h"

namespace gemba::physics {
namespace {

/// Keeps the points of a pair: one that is near an old one takes its place and its impulses.
class Points final : public btManifoldResult {
 public:
    using btManifoldResult::btManifoldResult;
    void addContactPoint(const btVector3& normal, const btVector3& onB, btScalar distance) override;

 private:
    [[nodiscard]] int nearest(const btVector3& localA, double within) const;
};

void Points::addContactPoint(const btVector3& normal, const btVector3& onB, btScalar distance) {
    btPersistentManifold& manifold = *m_manifoldPtr;
    const double within = manifold.getContactBreakingThreshold();
    if (distance > within)
        return;
    const bool swapped = manifold.getBody0() != m_body0Wrap->getCollisionObject();
    const btCollisionObject& a = *(swapped ? m_body1Wrap : m_body0Wrap)->getCollisionObject();
    const btCollisionObject& b = *(swapped ? m_body0Wrap : m_body1Wrap)->getCollisionObject();
    const btVector3 onA = onB + normal * distance;
    const btVector3 localA = a.getWorldTransform().invXform(onA);
    const btVector3 localB = b.getWorldTransform().invXform(onB);

    // All points here are ours: what is not set below is as it was made.
    int index = nearest(localA, within);
    if (index < 0)
        index = manifold.addManifoldPoint(btManifoldPoint(localA, localB, normal, distance));
    btManifoldPoint& point = manifold.getContactPoint(index);
    point.m_localPointA = localA;
    point.m_localPointB = localB;
    point.m_positionWorldOnA = onA;
    point.m_positionWorldOnB = onB;
    point.m_normalWorldOnB = normal;
    point.m_distance1 = distance;
    point.m_combinedFriction = calculateCombinedFriction(&a, &b);
    point.m_combinedRestitution = a.getRestitution() * b.getRestitution();
    point.m_partId0 = swapped ? m_partId1 : m_partId0;
    point.m_partId1 = swapped ? m_partId0 : m_partId1;
    point.m_index0 = swapped ? m_index1 : m_index0;
    point.m_index1 = swapped ? m_index0 : m_index1;
    point.m_contactPointFlags = 0;
    if (isBelt(a) || isBelt(b))
        driveByBelt(point, a, b);
}

int Points::nearest(const btVector3& localA, double within) const {
    double least = within * within;
    int out = -1;
    for (int i = 0; i < m_manifoldPtr->getNumContacts(); ++i) {
        const double away2 = (m_manifoldPtr->getContactPoint(i).m_localPointA - localA).length2();
        if (away2 < least) {
            least = away2;
            out = i;
        }
    }
    return out;
}

}  // namespace

void meetPair(btBroadphasePair& pair, btCollisionDispatcher& dispatcher,
              const btDispatcherInfo& info) {
    auto& a = *static_cast<btCollisionObject*>(pair.m_pProxy0->m_clientObject);
    auto& b = *static_cast<btCollisionObject*>(pair.m_pProxy1->m_clientObject);
    if (!dispatcher.needsCollision(&a, &b))
        return;
    const btCollisionObjectWrapper wrappedA(nullptr, a.getCollisionShape(), &a,
                                            a.getWorldTransform(), -1, -1);
    const btCollisionObjectWrapper wrappedB(nullptr, b.getCollisionShape(), &b,
                                            b.getWorldTransform(), -1, -1);
    if (pair.m_algorithm == nullptr)
        pair.m_algorithm =
            dispatcher.findAlgorithm(&wrappedA, &wrappedB, nullptr, BT_CONTACT_POINT_ALGORITHMS);
    if (pair.m_algorithm == nullptr)
        return;
    Points points(&wrappedA, &wrappedB);
    pair.m_algorithm->processCollision(&wrappedA, &wrappedB, info, &points);
}

}  // namespace gemba::physics
