#include "physics/devices/conveyor.h"

#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

constexpr const char* kBelt = R"(
[[conveyor]]
id = "belt"
size = [20.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.4
[[body]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 5.0
friction = 0.6
pose = { position = [2.0, 0.0, 0.925] }
)";

TEST(Conveyor, BringsABoxToBeltSpeed) {
    Scene scene(kBelt);
    for (const double speed : {0.1, 0.4, 1.2}) {
        scene.set("belt.speed", speed);
        scene.run(3.0);
        EXPECT_NEAR(scene.velocity("carton").x, speed, 0.001 * speed);
        EXPECT_NEAR(scene.get("belt.actual_speed"), speed, 1e-12);
        const double from = scene.pose("carton").position.x;
        scene.run(2.0);
        EXPECT_NEAR(scene.pose("carton").position.x - from, 2.0 * speed, 0.002 * speed);
    }
}

TEST(Conveyor, RunsBackwards) {
    Scene scene(kBelt);
    scene.set("belt.speed", -0.5);
    scene.run(3.0);
    EXPECT_NEAR(scene.velocity("carton").x, -0.5, 0.0005);
}

TEST(Conveyor, RampsWithItsAcceleration) {
    Scene scene(kBelt);
    scene.ticks(24);  // 0.1 s at 1 m/s2
    EXPECT_NEAR(scene.get("belt.actual_speed"), 0.1, 1e-9);
    scene.run(1.0);
    scene.set("belt.running", 0.0);
    scene.ticks(24);
    EXPECT_NEAR(scene.get("belt.actual_speed"), 0.3, 1e-9);
    scene.run(1.0);
    EXPECT_EQ(scene.get("belt.actual_speed"), 0.0);
    EXPECT_NEAR(scene.velocity("carton").x, 0.0, 1e-4);
}

TEST(Conveyor, SlipsBelowItsEncoder) {
    Scene scene(kBelt);
    scene.set("belt.slip", 0.06);
    scene.run(3.0);
    EXPECT_NEAR(scene.get("belt.actual_speed"), 0.4, 1e-12);
    EXPECT_NEAR(scene.velocity("carton").x, 0.4 * 0.94, 0.0004);
}

TEST(Conveyor, ASlickBeltPullsByItsFriction) {
    Scene scene(kBelt);
    scene.set("belt.speed", 0.0);
    scene.run(1.0);
    scene.set("belt.friction", 0.05);
    scene.set("belt.speed", 0.4);
    scene.run(1.0);
    // The carton's 0.6 times the belt's; mu g t, from when it slips on.
    EXPECT_NEAR(scene.velocity("carton").x, 0.6 * 0.05 * 9.81 * 1.0, 0.005);
    scene.set("belt.friction", 0.9);
    scene.run(0.5);
    EXPECT_NEAR(scene.velocity("carton").x, 0.4, 0.0004);
}

TEST(Conveyor, KeepsABoxStraightOverTwelveMetres) {
    Scene scene(kBelt);
    scene.run(31.0);
    const Pose& pose = scene.pose("carton");
    EXPECT_GT(pose.position.x, 14.0);
    EXPECT_NEAR(pose.position.y, 0.0, 0.005);
    EXPECT_NEAR(pose.position.z, 0.925, 0.001);
    const double yaw = 2.0 * std::atan2(pose.rotation.z, pose.rotation.w);
    EXPECT_NEAR(yaw, 0.0, 0.005);
}

TEST(Conveyor, WakesASleepingBoxWhenItStarts) {
    Scene scene(kBelt);
    scene.set("belt.speed", 0.0);
    scene.run(5.0);
    ASSERT_TRUE(scene.bodies().flags[scene.slotOf("carton")] & sim::body_flag::kSleeping);
    scene.set("belt.speed", 0.4);
    scene.run(2.0);
    EXPECT_FALSE(scene.bodies().flags[scene.slotOf("carton")] & sim::body_flag::kSleeping);
    EXPECT_NEAR(scene.velocity("carton").x, 0.4, 0.0004);
}

TEST(Conveyor, NeverLetsABoxSleepWhileItMoves) {
    for (const double speed : {0.005, 0.02, 0.1}) {
        Scene scene(kBelt);
        scene.set("belt.speed", speed);
        scene.run(8.0);
        EXPECT_NEAR(scene.velocity("carton").x, speed, 0.01 * speed) << speed;
    }
}

constexpr const char* kTwoBelts = R"(
[[conveyor]]
id = "a"
size = [3.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.4
[[conveyor]]
id = "b"
size = [3.0, 0.6, 0.8]
pose = { position = [3.0, 0, 0.8] }
speed = 0.4
[[body]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 5.0
friction = 0.6
pose = { position = [1.0, 0.05, 0.925] }
)";

TEST(Conveyor, HandsABoxOverWithoutASnag) {
    for (const double speed : {0.1, 0.4, 1.0}) {
        Scene scene(kTwoBelts);
        scene.set("a.speed", speed);
        scene.set("b.speed", speed);
        double slowest = 1e9, fastest = 0.0, lowest = 1e9, highest = 0.0;
        while (scene.pose("carton").position.x < 4.0 && scene.world().tick < 240 * 60) {
            scene.ticks(1);
            if (scene.pose("carton").position.x < 2.5)
                continue;
            const double v = scene.velocity("carton").x, z = scene.pose("carton").position.z;
            slowest = std::min(slowest, v), fastest = std::max(fastest, v);
            lowest = std::min(lowest, z), highest = std::max(highest, z);
        }
        EXPECT_GE(scene.pose("carton").position.x, 4.0);
        EXPECT_GT(slowest, 0.99 * speed);
        EXPECT_LT(fastest, 1.01 * speed);
        EXPECT_GT(lowest, 0.924);
        EXPECT_LT(highest, 0.926);
    }
}

TEST(Conveyor, HandsABoxOverAtACrawl) {
    // So slow that its edge stands inside the seam, less deep along the belt than downwards.
    std::string text = kTwoBelts;
    text.replace(text.find("[1.0, 0.05, 0.925]"), 18, "[2.798, 0.05, 0.925]");
    Scene scene(text);
    scene.set("a.speed", 0.004);
    scene.set("b.speed", 0.004);
    scene.run(0.1);
    for (int i = 0; i < 240 * 2; ++i) {
        scene.ticks(1);
        EXPECT_NEAR(scene.velocity("carton").x, 0.004, 0.0004);
    }
    EXPECT_GT(scene.pose("carton").position.x, 2.805);
}

TEST(Conveyor, LiftsABoxOverAStepOfTwoMillimetres) {
    std::string text = kTwoBelts;
    text.replace(text.find("[3.0, 0, 0.8]"), 13, "[3.0, 0, 0.802]");
    Scene scene(text);
    scene.run(8.0);
    EXPECT_GT(scene.pose("carton").position.x, 3.8);
    EXPECT_NEAR(scene.pose("carton").position.z, 0.927, 0.001);
    EXPECT_NEAR(scene.velocity("carton").x, 0.4, 0.004);
}

TEST(Conveyor, TakesABoxFromASlowerBelt) {
    Scene scene(kTwoBelts);
    scene.set("b.speed", 0.8);
    scene.run(6.5);
    EXPECT_NEAR(scene.velocity("carton").x, 0.8, 0.001);
    EXPECT_NEAR(scene.pose("carton").position.y, 0.05, 0.01);
}

TEST(Conveyor, CountsParts) {
    Scene scene(R"(
[[item]]
id = "carton"
size = [0.3, 0.3, 0.3]
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8], rpy_deg = [0, 0, 90] }
speed = 0.5
[[feeder]]
id = "feeder"
on = "belt"
at = 0.5
items = ["carton"]
every = 1.0
)");
    scene.run(3.5);
    EXPECT_EQ(scene.get("belt.items"), 4.0);
    scene.set("feeder.every", 0.0);
    scene.run(12.0);
    EXPECT_EQ(scene.get("belt.items"), 0.0);
}

