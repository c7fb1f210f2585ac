#include "app/bench_allocations.h"

#include <cstdlib>
#include <new>

#include "app/composition.h"
#include "engine/core/allocation_count.h"

// The program's own operator new: the default, and a count. Sanitizers bring theirs. The forms that
// are not here (arrays, nothrow) come to these.
#ifndef GEMBA_SANITIZED
// NOLINTBEGIN(readability-identifier-naming)
void* operator new(std::size_t size) {
    gemba::measure::noteAllocation(gemba::measure::Heap::cpp);
    if (void* block = std::malloc(size != 0 ? size : 1))
        return block;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    gemba::measure::noteAllocation(gemba::measure::Heap::cpp);
    const auto step = static_cast<std::size_t>(alignment);
    if (void* block = std::aligned_alloc(step, (size + step - 1) / step * step))
        return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept {
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
    std::free(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
    std::free(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
    std::free(block);
}
// NOLINTEND(readability-identifier-naming)
#endif

namespace gemba::app {
namespace {

constexpr int kTicks = 10'000;
constexpr int kWarmUpCheckpoints = 2;

measure::Figure figure(const char* name, uint64_t taken, int ticks) {
    return {.name = name,
            .value = static_cast<double>(taken) / ticks,
            .unit = "/tick",
            .budget = 0.0,
            .ours = static_cast<double>(taken),
            .bare = static_cast<double>(ticks),
            .rawUnit = "in all"};
}

}  // namespace

Result<std::vector<measure::Figure>> benchAllocations() {
    const LoadedTwin loaded = loadTwin(resourceFolder() / "twins/packing_cell/packing_cell.toml");
    if (loaded.twin == nullptr)
        return fail({.doing = "measure allocations",
                     .on = "the bundled packing cell",
                     .found = loaded.problems.empty() ? "no such twin"
                                                      : loaded.problems.front().message("")});
    auto simulation = makeSimulation(loaded, {.seed = loaded.twin->world.seed});
    if (!simulation)
        return tl::unexpected(simulation.error());

    // Warm up beyond the second checkpoint, then count wherever there is none.
    sim::Simulation& cell = **simulation;
    const Tick grid = loaded.twin->world.checkpointTicks();
    while (cell.world().tick < grid * kWarmUpCheckpoints + grid / 10)
        cell.tick({});
    measure::AllocationCount& count = measure::allocationCount();
    count = {};
    for (int counted = 0; counted < kTicks;) {
        count.on = (cell.world().tick + 1) % grid != 0;
        counted += count.on ? 1 : 0;
        cell.tick({});
    }
    count.on = false;
    return std::vector<measure::Figure>{
        figure("allocations in a tick, C++", count.taken[static_cast<int>(measure::Heap::cpp)],
               kTicks),
        figure("allocations in a tick, Bullet",
               count.taken[static_cast<int>(measure::Heap::bullet)], kTicks),
        figure("allocations in a tick, script",
               count.taken[static_cast<int>(measure::Heap::script)], kTicks)};
}

}  // namespace gemba::app
