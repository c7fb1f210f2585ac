#pragma once

#include <BulletCollision/CollisionShapes/btSphereShape.h>
#include <BulletDynamics/Featherstone/btMultiBody.h>
#include <BulletDynamics/Featherstone/btMultiBodyDynamicsWorld.h>
#include <BulletDynamics/Featherstone/btMultiBodyJointLimitConstraint.h>
#include <BulletDynamics/Featherstone/btMultiBodyJointMotor.h>
#include <BulletDynamics/Featherstone/btMultiBodyLinkCollider.h>

#include <memory>
#include <vector>

#include "engine/assets/robot_inertia.h"
#include "physics/robots/joint_vector.h"

namespace gemba::physics {

/// What an arm driven by motors is made of; by body of its chain. Outlives the arms made of it.
struct ArmSpec {
    struct Body {
        btCollisionShape* shape = nullptr;  ///< in the frame of mass; null: it meets nothing
        assets::JointType type = assets::JointType::revolute;
        Pose bodyFromJoint;  ///< of the body before it
        Vec3 axis{0.0, 0.0, 1.0};
        double mass = 1.0;
        Vec3 inertia{1.0};  ///< kg m2, principal
        Pose bodyFromMass;  ///< centre of mass, axes of the principal inertia
        double lower = 0.0, upper = 0.0;
        double speed = 1.0;   ///< rad/s or m/s
        double effort = 1.0;  ///< N m or N
    };
    std::vector<Body> bodies;
    btCollisionShape* baseShape = nullptr;  ///< in the base's frame
};

/// A chain of links in Bullet by Featherstone's method, with a motor in each joint, at rest in its
/// joints' own velocities: all that is to be kept of it are positions and velocities. Lives as long
/// as the Bullet world that it is in, which is dropped first.
class Arm {
 public:
    Arm(const ArmSpec& spec, const Pose& worldFromBase, const JointVector& at,
        const JointVector& velocity, btMultiBodyDynamicsWorld& world, int group, int mask);
    Arm(const Arm&) = delete;
    Arm& operator=(const Arm&) = delete;

    /// For the next step of h: to be there at its end, as far as speed and effort allow.
    void drive(const JointVector& target, double h);
    /// After a step: what went beyond a joint's end stands at it, as against a stop.
    void keepLimits();
    /// A force (N, world) at a point (world) of the last body, for the next step.
    void push(const Vec3& force, const Vec3& at);

    [[nodiscard]] JointVector positions() const;
    [[nodiscard]] JointVector velocities() const;
    /// What body `index` collides with; null: nothing.
    [[nodiscard]] btCollisionObject* collider(size_t index) { return m_colliders[index].get(); }
    [[nodiscard]] size_t size() const { return m_spec.bodies.size(); }

 private:
    void placeColliders();
    void addLink(size_t index);
    void addCollider(int link, btCollisionShape& shape, btMultiBodyDynamicsWorld& world, int group,
                     int mask);

    const ArmSpec& m_spec;
    btSphereShape m_nothing{1e-3};  // motors take their island from a collider: each link has one
    std::unique_ptr<btMultiBody> m_body;
    std::unique_ptr<btMultiBodyLinkCollider> m_base;
    std::vector<std::unique_ptr<btMultiBodyLinkCollider>> m_colliders;
    std::vector<std::unique_ptr<btMultiBodyJointMotor>> m_motors;
    std::vector<std::unique_ptr<btMultiBodyJointLimitConstraint>> m_limits;
};

}  // namespace gemba::physics
