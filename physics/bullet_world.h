#pragma once

#include <btBulletDynamicsCommon.h>

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/sim/world.h"
#include "physics/robots/joint_vector.h"
#include "physics/shape_store.h"
#include "physics/surface.h"

namespace gemba::physics {

class Arm;
struct ArmSpec;

/// What Bullet keeps of a body beyond World::bodies, by slot.
struct BodyExtras {
    std::vector<double> idle;         ///< s since it last moved: Bullet's sleep timer
    std::vector<uint8_t> activation;  ///< Bullet's activation state

    template <class A>
    void visitState(A& archive) {
        archive.rows(idle, activation);
    }
};

/// First moving body in a ray's way.
struct RayHit {
    uint32_t slot = 0;
    double fraction = 1.0;  ///< of the way from `from` to `to`
};

/// One Bullet world, in double precision, with its bodies by World::bodies' slots. Built anew at
/// each checkpoint and dropped whole. The simulation's thread.
class BulletWorld {
 public:
    BulletWorld(const ShapeStore& shapes, uint32_t capacity, const Vec3& gravity);
    ~BulletWorld();

    /// Something that stands still. With a surface it is a belt; the surface outlives this.
    void addStatic(const StaticSpec& spec, Surface* surface = nullptr);

    /// Puts slot's row of the table into the world, awake or as `extras` says.
    void addBody(const sim::BodyTable& bodies, uint32_t slot, const BodyExtras* extras = nullptr);
    /// Takes it out and wakes what stood near it.
    void removeBody(uint32_t slot);
    /// Puts it elsewhere at once: what it touched is forgotten, and those near it wake, there and
    /// here.
    void moveBody(uint32_t slot, const Pose& worldFromBody, const Vec3& velocity);
    /// How far its box gets from its place to there, 0 … 1, before it meets what is no part: what
    /// stands still or a device's part. Belts carry.
    [[nodiscard]] double freeWay(const sim::BodyTable& bodies, uint32_t slot,
                                 const Vec3& way) const;
    /// It stands in nothing but other parts.
    [[nodiscard]] bool isFree(const sim::BodyTable& bodies, uint32_t slot);
    /// Null where the slot has none.
    [[nodiscard]] btRigidBody* body(uint32_t slot);

    /// Dynamic bodies, in order of insertion.
    [[nodiscard]] std::span<const uint32_t> live() const { return m_live; }

    void step(double h);

    /// Moves a device's part; `moving` false: it has come to rest, and wakes no one any more.
    void placeKinematic(uint32_t slot, const Pose& worldFromBody, bool moving);

    /// A robot's arm, driven by motors. Only where the shapes say that there is one. The spec
    /// outlives this.
    Arm& addArm(const ArmSpec& spec, const Pose& worldFromBase, const JointVector& at,
                const JointVector& velocity);
    /// A body no longer meets these, or does again; what it touched is forgotten. Null ones are
    /// skipped.
    void ignore(uint32_t slot, std::span<btCollisionObject* const> others, bool ignored);

    /// Wakes every dynamic body that touches the box (half extents, in the pose's frame).
    void wake(const Pose& worldFromBox, const Vec3& half);

    /// True when a dynamic body overlaps the shape at this pose by more than `slack` (m), judged by
    /// boxes along the pose's axes.
    [[nodiscard]] bool occupied(const btCollisionShape& shape, const Pose& pose,
                                double slack) const;

    /// Items and dynamic bodies only; exact for boxes, spheres, cylinders and capsules.
    [[nodiscard]] std::optional<RayHit> castRay(const Vec3& from, const Vec3& to) const;

    [[nodiscard]] const ShapeStore& shapes() const { return m_shapes; }
    [[nodiscard]] btDiscreteDynamicsWorld& bullet() { return *m_world; }
    [[nodiscard]] const btDispatcher& dispatcher() const { return *m_dispatcher; }

 private:
    struct Slot {
        std::optional<btRigidBody> body;  // in place: making a part allocates nothing of ours
        Pose bodyFromShape;
    };
    void addGround();
    [[nodiscard]] std::unique_ptr<btCollisionDispatcher> makeDispatcher() const;
    [[nodiscard]] std::unique_ptr<btSequentialImpulseConstraintSolver> makeSolver() const;
    [[nodiscard]] std::unique_ptr<btDiscreteDynamicsWorld> makeWorld() const;
    void insert(btRigidBody& body, bool kinematic);

    const ShapeStore& m_shapes;
    std::unique_ptr<btDefaultCollisionConfiguration> m_configuration;
    std::unique_ptr<btCollisionDispatcher> m_dispatcher;
    std::unique_ptr<btDbvtBroadphase> m_broadphase;
    std::unique_ptr<btSequentialImpulseConstraintSolver> m_solver;
    std::unique_ptr<btDiscreteDynamicsWorld> m_world;
    std::vector<std::unique_ptr<btCollisionShape>> m_groundShapes;
    std::vector<std::unique_ptr<btCollisionObject>> m_statics;
    std::vector<Slot> m_slots;
    std::vector<uint32_t> m_live;
    std::vector<std::unique_ptr<Arm>> m_arms;
};

}  // namespace gemba::physics
