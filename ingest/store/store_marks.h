#pragma once

#include "ingest/store/rolling_store.h"

namespace gemba::ingest {

inline constexpr const char* kMarksFile = "marks.json";

/// Replaces `marks.json` of a session's folder at once: a reader sees the old one or the new one.
[[nodiscard]] Result<void> writeMarks(const std::filesystem::path& session,
                                      const std::vector<StoreMark>& marks);

}  // namespace gemba::ingest
