#pragma once

#include <optional>

#include "ingest/mcap/byte_source.h"
#include "ingest/mcap/problems.h"
#include "ingest/mcap/records.h"

namespace gemba::ingest::mcap {

/// A record of the file, its content not read yet.
struct RecordHead {
    Opcode opcode{};
    uint64_t offset = 0;
    uint64_t length = 0;     ///< of the content, as claimed
    uint64_t available = 0;  ///< of the content, in the file: less where it is cut
    [[nodiscard]] bool cut() const { return available < length; }
    [[nodiscard]] uint64_t end() const { return offset + kRecordHead + available; }
};

/// Goes over the records of a part of a file in their order. Reads through a window that stays
/// small where contents are skipped. Where the bytes are no records it looks for the next chunk,
/// and says so. One thread at a time; the source must outlive it.
class RecordWalker {
 public:
    /// Of the bytes from `begin` to `end`, which should be those of whole records.
    RecordWalker(const ByteSource& source, uint64_t begin, uint64_t end, Problems& problems);

    /// The next record; nothing at the end. A cut one is always the last. Fails on a device's
    /// error.
    [[nodiscard]] Result<std::optional<RecordHead>> next();
    /// Its content, at most `most` bytes, lent until the next call of anything here.
    [[nodiscard]] Result<RawRecord> content(const RecordHead& head, uint64_t most = UINT64_MAX);
    /// Where the next record begins.
    [[nodiscard]] uint64_t position() const { return m_position; }
    /// Whether bytes had to be left out.
    [[nodiscard]] bool skipped() const { return m_skipped; }

 private:
    [[nodiscard]] Result<std::span<const std::byte>> view(uint64_t offset, uint64_t size);
    [[nodiscard]] Result<bool> findChunk();
    [[nodiscard]] bool isPlausible(const RecordHead& head) const;

    const ByteSource& m_source;
    uint64_t m_position, m_end;
    Problems& m_problems;
    Bytes m_scratch, m_large;
    std::span<const std::byte> m_window;
    uint64_t m_windowStart = 0;
    uint64_t m_windowSize = 0;
    bool m_skipped = false;
};

}  // namespace gemba::ingest::mcap
