#include "app/lone_model.h"

#include <fstream>

#include "app/robots.h"
#include "engine/assets/importer.h"

namespace gemba::app {

bool isTwinFile(const std::filesystem::path& file) {
    // A twin is TOML that says `gemba = <version>` outside any table, near its top.
    std::ifstream in(file);
    std::string line;
    for (int i = 0; i < 200 && std::getline(in, line); ++i) {
        const size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos || line[first] == '#')
            continue;
        if (line.compare(first, 5, "gemba") == 0)
            return true;
        if (line[first] == '[')
            break;
    }
    return file.extension() == ".toml";
}

LoadedTwin loadLoneModel(const std::filesystem::path& file, const LoadProgress& progress,
                         std::stop_token stop, assets::ImportStandby* standby) {
    if (isRobotFile(file)) {
        LoadedTwin robot = loadModels(loneRobot(file), progress, std::move(stop), standby);
        if (robot.models.robots.empty() || robot.models.robots.front() == nullptr)
            robot.twin = nullptr;
        return robot;
    }
    LoadedTwin out;
    const auto report = [&](double share, std::string_view what) {
        if (progress)
            progress(share, std::string(what));
    };
    const auto imported =
        assets::importModel({.file = file}, assets::defaultCacheDir(), report, stop, standby);
    if (!imported) {
        out.failedModels.push_back(imported.error().message());
        return out;
    }
    auto twin = std::make_shared<twin::Twin>();
    twin->file = std::filesystem::absolute(file);
    twin->name = file.filename().string();
    twin->models.push_back({.id = "model", .file = twin->file});
    out.models.placed.push_back(imported->model);
    out.twin = std::move(twin);
    return out;
}

}  // namespace gemba::app
