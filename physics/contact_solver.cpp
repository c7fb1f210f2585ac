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
           point.m_combinedRollingFriction <= 0.0;
}

}  // namespace

bool ContactSolver::isPlain(btPersistentManifold** manifolds, int count,
                            const btContactSolverInfo& info) const {
    if (m_tmpSolverNonContactConstraintPool.size() > 0 || (info.m_solverMode & kModes) != kModes ||
        (info.m_solverMode & kOtherModes) != 0)
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
    makeRoom(manifolds, count);
    for (int i = 0; i < count; ++i)
        takeManifold(*manifolds[i], info);
    takeTurns();
}

void ContactSolver::makeRoom(btPersistentManifold** manifolds, int count) {
    size_t points = 0;
    for (int i = 0; i < count; ++i)
        points += static_cast<size_t>(manifolds[i]->getNumContacts());
    if (points > m_points.size()) {
        m_points.resize(points);
        m_normals.resize(points);
        m_frictions.resize(points);
        m_seconds.resize(2 * points);
    }
    m_count = m_secondCount = 0;
    m_twists.assign(static_cast<size_t>(m_tmpSolverBodyPool.size()), Twist{});
}

ContactSolver::Side ContactSolver::side(const btCollisionObject& object, double step) {
    // Bullet never writes to objects by way of their contacts, only says so.
    Side out{.body = getOrInitSolverBody(const_cast<btCollisionObject&>(object), step)};
    const btSolverBody& body = m_tmpSolverBodyPool[out.body];
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
    m_twists.resize(static_cast<size_t>(m_tmpSolverBodyPool.size()), Twist{});
    if (a.inverseMass.fuzzyZero() && b.inverseMass.fuzzyZero())
        return;
    for (int i = 0; i < manifold.getNumContacts(); ++i) {
        btManifoldPoint& point = manifold.getContactPoint(i);
        if (point.getDistance() > manifold.getContactProcessingThreshold())
            continue;
        a.arm = point.getPositionWorldOnA() - a.centre;
        b.arm = point.getPositionWorldOnB() - b.centre;
        m_points[m_count] = &point;
        takeNormal(point, a, b, info, m_normals[m_count]);
        takeFriction(point, a, b, info, m_frictions[m_count]);
        ++m_count;
    }
}

ContactSolver::Twist ContactSolver::twist(const btVector3& linear, const btVector3& angular) {
    return {.x = Pair{linear.x(), angular.x()},
            .y = Pair{linear.y(), angular.y()},
            .z = Pair{linear.z(), angular.z()}};
}

inline void ContactSolver::push(Twist& twist, const Twist& answer, double impulse) {
    const Pair both{impulse, impulse};
    twist.x += answer.x * both;
    twist.y += answer.y * both;
    twist.z += answer.z * both;
}

// Takes the body's part in a row along the axis, from B to A. Returns the velocity that an impulse
// of one gives its point.
inline double ContactSolver::share(const Side& side, bool isA, const btVector3& axis,
                                   const btVector3& torque, Share& out) {
    const btVector3 along = isA ? axis : -axis;
    const btVector3 spin = side.rigid->getInvInertiaTensorWorld() * torque;
    out.body = side.body;
    out.jacobian = twist(along, torque);
    out.answer = twist(along * side.inverseMass, spin);
    return side.inverseMass.x() + axis.dot((isA ? spin : -spin).cross(side.arm));
}

inline void ContactSolver::connect(Row& row, const Side& a, const Side& b, const btVector3& axis,
                                   const btVector3& torqueA, const btVector3& torqueB,
                                   double relaxation, double cfm) {
    double ofA = 0.0, ofB = 0.0;
    row.second = -1;
    if (a.rigid != nullptr)
        ofA = share(a, true, axis, torqueA, row.first);
    if (b.rigid != nullptr) {
        if (a.rigid != nullptr)
            row.second = static_cast<int32_t>(m_secondCount++);
        ofB = share(b, false, axis, torqueB,
                    row.second >= 0 ? m_seconds[static_cast<size_t>(row.second)] : row.first);
    }
    row.inverseMass = relaxation / (ofA + ofB + cfm);
    row.mass = 1.0 / row.inverseMass;
}

