#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/assets/model.h"
#include "engine/core/result.h"

namespace gemba::assets {

enum class UpAxis : uint8_t { automatic, x, y, z };

/// Metres per unit that anybody could mean: from a nanometre to the Earth's diameter.
inline constexpr double kMinUnitM = 1e-9, kMaxUnitM = 1e7;
[[nodiscard]] constexpr bool isPlausibleUnit(double unitM) {
    return unitM >= kMinUnitM && unitM <= kMaxUnitM;  // neither NaN nor infinity is
}

/// What to import and how. Part of the bake's key.
struct ImportSettings {
    std::filesystem::path file;
    double unitM = 0.0;  ///< metres per unit of the file; 0: the file's claim, or a guess
    UpAxis up = UpAxis::automatic;             ///< automatic: the format's rule or the file's claim
    std::vector<std::filesystem::path> roots;  ///< folders beside the file's own that it may read

    // Limits of the child process.
    uint64_t memoryMiB = 4096;
    int timeoutSeconds = 120;
};

/// What came in, for people and for `gemba import --json`.
struct ImportReport {
    double unitM = 1.0;
    bool unitGuessed = false;
    char up = 'z';
    bool upGuessed = false;
    std::string evidence;  ///< why unit and axis were chosen, one sentence
    glm::dvec3 sizeM{0.0}, centerM{0.0};
    uint64_t nodes = 0, meshes = 0, instances = 0, triangles = 0, vertices = 0;
    uint64_t materials = 0, textures = 0;
    std::vector<std::string> warnings;  ///< missing textures, duplicate names, odd sizes …
    bool fromCache = false;
};

struct Imported {
    std::shared_ptr<const Model> model;
    ImportReport report;
};

/// 0 … 1, and a word for what is being done. Called on the importing thread.
using Progress = std::function<void(double, std::string_view)>;

class ImportStandby;

/// Imports through a sandboxed child process, the program `gemba-import`, and the bake cache.
/// Blocks; call it from a worker. Several may run at once. Errors name the file and the reason: not
/// found, not a model, crashed, out of memory, timed out, cancelled, damaged bake. With a standby
/// (import_standby.h) the child need not be started first.
[[nodiscard]] Result<Imported> importModel(const ImportSettings& settings,
                                           const std::filesystem::path& cacheDir,
                                           const Progress& progress = {}, std::stop_token stop = {},
                                           ImportStandby* standby = nullptr);

/// $XDG_CACHE_HOME/gemba/models or ~/.cache/gemba/models.
[[nodiscard]] std::filesystem::path defaultCacheDir();

/// main() of the child: takes its job from descriptor 3, see kParentFd. Returns the exit code. All
/// that `gemba-import` does.
int importChildMain();

}  // namespace gemba::assets
