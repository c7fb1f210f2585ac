#include "app/commands/plant.h"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

#include "app/composition.h"
#include "app/files.h"
#include "app/live_links.h"
#include "app/summary.h"
#include "engine/core/log.h"
#include "ingest/published_recording.h"

namespace gemba::app {
namespace {

// The plant has no plant of its own to follow, but it may take commands from a controller.
std::shared_ptr<const twin::Twin> plantTwin(const twin::Twin& twin, const std::string& connect) {
    auto plant = std::make_shared<twin::Twin>(twin);
    plant->live.clear();
    if (!connect.empty())
        plant->live.push_back({.id = "commands", .connect = connect});
    // What no controller outside commands, the plant's own PLC does.
    for (twin::Binding& binding : plant->bindings) {
        if (binding.role == twin::Role::drive)
            binding.onStale = twin::OnStale::controller;
    }
    return plant;
}

Result<std::unique_ptr<sim::Simulation>> plantSimulation(const PlantOptions& options,
                                                         const LoadedTwin& loaded,
                                                         twin::Overlay overlay,
                                                         sim::OutputSink& outputs) {
    return makeSimulation(loaded, {.seed = options.seed.value_or(loaded.twin->world.seed + 1),
                                   .overlay = std::move(overlay),
                                   .outputs = &outputs,
                                   .analyse = false});
}

Tick end(const PlantOptions& options, const twin::Twin& twin) {
    return options.duration > 0.0 ? std::llround(options.duration * twin.world.stepHz) : -1;
}

void tell(const PlantOptions& options, sim::Session& session,
          const std::vector<sim::LinkStatus>& links, uint64_t sent, uint64_t missed) {
    if (options.json) {
        auto out = summaryJson(session, links);
        out["published"] = sent;
        out["missed_offline"] = missed;
        std::cout << out.dump(2) << '\n';
    } else {
        std::cout << summaryText(session, links)
                  << fmt::format("  {} messages {}, {} while offline\n", sent,
                                 options.record.empty() ? "published" : "written", missed);
    }
}

int publish(const PlantOptions& options, const LoadedTwin& loaded, twin::Overlay overlay,
            std::stop_token stop) {
    // Sockets first: the simulation writes into the publisher's ring from its first tick.
    LiveLinks links;
    auto added = links.addSources(*loaded.twin).and_then([&] {
        return links.addPublisher(*loaded.twin, options.bind, options.encoding);
    });
    if (auto opened = added.and_then([&] { return links.open(); }); !opened)
        return reportError(opened.error());
    auto simulation = plantSimulation(options, loaded, std::move(overlay), links.outputs());
    if (!simulation)
        return reportError(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = options.rate.value_or(1.0)});
    links.attachTo(session);
    log::info(
        fmt::format("{} publishes on {}", loaded.twin->name, links.publisherStatus().endpoint));
    links.start();
    session.run(stop, end(options, *loaded.twin));
    links.stop();

    const ingest::PublisherStatus status = links.publisherStatus();
    tell(options, session, links.status(), status.sent, status.missed);
    return kExitDone;
}

int record(const PlantOptions& options, const LoadedTwin& loaded, twin::Overlay overlay,
           std::stop_token stop) {
    auto recording = ingest::PublishedRecording::create(options.record, options.encoding,
                                                        signals::SignalNames(*loaded.twin).all());
    if (!recording)
        return reportError(recording.error());
    auto simulation = plantSimulation(options, loaded, std::move(overlay), **recording);
    if (!simulation)
        return reportError(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = options.rate.value_or(0.0)});
    // A disk that is full ends it at once.
    std::stop_source ended;
    const std::stop_callback asked(stop, [&ended] { ended.request_stop(); });
    (*recording)->onFailure([&ended] { ended.request_stop(); });
    session.run(ended.get_token(), end(options, *loaded.twin));
    if (auto done = (*recording)->finish(session.simulation().world().utc); !done)
        return reportError(done.error());

    tell(options, session, {}, (*recording)->written(), (*recording)->missed());
    return kExitDone;
}

}  // namespace

int runPlant(const PlantOptions& options, std::stop_token stop) {
    LoadedTwin loaded = loadTwin(options.file, {}, stop);
    if (stop.stop_requested())
        return kExitCheckFailed;
    if (loaded.twin == nullptr)
        return reportProblems(options.file, loaded.problems);

    // The differences, by the twin as it is.
    const std::filesystem::path overlayFile =
        options.story ? loaded.twin->file.parent_path() / "story.toml" : options.with;
    twin::Overlay overlay;
    if (!overlayFile.empty()) {
        twin::OverlayOutcome outcome = twin::readOverlay(overlayFile, *loaded.twin);
        if (!outcome.problems.empty())
            return reportProblems(overlayFile, outcome.problems);
        overlay = std::move(outcome.overlay);
    }
    loaded.twin = plantTwin(*loaded.twin, options.connect);

    return options.record.empty() ? publish(options, loaded, std::move(overlay), stop)
                                  : record(options, loaded, std::move(overlay), stop);
}

}  // namespace gemba::app
