#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "engine/core/archive.h"
#include "engine/sim/motion.h"
#include "physics/robots/kinematics.h"

namespace gemba::physics {

/// What a robot's property `fault` says.
enum class RobotFault : uint8_t {
    none,
    outOfReach,   ///< of a pose, or of a place on a line
    beyondLimit,  ///< of a joint
    tooMany,      ///< motions at once, or while it stops
    noRobot,      ///< its description could not be read
    driven,       ///< its joints are driven from outside
};

/// A robot's program: motions one after the other, planned when they come, so that what cannot be
/// done is refused before the arm moves. Joints move together along s(t) = 10 t^3 - 15 t^4 + 6 t^5,
/// at rest at both ends, in the time that the slowest needs; a line's tool likewise. Its state is
/// all that it keeps.
class MotionQueue {
 public:
    /// Where the arm stands at first.
    void begin(const JointVector& home);
    /// Somebody else moved it there: nothing is under way any more.
    void stand(const JointVector& at);
    /// Puts motions at the end, all or none of them.
    [[nodiscard]] RobotFault add(const Kinematics& kinematics,
                                 std::span<const sim::Motion> motions);
    /// Comes to rest on its way within kRamp, and forgets what was left.
    void stop() { m_stopping = !m_steps.empty(); }
    /// One tick of h (s) at this share of full speed; false: a line came where there is no way on,
    /// and the queue is empty now.
    [[nodiscard]] bool advance(const Kinematics& kinematics, double h, double share);

    [[nodiscard]] const JointVector& at() const { return m_at; }
    [[nodiscard]] bool vacuum() const { return m_vacuum; }
    [[nodiscard]] bool moving() const { return !m_steps.empty() && !m_waiting; }
    [[nodiscard]] size_t size() const { return m_steps.size(); }

    template <class A>
    void visitState(A& archive) {
        archive(m_steps, m_from, m_at, m_elapsed, m_rate, m_waiting, m_stopping, m_vacuum);
        archive.require(m_steps.size() <= sim::kMostMotions && sound());
    }

 private:
    struct Step {
        sim::Motion motion;
        JointVector to{};
        double seconds = 0.0;  // of the way, at full speed

        template <class A>
        void visitState(A& archive) {
            archive(motion, to, seconds);
        }
    };
    [[nodiscard]] RobotFault plan(const Kinematics& kinematics, const JointVector& from,
                                  Step& step) const;
    [[nodiscard]] RobotFault planLine(const Kinematics& kinematics, const JointVector& from,
                                      Step& step) const;
    [[nodiscard]] bool moveAlong(const Kinematics& kinematics, const Step& step);
    void finishWay();
    void next();
    [[nodiscard]] bool sound() const;

    std::vector<Step> m_steps;  // the first is under way
    JointVector m_from{}, m_at{};
    double m_elapsed = 0.0;  // s of the way or of the wait, at full speed
    double m_rate = 1.0;     // falls to 0 while it stops
    bool m_waiting = false, m_stopping = false, m_vacuum = false;
};

}  // namespace gemba::physics
