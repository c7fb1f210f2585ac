#pragma once

#include <filesystem>

#include "app/composition.h"

namespace gemba::app {

/// Whether a file is to be read as a twin: by its content, not its name.
[[nodiscard]] bool isTwinFile(const std::filesystem::path& file);

/// A model alone, as a twin that holds nothing else. `twin` is null and failedModels says why when
/// it cannot be imported.
[[nodiscard]] LoadedTwin loadLoneModel(const std::filesystem::path& file,
                                       const LoadProgress& progress = {}, std::stop_token stop = {},
                                       assets::ImportStandby* standby = nullptr);

}  // namespace gemba::app
