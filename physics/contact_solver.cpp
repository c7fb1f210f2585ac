#include "physics/contact_solver.h"

#include <BulletCollision/NarrowPhaseCollision/btPersistentManifold.h>
#include <BulletDynamics/Dynamics/btRigidBody.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace gemba::physics {
namespace {

constexpr int kModes = SOLVER_USE_WARMSTARTING | SOLVER_ENABLE_FRICTION_DIRECTION_CACHING;
constexpr int kOtherModes = SOLVER_RANDMIZE_ORDER | SOLVER_USE_2_FRICTION_DIRECTIONS |
                            SOLVER_INTERLEAVE_CONTACT_AND_FRICTION_CONSTRAINTS |
                            SOLVER_DISABLE_VELOCITY_DEPENDENT_FRICTION_DIRECTION;
constexpr int kOtherContacts = BT_CONTACT_FLAG_HAS_CONTACT_CFM | BT_CONTACT_FLAG_HAS_CONTACT_ERP |
                               BT_CONTACT_FLAG_CONTACT_STIFFNESS_DAMPING |
                               BT_CONTACT_FLAG_FRICTION_ANCHOR;
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

bool isPlainPoint(const btManifoldPoint& point, const btContactSolverInfo& info) {
    const bool deep = info.m_splitImpulse != 0 && point.getDistance() + info.m_linearSlop <=
                                                      info.m_splitImpulsePenetrationThreshold;
    return !deep && (point.m_contactPointFlags & kOtherContacts) == 0 &&
           point.m_combinedRollingFriction <= 0.0 && point.m_frictionCFM == 0.0;
}

}  // namespace

bool ContactSolver::isPlain(btPersistentManifold** manifolds, int count,
                            const btContactSolverInfo& info) const {
    if (m_tmpSolverNonContactConstraintPool.size() > 0 || info.m_globalCfm != 0.0 ||
        (info.m_solverMode & kModes) != kModes || (info.m_solverMode & kOtherModes) != 0)
        return false;
    for (int i = 0; i < count; ++i) {
        for (int j = 0; j < manifolds[i]->getNumContacts(); ++j) {
            if (!isPlainPoint(manifolds[i]->getContactPoint(j), info))
                return false;
        }
    }
    return true;
}

void ContactSolver::convertContacts(btPersistentManifold** manifolds, int count,
                                    const btContactSolverInfo& info) {
    m_plain = isPlain(manifolds, count, info);
    if (!m_plain) {
        btSequentialImpulseConstraintSolver::convertContacts(manifolds, count, info);
        return;
    }
    makeRoom(manifolds, count, info.m_timeStep);
    for (int i = 0; i < count; ++i)
        takeManifold(*manifolds[i], info);
    takeTurns();
}

// Bullet never writes to objects by way of their contacts, only says so.
int ContactSolver::solverBody(const btCollisionObject& object, double step) {
    return getOrInitSolverBody(const_cast<btCollisionObject&>(object), step);
}

// Rows point to bodies and to shares: none of these moves while a group is solved.
void ContactSolver::makeRoom(btPersistentManifold** manifolds, int count, double step) {
    size_t points = 0;
    for (int i = 0; i < count; ++i) {
        points += static_cast<size_t>(manifolds[i]->getNumContacts());
        (void)solverBody(*manifolds[i]->getBody0(), step);
        (void)solverBody(*manifolds[i]->getBody1(), step);
    }
    if (points > m_contacts.size()) {
        m_contacts.resize(points);
        m_seconds.resize(2 * points);
    }
    m_count = m_secondCount = 0;
    m_twists.assign(static_cast<size_t>(m_tmpSolverBodyPool.size()), Twist{});
}

ContactSolver::Side ContactSolver::side(const btCollisionObject& object, double step) {
    const int index = solverBody(object, step);
    const btSolverBody& body = m_tmpSolverBodyPool[index];
    Side out{.twist = &m_twists[static_cast<size_t>(index)]};
    assert(body.m_linearFactor == btVector3(1, 1, 1));
    assert(body.m_angularFactor == btVector3(1, 1, 1));
    out.rigid = body.m_originalBody;
    out.centre = object.getWorldTransform().getOrigin();
    out.inverseMass = body.internalGetInvMass();
    out.linear = body.m_linearVelocity + body.m_externalForceImpulse;
    out.turning = body.m_angularVelocity + body.m_externalTorqueImpulse;
    out.angular = body.m_angularVelocity;
    return out;
}

void ContactSolver::takeManifold(btPersistentManifold& manifold, const btContactSolverInfo& info) {
    Side a = side(*manifold.getBody0(), info.m_timeStep);
    Side b = side(*manifold.getBody1(), info.m_timeStep);
    if (a.inverseMass.fuzzyZero() && b.inverseMass.fuzzyZero())
        return;
    for (int i = 0; i < manifold.getNumContacts(); ++i) {
        btManifoldPoint& point = manifold.getContactPoint(i);
        if (point.getDistance() > manifold.getContactProcessingThreshold())
            continue;
        a.arm = point.getPositionWorldOnA() - a.centre;
        b.arm = point.getPositionWorldOnB() - b.centre;
        Contact& contact = m_contacts[m_count++];
        contact.point = &point;
        contact.friction = point.m_combinedFriction;
        takeNormal(point, a, b, info, contact.normal);
        takeFriction(point, a, b, info, contact.along);
    }
}

