#pragma once

#include <array>
#include <optional>

#include "physics/devices/device.h"
#include "physics/robots/gripper.h"
#include "physics/robots/motion_queue.h"
#include "physics/robots/robot_build.h"

namespace gemba::physics {

/// An arm with a vacuum gripper. Its joints go where they are driven to (a binding, the script, a
/// hand) or else as its motion queue has it. Kinematic it is there at once; with motors it follows
/// and feels what it meets.
class Robot final : public Stateful<Robot, Device> {
 public:
    Robot(const twin::Twin& twin, uint32_t index);

    void addShapes(ShapeStore& shapes) override;
    void begin(sim::World& world) override;
    void build(const Context& context) override;
    void actuate(const Context& context) override;
    void sense(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_queue, m_joints, m_velocity, m_target, m_gripper, m_fault);
        archive.require(m_fault <= RobotFault::driven && sound());
    }

 private:
    static constexpr size_t kJoints = assets::RobotChain::kMostJoints;

    [[nodiscard]] bool sound() const;
    [[nodiscard]] bool driven(const Context& context, uint32_t property) const;
    [[nodiscard]] Pose toolAt(const JointVector& joints) const;
    void takeRequests(const Context& context, bool joints);
    void refuse(const Context& context, RobotFault fault);
    void aim(const Context& context);
    void moveBodies(const Context& context);
    void report(const Context& context);

    // Properties.
    std::array<uint32_t, kJoints> m_input{}, m_actual{};
    uint32_t m_vacuum, m_holding, m_holds, m_moving, m_queued, m_limited, m_faultOut, m_droppedOut,
        m_slow, m_leak;
    bool m_motors;
    std::optional<RobotBuild> m_build;  // none: it could not be read

    // Of the Bullet world at hand.
    Arm* m_arm = nullptr;
    std::array<uint32_t, kJoints> m_slots{};
    std::array<btCollisionObject*, kJoints> m_links{};
    bool m_linked = false;

    MotionQueue m_queue;
    JointVector m_joints{}, m_velocity{};  // where it is
    JointVector m_target{};                // where it shall be at the end of the tick
    Gripper m_gripper;
    RobotFault m_fault = RobotFault::none;
    bool m_beyond = false;  // a command lay beyond a limit in this tick
};

}  // namespace gemba::physics
