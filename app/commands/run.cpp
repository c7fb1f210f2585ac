#include "app/commands/run.h"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

#include "app/composition.h"
#include "app/files.h"
#include "app/live_links.h"
#include "app/picture.h"
#include "app/summary.h"

namespace gemba::app {
namespace {

Tick lastTick(const RunOptions& options, const twin::Twin& twin, const sim::InputLog* inputs) {
    if (options.iterations > 0)
        return options.iterations;
    if (options.duration > 0.0)
        return std::llround(options.duration * twin.world.stepHz);
    return inputs != nullptr ? inputs->end : -1;
}

// To the end, or in stretches with a line of JSON after each.
void simulate(const RunOptions& options, sim::Session& session, const LiveLinks& links,
              const std::stop_token& stop, Tick end) {
    const Tick stretch =
        std::llround(options.reportEvery * session.simulation().world().twin->world.stepHz);
    const auto reached = [&] { return session.simulation().world().tick; };
    while (stretch > 0 && !stop.stop_requested() && (end < 0 || reached() + stretch < end)) {
        session.run(stop, reached() + stretch);
        std::cout << summaryJson(session, links.status()).dump() << std::endl;
    }
    session.run(stop, end);
}

Result<void> writeResults(const RunOptions& options, sim::Session& session,
                          const LoadedTwin& loaded) {
    Bytes bytes;
    if (!options.inputsOut.empty()) {
        encode(session.inputs(), bytes);
        if (auto written = writeFile(options.inputsOut, bytes); !written)
            return written;
    }
    if (options.snapshotOut.empty() && options.picture.empty())
        return {};
    sim::Snapshot snapshot;
    session.snapshot(snapshot);
    if (!options.snapshotOut.empty()) {
        encode(snapshot, bytes);
        if (auto written = writeFile(options.snapshotOut, bytes); !written)
            return written;
    }
    if (options.picture.empty())
        return {};
    return takePicture(loaded, snapshot, {.output = options.picture.string()});
}

}  // namespace

int runRun(const RunOptions& options, std::stop_token stop) {
    // The twin, its inputs and the simulation.
    LoadedTwin loaded = loadTwin(options.file, {}, stop);
    if (stop.stop_requested())
        return kExitCheckFailed;
    if (loaded.twin == nullptr)
        return reportProblems(options.file, loaded.problems);
    auto connected = withEndpoints(loaded.twin, options.connect);
    if (!connected) {
        reportError(connected.error());
        return kExitUsage;
    }
    loaded.twin = *connected;
    if (options.live && loaded.twin->live.empty())
        return reportError({.doing = "follow a plant",
                            .on = options.file.string(),
                            .found = "no [[live]] source",
                            .expected = "a [[live]] table with connect, or a run without --live"});

    std::optional<sim::InputLog> inputs;
    if (!options.inputs.empty()) {
        const auto bytes = readFile(options.inputs);
        if (!bytes)
            return reportError(bytes.error());
        auto log = sim::decodeInputLog(*bytes);
        if (!log)
            return reportError(log.error());
        if (auto fits = sim::checkInputs(*log, *loaded.twin); !fits)
            return reportError(fits.error());
        inputs = std::move(*log);
    }
    for (const auto& path : {options.inputsOut, options.snapshotOut, options.picture}) {
        if (auto writable = checkWritable(path); !writable)
            return reportError(writable.error());
    }
    const uint64_t seed = options.seed.value_or(inputs ? inputs->seed : loaded.twin->world.seed);
    auto simulation = makeSimulation(loaded, {.seed = seed});
    if (!simulation)
        return reportError(simulation.error());

    // The session, live if asked to be.
    sim::Session session(std::move(*simulation), {.rate = options.rate,
                                                  .epoch = options.epoch,
                                                  .keepInputs = !options.inputsOut.empty(),
                                                  .replay = inputs ? &*inputs : nullptr});
    LiveLinks links;
    if (options.live || !options.connect.empty()) {
        if (auto opened = links.openSources(*loaded.twin); !opened)
            return reportError(opened.error());
        links.attachTo(session);
        links.start();
    }
    simulate(options, session, links, stop,
             lastTick(options, *loaded.twin, inputs ? &*inputs : nullptr));
    links.stop();

    if (options.json || options.reportEvery > 0.0)
        std::cout << summaryJson(session, links.status()).dump(options.reportEvery > 0.0 ? -1 : 2)
                  << '\n';
    else
        std::cout << summaryText(session, links.status());
    if (auto written = writeResults(options, session, loaded); !written)
        return reportError(written.error());
    return kExitDone;
}

}  // namespace gemba::app
