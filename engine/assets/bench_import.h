#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::assets {

/// How much is imported; tests take less.
struct ImportBenchSettings {
    uint32_t triangles = 1'000'000;
    uint32_t nodes = 10'000;
    int rounds = 5;  ///< at least 1
};

/// Our import (child process, weld, normals, bake, check) over bare Assimp in this process, of OBJ,
/// STL and GLB files made for it, and the second opening over the first. Times are
/// those that a user of the window waits, the importer standing by. Takes about a minute; all files
/// are in a temporary folder that is removed. Errors: that folder cannot be written, an import
/// fails.
[[nodiscard]] Result<std::vector<measure::Figure>> benchImport(
    const ImportBenchSettings& settings = {});

}  // namespace gemba::assets
