#pragma once

#include <bitset>
#include <memory>
#include <vector>

#include "ingest/mcap/chunk_loader.h"
#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest::mcap {

/// Messages in the order of log time, of equal times in that of the file. A chunk is decompressed
/// once, its messages sorted if they need it, chunks that overlap are merged; nothing is allocated
/// for a message. One thread at a time; many may go over one file.
class MessageIterator {
 public:
    /// Decompressed chunks that overlap may hold this much; beyond it those needed last are let go
    /// and read again.
    static constexpr size_t kMemory = size_t{256} << 20;

    MessageIterator(const McapFile& file, MessageQuery query, size_t memory = kMemory);
    ~MessageIterator();
    MessageIterator(MessageIterator&&) noexcept;
    MessageIterator& operator=(MessageIterator&&) noexcept;

    /// The next message; false at the end. Its data is lent until the next call.
    [[nodiscard]] bool next(Message& out) {
        if (m_front == nullptr || m_at == m_entriesEnd || m_at->time >= m_freeUntil) {
            if (!advance())
                return false;
        }
        emit(*m_at++, out);
        return true;
    }

    /// Chunks that could not be read and were left out, and messages that nothing describes.
    [[nodiscard]] const Problems& problems() const { return m_problems; }

 private:
    struct Entry {
        uint64_t time;
        uint32_t offset;  // of the record in the chunk's records
    };
    struct Cursor;

    [[nodiscard]] bool advance();
    void emit(const Entry& entry, Message& out) const;
    void settleFront();
    void openDue();
    void open(const ChunkSpan& chunk);
    [[nodiscard]] bool load(Cursor& cursor);
    void fillEntries(Cursor& cursor);
    void uncount(Cursor& cursor);
    void keepWithinMemory();
    void complain(const ChunkSpan& chunk, const std::string& what);
    [[nodiscard]] bool mayHold(const ChunkSpan& chunk) const;

    McapFile m_file;
    MessageQuery m_query;
    size_t m_memory;
    size_t m_used = 0;  // by chunks that are loaded
    ChunkLoader m_loader;
    std::bitset<65536> m_known;   // channels that the file describes
    std::bitset<65536> m_wanted;  // and those asked for
    size_t m_nextChunk = 0, m_chunksEnd = 0;
    std::vector<std::unique_ptr<Cursor>> m_heap;  // the one with the next message in front
    std::vector<std::unique_ptr<Cursor>> m_spare;
    Problems m_problems;

    // The front cursor's place: messages before m_freeUntil need no look at the others.
    Cursor* m_front = nullptr;
    const Entry* m_at = nullptr;
    const Entry* m_entriesEnd = nullptr;
    const std::byte* m_records = nullptr;
    uint64_t m_freeUntil = 0;
};

inline void MessageIterator::emit(const Entry& entry, Message& out) const {
    const std::byte* const record = m_records + entry.offset;
    uint64_t length = 0;
    std::memcpy(&length, record + 1, sizeof length);
    (void)readMessage({record + kRecordHead, length}, out);
}

}  // namespace gemba::ingest::mcap
