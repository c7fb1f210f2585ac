#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/assets/import_standby.h"
#include "engine/render/view.h"
#include "engine/signals/history.h"
#include "engine/sim/services.h"
#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"

/// The only place that builds objects: rooms that do not know each other are joined here.
namespace gemba::app {

/// A twin with its models, or what is wrong with it.
struct LoadedTwin {
    std::shared_ptr<const twin::Twin> twin;    ///< null when there are problems
    std::shared_ptr<const twin::Twin> source;  ///< the same as its file says, to be edited
    render::SceneModels models;
    std::vector<twin::Problem> problems;
    std::vector<std::string> failedModels;  ///< one message each; a placeholder stands in its
                                            ///< place, a robot stands still
};

/// 0 … 1, and what is being done. Called on the loading thread.
using LoadProgress = std::function<void(double, const std::string&)>;

/// Reads a twin and imports its models, two at a time, one of them by a child that stands by.
/// Blocks: the window calls it on a worker.
[[nodiscard]] LoadedTwin loadTwin(const std::filesystem::path& file,
                                  const LoadProgress& progress = {}, std::stop_token stop = {},
                                  assets::ImportStandby* standby = nullptr);

/// The same of a twin that was read, or made.
[[nodiscard]] LoadedTwin loadModels(std::shared_ptr<const twin::Twin> twin,
                                    const LoadProgress& progress, std::stop_token stop,
                                    assets::ImportStandby* standby);

/// What a simulation is made of, beside the twin.
struct SimulationParts {
    uint64_t seed = 1;
    twin::Overlay overlay;                ///< a virtual plant's differences
    signals::History* history = nullptr;  ///< written by the simulation; outlives it
    sim::OutputSink* outputs = nullptr;   ///< a publisher; outlives it
    bool analyse = true;                  ///< residuals; a plant has nothing to compare
    bool changedScript = false;  ///< the states that it loads are another script's: makeController
};

/// The literal list of systems. Errors: the controller's script does not load.
[[nodiscard]] Result<std::unique_ptr<sim::Simulation>> makeSimulation(const LoadedTwin& loaded,
                                                                      const SimulationParts& parts);

/// `--connect [ID=]ENDPOINT` replaces the endpoint of a live source; without ID that of the only
/// one. Errors: no such source, or more than one to choose from.
[[nodiscard]] Result<std::shared_ptr<const twin::Twin>> withEndpoints(
    std::shared_ptr<const twin::Twin> twin, const std::vector<std::string>& connects);

/// Folder of the installed or built resources that holds `twins/packing_cell`; empty if none.
[[nodiscard]] std::filesystem::path resourceFolder();

}  // namespace gemba::app
