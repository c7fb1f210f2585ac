#pragma once

#include "engine/assets/import_request.h"
#include "engine/assets/importer.h"

namespace gemba::assets {

/// What tests change, and where a started child may wait.
struct ImportHooks {
    std::filesystem::path executable;  ///< empty: as findImportProgram has it
    ChildFault fault = ChildFault::none;
    ImportStandby* standby = nullptr;
};

/// importModel with the hooks open.
[[nodiscard]] Result<Imported> importModelWith(const ImportHooks& hooks,
                                               const ImportSettings& settings,
                                               const std::filesystem::path& cacheDir,
                                               const Progress& progress, std::stop_token stop);

}  // namespace gemba::assets
