#pragma once

#include <memory>
#include <optional>
#include <span>

#include "physics/robots/joint_vector.h"

namespace gemba::physics {

/// Where an arm's bodies and tool are, and which joints bring the tool somewhere: by Orocos KDL,
/// all in the robot's own frame. Same question, same bits. One thread at a time.
class Kinematics {
 public:
    /// Worst error of a pose that inverse() gives: m, rad.
    static constexpr double kPositionError = 1e-6, kAngleError = 1e-6;

    Kinematics(const assets::RobotModel& model, const assets::RobotChain& chain);
    ~Kinematics();
    Kinematics(Kinematics&&) noexcept;
    Kinematics& operator=(Kinematics&&) noexcept;

    [[nodiscard]] size_t joints() const;
    [[nodiscard]] double lower(size_t joint) const;
    [[nodiscard]] double upper(size_t joint) const;
    /// rad/s or m/s.
    [[nodiscard]] double speed(size_t joint) const;

    /// Within the limits, each joint at what is nearest.
    [[nodiscard]] JointVector clamped(JointVector joints) const;
    [[nodiscard]] bool within(const JointVector& joints) const;

    struct Placed {
        std::array<Pose, assets::RobotChain::kMostJoints> bodies;  ///< base from body
        Pose tool;                                                 ///< base from tool
    };
    [[nodiscard]] Placed forward(const JointVector& joints) const;

    /// Joints within their limits that bring the tool to the pose, of several those nearest to
    /// `near`, found from there and from places spread over the limits: at most 24 searches of 200
    /// steps. Nothing: out of reach, as far as these found out.
    [[nodiscard]] std::optional<JointVector> inverse(const Pose& baseFromTool,
                                                     const JointVector& near) const;

    /// The same by Newton's steps from `near` alone, for the next place on a line: nothing too
    /// where a joint would turn by more than `most` (rad or m).
    [[nodiscard]] std::optional<JointVector> follow(const Pose& baseFromTool,
                                                    const JointVector& near, double most) const;

 private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gemba::physics
