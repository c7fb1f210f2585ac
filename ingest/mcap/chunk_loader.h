#pragma once

#include "ingest/mcap/byte_source.h"
#include "ingest/mcap/compression.h"
#include "ingest/mcap/records.h"

namespace gemba::ingest::mcap {

/// A part of the file whose messages are read at once: a chunk, or a run of records that stand in
/// no chunk.
struct ChunkSpan {
    uint64_t offset = 0, length = 0;      ///< of the whole record or run
    uint64_t startTime = 0, endTime = 0;  ///< of its messages, both within; as claimed
    bool loose = false;                   ///< no chunk: the records themselves
    bool channelsKnown = false;           ///< that firstChannel, channelCount are told
    uint32_t firstChannel = 0, channelCount = 0;
};

/// Its records, decompressed; lent until the next load into the same place.
struct LoadedChunk {
    std::span<const std::byte> records;
    bool cut = false;  ///< the file ends within it: these are the records before the end
    Bytes raw, decompressed;

    /// Memory that it holds.
    [[nodiscard]] size_t capacity() const { return raw.capacity() + decompressed.capacity(); }
};

/// Reads chunks, with contexts that are used again. One thread at a time.
class ChunkLoader {
 public:
    /// Reads, decompresses and checks. Errors name the chunk by its offset: nothing of a chunk that
    /// does not agree with its checksum is given. One that the file's end cuts short gives what
    /// stands before.
    [[nodiscard]] Result<void> load(const ByteSource& source, const ChunkSpan& span,
                                    LoadedChunk& out);
    /// The same for a Chunk record that is read already. `content` may be lent by `out.raw`.
    [[nodiscard]] Result<void> unpack(const RawRecord& record, bool cut, LoadedChunk& out);

 private:
    Decompressor m_decompressor;
};

}  // namespace gemba::ingest::mcap
