#include "physics/robots/robot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/log.h"
#include "physics/devices/kinematic.h"

namespace gemba::physics {
namespace {

constexpr double kSlowest = 0.95;  // share of the speed that may be lost

}  // namespace

Robot::Robot(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_vacuum(property("vacuum")),
      m_holding(property("holding")),
      m_holds(property("holds")),
      m_moving(property("moving")),
      m_queued(property("queued")),
      m_limited(property("limited")),
      m_faultOut(property("fault")),
      m_droppedOut(property("dropped")),
      m_slow(property("slow")),
      m_leak(property("leak")),
      m_motors(m_description.text("drive") == "motors") {
    for (size_t i = 0; i < kJoints; ++i) {
        m_input[i] = property(fmt::format("joint_{}", i + 1));
        m_actual[i] = property(fmt::format("joint_{}_actual", i + 1));
    }
}

void Robot::addShapes(ShapeStore& shapes) {
    const assets::RobotModel* const model = shapes.robot(m_index);
    if (model == nullptr)
        return;
    auto built = buildRobot(*model, m_description, m_index, shapes);
    if (built)
        m_build = std::move(*built);
    else
        log::warn(fmt::format("robot {}: {}", m_description.id, built.error().message()));
}

void Robot::begin(sim::World& world) {
    if (!m_build) {
        m_fault = RobotFault::noRobot;
        world.properties.value[m_faultOut] = static_cast<double>(m_fault);
        return;
    }
    JointVector home{};
    for (size_t i = 0; i < m_build->kinematics.joints(); ++i)
        home[i] = world.properties.initial[m_input[i]];
    m_joints = m_target = m_build->kinematics.clamped(home);
    m_queue.begin(m_joints);
    const Kinematics::Placed placed = m_build->kinematics.forward(m_joints);
    for (size_t i = 0; i < m_build->kinematics.joints(); ++i) {
        const uint32_t slot = addRow(world, sim::body_flag::kKinematic, static_cast<int32_t>(i));
        world.bodies.pose[slot] = world.bodies.previous[slot] =
            m_description.worldFromDevice * placed.bodies[i];
        world.properties.value[m_actual[i]] = m_joints[i];
    }
}

void Robot::build(const Context& context) {
    m_arm = nullptr;
    m_linked = false;
    m_gripper.rebuilt();
    if (!m_build)
        return;
    for (size_t i = 0; i < m_build->kinematics.joints(); ++i)
        m_slots[i] = findRow(context.world, static_cast<int32_t>(i));
    for (const StaticSpec& spec : m_build->base)
        context.bullet.addStatic(spec);
    if (m_motors)
        m_arm = &context.bullet.addArm(m_build->arm, m_description.worldFromDevice, m_joints,
                                       m_velocity);
}

bool Robot::sound() const {
    const auto finite = [](const JointVector& joints) {
        return std::all_of(joints.begin(), joints.end(),
                           [](double v) { return std::abs(v) <= sim::kLargestMotion; });
    };
    return finite(m_joints) && finite(m_velocity) && finite(m_target);
}

bool Robot::driven(const Context& context, uint32_t property) const {
    return context.world.properties.driver[property] != sim::Driver::initial;
}

Pose Robot::toolAt(const JointVector& joints) const {
    return m_description.worldFromDevice * m_build->kinematics.forward(joints).tool;
}

void Robot::refuse(const Context& context, RobotFault fault) {
    m_fault = fault;
    context.world.events.push_back({.type = sim::EventType::motionRefused,
                                    .index = m_index,
                                    .value = static_cast<double>(fault)});
}

void Robot::takeRequests(const Context& context, bool joints) {
    const sim::World& world = context.world;
    for (const sim::MotionRequest& request : world.motionRequests) {
        if (request.device != m_index)
            continue;
        if (request.stop)
            m_queue.stop();
        if (request.count == 0)
            continue;
        if (joints) {
            refuse(context, RobotFault::driven);
            continue;
        }
        const auto motions = std::span(world.motions).subspan(request.first, request.count);
        const RobotFault fault = m_queue.add(m_build->kinematics, motions);
        if (fault == RobotFault::none)
            m_fault = RobotFault::none;
        else
            refuse(context, fault);
    }
}

// Where the joints shall be at the end of this tick.
void Robot::aim(const Context& context) {
    const size_t joints = m_build->kinematics.joints();
    bool any = false;
    for (size_t i = 0; i < joints; ++i)
        any = any || driven(context, m_input[i]);
    takeRequests(context, any);
    m_beyond = false;
    if (any) {
        JointVector wanted = m_queue.at();
        for (size_t i = 0; i < joints; ++i) {
            if (driven(context, m_input[i]))
                wanted[i] = get(context, m_input[i]);
            if (!std::isfinite(wanted[i]))
                wanted[i] = m_target[i];
        }
        m_target = m_build->kinematics.clamped(wanted);
        m_beyond = m_target != wanted;
        m_queue.stand(m_target);
        return;
    }
    const double slow = std::clamp(get(context, m_slow), 0.0, kSlowest);
    if (!m_queue.advance(m_build->kinematics, context.world.h, 1.0 - slow))
        refuse(context, RobotFault::outOfReach);
    m_target = m_queue.at();
}

void Robot::actuate(const Context& context) {
    if (!m_build)
        return;
    if (!m_linked) {
        m_linked = true;
        for (size_t i = 0; i < m_build->kinematics.joints(); ++i)
            m_links[i] = m_arm != nullptr ? m_arm->collider(i) : context.bullet.body(m_slots[i]);
    }
    aim(context);

    // The gripper takes what stands before the tool now, and goes where the tool goes.
    const bool vacuum = driven(context, m_vacuum) ? flag(context, m_vacuum) : m_queue.vacuum();
    const double leak = std::clamp(get(context, m_leak), 0.0, 1.0);
    const Gripper::Settings settings{.device = m_index,
                                     .reach = m_description.number("reach"),
                                     .payload = m_description.number("payload") * (1.0 - leak)};
    m_gripper.lead(context, settings, vacuum, toolAt(m_joints), toolAt(m_target), m_links);

    if (m_arm == nullptr) {
        moveBodies(context);
        return;
    }
    const auto [weight, at] = m_gripper.load(context);
    if (m_gripper.held() != 0)
        m_arm->push(weight, at);
    m_arm->drive(m_target, context.world.h);
}

void Robot::moveBodies(const Context& context) {
    const bool moving = m_target != m_joints;
    m_joints = m_target;
    const Kinematics::Placed placed = m_build->kinematics.forward(m_joints);
    for (size_t i = 0; i < m_build->kinematics.joints(); ++i)
        moveRow(context, m_slots[i], m_description.worldFromDevice * placed.bodies[i], moving);
}

void Robot::sense(const Context& context) {
    if (!m_build)
        return;
    if (m_arm != nullptr) {
        m_arm->keepLimits();
        m_joints = m_arm->positions();
        m_velocity = m_arm->velocities();
        sim::BodyTable& bodies = context.world.bodies;
        const Kinematics::Placed placed = m_build->kinematics.forward(m_joints);
        for (size_t i = 0; i < m_build->kinematics.joints(); ++i) {
            const uint32_t slot = m_slots[i];
            bodies.previous[slot] = bodies.pose[slot];
            bodies.pose[slot] = m_description.worldFromDevice * placed.bodies[i];
            bodies.velocity[slot] =
                (bodies.pose[slot].position - bodies.previous[slot].position) / context.world.h;
        }
    }
    m_gripper.settle(context, toolAt(m_joints));
    report(context);
}

void Robot::report(const Context& context) {
    for (size_t i = 0; i < m_build->kinematics.joints(); ++i)
        set(context, m_actual[i], m_joints[i]);
    set(context, m_holding, m_gripper.held());
    set(context, m_holds, m_gripper.held() != 0 ? 1.0 : 0.0);
    set(context, m_moving, m_queue.moving() ? 1.0 : 0.0);
    set(context, m_queued, static_cast<double>(m_queue.size()));
    set(context, m_limited, m_beyond ? 1.0 : 0.0);
    set(context, m_faultOut, static_cast<double>(m_fault));
    set(context, m_droppedOut, m_gripper.dropped());
}

}  // namespace gemba::physics
