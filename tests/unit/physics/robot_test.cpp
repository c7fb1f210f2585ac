#include <fmt/format.h>

#include <cmath>

#include "engine/sim/bindings.h"
#include "physics/robots/kinematics.h"
#include "tests/support/robot_text.h"
#include "tests/unit/physics/scene.h"

// An arm beside a belt: driven by live angles, by its queue, by motors; with parts.
namespace gemba::physics {
namespace {

using gemba::test::armModel;
using gemba::test::robotTable;
using sim::Motion;
using sim::MotionGoal;

constexpr const char* kBelt = R"(
[[item]]
id = "carton"
size = [0.3, 0.2, 0.2]
mass = 2.0
[[conveyor]]
id = "belt"
size = [2.0, 0.5, 0.3]
pose = { position = [-1.0, 0.7, 0.3] }
speed = 0.4
[[feeder]]
id = "feeder"
on = "belt"
at = 0.3
items = ["carton"]
[[stopper]]
id = "stop"
on = "belt"
at = 1.16
closed = true
)";

/// Joint angles as a binding would drive them.
void drive(Scene& scene, const JointVector& joints) {
    for (size_t i = 0; i < joints.size(); ++i) {
        const uint32_t at = scene.place(fmt::format("arm.joint_{}", i + 1));
        scene.world().properties.value[at] = joints[i];
        scene.world().properties.driver[at] = sim::Driver::measured;
    }
}

JointVector actual(Scene& scene) {
    JointVector out{};
    for (size_t i = 0; i < out.size(); ++i)
        out[i] = scene.get(fmt::format("arm.joint_{}_actual", i + 1));
    return out;
}

Kinematics kinematics() {
    const auto model = armModel();
    return {*model, assets::makeChain(*model, "").value()};
}

/// Tool above the carton that waits at the stopper, looking down.
Pose above(double height) {
    return {{0.0, 0.7, 0.5 + height}, quatFromRpy({3.14159265358979, 0.0, 0.0})};
}

TEST(Robot, StandsAtHomeWithABodyForEachJoint) {
    Scene scene(robotTable("1, 2, 0", "home = [0, 0.2, 0.6, 0, 0.5, 0]"), 1, armModel());
    scene.ticks(2);
    EXPECT_EQ(scene.world().bodies.count(), 6u);
    EXPECT_NEAR(scene.get("arm.joint_3_actual"), 0.6, 1e-12);
    EXPECT_EQ(scene.get("arm.fault"), 0.0);
    const Pose& turret = scene.pose("arm");
    EXPECT_NEAR(turret.position.x, 1.0, 1e-12);
    EXPECT_NEAR(turret.position.z, 0.2, 1e-12);
}

TEST(Robot, WithoutADescriptionItStandsStillAndSaysSo) {
    Scene scene(robotTable("0, 0, 0"));
    scene.ticks(10);
    EXPECT_EQ(scene.get("arm.fault"), 4.0);
    EXPECT_EQ(scene.world().bodies.count(), 0u);
}

TEST(Robot, LiveAnglesAreFollowedAndClamped) {
    Scene scene(robotTable("0, 0, 0"), 1, armModel());
    const Kinematics arm = kinematics();
    JointVector joints{0.4, 0.3, 0.5, -1.0, 0.7, 2.0};
    drive(scene, joints);
    scene.ticks(1);
    EXPECT_EQ(actual(scene), joints);
    EXPECT_EQ(scene.get("arm.limited"), 0.0);
    const Pose& last = scene.bodies().pose[scene.slotOf("arm") + 5];
    EXPECT_LT(glm::length(last.position - arm.forward(joints).bodies[5].position), 1e-9);

    joints[0] = 7.0;
    drive(scene, joints);
    scene.ticks(1);
    EXPECT_EQ(scene.get("arm.joint_1_actual"), 3.0);
    EXPECT_EQ(scene.get("arm.limited"), 1.0);
    EXPECT_EQ(scene.get("arm.joint_6_actual"), 2.0);
}

TEST(Robot, SignalsDriveItByBindings) {
    std::string text = robotTable("0, 0, 0");
    for (int i = 1; i <= 6; ++i)
        text += fmt::format(
            "[[binding]]\nsignal = \"cell/arm/j{0}\"\ndevice = \"arm.joint_{0}\"\n"
            "role = \"drive\"\nunit = \"deg\"\n",
            i);
    text += "[[live]]\nid = \"controller\"\nconnect = \"tcp://127.0.0.1:5556\"\n";
    const auto twin = test::twinFromText(text);
    ASSERT_TRUE(twin);
    sim::Simulation::Systems systems;
    systems.push_back(std::make_unique<sim::BindingSystem>(*twin));
    systems.push_back(
        makePhysics({}, std::vector<std::shared_ptr<const assets::RobotModel>>(1, armModel())));
    sim::Simulation simulation(twin, 1, std::move(systems));
    simulation.world().following = true;
    std::vector<signals::Sample> samples;
    const UtcNs now = 1'700'000'000 * kNsPerSecond;
    for (uint32_t i = 0; i < 6; ++i)
        samples.push_back({.signal = i,
                           .sourceTime = now,
                           .receiveTime = now,
                           .value = Value::ofReal(10.0 * (i + 1))});
    simulation.tick({.utc = now, .samples = samples});
    const auto value = [&](const std::string& name) {
        return simulation.world().property(twin->findProperty("arm." + name).value());
    };
    for (int i = 1; i <= 6; ++i)
        EXPECT_NEAR(value(fmt::format("joint_{}_actual", i)), glm::radians(10.0 * i), 1e-12);
    EXPECT_EQ(value("limited"), 0.0);

    // Beyond a limit it stands there, and says so.
    samples.resize(1);
    samples[0].value = Value::ofReal(200.0);
    samples[0].sourceTime = samples[0].receiveTime = now + 1'000'000;
    simulation.tick({.utc = now + 4'166'666, .samples = samples});
    EXPECT_EQ(value("joint_1_actual"), 3.0);
    EXPECT_EQ(value("limited"), 1.0);
}

TEST(Robot, WhatIsDrivenRunsNoProgram) {
    Scene scene(robotTable("0, 0, 0"), 1, armModel());
    drive(scene, {0.1, 0.1, 0.1, 0.1, 0.1, 0.1});
    scene.ask({{.goal = MotionGoal::joints, .joints = {0.5}}});
    scene.ticks(1);
    EXPECT_EQ(scene.get("arm.fault"), 5.0);
    EXPECT_EQ(scene.get("arm.queued"), 0.0);
    EXPECT_EQ(scene.get("arm.joint_1_actual"), 0.1);
}

TEST(Robot, ReachesPosesByItsQueue) {
    Scene scene(robotTable("0, 0, 0", "home = [0, 0.2, 0.6, 0, 0.5, 0]"), 1, armModel());
    const Kinematics arm = kinematics();
    const Pose goal = above(0.2);
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = goal}});
    scene.ticks(1);
    EXPECT_EQ(scene.get("arm.fault"), 0.0);
    EXPECT_EQ(scene.get("arm.queued"), 1.0);
    EXPECT_EQ(scene.get("arm.moving"), 1.0);
    scene.run(5.0);
    EXPECT_EQ(scene.get("arm.queued"), 0.0);
    EXPECT_EQ(scene.get("arm.moving"), 0.0);
    EXPECT_LT(glm::length(arm.forward(actual(scene)).tool.position - goal.position), 1e-4);

    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = Pose{{9.0, 0.0, 0.0}}}});
    scene.ticks(1);
    EXPECT_EQ(scene.get("arm.fault"), 1.0);
    ASSERT_EQ(scene.events(sim::EventType::motionRefused).size(), 1u);
    EXPECT_EQ(scene.events(sim::EventType::motionRefused)[0].value, 1.0);
}

