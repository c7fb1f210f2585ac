#include "tests/unit/physics/scene.h"

// Stopper, scale and pusher on one belt.
namespace gemba::physics {
namespace {

constexpr const char* kCell = R"(
[[item]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 2.0
[[conveyor]]
id = "belt"
size = [8.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.4
[[feeder]]
id = "feeder"
on = "belt"
at = 0.4
items = ["carton"]
every = 3.0
[[stopper]]
id = "stop"
on = "belt"
at = 3.0
[[scale]]
id = "scale"
on = "belt"
at = 5.0
length = 0.7
[[pusher]]
id = "push"
on = "belt"
at = 6.5
size = [0.5, 0.05, 0.2]
stroke = 0.7
[[sink]]
id = "sink"
pose = { position = [7.8, 0, 1.0] }
size = [0.4, 1.0, 1.0]
)";

double frontOf(Scene& scene, uint32_t slot) {
    return scene.bodies().pose[slot].position.x + 0.2;
}

TEST(Stopper, HoldsPartsAndLetsThemGo) {
    Scene scene(kCell);
    scene.set("stop.close", 1.0);
    scene.run(1.0);
    EXPECT_EQ(scene.get("stop.closed"), 1.0);
    scene.run(24.0);
    const auto held = scene.items();
    ASSERT_GE(held.size(), 5u);
    EXPECT_NEAR(frontOf(scene, held[0]), 2.99, 0.003);
    EXPECT_NEAR(frontOf(scene, held[1]), 2.59, 0.01);
    EXPECT_TRUE(scene.bodies().flags[held[0]] & sim::body_flag::kSleeping);

    // Opening wakes the queue, and it moves as one.
    scene.set("stop.close", 0.0);
    scene.run(3.0);
    EXPECT_EQ(scene.get("stop.closed"), 0.0);
    EXPECT_GT(frontOf(scene, held[0]), 3.5);
    EXPECT_NEAR(scene.bodies().velocity[held[1]].x, 0.4, 0.002);
}

TEST(Stopper, ParkedItTouchesNoPart) {
    Scene scene(kCell);
    scene.run(5.5);  // the first carton's middle stands over the blade
    const uint32_t slot = scene.items().at(0);
    while (scene.bodies().pose[slot].position.x < 3.3 && scene.world().tick < 2400) {
        scene.ticks(1);
        EXPECT_NEAR(scene.bodies().velocity[slot].x, 0.4, 0.001);
        EXPECT_NEAR(scene.bodies().pose[slot].position.z, 0.925, 0.0005);
    }
    EXPECT_GE(scene.bodies().pose[slot].position.x, 3.3);
}

TEST(Stopper, SticksAndJams) {
    Scene scene(kCell);
    scene.set("stop.stuck", 1.0);
    scene.set("stop.close", 1.0);
    scene.run(1.0);
    EXPECT_EQ(scene.get("stop.closed"), 0.0);
    scene.set("stop.stuck", 0.0);
    scene.set("stop.close", 0.0);
    scene.set("stop.jammed", 1.0);
    scene.run(1.0);
    EXPECT_EQ(scene.get("stop.closed"), 1.0);
    // The blade's frame has risen by its height and what it was parked below the belt.
    EXPECT_NEAR(scene.pose("stop").position.z, 0.8 + 0.15, 1e-9);
}

TEST(Scale, ReadsACartonWithinTwoGrams) {
    Scene scene(kCell);
    scene.run(20.0);
    const auto weighed = scene.events(sim::EventType::weighed);
    ASSERT_GE(weighed.size(), 2u);
    for (size_t i = 0; i < weighed.size(); ++i) {
        EXPECT_NEAR(weighed[i].value, 2.0, 0.002);
        EXPECT_EQ(weighed[i].serial, i + 1);
    }
    EXPECT_EQ(scene.get("scale.last_weight"), weighed.back().value);
    EXPECT_EQ(scene.get("scale.weighed"), static_cast<double>(weighed.size()));
}

// Two that ride side by side are on it together; the scale has weighed both.
TEST(Scale, WeighsEachOfTwoThatPassTogether) {
    Scene scene(R"(
[[item]]
id = "tin"
size = [0.2, 0.2, 0.2]
mass = 1.0
[[conveyor]]
id = "belt"
size = [4.0, 0.8, 0.8]
pose = { position = [1, 0, 0.8] }
speed = 0.4
[[conveyor]]
id = "left"
size = [1.0, 0.3, 0.8]
pose = { position = [0, 0.2, 0.8] }
speed = 0.4
[[conveyor]]
id = "right"
size = [1.0, 0.3, 0.8]
pose = { position = [0, -0.2, 0.8] }
speed = 0.4
[[feeder]]
id = "feeder_left"
on = "left"
at = 0.4
items = ["tin"]
every = 9.0
[[feeder]]
id = "feeder_right"
on = "right"
at = 0.4
items = ["tin"]
every = 9.0
[[scale]]
id = "scale"
on = "belt"
at = 1.0
length = 0.7
)");
    scene.run(8.0);
    const auto weighed = scene.events(sim::EventType::weighed);
    ASSERT_EQ(weighed.size(), 2u);
    EXPECT_NE(weighed[0].serial, weighed[1].serial);
    for (const sim::Event& event : weighed)
        EXPECT_NEAR(event.value, 2.0, 0.01);
    EXPECT_EQ(scene.get("scale.weighed"), 2.0);
}

TEST(Scale, ReadsWithBiasAndNoise) {
    Scene scene(kCell);
    scene.set("scale.bias", -0.06);
    scene.run(0.5);
    EXPECT_NEAR(scene.get("scale.weight"), -0.06, 1e-12);
    scene.set("scale.noise", 0.01);
    double sum = 0.0, sum2 = 0.0;
    for (int i = 0; i < 1000; ++i) {
        scene.ticks(1);
        const double error = scene.get("scale.weight") + 0.06;
        sum += error, sum2 += error * error;
    }
    EXPECT_NEAR(sum / 1000.0, 0.0, 0.002);
    EXPECT_NEAR(std::sqrt(sum2 / 1000.0), 0.01, 0.002);
}

TEST(Pusher, PushesAPartOffToTheLeft) {
    Scene scene(kCell);
    const auto atPusher = [&] {
        const auto items = scene.items();
        return !items.empty() && scene.bodies().pose[items[0]].position.x >= 6.5;
    };
    while (!atPusher() && scene.world().tick < 240 * 30)
        scene.ticks(1);
    const uint32_t slot = scene.items().at(0);
    EXPECT_NEAR(scene.bodies().pose[slot].position.y, 0.0, 0.005) << "drawn back it touches none";
    scene.set("push.extend", 1.0);
    scene.run(1.0);
    EXPECT_EQ(scene.get("push.extended"), 1.0);
    EXPECT_EQ(scene.get("push.strokes"), 1.0);
    EXPECT_NEAR(scene.get("push.position"), 0.7, 1e-12);
    EXPECT_GT(scene.bodies().pose[slot].position.y, 0.3) << "it is off the belt";
    scene.set("push.extend", 0.0);
    scene.run(1.0);
    EXPECT_EQ(scene.get("push.position"), 0.0);
    EXPECT_LT(scene.bodies().pose[slot].position.z, 0.5) << "it fell beside the belt";
    EXPECT_NEAR(scene.pose("push").position.y, 0.0, 1e-12);
}

TEST(Pusher, SticksAndStandsOnEitherSide) {
    Scene scene(R"(
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
[[pusher]]
id = "left"
on = "belt"
at = 1.0
side = "left"
[[pusher]]
id = "stuck"
on = "belt"
at = 3.0
)");
    scene.set("left.extend", 1.0);
    scene.set("stuck.extend", 1.0);
    scene.set("stuck.stuck", 1.0);
    scene.run(1.0);
    EXPECT_NEAR(scene.pose("left").position.y, -0.6, 1e-9);
    EXPECT_EQ(scene.get("stuck.position"), 0.0);
    EXPECT_EQ(scene.get("stuck.strokes"), 0.0);
}

}  // namespace
}  // namespace gemba::physics
