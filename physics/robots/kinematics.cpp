#include "physics/robots/kinematics.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <kdl/chain.hpp>
#include <kdl/chainfksolverpos_recursive.hpp>
#include <kdl/chainiksolverpos_lma.hpp>
#include <kdl/chainjnttojacsolver.hpp>
#include <kdl/frames.hpp>
#include <numbers>
#include <vector>

#include "engine/core/hash.h"

namespace gemba::physics {
namespace {

using assets::JointType;

constexpr int kSearches = 24;
constexpr int kSteps = 200;  // of one search
// LMA weighs metres and radians alike, and stops at this error, or where it stands still.
constexpr double kGoodEnough = 1e-6, kStandsStill = 1e-15;
// From here Newton's steps go on: m, rad.
constexpr double kRoughly = 1e-3;

KDL::Vector toKdl(const Vec3& v) {
    return {v.x, v.y, v.z};
}
KDL::Frame toKdl(const Pose& pose) {
    const Quat& q = pose.rotation;
    return {KDL::Rotation::Quaternion(q.x, q.y, q.z, q.w), toKdl(pose.position)};
}
Pose fromKdl(const KDL::Frame& frame) {
    Pose out{{frame.p.x(), frame.p.y(), frame.p.z()}, {}};
    Quat& q = out.rotation;
    frame.M.GetQuaternion(q.x, q.y, q.z, q.w);
    return out;
}

/// From one pose to another: m, and the turn as a vector in rad; both in the base's frame.
struct Way {
    Vec3 move, turn;
    [[nodiscard]] bool within(double metres, double radians) const {
        return glm::length(move) <= metres && glm::length(turn) <= radians;  // not for what is NaN
    }
};
Way wayTo(const Pose& from, const Pose& to) {
    Quat turn = to.rotation * glm::conjugate(from.rotation);
    if (turn.w < 0.0)
        turn = -turn;
    const Vec3 axis(turn.x, turn.y, turn.z);
    const double sine = glm::length(axis);
    const double scale = sine > 1e-9 ? 2.0 * std::atan2(sine, turn.w) / sine : 2.0;
    return {to.position - from.position, axis * scale};
}

/// Places spread evenly over the limits, always the same: the fractional parts of multiples of the
/// generalised golden ratio in six dimensions (M. Roberts, 2018).
JointVector spread(int number, const JointVector& lower, const JointVector& upper, size_t count) {
    constexpr double kRatio = 1.1347241384015194;  // positive root of x^7 = x + 1
    JointVector out{};
    double step = 1.0;
    for (size_t i = 0; i < count; ++i) {
        step /= kRatio;
        const double along = 0.5 + step * number;
        out[i] = lower[i] + (along - std::floor(along)) * (upper[i] - lower[i]);
    }
    return out;
}

}  // namespace

struct Kinematics::Impl {
    Impl(const assets::RobotModel& model, const assets::RobotChain& chain)
        : kdl(makeKdl(model, chain)),
          solver(kdl, Eigen::Matrix<double, 6, 1>::Ones(), kGoodEnough, kSteps, kStandsStill),
          jacobianSolver(kdl),
          jacobian(static_cast<unsigned>(chain.joints.size())),
          seed(static_cast<unsigned>(chain.joints.size())),
          found(static_cast<unsigned>(chain.joints.size())),
          count(chain.joints.size()) {
        for (size_t i = 0; i < count; ++i) {
            const assets::RobotJoint& joint = model.joints[chain.joints[i].joint];
            lower[i] = chain.joints[i].lower;
            upper[i] = chain.joints[i].upper;
            speed[i] = joint.velocity;
            turns[i] = joint.type != JointType::prismatic;
        }
    }

    static KDL::Chain makeKdl(const assets::RobotModel& model, const assets::RobotChain& chain);

    /// Newton's steps from where `joints` are near it; false: they do not get there.
    [[nodiscard]] bool refine(const Kinematics& self, const Pose& goal, JointVector& joints);
    /// One search; the answer is brought within the limits where whole turns do.
    [[nodiscard]] std::optional<JointVector> search(const Kinematics& self, const Pose& goal,
                                                    const JointVector& from);

    /// What was found for a goal from somewhere: the same again, without the search. Scripts ask
    /// for what was refused at each step.
    struct Answer {
        Pose goal;
        JointVector near{};
        bool asked = false;
        std::optional<JointVector> found;
    };
    [[nodiscard]] Answer& answerFor(const Pose& goal, const JointVector& near);

