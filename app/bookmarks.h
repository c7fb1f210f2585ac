#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/look_back.h"

/// Bookmarks stand beside their recording, in RECORDING.bookmarks: a line each, UTC nanoseconds, a
/// tab, the note. So that what was recorded is never written to again.
namespace gemba::app {

/// By time; lines that cannot be read are left out. None where there is no such file.
[[nodiscard]] std::vector<sim::TimeMark> readBookmarks(const std::filesystem::path& recording);

/// Replaces them at once or not at all; without any the file goes. Errors name path and reason.
[[nodiscard]] Result<void> writeBookmarks(const std::filesystem::path& recording,
                                          const std::vector<sim::TimeMark>& marks);

}  // namespace gemba::app