ContactSolver::Twist ContactSolver::twist(const btVector3& linear, const btVector3& angular) {
    return {.x = Pair{linear.x(), angular.x()},
            .y = Pair{linear.y(), angular.y()},
            .z = Pair{linear.z(), angular.z()}};
}

inline void ContactSolver::push(const Share& share, double impulse) {
    const Pair both{impulse, impulse};
    Twist& twist = *share.twist;
    twist.x += share.answer.x * both;
    twist.y += share.answer.y * both;
    twist.z += share.answer.z * both;
}

// Takes the body's part in a row along the axis, from B to A. Returns the velocity that an impulse
// of one gives its point.
inline double ContactSolver::share(const Side& side, bool isA, const btVector3& axis,
                                   const btVector3& torque, Share& out) {
    const btVector3 along = isA ? axis : -axis;
    const btVector3 spin = side.rigid->getInvInertiaTensorWorld() * torque;
    out.twist = side.twist;
    out.jacobian = twist(along, torque);
    out.answer = twist(along * side.inverseMass, spin);
    return side.inverseMass.x() + axis.dot((isA ? spin : -spin).cross(side.arm));
}

inline void ContactSolver::connect(Row& row, const Side& a, const Side& b, const btVector3& axis,
                                   const btVector3& torqueA, const btVector3& torqueB,
                                   double relaxation) {
    double ofA = 0.0, ofB = 0.0;
    row.second = nullptr;
    if (a.rigid != nullptr)
        ofA = share(a, true, axis, torqueA, row.first);
    if (b.rigid != nullptr) {
        if (a.rigid != nullptr)
            row.second = &m_seconds[m_secondCount++];
        ofB = share(b, false, axis, torqueB, row.second != nullptr ? *row.second : row.first);
    }
    row.inverseMass = relaxation / (ofA + ofB);
    row.mass = 1.0 / row.inverseMass;
}

void ContactSolver::takeNormal(const btManifoldPoint& point, const Side& a, const Side& b,
                               const btContactSolverInfo& info, Row& row) {
    const btVector3& normal = point.m_normalWorldOnB;
    const btVector3 torqueA = a.arm.cross(normal), torqueB = -b.arm.cross(normal);
    const double perStep = 1.0 / info.m_timeStep;
    connect(row, a, b, normal, torqueA, torqueB, info.m_sor);

    double restitution = 0.0;
    if (point.m_combinedRestitution != 0.0) {
        const btVector3 still(0, 0, 0);
        const btVector3 meeting =
            (a.rigid != nullptr ? a.rigid->getVelocityInLocalPoint(a.arm) : still) -
            (b.rigid != nullptr ? b.rigid->getVelocityInLocalPoint(b.arm) : still);
        restitution =
            std::max(0.0, restitutionCurve(normal.dot(meeting), point.m_combinedRestitution,
                                           info.m_restitutionVelocityThreshold));
    }

    // It begins with most of what it had in the last step.
    row.applied = point.m_appliedImpulse * info.m_warmstartingFactor;
    push(row.first, row.applied);
    if (row.second != nullptr)
        push(*row.second, row.applied);

    const double ofA = a.rigid != nullptr ? normal.dot(a.linear) + torqueA.dot(a.turning) : 0.0;
    const double ofB = b.rigid != nullptr ? (-normal).dot(b.linear) + torqueB.dot(b.turning) : 0.0;
    double velocityError = restitution - (ofA + ofB);
    double positionalError = 0.0;
    const double gap = point.getDistance() + info.m_linearSlop;
    if (gap > 0.0)
        velocityError -= gap * perStep;
    else
        positionalError = -gap * info.m_erp2 * perStep;
    row.rhs = positionalError * row.inverseMass + velocityError * row.inverseMass;
}

// Along the way that it slips, or as the belt's callback says.
void ContactSolver::takeFriction(btManifoldPoint& point, const Side& a, const Side& b,
                                 const btContactSolverInfo& info, Row& row) {
    btVector3& axis = point.m_lateralFrictionDir1;
    const bool given =
        (point.m_contactPointFlags & BT_CONTACT_FLAG_LATERAL_FRICTION_INITIALIZED) != 0;
    if (!given) {
        const btVector3 still(0, 0, 0);
        const btVector3 slip = (a.rigid != nullptr ? a.linear + a.turning.cross(a.arm) : still) -
                               (b.rigid != nullptr ? b.linear + b.turning.cross(b.arm) : still);
        const btVector3& normal = point.m_normalWorldOnB;
        axis = slip - normal * normal.dot(slip);
        const double speed2 = axis.length2();
        if (speed2 > SIMD_EPSILON)
            axis *= 1.0 / btSqrt(speed2);
        else
            btPlaneSpace1(normal, axis, point.m_lateralFrictionDir2);
    }
    const btVector3 torqueA = a.arm.cross(axis), torqueB = b.arm.cross(-axis);
    connect(row, a, b, axis, torqueA, torqueB, info.m_sor);
    const double wanted = given ? point.m_contactMotion1 : 0.0;
    const double ofA = a.rigid != nullptr ? axis.dot(a.linear) + torqueA.dot(a.angular) : 0.0;
    const double ofB = b.rigid != nullptr ? (-axis).dot(b.linear) + torqueB.dot(b.angular) : 0.0;
    const double error = wanted - (ofA + ofB);
    row.rhs = 0.0 + error * row.inverseMass;  // Bullet adds nothing here: -0 becomes 0
    row.applied = 0.0;
}