void ContactSolver::takeNormal(const btManifoldPoint& point, const Side& a, const Side& b,
                               const btContactSolverInfo& info, Row& row) {
    const btVector3& normal = point.m_normalWorldOnB;
    const btVector3 torqueA = a.arm.cross(normal), torqueB = -b.arm.cross(normal);
    const double perStep = 1.0 / info.m_timeStep;
    const double cfm = info.m_globalCfm * perStep;
    connect(row, a, b, normal, torqueA, torqueB, info.m_sor, cfm);

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
    push(m_twists[static_cast<size_t>(row.first.body)], row.first.answer, row.applied);
    if (row.second >= 0) {
        const Share& second = m_seconds[static_cast<size_t>(row.second)];
        push(m_twists[static_cast<size_t>(second.body)], second.answer, row.applied);
    }

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
    row.cfm = cfm * row.inverseMass;
    row.lower = 0.0;
    row.upper = kNoLimit;
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
    connect(row, a, b, axis, torqueA, torqueB, info.m_sor, 0.0);
    const double wanted = given ? point.m_contactMotion1 : 0.0;
    const double ofA = a.rigid != nullptr ? axis.dot(a.linear) + torqueA.dot(a.angular) : 0.0;
    const double ofB = b.rigid != nullptr ? (-axis).dot(b.linear) + torqueB.dot(b.angular) : 0.0;
    const double error = wanted - (ofA + ofB);
    row.rhs = 0.0 + error * row.inverseMass;  // Bullet adds nothing here: -0 becomes 0
    row.cfm = given ? point.m_frictionCFM : 0.0;
    row.friction = point.m_combinedFriction;
    row.applied = 0.0;
}

// The first points of all bodies, then the second ones and so on. Between points of one body the
// order stays, and of others a point takes no notice: the result is the same.
void ContactSolver::takeTurns() {
    const size_t points = m_count;
    m_next.assign(m_twists.size(), 0);
    m_begin.assign(points + 1, 0);
    m_turn.resize(points);
    for (size_t i = 0; i < points; ++i) {
        const Row& row = m_normals[i];
        uint32_t& first = m_next[static_cast<size_t>(row.first.body)];
        uint32_t& second =
            row.second >= 0
                ? m_next[static_cast<size_t>(m_seconds[static_cast<size_t>(row.second)].body)]
                : first;
        m_turn[i] = std::max(first, second);
        first = second = m_turn[i] + 1;
        ++m_begin[m_turn[i] + 1];
    }
    for (size_t turn = 1; turn < m_begin.size(); ++turn)
        m_begin[turn] += m_begin[turn - 1];
    m_order.resize(points);
    for (size_t i = 0; i < points; ++i)
        m_order[m_begin[m_turn[i]]++] = static_cast<uint32_t>(i);
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
[[gnu::always_inline]] inline double ContactSolver::solve(Row& row, Twist* twists,
                                                          const Share* seconds) {
    const auto along = [](const Twist& j, const Twist& v) {
        const Pair sum = j.x * v.x + j.y * v.y + j.z * v.z;
        return sum[0] + sum[1];
    };
    Twist& first = twists[row.first.body];
    double impulse = row.rhs - row.applied * row.cfm;
    impulse -= along(row.first.jacobian, first) * row.inverseMass;
    if (row.second >= 0) {
        const Share& second = seconds[row.second];
        impulse -= along(second.jacobian, twists[second.body]) * row.inverseMass;
    }
    const double sum = row.applied + impulse;
    if (sum < row.lower) {
        impulse = row.lower - row.applied;
        row.applied = row.lower;
    } else if (sum > row.upper) {
        impulse = row.upper - row.applied;
        row.applied = row.upper;
    } else {
        row.applied = sum;
    }
    push(first, row.first.answer, impulse);
    if (row.second >= 0)
        push(twists[seconds[row.second].body], seconds[row.second].answer, impulse);
    return impulse * row.mass;
}

// All normals, then all friction, which is limited by them. Returns the largest change squared.
double ContactSolver::iterate() {
    Twist* const twists = m_twists.data();
    const Share* const seconds = m_seconds.data();
    double most = 0.0;
    for (const uint32_t i : m_order) {
        const double change = solve(m_normals[i], twists, seconds);
        most = std::max(most, change * change);
    }
    for (const uint32_t i : m_order) {
        const double pressed = m_normals[i].applied;
        if (pressed <= 0.0)
            continue;
        Row& row = m_frictions[i];
        row.lower = -(row.friction * pressed);
        row.upper = row.friction * pressed;
        const double change = solve(row, twists, seconds);
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
    for (size_t i = 0; i < m_count; ++i) {
        m_points[i]->m_appliedImpulse = m_normals[i].applied;
        m_points[i]->m_appliedImpulseLateral1 = m_frictions[i].applied;
    }
}

}  // namespace gemba::physics
