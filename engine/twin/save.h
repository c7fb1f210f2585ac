#pragma once

#include <filesystem>
#include <string_view>

#include "engine/core/result.h"

namespace gemba::twin {

/// Writes a twin file anew, as a whole or not at all; a link stays one: what it leads to is
/// replaced, and keeps its rights. A file that is not there is made. Errors: it cannot be written.
[[nodiscard]] Result<void> writeTwinFile(const std::filesystem::path& file, std::string_view text);

/// The same of a file that must still hold the text `known`: what somebody else wrote meanwhile is
/// not written over.
[[nodiscard]] Result<void> replaceTwinFile(const std::filesystem::path& file,
                                           std::string_view known, std::string_view text);

}  // namespace gemba::twin
