#include "ingest/mcap/contents.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/mcap/record_walker.h"
#include "ingest/mcap/summary.h"

namespace gemba::ingest::mcap {
namespace {

/// Runs of records outside of chunks are cut into pieces of about a chunk's size.
constexpr uint64_t kLooseRun = uint64_t{1} << 20;
/// Of an attachment only its beginning is read.
constexpr uint64_t kAttachmentHead = uint64_t{64} << 10;
constexpr size_t kChannels = size_t{1} << 16;
/// Of a message index: the channel, and the bytes of its entries.
constexpr uint64_t kIndexHead = 2 + 4;
constexpr uint64_t kIndexEntry = 8 + 8;
/// Progress is told this often, in bytes.
constexpr uint64_t kProgressStep = uint64_t{1} << 20;

/// What follows from the chunks and lists.
void sumUp(Contents& out) {
    Statistics& s = out.statistics;
    s.startTime = UINT64_MAX;
    s.endTime = 0;
    for (const ChunkSpan& chunk : out.chunks) {
        s.startTime = std::min(s.startTime, chunk.startTime);
        s.endTime = std::max(s.endTime, chunk.endTime);
    }
    if (s.messages == 0)
        s.startTime = s.endTime = 0;
    s.schemas = static_cast<uint16_t>(out.schemas.size());
    s.channels = static_cast<uint32_t>(out.channels.size());
    s.attachments = static_cast<uint32_t>(out.attachments.size());
    s.metadata = static_cast<uint32_t>(out.metadata.size());
}

/// How a Scanner reads.
enum class Depth {
    gaps,     ///< what a summary does not point at: chunks by their heads
    deep,     ///< all: chunks are decompressed, and everything counted
    growing,  ///< up to the last whole record: chunks by their heads and indexes
};

/// Reads records in file order into a Contents: those of the gaps that a summary leaves, or all.
class Scanner {
 public:
    Scanner(const ByteSource& source, Contents& out, const Progress& progress, Depth depth)
        : m_source(source),
          m_out(out),
          m_progress(progress),
          m_deep(depth == Depth::deep),
          m_growing(depth == Depth::growing) {
        if (m_deep)
            m_counts.assign(kChannels, 0);
    }

    [[nodiscard]] Result<void> scan(uint64_t begin, uint64_t end);
    /// Growing: after scan(), what follows the last record of which nothing more can come; and the
    /// newest chunk goes into `out`.
    [[nodiscard]] uint64_t next() const { return m_span ? m_span->offset : m_next; }
    void describeNewest() {
        if (m_span)
            describeSpan(false);
    }
    void addNewest(Contents& out);
    /// After the last scan of a deep one.
    void count();
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] uint64_t wholeRecords() const { return m_wholeRecords; }

 private:
    [[nodiscard]] Result<void> take(RecordWalker& walker, const RecordHead& head);
    [[nodiscard]] Result<void> takeSmall(const RawRecord& record);
    [[nodiscard]] Result<void> takeAttachment(RecordWalker& walker, const RecordHead& head);
    [[nodiscard]] Result<void> takeChunk(RecordWalker& walker, const RecordHead& head);
    [[nodiscard]] Result<void> takeLoose(const RecordHead& head, const RawRecord& record);
    [[nodiscard]] Result<void> unpack(const RawRecord& record, bool cut, ChunkSpan& span);
    [[nodiscard]] Result<void> readMessage(const RawRecord& record, ChunkSpan& span);
    [[nodiscard]] Result<void> tell(uint64_t position);
    void endSpan();
    void takeIndex(const RawRecord& record);
    void describeSpan(bool whole);
    template <class T>
    Result<void> keep(const RawRecord& record, std::map<uint16_t, T>& into);

