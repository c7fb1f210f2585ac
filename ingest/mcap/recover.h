#pragma once

#include <filesystem>

#include "ingest/mcap/byte_source.h"
#include "ingest/mcap/problems.h"

namespace gemba::ingest::mcap {

/// What was saved of a damaged file.
struct Recovered {
    uint64_t messages = 0, channels = 0, schemas = 0, attachments = 0, metadata = 0;
    uint64_t badChunks = 0;  ///< left out, or saved in part
    uint64_t bytes = 0;      ///< size of the new file
    Problems problems;       ///< what was wrong with the old one
};

/// Reads all of `in` that its bytes allow, whole messages of a chunk that is cut short too, and
/// writes a complete file to `out`, which appears only once it has been read back to its end.
/// Fails, and leaves no file, where nothing can be read, where a damaged file yields no message,
/// where `out` is `in`, where writing fails, and when cancelled.
[[nodiscard]] Result<Recovered> recover(const std::filesystem::path& in,
                                        const std::filesystem::path& out,
                                        const Progress& progress = {});

}  // namespace gemba::ingest::mcap
