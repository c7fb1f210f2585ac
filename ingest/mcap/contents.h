#pragma once

#include <map>
#include <span>
#include <vector>

#include "ingest/mcap/byte_source.h"
#include "ingest/mcap/chunk_loader.h"
#include "ingest/mcap/problems.h"
#include "ingest/mcap/records.h"

namespace gemba::ingest::mcap {

/// What a file holds, and where.
struct Contents {
    Header header;
    std::map<uint16_t, Schema> schemas;
    std::map<uint16_t, Channel> channels;
    Statistics statistics;
    std::vector<AttachmentIndex> attachments;  ///< by offset
    std::vector<MetadataIndex> metadata;       ///< by offset
    std::vector<ChunkSpan> chunks;             ///< by start time, then offset
    std::vector<uint16_t> chunkChannels;       ///< of all chunks: ids, ascending within a chunk
    bool indexed = false;                      ///< the file's own summary was used
    Problems problems;

    /// Ids of the channels that a chunk has, where they are known.
    [[nodiscard]] std::span<const uint16_t> channelsOf(const ChunkSpan& chunk) const {
        return std::span(chunkChannels).subspan(chunk.firstChannel, chunk.channelCount);
    }
};

/// Finds them: from the summary where it is whole and says enough, else by reading everything
/// (which decompresses all chunks, and takes a second for some 1 GB of messages). Fails where the
/// file has no whole record, on a device's error, and when cancelled.
[[nodiscard]] Result<Contents> readContents(const ByteSource& source, const Progress& progress);

/// How far a file that is still being written was read.
struct ReadSoFar {
    Contents contents;      ///< of what will not be read again
    uint64_t next = 0;      ///< the record to go on with; 0: none was read yet
    bool complete = false;  ///< its writer has ended it
};

/// Goes on from there, and gives all that there is by now. Only whole records are taken. The newest
/// chunk is looked at again the next time, since its indexes may follow. Chunks are decompressed
/// only where they have a channel that none before them had. Fails where the file does not begin as
/// an MCAP file, and on a device's error.
[[nodiscard]] Result<Contents> readOn(const ByteSource& source, ReadSoFar& soFar);

}  // namespace gemba::ingest::mcap
