#include <fmt/format.h>

#include "engine/core/random.h"
#include "tests/support/robot_text.h"
#include "tests/unit/physics/scene.h"

// Same inputs, equal bits; and a world that was saved and rebuilt goes on like its copy.
namespace gemba::physics {
namespace {

std::string pile() {
    // Mixed shapes fall into a bin.
    std::string text = R"(
[world]
checkpoint_every = 2.0
)";
    const char* walls[] = {"1.1, 0, 0.5", "-1.1, 0, 0.5", "0, 1.1, 0.5", "0, -1.1, 0.5"};
    for (int i = 0; i < 4; ++i) {
        text += fmt::format(
            "[[body]]\nid = \"wall{}\"\nsize = [{}, 1.0]\npose = {{ position = [{}] }}\n", i,
            i < 2 ? "0.2, 2.4" : "2.4, 0.2", walls[i]);
    }
    RandomStream random(9, "pile");
    const char* shapes[] = {"box", "sphere", "cylinder", "capsule"};
    for (int i = 0; i < 40; ++i) {
        text += fmt::format(
            "[[body]]\nid = \"thing{:02}\"\nshape = \"{}\"\nsize = [0.25, 0.25, 0.4]\nmass = 2.0\n"
            "pose = {{ position = [{:.3f}, {:.3f}, {:.3f}], rpy_deg = [{:.1f}, {:.1f}, 0] }}\n",
            i, shapes[i % 4], random.uniform(-0.7, 0.7), random.uniform(-0.7, 0.7), 1.0 + 0.3 * i,
            random.uniform(0, 180), random.uniform(0, 180));
    }
    return text;
}

std::string stack() {
    std::string text = "[world]\ncheckpoint_every = 5.0\n";
    for (int i = 0; i < 12; ++i) {
        text += fmt::format(
            "[[body]]\nid = \"box{:02}\"\nsize = [0.4, 0.4, 0.4]\nmass = 3.0\n"
            "pose = {{ position = [{}, 0, {:.3f}] }}\n",
            i, i % 3, 0.2 + 0.4 * (i / 3));
    }
    return text;
}

std::string belts() {
    std::string text = R"(
[world]
checkpoint_every = 3.0
max_items = 60
[[item]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 2.0
[[item]]
id = "tin"
shape = "cylinder"
size = [0.2, 0.2, 0.3]
mass = 1.0
)";
    for (int i = 0; i < 3; ++i) {
        text += fmt::format(R"(
[[conveyor]]
id = "belt{0}"
size = [3.0, 0.6, 0.8]
pose = {{ position = [{1}, 0, 0.8] }}
speed = {2}
[[photo_eye]]
id = "eye{0}"
on = "belt{0}"
at = 1.5
)",
                            i, 3.0 * i, 0.3 + 0.2 * i);
    }
    return text + R"(
[[feeder]]
id = "feeder"
on = "belt0"
at = 0.4
items = ["carton", "tin"]
every = 1.7
jitter = 0.5
[[scale]]
id = "scale"
on = "belt1"
at = 2.2
length = 0.6
[[stopper]]
id = "stop"
on = "belt2"
at = 2.0
[[pusher]]
id = "push"
on = "belt1"
at = 0.8
[[sink]]
id = "sink"
pose = { position = [8.8, 0, 1.0] }
size = [0.4, 1.0, 1.0]
)";
}

// A vehicle shuttles around a corner with boxes on its deck.
std::string vehicle() {
    std::string text = R"(
[world]
checkpoint_every = 4.0
[[station]]
id = "dock"
[[station]]
id = "corner"
pose = { position = [3, 0, 0] }
[[station]]
id = "rack"
pose = { position = [3, 2, 0] }
[[agv]]
id = "agv"
stations = ["dock", "corner", "rack"]
size = [1.4, 1.0, 0.35]
turn_rate = 45.0
)";
    for (int i = 0; i < 6; ++i) {
        text += fmt::format(
            "[[body]]\nid = \"box{}\"\nsize = [0.4, 0.3, 0.25]\nmass = 4.0\n"
            "pose = {{ position = [{}, {}, {:.3f}] }}\n",
            i, i % 2 == 0 ? -0.3 : 0.3, i % 2 == 0 ? 0.1 : -0.1, 0.476 + 0.251 * (i / 2));
    }
    return text;
}

