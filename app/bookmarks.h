#pragma once

#include <filesystem>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/look_back.h"
#include "ingest/mcap/mcap_file.h"

/// Bookmarks of a finished recording. A range that is saved carries its bookmarks in itself. What
/// is added or removed later stands beside the file, in RECORDING.bookmarks: a line each, UTC
/// nanoseconds from, to, and the note, with tabs between. So what was recorded is never written to
/// again, be it read-only, signed or half copied; the next range saved of it has them in itself.
namespace gemba::app {

/// By time: what stands beside the file, else what it holds, else, of a segment of the store, the
/// marks of its session within it.
[[nodiscard]] std::vector<sim::TimeMark> readBookmarks(const ingest::mcap::McapFile& file,
                                                       const std::filesystem::path& path);

/// Replaces those beside the file at once or not at all. Errors name path and reason.
[[nodiscard]] Result<void> writeBookmarks(const std::filesystem::path& recording,
                                          const std::vector<sim::TimeMark>& marks);

}  // namespace gemba::app
