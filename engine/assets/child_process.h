#pragma once

#include <sys/types.h>

#include <filesystem>
#include <stop_token>

#include "engine/assets/import_request.h"
#include "engine/assets/import_standby.h"
#include "engine/assets/importer.h"

namespace gemba::assets {

struct ChildJob {
    std::filesystem::path executable;  ///< one whose main() is importChildMain()
    ImportRequest request;
    int bakeFd = -1;                   ///< where the child writes its bake; stays the caller's
    ImportStandby* standby = nullptr;  ///< where a started one may wait
};

/// Puts an importing child to work, listens to it and waits for its end. Kills it when it is
/// stopped, too slow or too large. Success means that it said it was done: what it wrote is still
/// to be checked. Any thread; several may run at once.
[[nodiscard]] Result<void> runImportChild(const ChildJob& job, const Progress& progress,
                                          std::stop_token stop);

}  // namespace gemba::assets
