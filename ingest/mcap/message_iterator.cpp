#include "ingest/mcap/message_iterator.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gemba::ingest::mcap {

/// Where we are in one chunk. Not loaded while others need the memory more.
struct MessageIterator::Cursor {
    ChunkSpan chunk;
    LoadedChunk loaded;
    std::vector<Entry> entries;  // sorted
    size_t at = 0;
    uint64_t nextTime = 0;  // of entries[at], also while it is not loaded
    bool isLoaded = false;
    size_t counted = 0;  // of the iterator's memory in use

    [[nodiscard]] size_t memory() const {
        return loaded.capacity() + entries.capacity() * sizeof(Entry);
    }
    /// For a heap with the earliest in front.
    [[nodiscard]] bool isAfter(const Cursor& other) const {
        return std::pair(nextTime, chunk.offset) > std::pair(other.nextTime, other.chunk.offset);
    }
};

namespace {

constexpr auto kIsAfter = [](const auto& a, const auto& b) { return a->isAfter(*b); };
/// Cursors kept for their buffers.
constexpr size_t kSpares = 2;

}  // namespace

MessageIterator::MessageIterator(const McapFile& file, MessageQuery query, size_t memory)
    : m_file(file), m_query(std::move(query)), m_memory(memory) {
    for (const auto& [id, channel] : m_file.contents().channels)
        m_known.set(id);
    for (const uint16_t id : m_query.channels)
        m_wanted.set(id);
    if (m_query.channels.empty())
        m_wanted.set();
    m_nextChunk = m_file.firstReaching(m_query.start);
    m_chunksEnd = m_file.firstBeginning(m_query.end);
}

MessageIterator::~MessageIterator() = default;
MessageIterator::MessageIterator(MessageIterator&&) noexcept = default;
MessageIterator& MessageIterator::operator=(MessageIterator&&) noexcept = default;

bool MessageIterator::advance() {
    settleFront();
    openDue();
    // One that was let go is read again when its turn comes.
    while (!m_heap.empty() && !m_heap.front()->isLoaded) {
        if (load(*m_heap.front())) {
            keepWithinMemory();
            break;
        }
        std::pop_heap(m_heap.begin(), m_heap.end(), kIsAfter);
        uncount(*m_heap.back());
        m_heap.pop_back();
        openDue();
    }
    if (m_heap.empty())
        return false;

    // Up to the next chunk's beginning and the other cursors' next message the front is alone.
    m_front = m_heap.front().get();
    m_freeUntil = UINT64_MAX;
    if (m_nextChunk < m_chunksEnd)
        m_freeUntil = m_file.contents().chunks[m_nextChunk].startTime;
    for (size_t child = 1; child < std::min<size_t>(m_heap.size(), 3); ++child)
        m_freeUntil = std::min(m_freeUntil, m_heap[child]->nextTime);
    m_at = m_front->entries.data() + m_front->at;
    m_entriesEnd = m_front->entries.data() + m_front->entries.size();
    m_records = m_front->loaded.records.data();
    return true;
}

// Puts the front cursor where its next message belongs among the others, or away at its end.
void MessageIterator::settleFront() {
    if (m_front == nullptr)
        return;
    std::pop_heap(m_heap.begin(), m_heap.end(), kIsAfter);
    Cursor& cursor = *m_heap.back();
    cursor.at = static_cast<size_t>(m_at - cursor.entries.data());
    if (cursor.at < cursor.entries.size()) {
        cursor.nextTime = cursor.entries[cursor.at].time;
        std::push_heap(m_heap.begin(), m_heap.end(), kIsAfter);
    } else {
        uncount(cursor);
        if (m_spare.size() < kSpares)
            m_spare.push_back(std::move(m_heap.back()));
        m_heap.pop_back();
    }
    m_front = nullptr;
}

// Opens the chunks that may begin before the next message that we know of.
void MessageIterator::openDue() {
    const auto& chunks = m_file.contents().chunks;
    while (m_nextChunk < m_chunksEnd &&
           (m_heap.empty() || chunks[m_nextChunk].startTime <= m_heap.front()->nextTime)) {
        const ChunkSpan& chunk = chunks[m_nextChunk++];
        if (mayHold(chunk))
            open(chunk);
    }
}

