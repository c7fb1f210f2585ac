#include "physics/robots/arm.h"

#include <algorithm>
#include <cmath>

#include "physics/convert.h"

namespace gemba::physics {
namespace {

btQuaternion toBullet(const Quat& q) {
    return {q.x, q.y, q.z, q.w};
}

}  // namespace

Arm::Arm(const ArmSpec& spec, const Pose& worldFromBase, const JointVector& at,
         const JointVector& velocity, btMultiBodyDynamicsWorld& world, int group, int mask)
    : m_spec(spec),
      m_body(std::make_unique<btMultiBody>(static_cast<int>(spec.bodies.size()), 0.0,
                                           btVector3(0, 0, 0), true, false)) {
    m_body->setBaseWorldTransform(physics::toBullet(worldFromBase));
    for (size_t i = 0; i < size(); ++i)
        addLink(i);
    m_body->finalizeMultiDof();
    m_body->setHasSelfCollision(false);
    m_body->setCanSleep(false);  // its timer could not be saved
    m_body->setCanWakeup(false);
    m_body->setLinearDamping(0.0);
    m_body->setAngularDamping(0.0);
    m_body->setUseGyroTerm(true);
    m_body->setMaxAppliedImpulse(1e9);
    for (size_t i = 0; i < size(); ++i) {
        m_body->setJointPos(static_cast<int>(i), at[i]);
        m_body->setJointVel(static_cast<int>(i), velocity[i]);
    }
    world.addMultiBody(m_body.get(), group, mask);

    // Colliders stand where the joints have the links.
    if (spec.baseShape != nullptr)
        addCollider(-1, *spec.baseShape, world, group, mask);
    for (size_t i = 0; i < size(); ++i) {
        btCollisionShape* shape = spec.bodies[i].shape;
        addCollider(static_cast<int>(i), shape != nullptr ? *shape : m_nothing, world, group,
                    shape != nullptr ? mask : 0);
    }
    placeColliders();

    for (size_t i = 0; i < size(); ++i) {
        const ArmSpec::Body& body = spec.bodies[i];
        const int link = static_cast<int>(i);
        m_limits.push_back(std::make_unique<btMultiBodyJointLimitConstraint>(
            m_body.get(), link, body.lower, body.upper));
        m_motors.push_back(
            std::make_unique<btMultiBodyJointMotor>(m_body.get(), link, 0.0, body.effort));
        world.addMultiBodyConstraint(m_limits.back().get());
        world.addMultiBodyConstraint(m_motors.back().get());
    }
}

void Arm::placeColliders() {
    btAlignedObjectArray<btQuaternion> turns;
    btAlignedObjectArray<btVector3> places;
    m_body->forwardKinematics(turns, places);
    m_body->updateCollisionObjectWorldTransforms(turns, places);
}

// Bullet's frame of a link stands in its centre of mass, along the axes of its inertia.
void Arm::addLink(size_t index) {
    const ArmSpec::Body& body = m_spec.bodies[index];
    const Pose parentFromMass = index > 0 ? m_spec.bodies[index - 1].bodyFromMass : Pose{};
    const Pose massFromBody = inverse(body.bodyFromMass);
    const Pose pivot = inverse(parentFromMass) * body.bodyFromJoint;  // in the parent's frame
    const Quat parentToThis = glm::conjugate((pivot * body.bodyFromMass).rotation);
    const btVector3 axis = physics::toBullet(massFromBody.rotation * body.axis);
    const btVector3 toPivot = physics::toBullet(pivot.position);
    const btVector3 toMass = physics::toBullet(-massFromBody.position);
    const int link = static_cast<int>(index);
    if (body.type == assets::JointType::prismatic)
        m_body->setupPrismatic(link, body.mass, physics::toBullet(body.inertia), link - 1,
                               toBullet(parentToThis), axis, toPivot, toMass, true);
    else
        m_body->setupRevolute(link, body.mass, physics::toBullet(body.inertia), link - 1,
                              toBullet(parentToThis), axis, toPivot, toMass, true);
}

void Arm::addCollider(int link, btCollisionShape& shape, btMultiBodyDynamicsWorld& world, int group,
                      int mask) {
    auto collider = std::make_unique<btMultiBodyLinkCollider>(m_body.get(), link);
    collider->setCollisionShape(&shape);
    collider->setFriction(0.5);
    if (link < 0) {
        collider->setWorldTransform(m_body->getBaseWorldTransform());
        collider->setCollisionFlags(collider->getCollisionFlags() |
                                    btCollisionObject::CF_STATIC_OBJECT);
    }
    world.addCollisionObject(collider.get(), group, mask);
    if (link < 0) {
        m_body->setBaseCollider(collider.get());
        m_base = std::move(collider);
        return;
    }
    m_body->getLink(link).m_collider = collider.get();
    m_colliders.push_back(std::move(collider));
}

// The velocity that leads to the target at the end of the step; the motor gives it, as far as its
// effort goes. So what an earlier step left undone is made good in the next.
void Arm::drive(const JointVector& target, double h) {
    for (size_t i = 0; i < size(); ++i) {
        const ArmSpec::Body& body = m_spec.bodies[i];
        const double wanted = (target[i] - m_body->getJointPos(static_cast<int>(i))) / h;
        constexpr double kCatchUp = 1.1;  // a little more than the planned speed, to catch up
        const double most = kCatchUp * body.speed;
        m_motors[i]->setVelocityTarget(std::clamp(wanted, -most, most));
        m_motors[i]->setMaxAppliedImpulse(body.effort * h);
    }
}

// Bullet's limits give way to what comes fast; a stop does not.
void Arm::keepLimits() {
    bool beyond = false;
    for (size_t i = 0; i < size(); ++i) {
        const ArmSpec::Body& body = m_spec.bodies[i];
        const int link = static_cast<int>(i);
        const double at = m_body->getJointPos(link);
        const double kept = std::clamp(at, body.lower, body.upper);
        if (at == kept)
            continue;
        const double velocity = m_body->getJointVel(link);
        m_body->setJointPos(link, kept);
        m_body->setJointVel(link, at < kept ? std::max(velocity, 0.0) : std::min(velocity, 0.0));
        beyond = true;
    }
    if (beyond)
        placeColliders();
}

void Arm::push(const Vec3& force, const Vec3& at) {
    const int last = static_cast<int>(size()) - 1;
    const btVector3 lever =
        physics::toBullet(at) - m_body->getLink(last).m_cachedWorldTransform.getOrigin();
    m_body->addLinkForce(last, physics::toBullet(force));
    m_body->addLinkTorque(last, lever.cross(physics::toBullet(force)));
}

JointVector Arm::positions() const {
    JointVector out{};
    for (size_t i = 0; i < size(); ++i)
        out[i] = m_body->getJointPos(static_cast<int>(i));
    return out;
}

JointVector Arm::velocities() const {
    JointVector out{};
    for (size_t i = 0; i < size(); ++i)
        out[i] = m_body->getJointVel(static_cast<int>(i));
    return out;
}

}  // namespace gemba::physics
