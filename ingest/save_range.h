#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/sim/look_back.h"
#include "ingest/mcap/problems.h"
#include "ingest/recorder.h"

namespace gemba::ingest {

/// A range of a recorded session.
struct RangeRequest {
    std::vector<std::filesystem::path> segments;  ///< of one session, oldest first
    UtcNs from = 0, to = INT64_MAX;
    int64_t delayNs = 0;                   ///< the longest that a source's samples are held back
    std::filesystem::path out;             ///< appears once it is complete
    std::vector<RecordedFile> files;       ///< the twin's, where the segments do not carry them
    std::vector<sim::TimeMark> bookmarks;  ///< those within the range go into the file
};

/// What was saved.
struct SavedRange {
    UtcNs from = 0, to = 0;  ///< from the checkpoint on, to the last tick
    Tick ticks = 0;
    uint64_t messages = 0;  ///< of the sources
    uint64_t bytes = 0;
    UtcNs earlierUntil =
        0;  ///< the range begins earlier, with another twin, until then; 0: it does not
    std::vector<std::string> notes;  ///< what is not as it was asked for
};

/// Writes one file that replays and verifies by itself: from the checkpoint at or before `from`, or
/// the oldest there is, to `to`. Messages that two segments have are in it once. Where the session
/// was reset or its twin edited within the range, what came after the last time. The newest segment
/// may still be written. Blocks; any thread. Errors, which leave no file: nothing recorded in the
/// range, a segment that cannot be read, no room for the new file, cancelled (`progress` said
/// false).
[[nodiscard]] Result<SavedRange> saveRange(const RangeRequest& request,
                                           const mcap::Progress& progress = {});

}  // namespace gemba::ingest
