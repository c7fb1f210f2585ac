#include <algorithm>
#include <cmath>

#include "engine/twin/reader.h"
#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

// 4 m straight on, then 3 m to the left.
constexpr const char* kCorner = R"(
[[station]]
id = "dock"
pose = { position = [1, 0, 0] }
[[station]]
id = "corner"
pose = { position = [5, 0, 0] }
[[station]]
id = "rack"
pose = { position = [5, 3, 0] }
[[agv]]
id = "agv"
stations = ["dock", "corner", "rack"]
size = [1.4, 1.0, 0.35]
speed = 0.8
acceleration = 0.4
turn_rate = 30.0
[[body]]
id = "load"
size = [0.6, 0.4, 0.5]
mass = 20.0
pose = { position = [1.1, 0.1, 0.601] }
)";

// Seconds until it stands at a station.
double timeTo(Scene& scene, int station, double limit = 60.0) {
    scene.set("agv.target", station);
    const Tick begin = scene.world().tick;
    do {
        scene.ticks(1);
    } while (scene.get("agv.at") != station &&
             static_cast<double>(scene.world().tick - begin) * scene.world().h < limit);
    return static_cast<double>(scene.world().tick - begin) * scene.world().h;
}

double yaw(const Pose& pose) {
    const Vec3 x = pose.rotation * Vec3(1.0, 0.0, 0.0);
    return std::atan2(x.y, x.x) * 180.0 / 3.14159265358979;
}

TEST(Agv, StandsAtItsFirstStationAndGoesInATrapezoidOfSpeed) {
    Scene scene(kCorner);
    scene.run(1.0);
    EXPECT_EQ(scene.get("agv.at"), 0.0);
    EXPECT_EQ(scene.get("agv.arrived"), 1.0);
    EXPECT_EQ(scene.pose("agv").position, Vec3(1.0, 0.0, 0.0));

    scene.set("agv.target", 1.0);
    scene.run(3.0);
    EXPECT_EQ(scene.get("agv.at"), -1.0);
    EXPECT_EQ(scene.get("agv.arrived"), 0.0);
    EXPECT_NEAR(scene.get("agv.actual_speed"), 0.8, 1e-9);
    // s = v²/2a + v (t - v/a)
    EXPECT_NEAR(scene.pose("agv").position.x, 1.0 + 0.8 + 0.8, 0.005);
    const double rest = timeTo(scene, 1);
    EXPECT_NEAR(3.0 + rest, 4.0 / 0.8 + 0.8 / 0.4, 0.03);
    EXPECT_EQ(scene.pose("agv").position, Vec3(5.0, 0.0, 0.0));
    EXPECT_EQ(scene.get("agv.arrived"), 1.0);
    EXPECT_EQ(scene.get("agv.position"), 4.0);
    EXPECT_EQ(scene.get("agv.actual_speed"), 0.0);
}

TEST(Agv, TurnsWhereItsPathBendsAndCarriesItsLoad) {
    Scene scene(kCorner);
    scene.run(1.0);
    const Vec3 before = inverse(scene.pose("agv")) * scene.pose("load").position;
    // Stops at the corner: 7 s, 90° in 3 s, 3 m in 5.75 s.
    EXPECT_NEAR(timeTo(scene, 2), 7.0 + 3.0 + 5.75, 0.06);
    EXPECT_NEAR(yaw(scene.pose("agv")), 90.0, 1e-3);
    EXPECT_NEAR(glm::length(scene.pose("agv").position - Vec3(5.0, 3.0, 0.0)), 0.0, 1e-9);
    scene.run(1.0);
    const Vec3 after = inverse(scene.pose("agv")) * scene.pose("load").position;
    EXPECT_LT(glm::length(after - before), 0.005) << "friction alone holds it";

    // Back: backwards, without turning around.
    EXPECT_NEAR(timeTo(scene, 0), 5.75 + 3.0 + 7.0, 0.06);
    EXPECT_NEAR(yaw(scene.pose("agv")), 0.0, 1e-3);
    EXPECT_EQ(scene.get("agv.at"), 0.0);
}

