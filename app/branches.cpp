#include "app/branches.h"

#include <chrono>
#include <cmath>
#include <optional>
#include <thread>

#include "engine/control/controller.h"
#include "engine/twin/script_file.h"

namespace gemba::app {
namespace {

constexpr auto kWaitForFile = std::chrono::seconds(3);
constexpr auto kReadAgain = std::chrono::milliseconds(50);

}  // namespace

Result<BranchOrigin> originAt(sim::ReplayedWorld& world, UtcNs at, const std::stop_token& stop) {
    sim::Simulation& simulation = *world.simulation;
    const auto h = std::llround(1e9 * simulation.world().h);
    BranchOrigin out{.utc = world.utc};
    std::optional<std::chrono::steady_clock::time_point> waitUntil;  // from the file's end on
    for (;;) {
        if (stop.stop_requested())
            return fail({.doing = "go on to the instant", .found = "it was cancelled"});
        const Tick tick = simulation.world().tick;
        if (tick < world.feed->end()) {
            const sim::TickInputs inputs = world.feed->take(tick);
            if (inputs.utc > at) {
                out.reached = true;
                break;
            }
            simulation.tick(inputs);
            out.utc = inputs.utc + h;
            continue;
        }
        const auto now = std::chrono::steady_clock::now();
        if (!waitUntil)
            waitUntil = now + kWaitForFile;
        if (!world.readOn || out.utc > at || now > *waitUntil)
            break;
        std::this_thread::sleep_for(kReadAgain);
        if (auto more = world.readOn(); !more)
            return tl::unexpected(more.error());
    }
    if (!world.feed->failure().empty())
        return fail({.doing = "go on to the instant", .found = world.feed->failure()});
    out.state = simulation.save();
    return out;
}

Result<LoadedTwin> withScript(const LoadedTwin& loaded, const std::filesystem::path& script) {
    auto twin = twin::withScript(*loaded.twin, script);
    if (!twin)
        return tl::unexpected(twin.error());
    if (const auto loads = control::makeController(**twin); !loads)
        return tl::unexpected(loads.error());
    LoadedTwin out = loaded;
    out.twin = std::move(*twin);
    return out;
}

Result<std::unique_ptr<sim::Simulation>> runBranch(const LoadedTwin& loaded,
                                                   const BranchOrigin& origin,
                                                   const BranchRun& run) {
    auto made = makeSimulation(loaded, {.seed = run.seed, .changedScript = run.changedScript});
    if (!made)
        return tl::unexpected(made.error());
    sim::Simulation& simulation = **made;
    if (!origin.state.empty()) {
        if (auto ready = simulation.load(origin.state); !ready)
            return tl::unexpected(ready.error());
        simulation.branch(run.seed);
    }
    std::vector<sim::Command> forced;
    for (const sim::FutureChange& change : run.changes)
        forced.push_back(
            {.type = sim::CommandType::force, .property = change.property, .value = change.value});
    for (Tick done = 0; done < run.ticks;) {
        const auto passed = static_cast<double>(done) * simulation.world().h * 1e9;
        simulation.tick({.utc = origin.utc + std::llround(passed), .commands = forced});
        forced.clear();
        ++done;
        if (run.each && !run.each(simulation, done))
            break;
    }
    return std::move(*made);
}

}  // namespace gemba::app
