#include <atomic>
#include <cstdlib>

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

}  // namespace
}  // namespace gemba::physics

#endif