/// Largest difference of joints from a fast sine over its time, then a second after the last.
std::pair<double, double> track(Scene& scene, const JointVector& amplitude, double seconds) {
    double worst = 0.0;
    JointVector wanted{};
    const auto differ = [&] {
        double most = 0.0;
        const JointVector is = actual(scene);
        for (size_t i = 0; i < is.size(); ++i)
            most = std::max(most, std::abs(is[i] - wanted[i]));
        return most;
    };
    const auto ticks = static_cast<int>(seconds / scene.world().h);
    for (int tick = 0; tick < ticks; ++tick) {
        const double t = (tick + 1) * scene.world().h;
        for (size_t i = 0; i < wanted.size(); ++i)
            wanted[i] = amplitude[i] * (1.0 - std::cos(2.0 * t)) * 0.5;
        drive(scene, wanted);
        scene.ticks(1);
        worst = std::max(worst, differ());
    }
    scene.run(1.0);
    return {worst, differ()};
}

TEST(RobotMotors, TrackMovingAndStandStill) {
    Scene scene(robotTable("0, 0, 0", "drive = \"motors\""), 1, armModel());
    const auto [moving, still] = track(scene, {1.5, 0.8, 0.8, 1.5, 1.0, 2.0}, 4.0);
    EXPECT_LT(moving, 5e-3);
    EXPECT_LT(still, 5e-4);
    RecordProperty("moving_mrad", fmt::format("{:.4f}", 1e3 * moving));
    RecordProperty("still_mrad", fmt::format("{:.4f}", 1e3 * still));
    fmt::print("motors: {:.4f} mrad moving, {:.4f} mrad still\n", 1e3 * moving, 1e3 * still);
}