// Balls roll down a ramp, hit each other and bounce.
std::string marbles() {
    std::string text = R"(
[world]
checkpoint_every = 3.0
[[body]]
id = "floor"
size = [20, 20, 0.2]
restitution = 0.6
pose = { position = [0, 0, -0.1] }
[[body]]
id = "ramp"
size = [3, 2, 0.1]
restitution = 0.6
pose = { position = [-2, 0, 0.8], rpy_deg = [0, 20, 0] }
)";
    for (int i = 0; i < 25; ++i) {
        text += fmt::format(
            "[[body]]\nid = \"ball{:02}\"\nshape = \"sphere\"\nsize = [0.16, 0.16, 0.16]\n"
            "mass = 0.5\nrestitution = 0.8\npose = {{ position = [{:.2f}, {:.2f}, {:.2f}] }}\n",
            i, -3.0 + 0.21 * (i % 5), -0.6 + 0.3 * (i / 5), 1.8 + 0.05 * i);
    }
    return text;
}

// An arm takes a carton off a belt and carries it from side to side, above others.
std::string palletizing(const char* drive) {
    std::string text =
        fmt::format(R"(
[world]
checkpoint_every = 4.0
[[item]]
id = "carton"
size = [0.3, 0.2, 0.2]
mass = 2.0
[[conveyor]]
id = "belt"
size = [2.0, 0.5, 0.3]
pose = {{ position = [-1.0, 0.7, 0.3] }}
speed = 0.4
[[feeder]]
id = "feeder"
on = "belt"
at = 0.3
items = ["carton"]
every = 2.5
[[stopper]]
id = "stop"
on = "belt"
at = 1.16
closed = true
{}
)",
                    test::robotTable("0, 0, 0", fmt::format("drive = \"{}\"\nhome = [1.5708, "
                                                            "0.2, 0.6, 0, 0.7, 0]",
                                                            drive)));
    for (int i = 0; i < 6; ++i)
        text += fmt::format(
            "[[body]]\nid = \"box{}\"\nsize = [0.3, 0.3, 0.2]\nmass = 3.0\n"
            "pose = {{ position = [0.55, {}, {:.3f}] }}\n",
            i, 0.31 * (i % 2), 0.1 + 0.2 * (i / 2));
    return text;
}
std::string palletizer() {
    return palletizing("kinematic");
}
std::string motorPalletizer() {
    return palletizing("motors");
}

// Down to the carton, up with it, over the boxes and back, again and again.
void palletize(Scene& scene) {
    if (scene.world().twin->findDevice("arm") < 0 || scene.get("arm.queued") > 0.0 ||
        scene.world().tick < 600)
        return;
    const Quat down = quatFromRpy({3.14159265358979, 0.0, 0.0});
    const auto at = [&](double x, double y, double z) { return Pose{{x, y, z}, down}; };
    using enum sim::MotionGoal;
    if (scene.get("arm.holding") == 0.0)
        scene.ask({{.goal = pose, .baseFromTool = at(0, 0.7, 0.7)},
                   {.goal = line,
                    .baseFromTool = at(0, 0.7, 0.51),
                    .speed = 0.3,
                    .wait = 0.1,
                    .vacuum = 1},
                   {.goal = line, .baseFromTool = at(0, 0.7, 0.9), .speed = 0.3}});
    else
        scene.ask({{.goal = pose, .baseFromTool = at(0.5, 0.2, 0.9)},
                   {.goal = line, .baseFromTool = at(0.5, 0.1, 0.83), .speed = 0.2},
                   {.goal = pose, .baseFromTool = at(0.1, 0.6, 0.9), .wait = 0.2}});
}

// What a controller would do, from the tick alone.
void operate(Scene& scene, bool jam) {
    const Tick tick = scene.world().tick;
    if (scene.world().twin->findProperty("agv.target"))
        scene.set("agv.target", (tick / 4000) % 2 == 0 ? 2.0 : 0.0);
    palletize(scene);
    if (!scene.world().twin->findProperty("eye1.delay"))
        return;
    scene.set("feeder.variant", static_cast<double>((tick / 400) % 2));
    scene.set("stop.close", jam || (tick / 1200) % 2 == 0 ? 1.0 : 0.0);
    scene.set("push.extend", tick % 2000 > 1900 ? 1.0 : 0.0);
    scene.set("eye1.delay", 0.1);
    scene.set("eye1.miss", 0.2);
    scene.set("scale.noise", 0.01);
}

