#pragma once

#include "ingest/mcap/chunk_loader.h"
#include "ingest/mcap/record_walker.h"

namespace gemba::ingest::mcap {

/// Every record of a file in its order, from the first byte to the last, whatever its indexes say;
/// a chunk's records take the chunk's place. All checksums are checked. Damage is a problem, and
/// reading goes on behind it. One thread at a time; the source must outlive it.
class StreamReader {
 public:
    explicit StreamReader(const ByteSource& source);

    /// The next record, lent until the next call; false at the end. Fails on a device's error.
    [[nodiscard]] Result<bool> next(RawRecord& out);
    [[nodiscard]] const Problems& problems() const { return m_problems; }
    /// How much of the file is done, 0 to 1.
    [[nodiscard]] double done() const;
    /// Chunks that were left out, or only read in part.
    [[nodiscard]] uint64_t badChunks() const { return m_badChunks; }

 private:
    [[nodiscard]] bool nextOfChunk(RawRecord& out);
    [[nodiscard]] Result<RawRecord> read(const RecordHead& head);
    void openChunk(const RawRecord& record, bool cut);
    void checkEnd(const RawRecord& dataEnd);
    void checkFooter(const RawRecord& footer);
    void finish();

    const ByteSource& m_source;
    Problems m_problems;
    RecordWalker m_walker;
    ChunkLoader m_loader;
    LoadedChunk m_chunk;
    std::span<const std::byte> m_rest;  // of the chunk that is open
    uint64_t m_restOffset = 0, m_chunkOffset = 0;
    uint32_t m_crc = 0;  // of the data section so far
    uint64_t m_dataEnd = 0;
    bool m_dataEnded = false, m_footer = false, m_finished = false;
    bool m_leftOut = false;  // a record that is too long
    uint64_t m_badChunks = 0;
};

}  // namespace gemba::ingest::mcap
