#include "physics/bullet_world.h"

#include <algorithm>
#include <array>

#include "physics/contact_points.h"
#include "physics/contact_solver.h"
#include "physics/convert.h"
#include "physics/ray_shapes.h"
#include "physics/recycler.h"
#include "physics/robots/arm.h"
#include "physics/robots/arm_world.h"

namespace gemba::physics {
namespace {

// Who meets whom. Round shapes stand on a plane, the others on a box: a plane has no bounds, so
// that every body would be tested against it at each tick, and GJK dislikes a box of 20 km.
enum Group : int { kBoxy = 1, kRound = 2, kFixed = 4, kBoxFloor = 8, kPlaneFloor = 16, kPart = 32 };

constexpr double kGroundHalf = 1e4;    // m: as far as bodies may go
constexpr double kGroundDepth = 10.0;  // m: nothing tunnels through
constexpr double kGroundFriction = 0.8;

// Parts slower than this for 2 s sleep: below any belt that is of use, above what an idle queue
// trembles (MEASURED 0.1).
constexpr double kSleepLinear = 0.01, kSleepAngular = 0.02;

// Parts rest this deep (m) in what carries them. Bullet's box test finds no contact at a gap of
// nothing: old points then live on until they have slid 2 cm, go, and the part drops for a tick.
constexpr double kSlop = 5e-5;

// Beams see bodies whose bounds are one tick old: they may have come this much nearer, beyond the
// 2 cm and the expected motion that Bullet adds itself.
constexpr double kBoundsSlack = 0.02;

// Pools for about eight contact pairs a body; beyond, Bullet allocates.
int poolSize(uint32_t capacity) {
    return static_cast<int>(std::clamp<uint32_t>(capacity * 8, 256, 16384));
}

btDefaultCollisionConstructionInfo poolInfo(uint32_t capacity) {
    btDefaultCollisionConstructionInfo info;
    info.m_defaultMaxPersistentManifoldPoolSize = poolSize(capacity);
    info.m_defaultMaxCollisionAlgorithmPoolSize = poolSize(capacity);
    return info;
}

std::optional<double> hitShape(const btCollisionShape& shape, const Vec3& from, const Vec3& to) {
    switch (shape.getShapeType()) {
        case BOX_SHAPE_PROXYTYPE: {
            const auto& box = static_cast<const btBoxShape&>(shape);
            return rayBox(from, to, fromBullet(box.getHalfExtentsWithMargin()));
        }
        case SPHERE_SHAPE_PROXYTYPE:
            return raySphere(from, to, static_cast<const btSphereShape&>(shape).getRadius());
        case CYLINDER_SHAPE_PROXYTYPE: {
            const auto& cylinder = static_cast<const btCylinderShape&>(shape);
            const btVector3 half = cylinder.getHalfExtentsWithMargin();
            return rayCylinder(from, to, half.x(), half.z());
        }
        case CAPSULE_SHAPE_PROXYTYPE: {
            const auto& capsule = static_cast<const btCapsuleShape&>(shape);
            return rayCapsule(from, to, capsule.getRadius(), capsule.getHalfHeight());
        }
        default:
            return std::nullopt;
    }
}

/// A walk through Bullet's tree of bounds, for the first moving body in a ray's way. Bullet's own
/// walk calls back for each leaf and divides for each node; beams are short, so bounds against
/// bounds tell as much.
class NearestBody {
 public:
    NearestBody(const Vec3& from, const Vec3& to) : m_from(from), m_to(to) { lookUntil(1.0); }

    void walk(const btDbvtNode* root) {
        // As deep as a tree of 2^16 leaves may lean; what does not fit is walked by recursion.
        std::array<const btDbvtNode*, 128> stack;
        size_t size = 0;
        const btDbvtNode* node = root;
        while (node != nullptr) {
            if (!touches(node->volume)) {
                node = nullptr;
            } else if (node->isleaf()) {
                meet(*node);
                node = nullptr;
            } else {
                if (size < stack.size())
                    stack[size++] = node->childs[1];
                else
                    walk(node->childs[1]);
                node = node->childs[0];
            }
            if (node == nullptr && size > 0)
                node = stack[--size];
        }
    }

    [[nodiscard]] const std::optional<RayHit>& hit() const { return m_hit; }