TEST(Conveyor, KeepsAQueueAtRestWhileItRuns) {
    // Three cartons against a wall, for half an hour: asleep, they do not creep.
    Scene scene(R"(
[[conveyor]]
id = "belt"
size = [6.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.4
[[body]]
id = "wall"
size = [0.1, 0.6, 0.4]
pose = { position = [5.0, 0, 1.0] }
[[body]]
id = "c1"
size = [0.4, 0.3, 0.25]
mass = 5.0
pose = { position = [3.0, 0.02, 0.925] }
[[body]]
id = "c2"
size = [0.4, 0.3, 0.25]
mass = 5.0
pose = { position = [2.0, -0.02, 0.925] }
[[body]]
id = "c3"
size = [0.4, 0.3, 0.25]
mass = 5.0
pose = { position = [1.0, 0.0, 0.925] }
)");
    scene.run(30.0);
    const Vec3 first = scene.pose("c1").position, last = scene.pose("c3").position;
    EXPECT_NEAR(first.x, 4.75, 0.005);
    scene.run(300.0);
    EXPECT_NEAR(glm::length(scene.pose("c1").position - first), 0.0, 1e-3);
    EXPECT_NEAR(glm::length(scene.pose("c3").position - last), 0.0, 1e-3);
}

}  // namespace
}  // namespace gemba::physics
