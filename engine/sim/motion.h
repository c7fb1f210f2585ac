#pragma once

#include <array>
#include <cstdint>

#include "engine/core/pose.h"

namespace gemba::sim {

/// What a robot's motion goes to.
enum class MotionGoal : uint8_t {
    joints,  ///< angles, all joints at once
    pose,    ///< the tool's pose, by the joints that give it
    line,    ///< the same, the tool on a straight line
    stay,    ///< nowhere: only vacuum and wait
};

/// One motion of a robot's program: it goes there, then sets the vacuum, then waits.
struct Motion {
    MotionGoal goal = MotionGoal::stay;
    std::array<double, 6> joints{};  ///< rad, m where a joint slides; for MotionGoal::joints
    Pose baseFromTool;               ///< for pose and line, in the robot's frame
    double speed = 1.0;              ///< share of the joints' speeds; of a line m/s
    double wait = 0.0;               ///< s after it
    int8_t vacuum = -1;              ///< 1 on, 0 off, -1 as it is

    template <class A>
    void visitState(A& archive) {
        archive(goal, joints, baseFromTool, speed, wait, vacuum);
        archive.require(goal <= MotionGoal::stay);
    }
};

/// What the controller asks of a robot in one tick: motions that follow those in its queue. Taken
/// or refused as a whole, in the same tick.
struct MotionRequest {
    uint32_t device = 0;
    uint32_t first = 0, count = 0;  ///< in World::motions
    bool stop = false;              ///< first of all forget the queue, and stand still
};

/// Motions that a robot's queue holds at most.
inline constexpr uint32_t kMostMotions = 64;

/// Largest number that a motion may name: m, rad, s.
inline constexpr double kLargestMotion = 1e4;

}  // namespace gemba::sim