    KDL::Chain kdl;
    KDL::ChainIkSolverPos_LMA solver;
    KDL::ChainJntToJacSolver jacobianSolver;
    KDL::Jacobian jacobian;
    KDL::JntArray seed, found;
    size_t count;
    std::vector<Answer> answers{128};
    JointVector lower{}, upper{}, speed{};
    std::array<bool, assets::RobotChain::kMostJoints> turns{};
};

// One segment for each joint: its tip is the body's frame, which is the joint's own; the last one's
// is the tool.
KDL::Chain Kinematics::Impl::makeKdl(const assets::RobotModel& model,
                                     const assets::RobotChain& chain) {
    KDL::Chain out;
    for (size_t i = 0; i < chain.joints.size(); ++i) {
        const assets::RobotJoint& joint = model.joints[chain.joints[i].joint];
        // A fixed segment to the joint, then one that turns about it.
        out.addSegment(
            KDL::Segment(KDL::Joint(KDL::Joint::None), toKdl(chain.joints[i].bodyFromJoint)));
        const auto type =
            joint.type == JointType::prismatic ? KDL::Joint::TransAxis : KDL::Joint::RotAxis;
        out.addSegment(KDL::Segment(KDL::Joint("", KDL::Vector::Zero(), toKdl(joint.axis), type),
                                    KDL::Frame::Identity()));
    }
    out.addSegment(
        KDL::Segment(KDL::Joint(KDL::Joint::None), toKdl(chain.bodyFromLink[chain.tool])));
    return out;
}

// KDL's solvers take turns of less than 1e-6 about an axis for none, so that small steps along a
// line get stuck: its Jacobian, with a turn that is exact. The damping keeps steps small where the
// arm is stretched.
bool Kinematics::Impl::refine(const Kinematics& self, const Pose& goal, JointVector& joints) {
    constexpr int kMostSteps = 30;
    constexpr double kClose = 1e-10, kDamping = 1e-7, kLongest = 0.3;  // m and rad; 1; rad
    using Vector6 = Eigen::Matrix<double, 6, 1>;
    using Matrix6 = Eigen::Matrix<double, 6, 6>;
    for (int step = 0; step < kMostSteps; ++step) {
        const Way way = wayTo(self.forward(joints).tool, goal);
        if (way.within(kClose, kClose))
            return true;
        for (size_t i = 0; i < count; ++i)
            seed(static_cast<unsigned>(i)) = joints[i];
        if (jacobianSolver.JntToJac(seed, jacobian) < 0)
            return false;
        Matrix6 j = Matrix6::Zero();
        for (size_t i = 0; i < count; ++i)
            j.col(static_cast<int>(i)) = jacobian.data.col(static_cast<int>(i));
        Vector6 off;
        off << way.move.x, way.move.y, way.move.z, way.turn.x, way.turn.y, way.turn.z;
        const Matrix6 normal = j.transpose() * j + kDamping * Matrix6::Identity();
        Vector6 turn = normal.ldlt().solve(j.transpose() * off);
        const double longest = turn.lpNorm<Eigen::Infinity>();
        if (!std::isfinite(longest))
            return false;
        if (longest > kLongest)
            turn *= kLongest / longest;
        for (size_t i = 0; i < count; ++i)
            joints[i] += turn[static_cast<int>(i)];
    }
    return wayTo(self.forward(joints).tool, goal).within(kPositionError, kAngleError);
}

std::optional<JointVector> Kinematics::Impl::search(const Kinematics& self, const Pose& goal,
                                                    const JointVector& from) {
    for (size_t i = 0; i < count; ++i)
        seed(static_cast<unsigned>(i)) = from[i];
    (void)solver.CartToJnt(seed, toKdl(goal), found);  // judged by what came out
    JointVector near{};
    for (size_t i = 0; i < count; ++i)
        near[i] = found(static_cast<unsigned>(i));
    if (!wayTo(self.forward(near).tool, goal).within(kRoughly, kRoughly) ||
        !refine(self, goal, near))
        return std::nullopt;
    JointVector out{};
    constexpr double kTurn = 2.0 * std::numbers::pi;
    for (size_t i = 0; i < count; ++i) {
        double at = near[i];
        // The whole turns that leave it nearest to where it comes from, within the limits.
        if (turns[i]) {
            at -= kTurn * std::round((at - from[i]) / kTurn);
            if (at > upper[i])
                at -= kTurn * std::ceil((at - upper[i]) / kTurn);
            if (at < lower[i])
                at += kTurn * std::ceil((lower[i] - at) / kTurn);
        }
        out[i] = at;
    }
    constexpr double kRounding = 1e-9;
    for (size_t i = 0; i < count; ++i) {
        if (out[i] < lower[i] - kRounding || out[i] > upper[i] + kRounding)
            return std::nullopt;
    }
    out = self.clamped(out);
    if (!wayTo(self.forward(out).tool, goal).within(kPositionError, kAngleError))
        return std::nullopt;
    return out;
}

Kinematics::Kinematics(const assets::RobotModel& model, const assets::RobotChain& chain)
    : m_impl(std::make_unique<Impl>(model, chain)) {}
Kinematics::~Kinematics() = default;
Kinematics::Kinematics(Kinematics&&) noexcept = default;
Kinematics& Kinematics::operator=(Kinematics&&) noexcept = default;

size_t Kinematics::joints() const {
    return m_impl->count;
}
double Kinematics::lower(size_t joint) const {
    return m_impl->lower[joint];
}
double Kinematics::upper(size_t joint) const {
    return m_impl->upper[joint];
}
double Kinematics::speed(size_t joint) const {
    return m_impl->speed[joint];
}

JointVector Kinematics::clamped(JointVector joints) const {
    for (size_t i = 0; i < joints.size(); ++i)
        joints[i] = i < m_impl->count ? std::clamp(joints[i], lower(i), upper(i)) : 0.0;
    return joints;
}

bool Kinematics::within(const JointVector& joints) const {
    for (size_t i = 0; i < m_impl->count; ++i) {
        if (!(joints[i] >= lower(i) && joints[i] <= upper(i)))
            return false;
    }
    return true;
}

Kinematics::Placed Kinematics::forward(const JointVector& joints) const {
    Placed out;
    KDL::Frame at = KDL::Frame::Identity();
    const KDL::Chain& chain = m_impl->kdl;
    for (size_t i = 0; i < m_impl->count; ++i) {
        const auto segment = static_cast<unsigned>(2 * i);
        at = at * chain.getSegment(segment).pose(0.0) *
             chain.getSegment(segment + 1).pose(joints[i]);
        out.bodies[i] = fromKdl(at);
    }
    at = at * chain.getSegment(chain.getNrOfSegments() - 1).pose(0.0);
    out.tool = fromKdl(at);
    return out;
}

Kinematics::Impl::Answer& Kinematics::Impl::answerFor(const Pose& goal, const JointVector& near) {
    StateHash hash;
    hash.raw(&goal, sizeof(goal));
    hash.raw(near.data(), sizeof(near));
    return answers[hash.value() % answers.size()];
}

std::optional<JointVector> Kinematics::inverse(const Pose& baseFromTool,
                                               const JointVector& near) const {
    Impl::Answer& answer = m_impl->answerFor(baseFromTool, near);
    // By bits: a zero's sign may decide what a search finds.
    if (answer.asked && std::memcmp(&answer.goal, &baseFromTool, sizeof(Pose)) == 0 &&
        std::memcmp(&answer.near, &near, sizeof(JointVector)) == 0)
        return answer.found;
    std::optional<JointVector> best;
    double least = 0.0;
    const auto offer = [&](const JointVector& from) {
        const auto found = m_impl->search(*this, baseFromTool, from);
        if (!found)
            return;
        // The time that the slowest joint takes.
        double time = 0.0;
        for (size_t i = 0; i < joints(); ++i)
            time = std::max(time, std::abs((*found)[i] - near[i]) / speed(i));
        if (!best || time < least) {
            best = found;
            least = time;
        }
    };
    offer(clamped(near));
    for (int number = 1; number < kSearches; ++number)
        offer(spread(number, m_impl->lower, m_impl->upper, joints()));
    answer = {baseFromTool, near, true, best};
    return best;
}

std::optional<JointVector> Kinematics::follow(const Pose& baseFromTool, const JointVector& near,
                                              double most) const {
    JointVector found = near;
    if (!m_impl->refine(*this, baseFromTool, found) || !within(found))
        return std::nullopt;
    for (size_t i = 0; i < joints(); ++i) {
        if (std::abs(found[i] - near[i]) > most)
            return std::nullopt;
    }
    return found;
}

}  // namespace gemba::physics
