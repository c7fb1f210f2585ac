#include "app/commands/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>

#include "app/composition.h"
#include "app/files.h"
#include "app/live_links.h"
#include "app/picture.h"
#include "app/positions.h"
#include "app/recording.h"
#include "app/replay_input.h"
#include "app/summary.h"

namespace gemba::app {
namespace {

// A replay may begin at any of its checkpoints.
Tick lastTick(const RunOptions& options, const sim::World& world, const sim::InputFeed* feed) {
    if (options.iterations > 0)
        return world.tick + options.iterations;
    if (options.duration > 0.0)
        return world.tick + std::llround(options.duration * world.twin->world.stepHz);
    return feed != nullptr ? feed->end() : -1;
}

std::vector<sim::LinkStatus> statusOf(const LiveLinks& links, const ReplayInput* replay) {
    return replay != nullptr ? replay->status() : links.status();
}

// The session's figures, and those of its recording.
nlohmann::ordered_json report(sim::Session& session, const std::vector<sim::LinkStatus>& links,
                              const Recording* recording) {
    nlohmann::ordered_json out = summaryJson(session, links);
    if (recording == nullptr)
        return out;
    const ingest::RecorderStatus status = recording->status();
    out["recording"] = {{"file", status.path.string()},
                        {"messages", status.messages},
                        {"dropped", status.droppedMessages},
                        {"lost", status.lost},
                        {"error", status.error},
                        {"last_error", status.lastError}};
    return out;
}

// To the end, in stretches where something is to be told on the way.
void simulate(const RunOptions& options, sim::Session& session, const LiveLinks& links,
              const ReplayInput* replay, const Recording* recording, const std::stop_token& stop,
              Tick end, PositionsFile& positions) {
    const int32_t hz = session.simulation().world().twin->world.stepHz;
    const Tick told = std::llround(options.reportEvery * hz);
    const Tick place = options.positions.empty()
                           ? 0
                           : std::max<Tick>(1, std::llround(options.positionsEvery * hz));
    const auto reached = [&] { return session.simulation().world().tick; };
    const auto next = [&](Tick every) {
        return every > 0 ? (reached() / every + 1) * every : std::numeric_limits<Tick>::max();
    };
    sim::Snapshot snapshot;
    while ((told > 0 || place > 0) && !stop.stop_requested()) {
        const Tick until = std::min(next(told), next(place));
        if (end >= 0 && until >= end)
            break;
        session.run(stop, until);
        if (place > 0 && reached() % place == 0) {
            session.snapshot(snapshot);
            positions.write(snapshot);
        }
        if (told > 0 && reached() % told == 0)
            std::cout << report(session, statusOf(links, replay), recording).dump() << std::endl;
    }
    session.run(stop, end);
    if (place > 0 && reached() == end && end % place == 0) {
        session.snapshot(snapshot);
        positions.write(snapshot);
    }
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
    const PictureOptions picture{.output = options.picture.string()};
    const auto renderer = startRenderer(picture);
    if (!renderer)
        return tl::unexpected(renderer.error());
    return takePicture(**renderer, loaded, snapshot, picture);
}

ingest::StoreSettings storeOf(const RunOptions& options) {
    ingest::StoreSettings store;
    store.folder = options.store;
    if (options.segmentSeconds > 0.0)
        store.segmentNs = std::llround(options.segmentSeconds * 1e9);
    return store;
}

// What the options ask for: one file, the store, or nothing.
std::unique_ptr<Recording> recordingOf(const RunOptions& options, const twin::Twin& twin) {
    if (!options.record.empty())
        return std::make_unique<Recording>(twin, options.record);
    if (!options.store.empty())
        return std::make_unique<Recording>(
            twin, std::make_shared<ingest::RollingStore>(storeOf(options), steadyUtcNow()));
    return nullptr;
}

// The twin as the options want it followed; an endpoint of theirs that cannot be is wrong usage.
Result<std::shared_ptr<const twin::Twin>> followed(const RunOptions& options,
                                                   std::shared_ptr<const twin::Twin> twin) {
    if (options.live && twin->live.empty())
        return fail({.doing = "follow a plant",
                     .on = options.file.string(),
                     .found = "no [[live]] source",
                     .expected = "a [[live]] table with connect, or a run without --live"});
    const bool live = options.live || !options.connect.empty();
    const bool trusted =
        std::any_of(twin->live.begin(), twin->live.end(),
                    [](const twin::LiveSource& source) { return source.trusted(); });
    if (live && options.fromFirstSample && !trusted)
        return fail({.doing = "begin with a source's first sample",
                     .on = options.file.string(),
                     .found = "no source whose clock is trusted",
                     .expected = "clock = \"trusted\" in its [[live]] table"});
    return withEndpoints(std::move(twin), options.connect);
}

// Sockets to the plant and their way into the session, if it is to be live.
Result<void> connect(const RunOptions& options, const twin::Twin& twin, sim::Session& session,
                     Recording* recording, LiveLinks& links) {
    if (!options.live && options.connect.empty())
        return {};
    if (auto opened = links.addSources(twin).and_then([&] { return links.open(); }); !opened)
        return opened;
    links.attachTo(session);
    if (recording != nullptr)
        links.tapInto(recording->recorder());
    links.start();
    return {};
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
        if (status.droppedMessages + status.droppedTicks > 0) {
            std::fprintf(stderr, "gemba: the recording lacks %llu messages and %llu ticks\n",
                         static_cast<unsigned long long>(status.droppedMessages),
                         static_cast<unsigned long long>(status.droppedTicks));
            return kExitBadData;
        }
    }
    if (feed != nullptr && !feed->failure().empty()) {
        std::fprintf(stderr, "gemba: the recording is not whole: %s\n", feed->failure().c_str());
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
    const auto connected = followed(options, loaded.twin);
    if (!connected) {
        reportError(connected.error());
        return options.connect.empty() ? kExitBadData : kExitUsage;
    }
    loaded.twin = *connected;
    for (const auto& path :
         {options.record, options.snapshotOut, options.picture, options.positions}) {
        if (auto writable = checkWritable(path); !writable)
            return reportError(writable.error());
    }
    const auto recording = recordingOf(options, *loaded.twin);
    std::optional<ReplayInput> replay;
    if (!options.replay.empty()) {
        auto opened = ReplayInput::open({.file = options.replay,
                                         .seed = options.seed,
                                         .epoch = options.epoch,
                                         .fromFirstSample = options.fromFirstSample,
                                         .tap = recording ? &recording->recorder() : nullptr},
                                        *loaded.twin);
        if (!opened)
            return reportError(opened.error());
        replay = std::move(*opened);
    }
    sim::InputFeed* const feed = replay ? &replay->feed() : nullptr;
    const uint64_t seed =
        options.seed.value_or(feed != nullptr ? feed->start().seed : loaded.twin->world.seed);
    auto simulation = makeSimulation(loaded, {.seed = seed});
    if (!simulation)
        return reportError(simulation.error());
    if (feed != nullptr) {
        if (auto ready = replay->begin(**simulation); !ready)
            return reportError(ready.error());
    }

    // The session, live if asked to be.
    sim::Session session(std::move(*simulation),
                         {.rate = options.rate,
                          .epoch = options.epoch,
                          .epochFromFirstSample = options.fromFirstSample && feed == nullptr,
                          .sink = recording ? &recording->recorder() : nullptr,
                          .feed = feed});
    LiveLinks links;
    if (auto live = connect(options, *loaded.twin, session, recording.get(), links); !live)
        return reportError(live.error());
    if (recording)
        recording->start();
    PositionsFile positions(options.positions, *loaded.twin);
    simulate(options, session, links, replay ? &*replay : nullptr, recording.get(), stop,
             lastTick(options, session.simulation().world(), feed), positions);
    links.stop();
    if (replay)
        replay->finish();
    if (recording)
        recording->stop();

    const auto status = statusOf(links, replay ? &*replay : nullptr);
    if (options.json || options.reportEvery > 0.0)
        std::cout
            << report(session, status, recording.get()).dump(options.reportEvery > 0.0 ? -1 : 2)
            << '\n';
    else
        std::cout << summaryText(session, status);
    for (const auto& written : {positions.finish(), writeResults(options, session, loaded)}) {
        if (!written)
            return reportError(written.error());
    }
    return outcome(recording.get(), feed);
}

}  // namespace gemba::app
