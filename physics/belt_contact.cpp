#include "physics/surface.h"

namespace gemba::physics {
namespace {

// A part's lowest edge may lie this far below the belt's top and still ride over its end face: two
// belts end to end then are one. Lower ones run against the end, as on a real frame.
constexpr double kSeamDepth = 0.005;
// cos of 45 degrees: flatter normals belong to the belt's sides.
constexpr double kTopNormal = 0.7;
// Slip below 1 um/s has no direction worth following.
constexpr double kNoSlip2 = 1e-12;

// Box against box takes the axis of least overlap, which at a seam is the end face of the next
// belt: parts would snag there. Such a contact becomes one with the top.
void straightenSeam(btManifoldPoint& point, const Surface& belt, bool beltIsA) {
    const double sign = beltIsA ? -1.0 : 1.0;
    if (sign * point.m_normalWorldOnB.dot(belt.up) > kTopNormal)
        return;
    const btVector3& onPart = beltIsA ? point.m_positionWorldOnB : point.m_positionWorldOnA;
    const double height = onPart.dot(belt.up) - belt.top;
    if (height < -kSeamDepth)
        return;
    point.m_normalWorldOnB = sign * belt.up;
    point.m_distance1 = height;
}

// The friction constraint drives the part's contact point to the surface's velocity, along the
// direction in which it slips now: Coulomb friction with one direction, no force across it.
void driveAlongSlip(btManifoldPoint& point, const Surface& belt, const btCollisionObject& part,
                    bool beltIsA) {
    btVector3 slip = -belt.velocity;
    if (const btRigidBody* body = btRigidBody::upcast(&part)) {
        const btVector3& at = beltIsA ? point.m_positionWorldOnB : point.m_positionWorldOnA;
        slip += body->getVelocityInLocalPoint(at - body->getCenterOfMassPosition());
    }
    slip -= belt.up * slip.dot(belt.up);
    const double slip2 = slip.length2();
    btVector3 along = slip2 > kNoSlip2 ? slip / btSqrt(slip2) : belt.travel;
    if (along.dot(belt.travel) < 0.0)  // one sign, so that the last tick's impulse still fits
        along = -along;

    // Bullet wants the velocity of A relative to B.
    const double motion = belt.velocity.dot(along);
    point.m_lateralFrictionDir1 = along;
    point.m_lateralFrictionDir2 = point.m_normalWorldOnB.cross(along);
    point.m_contactMotion1 = beltIsA ? -motion : motion;
    point.m_contactPointFlags |= BT_CONTACT_FLAG_LATERAL_FRICTION_INITIALIZED;
}

}  // namespace

void driveByBelt(btManifoldPoint& point, const btCollisionObject& a, const btCollisionObject& b) {
    const bool beltIsA = isBelt(a);
    const auto& belt = *static_cast<const Surface*>((beltIsA ? a : b).getUserPointer());
    const btCollisionObject& part = beltIsA ? b : a;
    point.m_combinedFriction = belt.friction * part.getFriction();
    straightenSeam(point, belt, beltIsA);
    driveAlongSlip(point, belt, part, beltIsA);
}

}  // namespace gemba::physics