bool MessageIterator::mayHold(const ChunkSpan& chunk) const {
    if (chunk.endTime < m_query.start)
        return false;
    if (m_query.channels.empty() || !chunk.channelsKnown)
        return true;
    const auto ids = m_file.contents().channelsOf(chunk);
    return std::any_of(ids.begin(), ids.end(), [&](uint16_t id) { return m_wanted[id]; });
}

void MessageIterator::open(const ChunkSpan& chunk) {
    std::unique_ptr<Cursor> cursor;
    if (m_spare.empty()) {
        cursor = std::make_unique<Cursor>();
    } else {
        cursor = std::move(m_spare.back());
        m_spare.pop_back();
    }
    cursor->chunk = chunk;
    cursor->at = 0;
    if (!load(*cursor)) {
        uncount(*cursor);
        if (m_spare.size() < kSpares)
            m_spare.push_back(std::move(cursor));
        return;
    }
    cursor->nextTime = cursor->entries.front().time;
    m_heap.push_back(std::move(cursor));
    std::push_heap(m_heap.begin(), m_heap.end(), kIsAfter);
    keepWithinMemory();
}

bool MessageIterator::load(Cursor& cursor) {
    cursor.isLoaded = false;
    cursor.entries.clear();
    const auto done = m_loader.load(m_file.source(), cursor.chunk, cursor.loaded);
    if (!done) {
        m_problems.add(done.error().message() + "; its messages are left out");
        return false;
    }
    fillEntries(cursor);
    cursor.isLoaded = true;
    cursor.counted = cursor.memory();
    m_used += cursor.counted;
    return cursor.at < cursor.entries.size();
}

void MessageIterator::fillEntries(Cursor& cursor) {
    std::span<const std::byte> rest = cursor.loaded.records;
    RawRecord record;
    uint64_t offset = 0;
    uint64_t last = 0;
    bool sorted = true;
    while (takeRecord(rest, offset, record)) {
        if (record.opcode != Opcode::message)
            continue;
        Message message;
        if (!readMessage(record.content, message)) {
            complain(cursor.chunk, fmt::format("a message of {} bytes", record.content.size()));
            continue;
        }
        if (!m_wanted[message.channel] || message.logTime < m_query.start ||
            message.logTime >= m_query.end)
            continue;
        if (!m_known[message.channel]) {
            m_wanted.reset(message.channel);  // said once
            complain(cursor.chunk,
                     fmt::format("messages of the channel {}, which nothing describes",
                                 message.channel));
            continue;
        }
        sorted = sorted && message.logTime >= last;
        last = message.logTime;
        cursor.entries.push_back({message.logTime, static_cast<uint32_t>(record.offset)});
    }
    if (!rest.empty() && !cursor.loaded.cut)
        complain(cursor.chunk, fmt::format("no whole record at byte {} of its records", offset));
    if (!sorted)
        std::sort(cursor.entries.begin(), cursor.entries.end(), [](const Entry& a, const Entry& b) {
            return std::pair(a.time, a.offset) < std::pair(b.time, b.offset);
        });
}

void MessageIterator::uncount(Cursor& cursor) {
    m_used -= std::exchange(cursor.counted, 0);
}

// Those needed last go, half of all at once, so that very many cost no more than being sorted now
// and then; never the one in front, whose turn it is.
void MessageIterator::keepWithinMemory() {
    if (m_used <= m_memory)
        return;
    std::vector<Cursor*> loaded;
    for (size_t i = 1; i < m_heap.size(); ++i) {
        if (m_heap[i]->isLoaded)
            loaded.push_back(m_heap[i].get());
    }
    std::sort(loaded.begin(), loaded.end(), kIsAfter);
    for (Cursor* const cursor : loaded) {
        if (m_used <= m_memory / 2)
            return;
        uncount(*cursor);
        cursor->isLoaded = false;
        cursor->loaded = {};
        cursor->entries = {};
    }
}

void MessageIterator::complain(const ChunkSpan& chunk, const std::string& what) {
    m_problems.add(fmt::format("{} at byte {}: {}", chunk.loose ? "records" : "Chunk record",
                               chunk.offset, what));
}

}  // namespace gemba::ingest::mcap
