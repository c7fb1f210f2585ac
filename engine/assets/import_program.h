#pragma once

#include <filesystem>

#include "engine/core/result.h"

namespace gemba::assets {

/// Name of the executable whose main() is importChildMain().
inline constexpr const char* kImportProgram = "gemba-import";

/// Where the importing program lies, seen from the folder of the running executable: beside it (the
/// build), in ../libexec/gemba (installed) or in ../bin (the build's tests). Errors name every
/// place that was looked at.
[[nodiscard]] Result<std::filesystem::path> findImportProgram(const std::filesystem::path& folder);

/// The folder of the running executable.
[[nodiscard]] std::filesystem::path executableFolder();

}  // namespace gemba::assets