// The first contacts of all bodies, then the second ones and so on. Between those of one body the
// order stays, and of others a contact takes no notice: the result is the same.
void ContactSolver::takeTurns() {
    m_next.assign(m_twists.size(), 0);
    m_begin.assign(m_count + 1, 0);
    m_turn.resize(m_count);
    for (size_t i = 0; i < m_count; ++i) {
        const Row& row = m_contacts[i].normal;
        uint32_t& first = m_next[static_cast<size_t>(row.first.twist - m_twists.data())];
        uint32_t& second = row.second != nullptr
                               ? m_next[static_cast<size_t>(row.second->twist - m_twists.data())]
                               : first;
        m_turn[i] = std::max(first, second);
        first = second = m_turn[i] + 1;
        ++m_begin[m_turn[i] + 1];
    }
    for (size_t turn = 1; turn < m_begin.size(); ++turn)
        m_begin[turn] += m_begin[turn - 1];
    m_order.resize(m_count);
    for (size_t i = 0; i < m_count; ++i)
        m_order[m_begin[m_turn[i]]++] = &m_contacts[i];
}

btScalar ContactSolver::solveGroupCacheFriendlyIterations(
    btCollisionObject** bodies, int numBodies, btPersistentManifold** manifolds, int numManifolds,
    btTypedConstraint** constraints, int numConstraints, const btContactSolverInfo& info,
    btIDebugDraw* drawer) {
    if (!m_plain)
        return btSequentialImpulseConstraintSolver::solveGroupCacheFriendlyIterations(
            bodies, numBodies, manifolds, numManifolds, constraints, numConstraints, info, drawer);
    for (int i = 0; i < info.m_numIterations; ++i) {
        m_leastSquaresResidual = iterate();
        if (m_leastSquaresResidual <= info.m_leastSquaresResidualThreshold)
            break;
    }
    giveBack();
    return 0.0;
}

// Projected Gauss-Seidel: the impulse that brings the row to its velocity, within its limits.
// Returns the velocity that it changed.
[[gnu::always_inline]] inline double ContactSolver::solve(Row& row, double lower, double upper) {
    const auto along = [](const Share& share) {
        const Twist &j = share.jacobian, &v = *share.twist;
        const Pair sum = j.x * v.x + j.y * v.y + j.z * v.z;
        return sum[0] + sum[1];
    };
    const double applied = row.applied;
    double impulse = row.rhs - along(row.first) * row.inverseMass;
    if (row.second != nullptr)
        impulse -= along(*row.second) * row.inverseMass;
    row.applied = applied + impulse;
    if (row.applied < lower) {
        row.applied = lower;
        impulse = lower - applied;
    } else if (row.applied > upper) {
        row.applied = upper;
        impulse = upper - applied;
    }
    push(row.first, impulse);
    if (row.second != nullptr)
        push(*row.second, impulse);
    return impulse * row.mass;
}

// All normals, then all friction, which is limited by them. Returns the largest change squared.
double ContactSolver::iterate() {
    double most = 0.0;
    for (Contact* const contact : m_order) {
        const double change = solve(contact->normal, 0.0, kNoLimit);
        most = std::max(most, change * change);
    }
    for (Contact* const contact : m_order) {
        const double pressed = contact->normal.applied;
        if (pressed <= 0.0)
            continue;
        const double hold = contact->friction * pressed;
        const double change = solve(contact->along, -hold, hold);
        most = std::max(most, change * change);
    }
    return most;
}

void ContactSolver::giveBack() {
    for (size_t i = 0; i < m_twists.size(); ++i) {
        btSolverBody& body = m_tmpSolverBodyPool[static_cast<int>(i)];
        const Twist& change = m_twists[i];
        body.internalGetDeltaLinearVelocity().setValue(change.x[0], change.y[0], change.z[0]);
        body.internalGetDeltaAngularVelocity().setValue(change.x[1], change.y[1], change.z[1]);
    }
    for (const Contact* const contact : m_order) {
        contact->point->m_appliedImpulse = contact->normal.applied;
        contact->point->m_appliedImpulseLateral1 = contact->along.applied;
    }
}

}  // namespace gemba::physics
