#include "physics/contact_solver.h"

#include <btBulletDynamicsCommon.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

#include "engine/core/random.h"
#include "physics/contact_points.h"

// Against Bullet's own: not near, the same bits.
namespace gemba::physics {
namespace {

/// Mixed bodies that fall on each other, on a plate, and into the way of one that is led.
class Pile {
 public:
    Pile(btSequentialImpulseConstraintSolver& solver, bool ourPoints)
        : m_dispatcher(&m_configuration),
          m_world(&m_dispatcher, &m_broadphase, &solver, &m_configuration) {
        if (ourPoints)
            m_dispatcher.setNearCallback(meetPair);
        m_world.setGravity(btVector3(0, 0, -9.81));
        m_world.getSolverInfo().m_solverMode |= SOLVER_ENABLE_FRICTION_DIRECTION_CACHING;
        m_world.getSolverInfo().m_linearSlop = 5e-5;
        add(m_plate, 0.0, {0, 0, -0.5});
        m_led = &add(m_box, 0.0, {-1.0, 0, 0.3});
        m_led->setCollisionFlags(m_led->getCollisionFlags() |
                                 btCollisionObject::CF_KINEMATIC_OBJECT);
        m_led->setActivationState(DISABLE_DEACTIVATION);
    }
    ~Pile() {
        for (const auto& body : m_bodies)
            m_world.removeRigidBody(body.get());
    }
    Pile(const Pile&) = delete;
    Pile& operator=(const Pile&) = delete;

    /// `pitch`: height of each above the one before, m; little makes them stand in each other.
    void fill(int count, double pitch) {
        RandomStream random(3, "pile");
        const std::array<btCollisionShape*, 4> shapes{&m_box, &m_ball, &m_can, &m_pill};
        for (int i = 0; i < count; ++i) {
            btRigidBody& body =
                add(*shapes[static_cast<size_t>(i) % shapes.size()], random.uniform(0.5, 5.0),
                    {random.uniform(-0.5, 0.5), random.uniform(-0.5, 0.5), 0.2 + pitch * i});
            body.setFriction(random.uniform(0.0, 1.0));
            body.setRestitution(i % 3 == 0 ? 0.6 : 0.0);
            body.setAngularVelocity({random.uniform(-2, 2), random.uniform(-2, 2), 0});
        }
    }
    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            m_led->setWorldTransform(
                btTransform(btQuaternion::getIdentity(), btVector3(-1.0 + 0.002 * i, 0, 0.3)));
            m_world.stepSimulation(1.0 / 240.0, 0);
        }
    }
    [[nodiscard]] std::vector<double> state() const {
        std::vector<double> out;
        for (const auto& body : m_bodies) {
            const btTransform& at = body->getWorldTransform();
            for (const btVector3& v :
                 {at.getOrigin(), at.getBasis()[0], at.getBasis()[1], at.getBasis()[2],
                  body->getLinearVelocity(), body->getAngularVelocity()})
                out.insert(out.end(), {v.x(), v.y(), v.z()});
        }
        return out;
    }

 private:
    btRigidBody& add(btCollisionShape& shape, double mass, const btVector3& at) {
        btVector3 inertia(0, 0, 0);
        if (mass > 0.0)
            shape.calculateLocalInertia(mass, inertia);
        btRigidBody::btRigidBodyConstructionInfo info(mass, nullptr, &shape, inertia);
        info.m_startWorldTransform = btTransform(btQuaternion::getIdentity(), at);
        m_bodies.push_back(std::make_unique<btRigidBody>(info));
        m_world.addRigidBody(m_bodies.back().get());
        return *m_bodies.back();
    }

    btBoxShape m_plate{btVector3(3, 3, 0.5)}, m_box{btVector3(0.15, 0.1, 0.12)};
    btSphereShape m_ball{0.12};
    btCylinderShapeZ m_can{btVector3(0.1, 0.1, 0.15)};
    btCapsuleShapeZ m_pill{0.08, 0.2};
    btDefaultCollisionConfiguration m_configuration;
    btCollisionDispatcher m_dispatcher;
    btDbvtBroadphase m_broadphase;
    btDiscreteDynamicsWorld m_world;
    std::vector<std::unique_ptr<btRigidBody>> m_bodies;
    btRigidBody* m_led = nullptr;
};

void expectBulletsBits(int count, double pitch, int steps, bool ourPoints) {
    btSequentialImpulseConstraintSolver theirs;
    ContactSolver ours;
    Pile bullet(theirs, false), pile(ours, ourPoints);
    bullet.fill(count, pitch);
    pile.fill(count, pitch);
    bullet.run(steps);
    pile.run(steps);
    EXPECT_EQ(pile.state(), bullet.state());
}

TEST(ContactSolver, GivesBulletsBits) {
    expectBulletsBits(40, 0.3, 960, false);
}

// Some stand so deep in each other that Bullet solves their groups itself.
TEST(ContactSolver, GivesBulletsBitsWherePartsStandInEachOther) {
    expectBulletsBits(40, 0.05, 480, false);
}

TEST(ContactPoints, AreBulletsOwn) {
    expectBulletsBits(40, 0.3, 960, true);
    expectBulletsBits(40, 0.05, 480, true);
}

}  // namespace
}  // namespace gemba::physics