void runTo(Scene& scene, Tick end, bool jam) {
    while (scene.world().tick < end) {
        operate(scene, jam);
        scene.ticks(1);
    }
}

struct Case {
    const char* name;
    std::string (*text)();
    bool jam = false;
};
void PrintTo(const Case& scene, std::ostream* out) {
    *out << scene.name;
}

class Determinism : public ::testing::TestWithParam<Case> {};

TEST_P(Determinism, TheSameRunTwiceGivesEqualBits) {
    Scene a(GetParam().text(), 1, test::armModel()), b(GetParam().text(), 1, test::armModel());
    for (const Tick end : {Tick{240}, Tick{1500}, Tick{3000}}) {
        runTo(a, end, GetParam().jam);
        runTo(b, end, GetParam().jam);
        ASSERT_EQ(a.simulation().stateHash(), b.simulation().stateHash()) << "tick " << end;
    }
}

TEST_P(Determinism, ASavedWorldGoesOnLikeItsCopy) {
    RandomStream random(4, GetParam().name);
    Scene original(GetParam().text(), 1, test::armModel());
    for (int i = 0; i < 3; ++i) {
        // At any tick: both are rebuilt from the same bytes.
        const auto at = original.world().tick + static_cast<Tick>(random.uniform(10, 700));
        runTo(original, at, GetParam().jam);
        const Bytes saved = original.simulation().save();
        ASSERT_TRUE(original.simulation().load(saved));
        Scene copy(GetParam().text(), 1, test::armModel());
        ASSERT_TRUE(copy.simulation().load(saved));
        ASSERT_EQ(copy.simulation().stateHash(), original.simulation().stateHash());
        runTo(original, at + 10'000, GetParam().jam);
        runTo(copy, at + 10'000, GetParam().jam);
        ASSERT_EQ(copy.simulation().stateHash(), original.simulation().stateHash())
            << "saved at " << at;
    }
}

class HoldingRobot : public ::testing::TestWithParam<Case> {};

// Forked and restored while a part is held: the same 10,000 ticks later.
TEST_P(HoldingRobot, AForkAndARestoredWorldGoOnAlike) {
    Scene original(GetParam().text(), 1, test::armModel());
    Tick end = 0;
    while (original.get("arm.holding") == 0.0 || original.get("arm.moving") == 0.0) {
        ASSERT_LT(end, 3000) << "nothing was taken";
        runTo(original, ++end, false);
    }
    runTo(original, end + 100, false);
    ASSERT_GT(original.get("arm.holding"), 0.0);
    const Bytes saved = original.simulation().save();
    ASSERT_TRUE(original.simulation().load(saved));
    Scene fork(GetParam().text(), 1, test::armModel());
    ASSERT_TRUE(fork.simulation().load(saved));
    for (const Tick later : {Tick{1}, Tick{100}, Tick{2500}, Tick{10000}}) {
        runTo(original, end + 100 + later, false);
        runTo(fork, end + 100 + later, false);
        ASSERT_EQ(fork.simulation().stateHash(), original.simulation().stateHash())
            << later << " ticks later";
    }
    EXPECT_GT(original.get("arm.holding"), 0.0);
}

INSTANTIATE_TEST_SUITE_P(Drives, HoldingRobot,
                         ::testing::Values(Case{"kinematic", palletizer},
                                           Case{"motors", motorPalletizer}),
                         [](const auto& scene) { return scene.param.name; });

INSTANTIATE_TEST_SUITE_P(Scenes, Determinism,
                         ::testing::Values(Case{"pile", pile}, Case{"stack", stack},
                                           Case{"belts", belts}, Case{"jam", belts, true},
                                           Case{"vehicle", vehicle}, Case{"marbles", marbles},
                                           Case{"palletizer", palletizer},
                                           Case{"motor_palletizer", motorPalletizer}),
                         [](const auto& scene) { return scene.param.name; });

}  // namespace
}  // namespace gemba::physics
