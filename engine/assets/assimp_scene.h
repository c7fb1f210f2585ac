#pragma once

#include <functional>
#include <string_view>

#include "engine/assets/bake_format.h"
#include "engine/assets/file_access.h"
#include "engine/assets/import_request.h"

namespace gemba::assets {

/// 0 … 1 and a word.
using ChildProgress = std::function<void(double, std::string_view)>;

/// Reads any format that Assimp knows and converts it to ours. Parses hostile bytes: child only.
/// Errors carry only what was found; the parent knows the file. May throw what Assimp throws.
[[nodiscard]] Result<BakedScene> importScene(const ImportRequest& request, FileAccess& files,
                                             const ChildProgress& progress);

}  // namespace gemba::assets