 private:
    // What lies beyond the nearest hit is of no interest.
    void lookUntil(double fraction) {
        const Vec3 end = m_from + fraction * (m_to - m_from);
        const Vec3 low = glm::min(m_from, end) - kBoundsSlack;
        const Vec3 high = glm::max(m_from, end) + kBoundsSlack;
        m_bounds = btDbvtVolume::FromMM(toBullet(low), toBullet(high));
        m_centre = 0.5 * (m_from + end);
        m_half = 0.5 * (end - m_from);
        m_absHalf = glm::abs(m_half);
    }

    // Separating axes of the segment and the bounds: theirs, then those across the segment.
    [[nodiscard]] bool touches(const btDbvtVolume& bounds) const {
        if (!Intersect(bounds, m_bounds))
            return false;
        const Vec3 low = fromBullet(bounds.Mins()), high = fromBullet(bounds.Maxs());
        const Vec3 c = m_centre - 0.5 * (low + high);
        const Vec3 e = 0.5 * (high - low) + kBoundsSlack;
        return std::abs(c.y * m_half.z - c.z * m_half.y) <= e.y * m_absHalf.z + e.z * m_absHalf.y &&
               std::abs(c.z * m_half.x - c.x * m_half.z) <= e.x * m_absHalf.z + e.z * m_absHalf.x &&
               std::abs(c.x * m_half.y - c.y * m_half.x) <= e.x * m_absHalf.y + e.y * m_absHalf.x;
    }

    void meet(const btDbvtNode& leaf) {
        const auto* proxy = static_cast<const btBroadphaseProxy*>(leaf.data);
        const auto* object = static_cast<const btCollisionObject*>(proxy->m_clientObject);
        if (object->getUserIndex() < 0)
            return;
        const btTransform& at = object->getWorldTransform();
        const std::optional<double> fraction =
            hitShape(*object->getCollisionShape(), fromBullet(at.invXform(toBullet(m_from))),
                     fromBullet(at.invXform(toBullet(m_to))));
        // Two at the same distance: the lower slot, whatever order the tree has.
        const auto slot = static_cast<uint32_t>(object->getUserIndex());
        if (fraction && (!m_hit || *fraction < m_hit->fraction ||
                         (*fraction == m_hit->fraction && slot < m_hit->slot))) {
            m_hit = RayHit{slot, *fraction};
            lookUntil(*fraction);
        }
    }

    Vec3 m_from, m_to, m_centre, m_half, m_absHalf;
    btDbvtVolume m_bounds;
    std::optional<RayHit> m_hit;
};

/// Bullet foresees where each part will be, for those with continuous collision; we have none.
class PartWorld final : public btDiscreteDynamicsWorld {
 public:
    using btDiscreteDynamicsWorld::btDiscreteDynamicsWorld;

 protected:
    void createPredictiveContacts(btScalar) override {}
};

/// Stands in the way of a part that is put elsewhere: all but belts and other parts.
bool isObstacle(const btCollisionObject& object, const sim::BodyTable& bodies) {
    const int slot = object.getUserIndex();
    const bool part = slot >= 0 && bodies.item[static_cast<size_t>(slot)] >= 0;
    return !part && object.getUserPointer() == nullptr;
}

constexpr int kObstacles = kBoxy | kRound | kFixed | kPart;

/// What a part that is moved would meet.
class FirstObstacle final : public btCollisionWorld::ClosestConvexResultCallback {
 public:
    FirstObstacle(const btVector3& from, const btVector3& to, const sim::BodyTable& bodies)
        : ClosestConvexResultCallback(from, to), m_bodies(bodies) {
        m_collisionFilterGroup = kBoxy;
        m_collisionFilterMask = kObstacles;
    }
    bool needsCollision(btBroadphaseProxy* proxy) const override {
        return ClosestConvexResultCallback::needsCollision(proxy) &&
               isObstacle(*static_cast<const btCollisionObject*>(proxy->m_clientObject), m_bodies);
    }

 private:
    const sim::BodyTable& m_bodies;
};

/// Whether a part stands in an obstacle.
class AnyObstacle final : public btCollisionWorld::ContactResultCallback {
 public:
    explicit AnyObstacle(const sim::BodyTable& bodies) : m_bodies(bodies) {
        m_collisionFilterGroup = kBoxy;
        m_collisionFilterMask = kObstacles;
    }
    bool needsCollision(btBroadphaseProxy* proxy) const override {
        return ContactResultCallback::needsCollision(proxy) &&
               isObstacle(*static_cast<const btCollisionObject*>(proxy->m_clientObject), m_bodies);
    }
    btScalar addSingleResult(btManifoldPoint& point, const btCollisionObjectWrapper*, int, int,
                             const btCollisionObjectWrapper*, int, int) override {
        constexpr double kTouches = -0.005;  // m: less is what rests on it, or beside it
        met = met || point.getDistance() < kTouches;
        return 0.0;
    }
    bool met = false;