    const ByteSource& m_source;
    Contents& m_out;
    const Progress& m_progress;
    bool m_deep, m_growing;
    bool m_ended = false;
    uint64_t m_wholeRecords = 0, m_told = 0, m_next = 0;
    Problems m_passing;               // of a file that grows: an end within a record is none
    std::optional<ChunkSpan> m_span;  // the chunk or run that is not complete yet
    std::vector<uint16_t> m_spanChannels;
    std::map<uint16_t, uint64_t> m_spanCounts;  // growing: messages, as the indexes say
    std::vector<uint64_t> m_counts;             // messages by channel
    ChunkLoader m_loader;
    LoadedChunk m_chunk;
};

Result<void> Scanner::tell(uint64_t position) {
    if (!m_progress || position < m_told + kProgressStep)
        return {};
    m_told = position;
    const auto size = static_cast<double>(m_source.size());
    if (m_progress(static_cast<double>(position) / size))
        return {};
    return fail({.doing = "read the recording", .on = "", .found = "cancelled", .expected = ""});
}

Result<void> Scanner::scan(uint64_t begin, uint64_t end) {
    RecordWalker walker(m_source, begin, end, m_growing ? m_passing : m_out.problems);
    m_next = begin;
    while (!m_ended) {
        const auto head = walker.next();
        if (!head)
            return tl::unexpected(head.error());
        if (!*head || (m_growing && (*head)->cut()))
            break;
        if (auto told = tell((*head)->offset); !told)
            return told;
        if (const auto taken = take(walker, **head); !taken)
            return taken;
        m_wholeRecords += (*head)->cut() ? 0 : 1;
        m_next = (*head)->end();
    }
    if (!m_growing)
        endSpan();
    return {};
}

// Only a device's error is an error here; what is wrong with a record is a problem.
Result<void> Scanner::take(RecordWalker& walker, const RecordHead& head) {
    const bool belongsToChunk = head.opcode == Opcode::messageIndex;
    const bool loose = head.opcode == Opcode::message;
    const bool definition = head.opcode == Opcode::schema || head.opcode == Opcode::channel;
    if (!belongsToChunk && !(m_span && m_span->loose && (loose || definition)))
        endSpan();
    if (head.opcode == Opcode::dataEnd || head.opcode == Opcode::footer) {
        m_ended = true;
        return {};
    }
    if (head.available > kMaxRecord && head.opcode != Opcode::attachment) {
        const RawRecord record{.opcode = head.opcode, .offset = head.offset};
        m_out.problems.add(tooLong(record, head.length).value().message() + "; it is left out");
        endSpan();
        return {};
    }
    if (head.opcode == Opcode::chunk)
        return takeChunk(walker, head);
    if (head.cut()) {
        m_out.problems.add(fmt::format("the file ends within the {} that begins at byte {}",
                                       nameOf(head.opcode), head.offset));
        return {};
    }
    if (head.opcode == Opcode::attachment)
        return takeAttachment(walker, head);

    // Of messages and their indexes the first bytes are enough.
    const uint64_t most = loose ? kMessageHead : belongsToChunk ? kIndexHead : UINT64_MAX;
    const auto record = walker.content(head, most);
    if (!record)
        return tl::unexpected(record.error());
    const auto taken = loose ? takeLoose(head, *record) : takeSmall(*record);
    if (!taken)
        m_out.problems.add(taken.error().message());
    return {};
}

template <class T>
Result<void> Scanner::keep(const RawRecord& record, std::map<uint16_t, T>& into) {
    T read;
    if (auto parsed = parse(record, read); !parsed)
        return parsed;
    const auto [place, isNew] = into.try_emplace(read.id, read);
    if (!isNew && place->second != read)
        m_out.problems.add(fmt::format("{}: the id {} has another meaning already, which stays",
                                       record.where(), read.id));
    return {};
}

Result<void> Scanner::takeSmall(const RawRecord& record) {
    switch (record.opcode) {
        case Opcode::header:
            return parse(record, m_out.header);
        case Opcode::schema:
            return keep(record, m_out.schemas);
        case Opcode::channel:
            return keep(record, m_out.channels);
        case Opcode::messageIndex:
            if (m_span && !m_span->loose && !m_deep && record.content.size() >= kIndexHead)
                takeIndex(record);
            return {};
        case Opcode::metadata: {
            Metadata read;
            if (auto parsed = parse(record, read); !parsed)
                return parsed;
            m_out.metadata.push_back({.offset = record.offset,
                                      .length = kRecordHead + record.content.size(),
                                      .name = std::move(read.name)});
            return {};
        }
        default:
            return {};  // kinds that we do not know are skipped
    }
}

void Scanner::takeIndex(const RawRecord& record) {
    uint16_t channel = 0;
    uint32_t size = 0;
    std::memcpy(&channel, record.content.data(), sizeof channel);
    std::memcpy(&size, record.content.data() + sizeof channel, sizeof size);
    m_spanChannels.push_back(channel);
    if (m_growing)
        m_spanCounts[channel] += size / kIndexEntry;
}

Result<void> Scanner::takeAttachment(RecordWalker& walker, const RecordHead& head) {
    const auto record = walker.content(head, kAttachmentHead);
    if (!record)
        return tl::unexpected(record.error());
    Attachment read;
    if (const auto parsed = parse(*record, read); !parsed) {
        m_out.problems.add(parsed.error().message());
        return {};
    }
    m_out.attachments.push_back({.offset = head.offset,
                                 .length = kRecordHead + head.length,
                                 .logTime = read.logTime,
                                 .createTime = read.createTime,
                                 .dataSize = read.dataSize,
                                 .name = std::move(read.name),
                                 .mediaType = std::move(read.mediaType)});
    return {};
}

Result<void> Scanner::readMessage(const RawRecord& record, ChunkSpan& span) {
    Message message;
    if (auto parsed = parse(record, message); !parsed)
        return parsed;
    span.startTime = std::min(span.startTime, message.logTime);
    span.endTime = std::max(span.endTime, message.logTime);
    // Sorted and freed of doubles at the end; neighbours are often of one channel.
    if (m_spanChannels.empty() || m_spanChannels.back() != message.channel)
        m_spanChannels.push_back(message.channel);
    if (m_deep)
        ++m_counts[message.channel];
    return {};
}

Result<void> Scanner::takeLoose(const RecordHead& head, const RawRecord& record) {
    if (m_span && head.end() - m_span->offset > kLooseRun)
        endSpan();
    if (!m_span)
        m_span = ChunkSpan{
            .offset = head.offset, .startTime = UINT64_MAX, .loose = true, .channelsKnown = true};
    m_span->length = head.end() - m_span->offset;
    return readMessage(record, *m_span);
}

Result<void> Scanner::takeChunk(RecordWalker& walker, const RecordHead& head) {
    // Its own fields tell the times; what is in it, only its records.
    const auto record = walker.content(head, m_deep ? UINT64_MAX : kRecordHead + 64);
    if (!record)
        return tl::unexpected(record.error());
    if (head.cut())
        m_out.problems.add(
            fmt::format("the file ends within the Chunk that begins at byte {}", head.offset));
    Chunk chunk;
    if (const auto parsed = parse(*record, chunk); !parsed) {
        m_out.problems.add(parsed.error().message());
        return {};
    }
    ChunkSpan span{.offset = head.offset,
                   .length = head.end() - head.offset,
                   .startTime = chunk.startTime,
                   .endTime = chunk.endTime};
    m_spanChannels.clear();
    if (m_deep) {
        span.startTime = UINT64_MAX;
        span.endTime = 0;
        span.channelsKnown = true;
        if (const auto unpacked = unpack(*record, head.cut(), span); !unpacked) {
            m_out.problems.add(unpacked.error().message() + "; its messages are left out");
            return {};
        }
        ++m_out.statistics.chunks;
        if (span.startTime > span.endTime)
            return {};  // nothing to play in it
    }
    m_span = span;
    return {};
}

Result<void> Scanner::unpack(const RawRecord& chunk, bool cut, ChunkSpan& span) {
    if (auto unpacked = m_loader.unpack(chunk, cut, m_chunk); !unpacked)
        return unpacked;
    std::span<const std::byte> rest = m_chunk.records;
    RawRecord record;
    record.inChunk = true;
    uint64_t offset = 0;
    while (takeRecord(rest, offset, record)) {
        Result<void> taken;
        if (record.opcode == Opcode::message)
            taken = readMessage(record, span);
        else if (record.opcode == Opcode::schema || record.opcode == Opcode::channel)
            taken = takeSmall(record);
        if (!taken)
            m_out.problems.add(
                fmt::format("Chunk record at byte {}: {}", chunk.offset, taken.error().message()));
    }
    if (!rest.empty() && !cut)
        m_out.problems.add(fmt::format("{}: no whole record at byte {} of its {}", chunk.where(),
                                       offset, m_chunk.records.size()));
    return {};
}

void Scanner::endSpan() {
    if (!m_span)
        return;
    if (!m_deep && !m_span->loose)
        m_span->channelsKnown = !m_spanChannels.empty();
    if (m_growing)
        describeSpan(true);
    if (m_span->startTime <= m_span->endTime)
        addChunk(m_out, *m_span, m_spanChannels);
    for (const auto& [channel, count] : m_spanCounts) {
        m_out.statistics.channelMessages[channel] += count;
        m_out.statistics.messages += count;
    }
    m_span.reset();
    m_spanChannels.clear();
    m_spanCounts.clear();
}

// Channels are described in the chunk that has them first. Not `whole`: more may be in it than its
// indexes say so far.
void Scanner::describeSpan(bool whole) {
    const auto isKnown = [&](uint16_t id) { return m_out.channels.contains(id); };
    if (m_span->loose || (whole && m_span->channelsKnown &&
                          std::all_of(m_spanChannels.begin(), m_spanChannels.end(), isKnown)))
        return;
    if (auto loaded = m_loader.load(m_source, *m_span, m_chunk); !loaded) {
        m_out.problems.add(loaded.error().message());
        return;
    }
    std::span<const std::byte> rest = m_chunk.records;
    RawRecord record;
    record.inChunk = true;
    for (uint64_t offset = 0; takeRecord(rest, offset, record);) {
        if (record.opcode != Opcode::schema && record.opcode != Opcode::channel)
            continue;
        if (const auto taken = takeSmall(record); !taken)
            m_out.problems.add(taken.error().message());
    }
}

void Scanner::addNewest(Contents& out) {
    if (!m_span)
        return;
    ChunkSpan span = *m_span;
    span.channelsKnown = false;
    std::vector<uint16_t> channels;
    if (span.startTime <= span.endTime)
        addChunk(out, span, channels);
    for (const auto& [channel, count] : m_spanCounts) {
        out.statistics.channelMessages[channel] += count;
        out.statistics.messages += count;
    }
}

void Scanner::count() {
    Statistics& s = m_out.statistics;
    for (size_t id = 0; id < kChannels; ++id) {
        const uint64_t count = m_counts[id];
        if (count == 0)
            continue;
        if (!m_out.channels.contains(static_cast<uint16_t>(id))) {
            m_out.problems.add(fmt::format(
                "{} messages of the channel {}, which nothing describes, are left out", count, id));
            continue;
        }
        s.channelMessages[static_cast<uint16_t>(id)] = count;
        s.messages += count;
    }
    sumUp(m_out);
}

/// Everything that the summary's indexes do not point at: what has no index, as a rule nothing.
Result<void> scanGaps(const ByteSource& source, const SummaryNotes& notes, uint64_t dataEnd,
                      const Progress& progress, Contents& out) {
    Scanner scanner(source, out, progress, Depth::gaps);
    uint64_t at = kMagic.size();
    for (const auto& [begin, end] : notes.covered) {
        if (begin > at) {
            if (auto scanned = scanner.scan(at, begin); !scanned)
                return scanned;
        }
        at = std::max(at, end);
    }
    return at < dataEnd ? scanner.scan(at, dataEnd) : Result<void>();
}

/// Counts by the chunks' message indexes, where a summary has no statistics. False where they do
/// not tell it all.
Result<bool> countByIndexes(const ByteSource& source, const SummaryNotes& notes, Contents& out) {
    Statistics& s = out.statistics;
    const bool allIndexed = notes.messageIndexes.size() == out.chunks.size() &&
                            std::all_of(out.chunks.begin(), out.chunks.end(),
                                        [](const ChunkSpan& chunk) { return chunk.channelsKnown; });
    if (!allIndexed)
        return false;
    for (const auto& [begin, end] : notes.messageIndexes) {
        RecordWalker walker(source, begin, end, out.problems);
        while (true) {
            const auto head = walker.next();
            if (!head)
                return tl::unexpected(head.error());
            if (!*head)
                break;
            // The channel, and the length of the list: 16 bytes a message.
            const auto record = walker.content(**head, kIndexHead);
            if (!record)
                return tl::unexpected(record.error());
            uint16_t channel = 0;
            uint32_t size = 0;
            if (record->opcode != Opcode::messageIndex || record->content.size() < kIndexHead)
                return false;
            std::memcpy(&channel, record->content.data(), 2);
            std::memcpy(&size, record->content.data() + 2, 4);
            s.channelMessages[channel] += size / kIndexEntry;
            s.messages += size / kIndexEntry;
        }
    }
    s.chunks = static_cast<uint32_t>(out.chunks.size());
    sumUp(out);
    return true;
}

/// Whether a summary says all that a reader needs: else the chunks must be looked into.
Result<bool> saysEnough(const ByteSource& source, const SummaryNotes& notes, Contents& contents) {
    // What is pointed at twice would be read twice, however often that is.
    for (size_t i = 1; i < notes.covered.size(); ++i) {
        if (notes.covered[i].first < notes.covered[i - 1].second)
            return false;
    }
    const auto isKnown = [&](uint16_t id) { return contents.channels.contains(id); };
    if (!std::all_of(contents.chunkChannels.begin(), contents.chunkChannels.end(), isKnown))
        return false;
    if (!notes.hasStatistics)
        return countByIndexes(source, notes, contents);
    uint64_t chunks = 0;
    for (const ChunkSpan& chunk : contents.chunks)
        chunks += chunk.loose ? 0 : 1;
    // libmcap counts all channels, but leaves those without messages out of the counts.
    const Statistics& s = contents.statistics;
    return contents.channels.size() >= s.channels && contents.schemas.size() >= s.schemas &&
           chunks >= s.chunks &&
           std::all_of(s.channelMessages.begin(), s.channelMessages.end(),
                       [&](const auto& entry) { return isKnown(entry.first); });
}

void sortByPlace(Contents& contents) {
    const auto byOffset = [](const auto& a, const auto& b) { return a.offset < b.offset; };
    std::sort(contents.attachments.begin(), contents.attachments.end(), byOffset);
    std::sort(contents.metadata.begin(), contents.metadata.end(), byOffset);
    std::sort(contents.chunks.begin(), contents.chunks.end(), [](const auto& a, const auto& b) {
        return std::pair(a.startTime, a.offset) < std::pair(b.startTime, b.offset);
    });
}

Result<bool> hasMagic(const ByteSource& source) {
    Bytes scratch;
    const auto bytes = source.read(0, kMagic.size(), scratch);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return bytes->size() == kMagic.size() &&
           std::memcmp(bytes->data(), kMagic.data(), kMagic.size()) == 0;
}

tl::unexpected<Error> unreadable(std::string found, std::string expected) {
    return fail({.doing = "read the recording",
                 .on = "",
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

}  // namespace

Result<Contents> readContents(const ByteSource& source, const Progress& progress) {
    Problems problems;
    const auto magic = hasMagic(source);
    if (!magic)
        return tl::unexpected(magic.error());
    const auto ending = readEnding(source, problems);
    if (!ending)
        return tl::unexpected(ending.error());
    if (!*magic && !*ending)
        return unreadable(fmt::format("{} bytes without MCAP's magic", source.size()),
                          "an MCAP file");
    if (!*magic)
        problems.add("the file does not begin with its magic");

    // By the summary, where there is one.
    if (*ending) {
        Contents out;
        SummaryNotes notes;
        const auto summary = readSummary(source, **ending, out, notes);
        if (!summary)
            return tl::unexpected(summary.error());
        if (*summary) {
            std::sort(notes.covered.begin(), notes.covered.end());
            const uint64_t dataEnd = (*ending)->footer.summaryStart;
            if (auto scanned = scanGaps(source, notes, dataEnd, progress, out); !scanned)
                return tl::unexpected(scanned.error());
            const auto enough = saysEnough(source, notes, out);
            if (!enough)
                return tl::unexpected(enough.error());
            if (*enough) {
                out.problems.add(problems);
                out.indexed = true;
                sortByPlace(out);
                return out;
            }
        } else {
            problems.add(out.problems);
        }
    }

    // By reading everything.
    Contents out;
    out.problems.add(problems);
    Scanner scanner(source, out, progress, Depth::deep);
    const uint64_t end = *ending ? (*ending)->footerOffset : source.size();
    if (auto scanned = scanner.scan(kMagic.size(), end); !scanned)
        return tl::unexpected(scanned.error());
    if (*ending && !scanner.ended())
        out.problems.add("the data section ends without its DataEnd record");
    scanner.count();
    if (scanner.wholeRecords() == 0 && out.chunks.empty())
        return unreadable("no whole record after the magic", "an MCAP file");
    sortByPlace(out);
    return out;
}

Result<Contents> readOn(const ByteSource& source, ReadSoFar& soFar) {
    if (soFar.next == 0) {
        const auto magic = hasMagic(source);
        if (!magic)
            return tl::unexpected(magic.error());
        if (!*magic)
            return unreadable(fmt::format("{} bytes without MCAP's magic", source.size()),
                              "an MCAP file");
        soFar.next = kMagic.size();
    }
    const Progress silent;
    Scanner scanner(source, soFar.contents, silent, Depth::growing);
    if (!soFar.complete) {
        if (auto scanned = scanner.scan(soFar.next, source.size()); !scanned)
            return tl::unexpected(scanned.error());
        scanner.describeNewest();
        soFar.next = scanner.next();
        soFar.complete = scanner.ended();
    }
    Contents out = soFar.contents;
    scanner.addNewest(out);
    sumUp(out);
    sortByPlace(out);
    return out;
}

}  // namespace gemba::ingest::mcap
