#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/result.h"

namespace gemba::assets {

struct SandboxLimits {
    uint64_t memoryMiB = 4096;
    int cpuSeconds = 120;
    std::vector<std::filesystem::path> readable;  ///< folders, for kernels that have Landlock
};

/// Takes from this process, for good, what a reader of hostile files must not have: network,
/// starting programs, opening anything for writing, new executable memory, and memory and time
/// beyond the limits. Descriptors already open stay as they are. Single-threaded processes only.
[[nodiscard]] Result<void> enterSandbox(const SandboxLimits& limits);

}  // namespace gemba::assets
