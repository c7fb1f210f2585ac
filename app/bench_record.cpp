#include "app/bench_record.h"

#include <fmt/format.h>

#include <thread>

#include "engine/core/scratch_folder.h"
#include "engine/sim/session.h"
#include "ingest/bench_ingest.h"
#include "ingest/recorder.h"
#include "physics/benchmarks.h"

namespace gemba::app {
namespace {

constexpr int kRounds = 25;
constexpr Tick kTicksOfRound = 48;  // six frames of the track
constexpr Tick kWarmUp = 240;

// Thread CPU of a stretch of ticks, in ms.
double stretch(sim::Session& session, Tick ticks) {
    const double start = measure::threadCpuMs();
    session.run({}, session.simulation().world().tick + ticks);
    return measure::threadCpuMs() - start;
}

measure::Figure benchStep(const std::filesystem::path& file) {
    // Two equal worlds, one of them recorded as a session is.
    auto recorded = physics::beltsSimulation();
    const twin::Twin& twin = *recorded->world().twin;
    ingest::RecorderSettings settings;
    settings.nextPath = [file]() -> Result<std::filesystem::path> { return file; };
    ingest::Recorder recorder(twin, std::move(settings));
    std::jthread worker([&recorder](std::stop_token stop) { recorder.run(stop); });
    sim::Session with(std::move(recorded), {.rate = 0.0, .sink = &recorder});
    sim::Session without(physics::beltsSimulation(), {.rate = 0.0});
    (void)stretch(with, kWarmUp);
    (void)stretch(without, kWarmUp);
    const auto pair = measure::alternate(
        kRounds, [&] { return stretch(with, kTicksOfRound); },
        [&] { return stretch(without, kTicksOfRound); });
    return {.name = "tick of 1000 cartons, recorded / not",
            .value = pair.ratio,
            .budget = 1.05,
            .ours = pair.ours / kTicksOfRound,
            .bare = pair.bare / kTicksOfRound};
}

}  // namespace

Result<std::vector<measure::Figure>> benchRecord() {
    auto figure = ingest::benchRecorder();
    if (!figure)
        return tl::unexpected(figure.error());
    const auto scratch = ScratchFolder::make();
    if (!scratch)
        return tl::unexpected(scratch.error());
    return std::vector<measure::Figure>{*figure, benchStep(scratch->path() / "step.mcap")};
}

}  // namespace gemba::app