TEST(RobotMotors, KeepTheirLimits) {
    Scene scene(robotTable("0, 0, 0", "drive = \"motors\""), 1, armModel());
    drive(scene, {9.0, 9.0, 9.0, 9.0, 9.0, 9.0});
    const Kinematics arm = kinematics();
    for (int tick = 0; tick < 1200; ++tick) {
        scene.ticks(1);
        const JointVector is = actual(scene);
        for (size_t i = 0; i < 6; ++i)
            ASSERT_LE(is[i], arm.upper(i) + 1e-3) << "joint " << i << " tick " << tick;
    }
    EXPECT_NEAR(scene.get("arm.joint_1_actual"), 3.0, 1e-3);
    EXPECT_EQ(scene.get("arm.limited"), 1.0);
}

class Gripping : public ::testing::TestWithParam<const char*> {
 protected:
    [[nodiscard]] static std::string text(const std::string& keys = {}) {
        return kBelt +
               robotTable("0, 0, 0", fmt::format("drive = \"{}\"\nhome = [1.5708, 0.2, 0.6, "
                                                 "0, 0.7, 0]\n{}",
                                                 GetParam(), keys));
    }
    /// A carton comes to the stopper.
    static void feed(Scene& scene) {
        scene.set("feeder.spawn", 1.0);
        scene.run(3.0);
        ASSERT_EQ(scene.items().size(), 1u);
    }
};

TEST_P(Gripping, TakesCarriesAndPutsDown) {
    Scene scene(text(), 1, armModel());
    feed(scene);
    const uint32_t carton = scene.items()[0];
    const Vec3 before = scene.bodies().pose[carton].position;
    EXPECT_NEAR(before.x, 0.0, 0.02);
    const Pose aside{{0.5, 0.0, 0.24}, above(0.0).rotation};
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = above(0.15)},
               {.goal = MotionGoal::line,
                .baseFromTool = above(0.01),
                .speed = 0.2,
                .wait = 0.1,
                .vacuum = 1},
               {.goal = MotionGoal::line, .baseFromTool = above(0.2), .speed = 0.2},
               {.goal = MotionGoal::pose, .baseFromTool = aside}});
    scene.run(8.0);
    ASSERT_EQ(scene.get("arm.fault"), 0.0);
    EXPECT_EQ(scene.get("arm.queued"), 0.0);
    EXPECT_EQ(scene.get("arm.holding"), 1.0);
    EXPECT_EQ(scene.get("arm.holds"), 1.0);
    ASSERT_EQ(scene.events(sim::EventType::partHeld).size(), 1u);
    const Vec3 held = scene.bodies().pose[carton].position;
    EXPECT_NEAR(held.x, 0.5, 0.02);
    EXPECT_NEAR(held.z, 0.24 - 0.01 - 0.1, 0.01);

    // Rigidly: it stays where the tool has it.
    scene.run(5.0);
    EXPECT_LT(glm::length(scene.bodies().pose[carton].position - held), 1e-4);
    scene.ask({{.vacuum = 0}});
    scene.run(2.0);
    EXPECT_EQ(scene.get("arm.holding"), 0.0);
    EXPECT_EQ(scene.get("arm.holds"), 0.0);
    EXPECT_EQ(scene.events(sim::EventType::partReleased).size(), 1u);
    EXPECT_NEAR(scene.bodies().pose[carton].position.z, 0.1, 0.01);
}

TEST_P(Gripping, WhatIsTooHeavyStays) {
    Scene scene(text("payload = 1.5"), 1, armModel());
    feed(scene);
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = above(0.15)},
               {.goal = MotionGoal::line,
                .baseFromTool = above(0.01),
                .speed = 0.2,
                .wait = 0.1,
                .vacuum = 1},
               {.goal = MotionGoal::line, .baseFromTool = above(0.2), .speed = 0.2}});
    scene.run(8.0);
    ASSERT_EQ(scene.get("arm.fault"), 0.0);
    EXPECT_EQ(scene.get("arm.holding"), 0.0);
    EXPECT_EQ(scene.get("arm.dropped"), 1.0);
    const auto dropped = scene.events(sim::EventType::partDropped);
    ASSERT_EQ(dropped.size(), 1u);
    EXPECT_EQ(dropped[0].serial, 1u);
    EXPECT_EQ(dropped[0].value, 2.0);
    EXPECT_NEAR(scene.bodies().pose[scene.items()[0]].position.z, 0.4, 0.01);
}

