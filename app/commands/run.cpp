#include "app/commands/run.h"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

#include "app/composition.h"
#include "app/files.h"
#include "app/live_links.h"
#include "app/picture.h"
#include "app/recording.h"
#include "app/summary.h"

namespace gemba::app {
namespace {

Tick lastTick(const RunOptions& options, const twin::Twin& twin, const sim::InputFeed* feed) {
    if (options.iterations > 0)
        return options.iterations;
    if (options.duration > 0.0)
        return std::llround(options.duration * twin.world.stepHz);
    return feed != nullptr ? feed->end() : -1;
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

// From the recording's first checkpoint, or from nothing where it began with the session.
Result<void> beginAt(sim::Simulation& simulation, ingest::ReplayFeed& feed) {
    const auto from = feed.seek(0);
    if (!from)
        return tl::unexpected(from.error());
    return from->tick > 0 ? simulation.load(from->state) : Result<void>{};
}

ingest::StoreSettings storeOf(const RunOptions& options) {
    ingest::StoreSettings store;
    store.folder = options.store;
    if (options.segmentSeconds > 0.0)
        store.segmentNs = std::llround(options.segmentSeconds * 1e9);
    return store;
}

int outcome(const Recording* recording, const sim::InputFeed* feed) {
    if (recording != nullptr) {
        const ingest::RecorderStatus status = recording->status();
        if (!status.error.empty()) {
            std::fprintf(stderr, "gemba: the recording is not whole: %s\n", status.error.c_str());
            return kExitBadData;
        }
        if (status.lost > 0) {
            std::fprintf(stderr, "gemba: the recording lacks %llu records: %s\n",
                         static_cast<unsigned long long>(status.lost), status.lastError.c_str());
            return kExitBadData;
        }
        if (status.droppedMessages + status.droppedTicks > 0)
            std::fprintf(stderr, "gemba: the recording lacks %llu messages and %llu ticks\n",
                         static_cast<unsigned long long>(status.droppedMessages),
                         static_cast<unsigned long long>(status.droppedTicks));
    }
    if (feed != nullptr && !feed->failure().empty()) {
        std::fprintf(stderr, "gemba: the recording ends early: %s\n", feed->failure().c_str());
        return kExitBadData;
    }
    return kExitDone;
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

    std::unique_ptr<ingest::ReplayFeed> feed;
    if (!options.replay.empty()) {
        const auto file = ingest::mcap::McapFile::open(options.replay);
        if (!file)
            return reportError(file.error());
        auto opened = ingest::ReplayFeed::open(*file, *loaded.twin);
        if (!opened)
            return reportError(opened.error());
        feed = std::move(*opened);
    }
    for (const auto& path : {options.record, options.snapshotOut, options.picture}) {
        if (auto writable = checkWritable(path); !writable)
            return reportError(writable.error());
    }
    const uint64_t seed =
        options.seed.value_or(feed != nullptr ? feed->start().seed : loaded.twin->world.seed);
    auto simulation = makeSimulation(loaded, {.seed = seed});
    if (!simulation)
        return reportError(simulation.error());
    if (feed != nullptr) {
        if (auto ready = beginAt(**simulation, *feed); !ready)
            return reportError(ready.error());
    }

    // The session, live if asked to be.
    std::optional<Recording> recording;
    if (!options.record.empty())
        recording.emplace(*loaded.twin, options.record);
    else if (!options.store.empty())
        recording.emplace(*loaded.twin, storeOf(options));
    sim::Session session(std::move(*simulation),
                         {.rate = options.rate,
                          .epoch = options.epoch,
                          .sink = recording ? &recording->recorder() : nullptr,
                          .feed = feed.get()});
    LiveLinks links;
    if (options.live || !options.connect.empty()) {
        if (auto opened = links.openSources(*loaded.twin); !opened)
            return reportError(opened.error());
        links.attachTo(session);
        if (recording)
            links.tapInto(recording->recorder());
        links.start();
    }
    if (recording)
        recording->start();
    simulate(options, session, links, stop, lastTick(options, *loaded.twin, feed.get()));
    links.stop();
    if (recording)
        recording->stop();

    if (options.json || options.reportEvery > 0.0)
        std::cout << summaryJson(session, links.status()).dump(options.reportEvery > 0.0 ? -1 : 2)
                  << '\n';
    else
        std::cout << summaryText(session, links.status());
    if (auto written = writeResults(options, session, loaded); !written)
        return reportError(written.error());
    return outcome(recording ? &*recording : nullptr, feed.get());
}

}  // namespace gemba::app
