#include "app/composition.h"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "app/build_info.h"
#include "app/robots.h"
#include "engine/analysis/alarm_system.h"
#include "engine/analysis/flow_system.h"
#include "engine/analysis/plant_view.h"
#include "engine/analysis/residual_system.h"
#include "engine/assets/importer.h"
#include "engine/assets/robot_importer.h"
#include "engine/control/controller.h"
#include "engine/core/log.h"
#include "engine/sim/bindings.h"
#include "engine/sim/history_system.h"
#include "engine/sim/output_system.h"
#include "engine/sim/overlay_system.h"
#include "physics/physics_system.h"

namespace gemba::app {
namespace {

using ModelPtr = std::shared_ptr<const assets::Model>;

// One file with one reading of it; imported once, however often it is placed.
struct ImportJob {
    assets::ImportSettings settings;
    ModelPtr model;
    std::string failure;
};

assets::ImportSettings settingsOf(const std::filesystem::path& file, double unitM, char up) {
    assets::ImportSettings settings{.file = file, .unitM = unitM};
    settings.up = up == 'x'   ? assets::UpAxis::x
                  : up == 'y' ? assets::UpAxis::y
                  : up == 'z' ? assets::UpAxis::z
                              : assets::UpAxis::automatic;
    return settings;
}

std::string keyOf(const assets::ImportSettings& settings) {
    return fmt::format("{}|{}|{}", settings.file.string(), settings.unitM,
                       static_cast<int>(settings.up));
}

void importAll(std::vector<ImportJob>& jobs, const LoadProgress& progress, std::stop_token stop,
               assets::ImportStandby* standby) {
    std::atomic<size_t> next{0};
    std::atomic<size_t> done{0};
    std::mutex mutex;
    const auto work = [&] {
        for (size_t i = next++; i < jobs.size() && !stop.stop_requested(); i = next++) {
            ImportJob& job = jobs[i];
            auto imported =
                assets::importModel(job.settings, assets::defaultCacheDir(), {}, stop, standby);
            if (imported)
                job.model = imported->model;
            else
                job.failure = imported.error().message();
            const std::lock_guard lock(mutex);
            ++done;
            if (progress)
                progress(static_cast<double>(done) / static_cast<double>(jobs.size()),
                         job.settings.file.filename().string());
        }
    };
    std::jthread second(work);
    work();
}

}  // namespace

LoadedTwin loadTwin(const std::filesystem::path& file, const LoadProgress& progress,
                    std::stop_token stop, assets::ImportStandby* standby) {
    twin::ReadOutcome read = twin::readTwin(file);
    if (read.twin == nullptr || !read.problems.empty()) {
        LoadedTwin wrong;
        wrong.problems = std::move(read.problems);
        return wrong;
    }
    return loadModels(std::move(read.twin), progress, std::move(stop), standby);
}

LoadedTwin loadModels(std::shared_ptr<const twin::Twin> twin, const LoadProgress& progress,
                      std::stop_token stop, assets::ImportStandby* standby) {
    LoadedTwin out;
    out.source = twin->text.empty() ? nullptr : twin;

    // Each file once.
    std::vector<ImportJob> jobs;
    std::map<std::string, size_t> jobOf;
    const auto jobFor = [&](assets::ImportSettings settings) {
        const auto [at, added] = jobOf.try_emplace(keyOf(settings), jobs.size());
        if (added)
            jobs.push_back({.settings = std::move(settings)});
        return at->second;
    };
    std::vector<size_t> placed;
    std::vector<size_t> items;
    for (const twin::PlacedModel& model : twin->models)
        placed.push_back(jobFor(settingsOf(model.file, model.unitM, model.up)));
    for (const twin::ItemType& item : twin->items)
        items.push_back(item.model.empty() ? SIZE_MAX : jobFor(settingsOf(item.model, 0.0, 0)));
    Robots robots(*twin, out.failedModels, stop, standby);
    robots.forEachMesh(
        [&](assets::RobotShape& shape) { (void)jobFor(assets::meshSettings(shape)); });
    importAll(jobs, progress, stop, standby);
    if (stop.stop_requested())
        return out;

    // A model that failed costs itself and one message.
    for (ImportJob& job : jobs) {
        if (job.model != nullptr)
            continue;
        job.model = assets::placeholderModel(job.settings.file.filename().string());
        out.failedModels.push_back(job.failure);
        log::warn(job.failure);
    }
    robots.forEachMesh([&](assets::RobotShape& shape) {
        shape.model = jobs[jobFor(assets::meshSettings(shape))].model;
    });
    out.twin = robots.dress(std::move(twin));
    size_t own = 0;  // the file's own models, in their order, among what robots look like
    for (const twin::PlacedModel& model : out.twin->models) {
        auto look = robots.look(model);
        out.models.placed.push_back(look != nullptr ? look : jobs[placed[own++]].model);
    }
    for (const size_t job : items)
        out.models.items.push_back(job == SIZE_MAX ? nullptr : jobs[job].model);
    out.models.robots = robots.release();
    return out;
}

Result<std::unique_ptr<sim::Simulation>> makeSimulation(const LoadedTwin& loaded,
                                                        const SimulationParts& parts) {
    const twin::Twin& twin = *loaded.twin;
    sim::Simulation::Systems systems;

    // Inputs become targets …
    if (!parts.overlay.entries.empty())
        systems.push_back(std::make_unique<sim::OverlaySystem>(twin, parts.overlay.entries));
    if (twin.controller) {
        auto controller = control::makeController(twin, parts.changedScript);
        if (!controller)
            return tl::unexpected(controller.error());
        systems.push_back(std::move(*controller));
    }
    systems.push_back(std::make_unique<sim::BindingSystem>(twin));
    // … what moves, and what its sensors see …
    systems.push_back(physics::makePhysics(loaded.models.placed, loaded.models.robots));
    systems.push_back(std::make_unique<sim::SimulatedSignals>());
    // … and what is said of it.
    systems.push_back(std::make_unique<analysis::FlowSystem>(twin));
    if (parts.analyse) {
        auto residuals = std::make_unique<analysis::ResidualSystem>(twin, parts.history);
        auto view = std::make_unique<analysis::PlantView>(*residuals);
        const analysis::ResidualSystem* const compared = residuals.get();
        systems.push_back(std::move(residuals));
        systems.push_back(std::move(view));
        if (!twin.alarms.empty())
            systems.push_back(std::make_unique<analysis::AlarmSystem>(twin, compared));
    }
    if (parts.history != nullptr)
        systems.push_back(std::make_unique<sim::HistorySystem>(*parts.history));
    if (parts.outputs != nullptr)
        systems.push_back(
            std::make_unique<sim::OutputSystem>(twin, *parts.outputs, parts.overlay.offline));
    return std::make_unique<sim::Simulation>(loaded.twin, parts.seed, std::move(systems));
}

Result<std::shared_ptr<const twin::Twin>> withEndpoints(std::shared_ptr<const twin::Twin> twin,
                                                        const std::vector<std::string>& connects) {
    if (connects.empty())
        return twin;
    auto changed = std::make_shared<twin::Twin>(*twin);
    for (const std::string& connect : connects) {
        const size_t equals = connect.find('=');
        const std::string id = equals == std::string::npos ? "" : connect.substr(0, equals);
        const std::string endpoint =
            equals == std::string::npos ? connect : connect.substr(equals + 1);
        twin::LiveSource* source = nullptr;
        for (twin::LiveSource& live : changed->live) {
            if (live.id == id || (id.empty() && changed->live.size() == 1))
                source = &live;
        }
        if (source == nullptr)
            return fail({.doing = "replace an endpoint",
                         .on = "--connect " + connect,
                         .found = fmt::format("{} live sources in the twin", changed->live.size()),
                         .expected = "--connect ID=ENDPOINT with the id of one of them"});
        source->connect = endpoint;
    }
    return std::shared_ptr<const twin::Twin>(std::move(changed));
}

std::filesystem::path resourceFolder() {
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const std::filesystem::path candidates[] = {
        self.parent_path().parent_path() / "share" / "gemba",  // installed
        std::filesystem::path(kSourceResources),               // built in place
    };
    for (const auto& candidate : candidates) {
        if (std::filesystem::exists(candidate / "twins" / "packing_cell", ignored))
            return candidate;
    }
    return {};
}

}  // namespace gemba::app
