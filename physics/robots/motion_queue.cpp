#include "physics/robots/motion_queue.h"

#include <algorithm>

namespace gemba::physics {
namespace {

using sim::Motion;
using sim::MotionGoal;

// s from rest to full speed: a = v / kRamp. Arms of this size take 0.2 to 0.5.
constexpr double kRamp = 0.4;
// Largest slope and curvature of s(t) on a way of one second.
constexpr double kPeakSpeed = 1.875, kPeakAcceleration = 5.7735026918962577;
// A tool that only turns on a line: rad/s.
constexpr double kTurning = 1.0;
// Places on a line that are tried when it is planned, and how far a joint may turn between two.
constexpr double kLineStep = 0.01, kTurnStep = 0.03;  // m, rad
constexpr int kMostPlaces = 256;
constexpr double kMostTurn = 0.5;  // rad: more is another way to stand

double progress(double t) {
    if (t >= 1.0)
        return 1.0;
    return t * t * t * (10.0 + t * (-15.0 + 6.0 * t));
}

/// s that a way takes at a top speed, by speed and by acceleration.
double timeFor(double way, double speed) {
    return std::max(kPeakSpeed * way / speed, std::sqrt(kPeakAcceleration * way * kRamp / speed));
}

double turnBetween(const Quat& a, const Quat& b) {
    const Quat turn = glm::conjugate(a) * b;
    const double sine = glm::length(Vec3(turn.x, turn.y, turn.z));
    return 2.0 * std::atan2(sine, std::abs(turn.w));
}

Pose between(const Pose& a, const Pose& b, double s) {
    return {a.position + s * (b.position - a.position),
            glm::normalize(glm::slerp(a.rotation, b.rotation, s))};
}

}  // namespace

void MotionQueue::begin(const JointVector& home) {
    m_steps.reserve(sim::kMostMotions);
    m_from = m_at = home;
}

void MotionQueue::stand(const JointVector& at) {
    m_steps.clear();
    m_from = m_at = at;
    m_elapsed = 0.0;
    m_rate = 1.0;
    m_waiting = m_stopping = false;
}

RobotFault MotionQueue::add(const Kinematics& kinematics, std::span<const Motion> motions) {
    if (m_stopping || m_steps.size() + motions.size() > sim::kMostMotions)
        return RobotFault::tooMany;
    const size_t before = m_steps.size();
    JointVector from = m_steps.empty() ? m_at : m_steps.back().to;
    for (const Motion& motion : motions) {
        Step step{.motion = motion};
        const RobotFault fault = plan(kinematics, from, step);
        if (fault != RobotFault::none) {
            m_steps.resize(before);
            return fault;
        }
        from = step.to;
        m_steps.push_back(step);
    }
    if (before == 0)
        m_from = m_at;
    return RobotFault::none;
}

RobotFault MotionQueue::plan(const Kinematics& kinematics, const JointVector& from,
                             Step& step) const {
    const Motion& motion = step.motion;
    step.to = from;
    if (motion.goal == MotionGoal::stay)
        return RobotFault::none;
    if (motion.goal == MotionGoal::line)
        return planLine(kinematics, from, step);
    if (motion.goal == MotionGoal::joints) {
        step.to = motion.joints;
        if (!kinematics.within(step.to))
            return RobotFault::beyondLimit;
    } else {
        const auto found = kinematics.inverse(motion.baseFromTool, from);
        if (!found)
            return RobotFault::outOfReach;
        step.to = *found;
    }
    for (size_t i = 0; i < kinematics.joints(); ++i)
        step.seconds = std::max(step.seconds, timeFor(std::abs(step.to[i] - from[i]),
                                                      motion.speed * kinematics.speed(i)));
    return RobotFault::none;
}

// Each place on the line is tried now, so that none is a surprise; where joints would have to hurry
// the whole line takes longer.
RobotFault MotionQueue::planLine(const Kinematics& kinematics, const JointVector& from,
                                 Step& step) const {
    const Pose begin = kinematics.forward(from).tool, end = step.motion.baseFromTool;
    const double way = glm::length(end.position - begin.position);
    const double turn = turnBetween(begin.rotation, end.rotation);
    const int places = std::clamp(
        static_cast<int>(std::ceil(std::max(way / kLineStep, turn / kTurnStep))), 1, kMostPlaces);
    JointVector at = from;
    double slowest = 0.0;
    for (int place = 1; place <= places; ++place) {
        const auto next = kinematics.follow(
            between(begin, end, static_cast<double>(place) / places), at, kMostTurn);
        if (!next)
            return RobotFault::outOfReach;
        for (size_t i = 0; i < kinematics.joints(); ++i)
            slowest =
                std::max(slowest, std::abs((*next)[i] - at[i]) * places / kinematics.speed(i));
        at = *next;
    }
    step.to = at;
    step.seconds =
        std::max({timeFor(way, step.motion.speed), timeFor(turn, kTurning), kPeakSpeed * slowest});
    return RobotFault::none;
}

bool MotionQueue::advance(const Kinematics& kinematics, double h, double share) {
    if (m_steps.empty())
        return true;
    if (m_stopping)
        m_rate = std::max(m_rate - h / kRamp, 0.0);
    if (m_rate == 0.0) {
        stand(m_at);
        return true;
    }
    m_elapsed += h * m_rate * (m_waiting ? 1.0 : share);
    const Step& step = m_steps.front();
    if (!m_waiting) {
        if (!moveAlong(kinematics, step)) {
            stand(m_at);
            return false;
        }
        if (m_elapsed >= step.seconds)
            finishWay();
    } else if (m_elapsed >= step.motion.wait) {
        next();
    }
    return true;
}

bool MotionQueue::moveAlong(const Kinematics& kinematics, const Step& step) {
    if (m_elapsed >= step.seconds) {
        m_at = step.to;
        return true;
    }
    const double s = progress(m_elapsed / step.seconds);
    if (step.motion.goal != MotionGoal::line) {
        for (size_t i = 0; i < m_at.size(); ++i)
            m_at[i] = m_from[i] + s * (step.to[i] - m_from[i]);
        return true;
    }
    const Pose begin = kinematics.forward(m_from).tool;
    const auto there =
        kinematics.follow(between(begin, step.motion.baseFromTool, s), m_at, kMostTurn);
    if (there)
        m_at = *there;
    return there.has_value();
}

void MotionQueue::finishWay() {
    const Motion& motion = m_steps.front().motion;
    if (motion.vacuum >= 0)
        m_vacuum = motion.vacuum != 0;
    m_waiting = true;
    m_elapsed = 0.0;
    if (motion.wait <= 0.0)
        next();
}

void MotionQueue::next() {
    m_steps.erase(m_steps.begin());
    m_from = m_at;
    m_elapsed = 0.0;
    m_waiting = false;
    if (m_steps.empty() && m_stopping)
        stand(m_at);
}

bool MotionQueue::sound() const {
    const auto finite = [](const JointVector& joints) {
        return std::all_of(joints.begin(), joints.end(), [](double v) {
            return std::abs(v) <= sim::kLargestMotion;  // false for what is no number
        });
    };
    const auto pose = [](const Pose& p) {
        const double turn = glm::length(p.rotation);
        return glm::length(p.position) <= 3.0 * sim::kLargestMotion && turn > 0.9 && turn < 1.1;
    };
    return finite(m_from) && finite(m_at) && m_elapsed >= 0.0 && m_rate >= 0.0 && m_rate <= 1.0 &&
           std::all_of(m_steps.begin(), m_steps.end(), [&](const Step& step) {
               return finite(step.to) && pose(step.motion.baseFromTool) && step.seconds >= 0.0 &&
                      step.motion.speed > 0.0;
           });
}

}  // namespace gemba::physics