 private:
    const sim::BodyTable& m_bodies;
};

}  // namespace

BulletWorld::BulletWorld(const ShapeStore& shapes, uint32_t capacity, const Vec3& gravity)
    : m_shapes(shapes),
      m_configuration(std::make_unique<btDefaultCollisionConfiguration>(poolInfo(capacity))),
      m_dispatcher(makeDispatcher()),
      m_broadphase(std::make_unique<btDbvtBroadphase>()),
      m_solver(makeSolver()),
      m_world(makeWorld()),
      m_slots(capacity) {
    m_dispatcher->setNearCallback(meetPair);
    installRecycler();
    m_live.reserve(capacity);
    m_world->setGravity(toBullet(gravity));
    m_world->setForceUpdateAllAabbs(false);
    m_world->getSolverInfo().m_numIterations = 10;
    m_world->getSolverInfo().m_linearSlop = kSlop;
    m_world->getSolverInfo().m_solverMode |= SOLVER_ENABLE_FRICTION_DIRECTION_CACHING;
    // Bullet's multibody world turns two directions on. Belts drive along one, that of the slip: a
    // second would hold parts back, and queues at a stopper would never lie still.
    m_world->getSolverInfo().m_solverMode &= ~SOLVER_USE_2_FRICTION_DIRECTIONS;
    addGround();
}

std::unique_ptr<btCollisionDispatcher> BulletWorld::makeDispatcher() const {
    if (m_shapes.hasMultibody())
        return std::make_unique<ArmWorld::Dispatcher>(m_configuration.get());
    return std::make_unique<btCollisionDispatcher>(m_configuration.get());
}

// Worlds without arms driven by motors keep Bullet's plain solver, and their bits.
std::unique_ptr<btSequentialImpulseConstraintSolver> BulletWorld::makeSolver() const {
    if (m_shapes.hasMultibody())
        return std::make_unique<btMultiBodyConstraintSolver>();
    return std::make_unique<ContactSolver>();
}

std::unique_ptr<btDiscreteDynamicsWorld> BulletWorld::makeWorld() const {
    if (m_shapes.hasMultibody())
        return std::make_unique<ArmWorld>(
            static_cast<ArmWorld::Dispatcher&>(*m_dispatcher), *m_broadphase,
            static_cast<btMultiBodyConstraintSolver&>(*m_solver), *m_configuration);
    return std::make_unique<PartWorld>(m_dispatcher.get(), m_broadphase.get(), m_solver.get(),
                                       m_configuration.get());
}

BulletWorld::~BulletWorld() {
    // Dropped whole: Bullet would search all pairs again for each body. Pairs give their algorithms
    // back, proxies their memory; the trees that name them are never walked again.
    btOverlappingPairCache& pairs = *m_broadphase->getOverlappingPairCache();
    btBroadphasePairArray& array = pairs.getOverlappingPairArray();
    for (int i = 0; i < array.size(); ++i)
        pairs.cleanOverlappingPair(array[i], m_dispatcher.get());
    btCollisionObjectArray& objects = m_world->getCollisionObjectArray();
    for (int i = 0; i < objects.size(); ++i) {
        btAlignedFree(objects[i]->getBroadphaseHandle());
        objects[i]->setBroadphaseHandle(nullptr);
    }
    m_world.reset();  // before the bodies that it names
}

void BulletWorld::addGround() {
    const auto add = [this](std::unique_ptr<btCollisionShape> shape, double z, int group,
                            int mask) {
        auto object = std::make_unique<btCollisionObject>();
        object->setCollisionShape(shape.get());
        object->setWorldTransform(btTransform(btQuaternion::getIdentity(), btVector3(0, 0, z)));
        object->setFriction(kGroundFriction);
        m_world->addCollisionObject(object.get(), group, mask);
        m_groundShapes.push_back(std::move(shape));
        m_statics.push_back(std::move(object));
    };
    const btVector3 half(kGroundHalf, kGroundHalf, 0.5 * kGroundDepth);
    add(std::make_unique<btBoxShape>(half), -0.5 * kGroundDepth, kBoxFloor, kBoxy);
    add(std::make_unique<btStaticPlaneShape>(btVector3(0, 0, 1), 0.0), 0.0, kPlaneFloor, kRound);
}

void BulletWorld::addStatic(const StaticSpec& spec, Surface* surface) {
    auto object = std::make_unique<btCollisionObject>();
    object->setCollisionShape(spec.shape);
    object->setWorldTransform(toBullet(spec.worldFromShape));
    object->setFriction(spec.friction);
    object->setRestitution(spec.restitution);
    if (surface != nullptr) {
        object->setUserPointer(surface);
        object->setCollisionFlags(object->getCollisionFlags() |
                                  btCollisionObject::CF_CUSTOM_MATERIAL_CALLBACK);
    }
    m_world->addCollisionObject(object.get(), kFixed, kBoxy | kRound);
    m_statics.push_back(std::move(object));
}

void BulletWorld::addBody(const sim::BodyTable& bodies, uint32_t slot, const BodyExtras* extras) {
    const BodySpec& spec = bodies.item[slot] >= 0
                               ? m_shapes.item(bodies.item[slot])
                               : m_shapes.ofDevice(bodies.device[slot], bodies.part[slot]);
    if (spec.shape == nullptr)
        return;
    Slot& place = m_slots[slot];
    place.bodyFromShape = spec.bodyFromShape;

    btRigidBody::btRigidBodyConstructionInfo info(spec.mass, nullptr, spec.shape,
                                                  toBullet(spec.inertia));
    info.m_startWorldTransform = toBullet(bodies.pose[slot] * spec.bodyFromShape);
    info.m_friction = spec.friction;
    info.m_restitution = spec.restitution;
    info.m_linearSleepingThreshold = kSleepLinear;
    info.m_angularSleepingThreshold = kSleepAngular;
    btRigidBody& body = place.body.emplace(info);

    // Moving parts of devices rest until they move; the others go on as they were.
    const bool kinematic = (bodies.flags[slot] & sim::body_flag::kKinematic) != 0;
    if (kinematic) {
        body.setCollisionFlags(body.getCollisionFlags() | btCollisionObject::CF_KINEMATIC_OBJECT);
        body.forceActivationState(ISLAND_SLEEPING);
    } else {
        body.setUserIndex(static_cast<int>(slot));
        body.setLinearVelocity(toBullet(bodies.velocity[slot]));
        body.setAngularVelocity(toBullet(bodies.angularVelocity[slot]));
        m_live.push_back(slot);
    }
    insert(body, kinematic);
    if (!kinematic && extras != nullptr) {
        body.setDeactivationTime(extras->idle[slot]);
        body.forceActivationState(extras->activation[slot]);
    }
}

void BulletWorld::insert(btRigidBody& body, bool kinematic) {
    if (kinematic) {
        m_world->addRigidBody(&body, kPart, kBoxy | kRound);
        return;
    }
    const bool round = isRound(*body.getCollisionShape());
    const int all = kBoxy | kRound | kFixed | kPart;
    m_world->addRigidBody(&body, round ? kRound : kBoxy, all | (round ? kPlaneFloor : kBoxFloor));
}

void BulletWorld::removeBody(uint32_t slot) {
    Slot& place = m_slots[slot];
    if (!place.body)
        return;
    const Pose at = fromBullet(place.body->getWorldTransform());
    btVector3 low, high;
    place.body->getCollisionShape()->getAabb(btTransform::getIdentity(), low, high);
    m_world->removeRigidBody(&*place.body);
    place.body.reset();
    std::erase(m_live, slot);
    wake(at, fromBullet(0.5 * (high - low)) + Vec3(0.02));
}

void BulletWorld::moveBody(uint32_t slot, const Pose& worldFromBody, const Vec3& velocity) {
    Slot& place = m_slots[slot];
    if (!place.body)
        return;
    btRigidBody& body = *place.body;
    btVector3 low, high;
    body.getCollisionShape()->getAabb(btTransform::getIdentity(), low, high);
    const Vec3 around = fromBullet(0.5 * (high - low)) + Vec3(0.02);
    wake(fromBullet(body.getWorldTransform()), around);

    body.setCenterOfMassTransform(toBullet(worldFromBody * place.bodyFromShape));
    body.setLinearVelocity(toBullet(velocity));
    body.setInterpolationLinearVelocity(toBullet(velocity));
    body.activate(true);
    m_broadphase->getOverlappingPairCache()->cleanProxyFromPairs(body.getBroadphaseHandle(),
                                                                 m_dispatcher.get());
    m_world->updateSingleAabb(&body);
    wake(worldFromBody, around);
}

double BulletWorld::freeWay(const sim::BodyTable& bodies, uint32_t slot, const Vec3& way) const {
    const std::optional<btRigidBody>& body = m_slots[slot].body;
    if (!body)
        return 0.0;
    // A little smaller and higher than the part, so that what it touches already does not count.
    constexpr double kSmaller = 0.002, kHigher = 0.005;  // m
    btVector3 low, high;
    body->getCollisionShape()->getAabb(btTransform::getIdentity(), low, high);
    const btBoxShape box(0.5 * (high - low) - btVector3(kSmaller, kSmaller, kSmaller));
    btTransform from = body->getWorldTransform();
    from.getOrigin() += btVector3(0, 0, kHigher);
    btTransform to = from;
    to.getOrigin() += toBullet(way);
    FirstObstacle first(from.getOrigin(), to.getOrigin(), bodies);
    m_world->convexSweepTest(&box, from, to, first);
    return first.m_closestHitFraction;
}

bool BulletWorld::isFree(const sim::BodyTable& bodies, uint32_t slot) {
    AnyObstacle any(bodies);
    if (btRigidBody* part = body(slot))
        m_world->contactTest(part, any);
    return !any.met;
}

btRigidBody* BulletWorld::body(uint32_t slot) {
    std::optional<btRigidBody>& body = m_slots[slot].body;
    return body ? &*body : nullptr;
}

void BulletWorld::step(double h) {
    m_world->stepSimulation(h, 0);
}

void BulletWorld::placeKinematic(uint32_t slot, const Pose& worldFromBody, bool moving) {
    Slot& place = m_slots[slot];
    if (!place.body)
        return;
    btRigidBody& body = *place.body;
    if (moving) {
        body.setWorldTransform(toBullet(worldFromBody * place.bodyFromShape));
        body.forceActivationState(ACTIVE_TAG);
        body.setDeactivationTime(0.0);
    } else if (body.getActivationState() != ISLAND_SLEEPING) {
        // At rest it is as a static one. Bullet would keep its last velocity.
        body.setInterpolationWorldTransform(body.getWorldTransform());
        body.setLinearVelocity(btVector3(0, 0, 0));
        body.setAngularVelocity(btVector3(0, 0, 0));
        body.forceActivationState(ISLAND_SLEEPING);
    }
}

Arm& BulletWorld::addArm(const ArmSpec& spec, const Pose& worldFromBase, const JointVector& at,
                         const JointVector& velocity) {
    auto& world = static_cast<btMultiBodyDynamicsWorld&>(*m_world);
    return *m_arms.emplace_back(std::make_unique<Arm>(spec, worldFromBase, at, velocity, world,
                                                      kPart, kBoxy | kRound | kFixed));
}

void BulletWorld::ignore(uint32_t slot, std::span<btCollisionObject* const> others, bool ignored) {
    btRigidBody* const it = body(slot);
    if (it == nullptr)
        return;
    for (btCollisionObject* const other : others) {
        if (other != nullptr)
            it->setIgnoreCollisionCheck(other, ignored);
    }
    m_broadphase->getOverlappingPairCache()->cleanProxyFromPairs(it->getBroadphaseHandle(),
                                                                 m_dispatcher.get());
}

void BulletWorld::wake(const Pose& worldFromBox, const Vec3& half) {
    const btTransform boxFromWorld = toBullet(worldFromBox).inverse();
    for (const uint32_t slot : m_live) {
        btRigidBody& body = *m_slots[slot].body;
        btVector3 low, high;
        body.getCollisionShape()->getAabb(boxFromWorld * body.getWorldTransform(), low, high);
        if (TestAabbAgainstAabb2(low, high, toBullet(-half), toBullet(half)))
            body.activate(true);
    }
}

bool BulletWorld::occupied(const btCollisionShape& shape, const Pose& pose, double slack) const {
    const btTransform poseFromWorld = toBullet(pose).inverse();
    const btVector3 shrink(slack, slack, slack);
    btVector3 low, high;
    shape.getAabb(btTransform::getIdentity(), low, high);
    low += shrink;
    high -= shrink;
    for (const uint32_t slot : m_live) {
        const btRigidBody& body = *m_slots[slot].body;
        btVector3 otherLow, otherHigh;
        body.getCollisionShape()->getAabb(poseFromWorld * body.getWorldTransform(), otherLow,
                                          otherHigh);
        if (TestAabbAgainstAabb2(low, high, otherLow, otherHigh))
            return true;
    }
    return false;
}

std::optional<RayHit> BulletWorld::castRay(const Vec3& from, const Vec3& to) const {
    NearestBody nearest(from, to);
    for (const btDbvt& set : m_broadphase->m_sets)
        nearest.walk(set.m_root);
    return nearest.hit();
}

}  // namespace gemba::physics
