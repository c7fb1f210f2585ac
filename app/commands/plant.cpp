#include "app/commands/plant.h"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

#include "app/composition.h"
#include "app/files.h"
#include "app/live_links.h"
#include "app/summary.h"
#include "engine/core/log.h"

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

    // Sockets first: the simulation writes into the publisher's ring from its first tick.
    LiveLinks links;
    const auto encoding =
        options.protobuf ? ingest::ContentType::protobuf : ingest::ContentType::json;
    auto added = links.addSources(*loaded.twin).and_then([&] {
        return links.addPublisher(*loaded.twin, options.bind, encoding);
    });
    if (auto opened = added.and_then([&] { return links.open(); }); !opened)
        return reportError(opened.error());
    auto simulation =
        makeSimulation(loaded, {.seed = options.seed.value_or(loaded.twin->world.seed + 1),
                                .overlay = std::move(overlay),
                                .outputs = &links.outputs(),
                                .analyse = false});
    if (!simulation)
        return reportError(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = options.rate});
    links.attachTo(session);
    log::info(
        fmt::format("{} publishes on {}", loaded.twin->name, links.publisherStatus().endpoint));
    links.start();
    const Tick until =
        options.duration > 0.0 ? std::llround(options.duration * loaded.twin->world.stepHz) : -1;
    session.run(stop, until);
    links.stop();

    const ingest::PublisherStatus status = links.publisherStatus();
    if (options.json) {
        auto out = summaryJson(session, links.status());
        out["published"] = status.sent;
        out["missed_offline"] = status.missed;
        std::cout << out.dump(2) << '\n';
    } else {
        std::cout << summaryText(session, links.status())
                  << fmt::format("  {} messages published, {} while offline\n", status.sent,
                                 status.missed);
    }
    return kExitDone;
}

}  // namespace gemba::app
