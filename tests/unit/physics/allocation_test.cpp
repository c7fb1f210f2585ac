#include <atomic>
#include <cstdlib>

#include "tests/support/robot_text.h"
#include "tests/unit/physics/scene.h"

#ifndef GEMBA_SANITIZED

extern "C" {
void* __libc_malloc(size_t bytes);
void* __libc_calloc(size_t count, size_t bytes);
}

namespace {
std::atomic<int64_t> g_mallocs{0};
}

// In place of the C library's, for this executable and the libraries that it loads.
extern "C" {
void* malloc(size_t bytes) {
    g_mallocs.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(bytes);
}
void* calloc(size_t count, size_t bytes) {  // Bullet's
    g_mallocs.fetch_add(1, std::memory_order_relaxed);
    return __libc_calloc(count, bytes);
}
}

namespace gemba::physics {
namespace {

constexpr const char* kLine = R"(
[world]
checkpoint_every = 3600.0
max_items = 40
[[item]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 2.0
[[conveyor]]
id = "belt"
size = [8.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.5
[[feeder]]
id = "feeder"
on = "belt"
at = 1.0
items = ["carton"]
every = 1.0
jitter = 0.2
[[photo_eye]]
id = "eye"
on = "belt"
at = 3.0
[[scale]]
id = "scale"
on = "belt"
at = 5.0
length = 0.7
[[stopper]]
id = "stop"
on = "belt"
at = 6.0
[[sink]]
id = "sink"
pose = { position = [7.5, 0, 1.0] }
size = [1.0, 1.0, 1.0]
)";

TEST(Allocation, ATickAllocatesNothingAfterWarmUp) {
    // Parts come and go, queue and move on.
    const auto twin = test::twinFromText(kLine);
    ASSERT_TRUE(twin);
    sim::Simulation::Systems systems;
    systems.push_back(makePhysics({}));
    sim::Simulation simulation(twin, 1, std::move(systems));
    sim::World& world = simulation.world();
    const uint32_t close = twin->propertyIndex(twin->findProperty("stop.close").value());
    const auto run = [&](int64_t ticks) {
        for (int64_t i = 0; i < ticks; ++i) {
            world.properties.value[close] = world.tick % 2400 < 1000 ? 1.0 : 0.0;
            simulation.tick({});
        }
    };
    run(240 * 60);
    const int64_t before = g_mallocs.load();
    ASSERT_GT(before, 0);
    run(240 * 60);
    EXPECT_EQ(g_mallocs.load() - before, 0);
}

// An arm that moves, along lines too.
class AllocationOfRobots : public ::testing::TestWithParam<const char*> {};

TEST_P(AllocationOfRobots, ATickAllocatesNothingAfterWarmUp) {
    Scene scene("[world]\ncheckpoint_every = 3600.0\n" +
                    test::robotTable("0, 0, 0", std::string("drive = \"") + GetParam() + "\""),
                1, test::armModel());
    const Quat down = quatFromRpy({3.14159265358979, 0.0, 0.0});
    const std::vector<sim::Motion> round{
        {.goal = sim::MotionGoal::pose, .baseFromTool = {{0.5, 0.4, 0.5}, down}},
        {.goal = sim::MotionGoal::line, .baseFromTool = {{0.5, -0.4, 0.5}, down}, .speed = 0.5},
        {.goal = sim::MotionGoal::joints, .joints = {0.0, 0.2, 0.6, 0.0, 0.5, 0.0}, .wait = 0.2}};
    int64_t inTicks = 0;
    const auto run = [&](int rounds) {
        for (int i = 0; i < rounds; ++i) {
            scene.ask(round);
            scene.simulation().tick({});  // motions are planned when they come, which takes memory
            do {
                const int64_t before = g_mallocs.load();
                scene.simulation().tick({});
                inTicks += g_mallocs.load() - before;
            } while (scene.get("arm.queued") > 0.0);
            ASSERT_EQ(scene.get("arm.fault"), 0.0);
        }
    };
    run(3);
    inTicks = 0;
    run(5);
    EXPECT_EQ(inTicks, 0);
}

INSTANTIATE_TEST_SUITE_P(Drives, AllocationOfRobots, ::testing::Values("kinematic", "motors"),
                         [](const auto& drive) { return std::string(drive.param); });

}  // namespace
}  // namespace gemba::physics

#endif