TEST(Agv, BrakesWhereSomethingBlocksItAndGoesOn) {
    Scene scene(kCorner);
    scene.set("agv.target", 1.0);
    scene.run(4.0);
    scene.set("agv.blocked", 1.0);
    scene.run(3.0);
    EXPECT_EQ(scene.get("agv.actual_speed"), 0.0);
    EXPECT_EQ(scene.get("agv.at"), -1.0) << "it stands, but at no station";
    const double stood = scene.get("agv.position");
    EXPECT_NEAR(stood, 0.8 + 0.8 * 2.0 + 0.8, 0.01);
    scene.run(1.0);
    EXPECT_EQ(scene.get("agv.position"), stood);
    scene.set("agv.blocked", 0.0);
    EXPECT_LT(timeTo(scene, 1), 5.0);
}

TEST(Agv, ATargetThatChangesOnTheWayTurnsItBack) {
    Scene scene(kCorner);
    scene.set("agv.target", 1.0);
    scene.run(3.0);
    EXPECT_LT(timeTo(scene, 0), 10.0);
    EXPECT_EQ(scene.pose("agv").position, Vec3(1.0, 0.0, 0.0));
    // Beyond its stations it takes the last.
    scene.set("agv.target", 99.0);
    scene.run(30.0);
    EXPECT_EQ(scene.get("agv.at"), 2.0);
}

// As a person who is told too late: it brakes as ever, goes beyond and comes back.
TEST(Agv, AStopThatIsTooNearIsPassedAndComeBackTo) {
    Scene scene(R"(
[[station]]
id = "a"
[[station]]
id = "b"
pose = { position = [3, 0, 0] }
[[station]]
id = "c"
pose = { position = [9, 0, 0] }
[[agv]]
id = "agv"
stations = ["a", "b", "c"]
size = [1.4, 1.0, 0.35]
)");
    scene.set("agv.target", 2.0);
    while (scene.get("agv.position") < 2.9)
        scene.ticks(1);
    scene.set("agv.target", 1.0);
    double farthest = 0.0, before = scene.get("agv.actual_speed"), hardest = 0.0;
    for (int i = 0; i < 240 * 12; ++i) {
        scene.ticks(1);
        farthest = std::max(farthest, scene.get("agv.position"));
        hardest = std::max(hardest, std::abs(scene.get("agv.actual_speed") - before));
        before = scene.get("agv.actual_speed");
    }
    EXPECT_LE(hardest, 2.0 * 0.3 / 240.0) << "never harder than it can, but for the last tick";
    EXPECT_NEAR(farthest, 2.9 + 0.8 * 0.8 / 0.6, 0.02);
    EXPECT_EQ(scene.get("agv.at"), 1.0);
}

TEST(Agv, OfStationsAtOnePlaceItIsAtTheOneThatWasAskedFor) {
    Scene scene(R"(
[[station]]
id = "a"
[[station]]
id = "b"
pose = { position = [2, 0, 0] }
[[station]]
id = "c"
pose = { position = [2, 0, 0] }
[[agv]]
id = "agv"
stations = ["a", "b", "c"]
size = [1.4, 1.0, 0.35]
)");
    EXPECT_LT(timeTo(scene, 2), 10.0);
    EXPECT_LT(timeTo(scene, 1), 1.0);
}

TEST(Agv, StationsMustBeThere) {
    const auto read = twin::readTwinText(
        "gemba = 1\n[[agv]]\nid = \"agv\"\nsize = [1, 1, 0.3]\nstations = [\"nowhere\"]\n",
        "t.toml");
    ASSERT_EQ(read.problems.size(), 1u);
    EXPECT_NE(read.problems[0].message("t.toml").find("nowhere"), std::string::npos);
}

TEST(Agv, WithOneStationItStands) {
    Scene scene(R"(
[[station]]
id = "dock"
pose = { position = [1, 2, 0] }
[[agv]]
id = "agv"
stations = ["dock"]
size = [1.4, 1.0, 0.35]
)");
    scene.set("agv.target", 3.0);
    scene.run(2.0);
    EXPECT_EQ(scene.get("agv.at"), 0.0);
    EXPECT_EQ(scene.pose("agv").position, Vec3(1.0, 2.0, 0.0));
}

}  // namespace
}  // namespace gemba::physics
