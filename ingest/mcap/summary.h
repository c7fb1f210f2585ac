#pragma once

#include <optional>

#include "ingest/mcap/contents.h"

namespace gemba::ingest::mcap {

/// The end of a file, where it is whole.
struct Ending {
    Footer footer;
    uint64_t footerOffset = 0;
};

/// Finds footer and closing magic; nothing, with a problem, where they are not.
[[nodiscard]] Result<std::optional<Ending>> readEnding(const ByteSource& source,
                                                       Problems& problems);

/// What a summary says besides the contents.
struct SummaryNotes {
    bool hasStatistics = false;
    using Range = std::pair<uint64_t, uint64_t>;  ///< begin, end in the file
    std::vector<Range> covered;                   ///< what its indexes point at
    std::vector<Range> messageIndexes;            ///< of each chunk
};

/// Reads the summary into `out`: schemas, channels, statistics, indexes. False where there is none,
/// or, with a problem, where it cannot be trusted; `out` is then not to be used.
[[nodiscard]] Result<bool> readSummary(const ByteSource& source, const Ending& ending,
                                       Contents& out, SummaryNotes& notes);

/// Notes a chunk, and which channels it has.
void addChunk(Contents& out, const ChunkSpan& span, std::vector<uint16_t>& channels);

}  // namespace gemba::ingest::mcap