TEST_P(Gripping, ALeakDropsWhatIsHeld) {
    Scene scene(text(), 1, armModel());
    feed(scene);
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = above(0.15)},
               {.goal = MotionGoal::line,
                .baseFromTool = above(0.01),
                .speed = 0.2,
                .wait = 0.1,
                .vacuum = 1},
               {.goal = MotionGoal::line, .baseFromTool = above(0.2), .speed = 0.2}});
    scene.run(8.0);
    ASSERT_EQ(scene.get("arm.holding"), 1.0);
    scene.set("arm.leak", 0.95);  // of 20 kg one is left, for a carton of two
    scene.run(1.0);
    EXPECT_EQ(scene.get("arm.holding"), 0.0);
    EXPECT_EQ(scene.get("arm.dropped"), 1.0);
    EXPECT_EQ(scene.events(sim::EventType::partDropped).size(), 1u);
    EXPECT_NEAR(scene.bodies().pose[scene.items()[0]].position.z, 0.4, 0.01);
}

TEST_P(Gripping, PushesWhatStandsInItsWay) {
    Scene scene(text(), 1, armModel());
    feed(scene);
    // Through the carton from the side.
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = {{0.3, 0.7, 0.42}, above(0).rotation}},
               {.goal = MotionGoal::line,
                .baseFromTool = {{-0.1, 0.7, 0.42}, above(0).rotation},
                .speed = 0.2}});
    scene.run(6.0);
    ASSERT_EQ(scene.get("arm.fault"), 0.0);
    EXPECT_LT(scene.bodies().pose[scene.items()[0]].position.x, -0.1);
}

INSTANTIATE_TEST_SUITE_P(Drives, Gripping, ::testing::Values("kinematic", "motors"),
                         [](const auto& drive) { return std::string(drive.param); });

// Its world has another solver.
TEST(Robot, BesideOneWithMotorsBeltsRunAsElsewhere) {
    Scene scene(robotTable("0, 0, 0", "drive = \"motors\"") + R"(
[[conveyor]]
id = "belt"
size = [5.0, 0.6, 0.8]
pose = { position = [0, 2, 0.8], rpy_deg = [0, 0, 25] }
speed = 0.4
[[body]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 5.0
friction = 0.6
pose = { position = [0.906, 2.423, 0.925], rpy_deg = [0, 0, 40] }
)",
                1, armModel());
    scene.run(1.0);
    const Vec3 from = scene.pose("carton").position;
    scene.run(5.0);
    const double angle = 25.0 / 180.0 * 3.14159265358979;
    const Vec3 way = scene.pose("carton").position - from;
    EXPECT_NEAR(way.x, 2.0 * std::cos(angle), 0.004);
    EXPECT_NEAR(way.y, 2.0 * std::sin(angle), 0.004);
}

// An arm with motors never sleeps; what queues below it does, until the arm touches it.
TEST(RobotMotors, PartsSleepBelowIt) {
    Scene scene(kBelt + robotTable("0, 0, 0",
                                   "drive = \"motors\"\nhome = [1.5708, 0.2, 0.6, 0, "
                                   "0.7, 0]"),
                1, armModel());
    for (int i = 0; i < 3; ++i) {
        scene.set("feeder.spawn", 1.0);
        scene.ticks(2);
        scene.set("feeder.spawn", 0.0);
        scene.run(1.5);
    }
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = above(0.05)}});
    scene.run(8.0);
    ASSERT_EQ(scene.get("arm.fault"), 0.0);
    const std::vector<uint32_t> cartons = scene.items();
    ASSERT_EQ(cartons.size(), 3u);
    std::vector<Pose> before;
    for (const uint32_t carton : cartons) {
        EXPECT_NE(scene.bodies().flags[carton] & sim::body_flag::kSleeping, 0u);
        before.push_back(scene.bodies().pose[carton]);
    }
    scene.run(60.0);
    for (size_t i = 0; i < cartons.size(); ++i)
        EXPECT_EQ(scene.bodies().pose[cartons[i]], before[i]);

    // Through the first from the side.
    scene.ask({{.goal = MotionGoal::pose, .baseFromTool = {{0.3, 0.7, 0.42}, above(0).rotation}},
               {.goal = MotionGoal::line,
                .baseFromTool = {{0.1, 0.7, 0.42}, above(0).rotation},
                .speed = 0.2}});
    scene.run(6.0);
    EXPECT_LT(scene.bodies().pose[cartons[0]].position.x, before[0].position.x - 0.02);
}

}  // namespace
}  // namespace gemba::physics
