#include "physics/bullet_world.h"

#include <algorithm>

#include "physics/convert.h"
#include "physics/ray_shapes.h"

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

// Beams see bodies whose bounds are one tick old: they may have come this much nearer.
constexpr double kBoundsSlack = 0.05;

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

/// Nearest moving body among those whose bounds the ray meets.
struct NearestBody final : btBroadphaseRayCallback {
    NearestBody(const Vec3& start, const Vec3& end) : from(start), to(end) {
        const Vec3 step = to - from;
        const double length = glm::length(step);
        const Vec3 direction = length > 0.0 ? step / length : Vec3(1, 0, 0);
        for (int i = 0; i < 3; ++i) {
            const double d = direction[i];
            m_rayDirectionInverse[i] = d == 0.0 ? BT_LARGE_FLOAT : 1.0 / d;
            m_signs[i] = m_rayDirectionInverse[i] < 0.0 ? 1u : 0u;
        }
        m_lambda_max = length;
    }

    bool process(const btBroadphaseProxy* proxy) override {
        const auto* object = static_cast<const btCollisionObject*>(proxy->m_clientObject);
        const int slot = object->getUserIndex();
        if (slot < 0)
            return true;
        const btTransform& at = object->getWorldTransform();
        const std::optional<double> fraction =
            hitShape(*object->getCollisionShape(), fromBullet(at.invXform(toBullet(from))),
                     fromBullet(at.invXform(toBullet(to))));
        // Two at the same distance: the lower slot, whatever order the tree has.
        const auto index = static_cast<uint32_t>(slot);
        if (fraction && (!hit || *fraction < hit->fraction ||
                         (*fraction == hit->fraction && index < hit->slot)))
            hit = RayHit{index, *fraction};
        return true;
    }

    Vec3 from, to;
    std::optional<RayHit> hit;
};

}  // namespace

BulletWorld::BulletWorld(const ShapeStore& shapes, uint32_t capacity, const Vec3& gravity)
    : m_shapes(shapes),
      m_configuration(std::make_unique<btDefaultCollisionConfiguration>(poolInfo(capacity))),
      m_dispatcher(std::make_unique<btCollisionDispatcher>(m_configuration.get())),
      m_broadphase(std::make_unique<btDbvtBroadphase>()),
      m_solver(std::make_unique<btSequentialImpulseConstraintSolver>()),
      m_world(std::make_unique<btDiscreteDynamicsWorld>(m_dispatcher.get(), m_broadphase.get(),
                                                        m_solver.get(), m_configuration.get())),
      m_slots(capacity) {
    installBeltContacts();
    m_live.reserve(capacity);
    m_world->setGravity(toBullet(gravity));
    m_world->setForceUpdateAllAabbs(false);
    m_world->getSolverInfo().m_numIterations = 10;
    m_world->getSolverInfo().m_linearSlop = kSlop;
    m_world->getSolverInfo().m_solverMode |= SOLVER_ENABLE_FRICTION_DIRECTION_CACHING;
    addGround();
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
    const BodySpec& spec = bodies.item[slot] >= 0 ? m_shapes.item(bodies.item[slot])
                                                  : m_shapes.ofDevice(bodies.device[slot]);
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
    const btVector3 slack(kBoundsSlack, kBoundsSlack, kBoundsSlack);
    m_broadphase->rayTest(toBullet(from), toBullet(to), nearest, -slack, slack);
    return nearest.hit;
}

}  // namespace gemba::physics
