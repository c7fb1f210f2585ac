#include "physics/devices/photo_eye.h"

#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

constexpr const char* kLine = R"(
[[item]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 2.0
[[conveyor]]
id = "belt"
size = [8.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.5
acceleration = 1000.0
[[feeder]]
id = "feeder"
on = "belt"
at = 1.0
items = ["carton"]
every = 2.0
[[photo_eye]]
id = "eye"
on = "belt"
at = 3.0
[[sink]]
id = "sink"
pose = { position = [7.5, 0, 1.0] }
size = [1.0, 1.0, 1.0]
)";

TEST(PhotoEye, SeesEachPartPassInTime) {
    Scene scene(kLine);
    scene.run(11.0);
    const auto edges = scene.events(sim::EventType::edge);
    ASSERT_GE(edges.size(), 6u);
    for (size_t i = 0; i < edges.size(); ++i) {
        EXPECT_EQ(edges[i].value, i % 2 == 0 ? 1.0 : 0.0);
        EXPECT_EQ(edges[i].serial, 1 + i / 2) << "the falling edge names the part that left";
    }
}

TEST(PhotoEye, IsExactToTheTick) {
    Scene scene(kLine);
    while (scene.get("eye.blocked") == 0.0 && scene.world().tick < 2400)
        scene.ticks(1);
    // The leading edge has passed the beam in this tick and not before.
    const uint32_t slot = scene.items().at(0);
    EXPECT_GE(scene.bodies().pose[slot].position.x + 0.2, 3.0);
    EXPECT_LT(scene.bodies().previous[slot].position.x + 0.2, 3.0);
}

TEST(PhotoEye, ReportsLateByItsDelay) {
    Scene prompt(kLine), late(kLine);
    late.set("eye.delay", 0.5);
    const auto firstEdge = [](Scene& scene) {
        while (scene.get("eye.blocked") == 0.0 && scene.world().tick < 4800)
            scene.ticks(1);
        return scene.world().tick;
    };
    EXPECT_EQ(firstEdge(late) - firstEdge(prompt), 120);
    late.run(3.0);
    const auto edges = late.events(sim::EventType::edge);
    ASSERT_GE(edges.size(), 2u);
    EXPECT_EQ(edges[1].serial, 1u);
}

TEST(PhotoEye, MissesItsShareOfParts) {
    Scene scene(kLine);
    scene.set("eye.miss", 1.0);
    scene.run(10.0);
    EXPECT_TRUE(scene.events(sim::EventType::edge).empty());

    Scene half(kLine);
    half.set("eye.miss", 0.3);
    half.run(200.0);
    const size_t seen = half.events(sim::EventType::edge).size() / 2;
    const size_t taken = half.events(sim::EventType::itemTaken).size();
    EXPECT_GT(taken, 80u);
    EXPECT_NEAR(static_cast<double>(seen) / static_cast<double>(taken), 0.7, 0.15);
}

TEST(PhotoEye, LooksOverLowPartsAndPastTheBelt) {
    Scene scene(std::string(kLine) + R"(
[[photo_eye]]
id = "high"
on = "belt"
at = 3.0
height = 0.26
)");
    scene.run(10.0);
    EXPECT_EQ(scene.get("high.blocked"), 0.0);
    for (const sim::Event& edge : scene.events(sim::EventType::edge))
        EXPECT_NE(edge.index, static_cast<uint32_t>(scene.world().twin->findDevice("high")));
}

TEST(PhotoEye, SeesDynamicBodiesButNothingThatStands) {
    Scene scene(R"(
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
[[photo_eye]]
id = "eye"
on = "belt"
at = 1.0
[[body]]
id = "post"
size = [0.3, 0.3, 0.5]
pose = { position = [1.0, 0, 1.05] }
[[photo_eye]]
id = "eye2"
on = "belt"
at = 3.0
[[body]]
id = "drum"
shape = "cylinder"
size = [0.3, 0.3, 0.5]
mass = 3.0
pose = { position = [3.0, 0, 1.05] }
)");
    scene.run(0.5);
    EXPECT_EQ(scene.get("eye.blocked"), 0.0);
    EXPECT_EQ(scene.get("eye2.blocked"), 1.0);
}

}  // namespace
}  // namespace gemba::physics
