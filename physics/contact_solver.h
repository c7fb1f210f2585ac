#pragma once

#include <BulletDynamics/ConstraintSolver/btSequentialImpulseConstraintSolver.h>

#include <cstdint>
#include <vector>

namespace gemba::physics {

/// Bullet's solver for contacts of rigid bodies, written anew for speed: the same sums and products
/// in the same order, hence the same bits. Rows lie packed, what cannot move is left out, linear
/// and angular parts are computed side by side, and bodies take turns, so that the processor has
/// something to do while a row waits for the one before.
///
/// It does what our worlds have: contacts with friction along one direction. The rest (joints, deep
/// penetration, rolling friction) it leaves to Bullet.
class ContactSolver final : public btSequentialImpulseConstraintSolver {
 protected:
    void convertContacts(btPersistentManifold** manifolds, int count,
                         const btContactSolverInfo& info) override;
    btScalar solveGroupCacheFriendlyIterations(btCollisionObject** bodies, int numBodies,
                                               btPersistentManifold** manifolds, int numManifolds,
                                               btTypedConstraint** constraints, int numConstraints,
                                               const btContactSolverInfo& info,
                                               btIDebugDraw* drawer) override;

 private:
    using Pair = double __attribute__((vector_size(16)));  // linear, angular
    struct Twist {
        Pair x, y, z;
    };
    /// How one body takes part in a row.
    struct Share {
        Twist jacobian;          ///< the velocity along the row that comes of the body's
        Twist answer;            ///< the velocity of the body that comes of an impulse of one
        Twist* twist = nullptr;  ///< of the body
    };
    struct Row {
        Share first;
        Share* second = nullptr;  ///< null: it meets what stands still
        double rhs = 0.0, inverseMass = 0.0, mass = 0.0, applied = 0.0;
    };
    struct Contact {
        Row normal, along;
        double friction = 0.0;
        btManifoldPoint* point = nullptr;
    };
    /// One of the two bodies of a contact, and what all its points have in common.
    struct Side {
        Twist* twist = nullptr;
        const btRigidBody* rigid = nullptr;  ///< null: it stands still
        btVector3 centre, arm;               ///< world; from there to the point
        btVector3 inverseMass;
        btVector3 linear, turning;  ///< velocities with what gravity does in this step
        btVector3 angular;          ///< without
    };

    [[nodiscard]] bool isPlain(btPersistentManifold** manifolds, int count,
                               const btContactSolverInfo& info) const;
    [[nodiscard]] int solverBody(const btCollisionObject& object, double step);
    void makeRoom(btPersistentManifold** manifolds, int count, double step);
    [[nodiscard]] Side side(const btCollisionObject& object, double step);
    void takeManifold(btPersistentManifold& manifold, const btContactSolverInfo& info);
    void takeNormal(const btManifoldPoint& point, const Side& a, const Side& b,
                    const btContactSolverInfo& info, Row& row);
    void takeFriction(btManifoldPoint& point, const Side& a, const Side& b,
                      const btContactSolverInfo& info, Row& row);
    void connect(Row& row, const Side& a, const Side& b, const btVector3& axis,
                 const btVector3& torqueA, const btVector3& torqueB, double relaxation);
    [[nodiscard]] static double share(const Side& side, bool isA, const btVector3& axis,
                                      const btVector3& torque, Share& out);
    void takeTurns();
    [[nodiscard]] double iterate();
    void giveBack();

    [[nodiscard]] static Twist twist(const btVector3& linear, const btVector3& angular);
    static void push(const Share& share, double impulse);
    [[nodiscard]] static double solve(Row& row, double lower, double upper);

    bool m_plain = false;         // this group is solved here
    std::vector<Twist> m_twists;  // by solver body: how its velocity changes
    // As long as was ever needed; the first m_count are in use.
    std::vector<Contact> m_contacts;
    std::vector<Share> m_seconds;
    size_t m_count = 0, m_secondCount = 0;
    std::vector<Contact*> m_order;  // in which they are solved
    std::vector<uint32_t> m_turn;   // by contact
    std::vector<uint32_t> m_next;   // by solver body: its next turn
    std::vector<uint32_t> m_begin;  // by turn: in m_order
};

}  // namespace gemba::physics
