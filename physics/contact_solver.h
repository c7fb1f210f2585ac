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
        Twist jacobian;  ///< the velocity along the row that comes of the body's
        Twist answer;    ///< the velocity of the body that comes of an impulse of one
        int32_t body = 0;
    };
    struct Row {
        Share first;
        int32_t second = -1;  ///< index in m_seconds; -1: it meets what stands still
        double rhs = 0.0, cfm = 0.0, inverseMass = 0.0, mass = 0.0;
        double friction = 0.0, lower = 0.0, upper = 0.0, applied = 0.0;
    };
    /// One of the two bodies of a contact, and what all its points have in common.
    struct Side {
        int32_t body = 0;
        const btRigidBody* rigid = nullptr;  ///< null: it stands still
        btVector3 centre, arm;               ///< world; from there to the point
        btVector3 inverseMass;
        btVector3 linear, turning;  ///< velocities with what gravity does in this step
        btVector3 angular;          ///< without
    };

    [[nodiscard]] bool isPlain(btPersistentManifold** manifolds, int count,
                               const btContactSolverInfo& info) const;
    void makeRoom(btPersistentManifold** manifolds, int count);
    [[nodiscard]] Side side(const btCollisionObject& object, double step);
    void takeManifold(btPersistentManifold& manifold, const btContactSolverInfo& info);
    void takeNormal(const btManifoldPoint& point, const Side& a, const Side& b,
                    const btContactSolverInfo& info, Row& row);
    void takeFriction(btManifoldPoint& point, const Side& a, const Side& b,
                      const btContactSolverInfo& info, Row& row);
    void connect(Row& row, const Side& a, const Side& b, const btVector3& axis,
                 const btVector3& torqueA, const btVector3& torqueB, double relaxation, double cfm);
    [[nodiscard]] static double share(const Side& side, bool isA, const btVector3& axis,
                                      const btVector3& torque, Share& out);
    void takeTurns();
    [[nodiscard]] double iterate();
    void giveBack();

    [[nodiscard]] static Twist twist(const btVector3& linear, const btVector3& angular);
    static void push(Twist& twist, const Twist& answer, double impulse);
    [[nodiscard]] static double solve(Row& row, Twist* twists, const Share* seconds);

    bool m_plain = false;         // this group is solved here
    std::vector<Twist> m_twists;  // by solver body: how its velocity changes
    // By point; as long as was ever needed, of which the first m_count are in use.
    std::vector<btManifoldPoint*> m_points;
    std::vector<Row> m_normals, m_frictions;
    size_t m_count = 0;
    std::vector<Share> m_seconds;
    size_t m_secondCount = 0;
    std::vector<uint32_t> m_order;  // of points
    std::vector<uint32_t> m_turn;   // by point
    std::vector<uint32_t> m_next;   // by solver body: its next turn
    std::vector<uint32_t> m_begin;  // by turn: in m_order
};

}  // namespace gemba::physics
