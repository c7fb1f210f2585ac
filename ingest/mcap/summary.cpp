#include "ingest/mcap/summary.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/mcap/crc32.h"

namespace gemba::ingest::mcap {
namespace {

constexpr uint64_t kFooterRecord = kRecordHead + Footer::kSize;
constexpr uint64_t kPiece = uint64_t{1} << 20;

/// Reads one record of the summary into `out`.
class SummaryReader {
 public:
    SummaryReader(Contents& out, SummaryNotes& notes, uint64_t dataEnd)
        : m_out(out), m_notes(notes), m_dataEnd(dataEnd) {}

    [[nodiscard]] Result<void> take(const RawRecord& record) {
        switch (record.opcode) {
            case Opcode::schema:
                return keep(record, m_out.schemas);
            case Opcode::channel:
                return keep(record, m_out.channels);
            case Opcode::statistics:
                m_notes.hasStatistics = true;
                return parse(record, m_out.statistics);
            case Opcode::chunkIndex:
                return takeChunk(record);
            case Opcode::attachmentIndex:
                return keep(record, m_out.attachments);
            case Opcode::metadataIndex:
                return keep(record, m_out.metadata);
            default:
                return {};  // summary offsets are read by no one here
        }
    }

 private:
    template <class T>
    Result<void> keep(const RawRecord& record, std::map<uint16_t, T>& into) {
        T read;
        if (auto parsed = parse(record, read); !parsed)
            return parsed;
        into.try_emplace(read.id, std::move(read));
        return {};
    }
    template <class T>
    Result<void> keep(const RawRecord& record, std::vector<T>& into) {
        T read;
        if (auto parsed = parse(record, read); !parsed)
            return parsed;
        if (auto inside = checkInside(record, read.offset, read.length); !inside)
            return inside;
        m_notes.covered.emplace_back(read.offset, read.offset + read.length);
        into.push_back(std::move(read));
        return {};
    }
    Result<void> takeChunk(const RawRecord& record) {
        if (auto parsed = parse(record, m_chunk); !parsed)
            return parsed;
        if (auto inside = checkInside(record, m_chunk.offset, m_chunk.length); !inside)
            return inside;
        m_channels.clear();
        for (const auto& [channel, offset] : m_chunk.indexOffsets)
            m_channels.push_back(channel);
        // A chunk without message indexes has messages of we know not which channels.
        ChunkSpan span{.offset = m_chunk.offset,
                       .length = m_chunk.length,
                       .startTime = m_chunk.startTime,
                       .endTime = m_chunk.endTime,
                       .channelsKnown = !m_channels.empty()};
        addChunk(m_out, span, m_channels);
        const uint64_t end = m_chunk.offset + m_chunk.length;
        const uint64_t indexes = std::min(m_chunk.indexLength, m_dataEnd - end);
        m_notes.covered.emplace_back(m_chunk.offset, end + indexes);
        m_notes.messageIndexes.emplace_back(end, end + indexes);
        return {};
    }
    [[nodiscard]] Result<void> checkInside(const RawRecord& record, uint64_t offset,
                                           uint64_t length) const {
        if (offset >= kMagic.size() && offset <= m_dataEnd && length <= m_dataEnd - offset)
            return {};
        return fail({.doing = "read the recording",
                     .on = record.where(),
                     .found = fmt::format("a place at byte {}, {} long", offset, length),
                     .expected = fmt::format("one before byte {}", m_dataEnd)});
    }

    Contents& m_out;
    SummaryNotes& m_notes;
    uint64_t m_dataEnd;
    ChunkIndex m_chunk;                // scratch
    std::vector<uint16_t> m_channels;  // scratch
};

/// Every record from `at` to `end` must be right: what we cannot read we do not trust. In pieces: a
/// day's summary is a hundred megabytes. Adds them to the checksum.
Result<void> readPieces(const ByteSource& source, uint64_t at, uint64_t end, SummaryReader& reader,
                        uint32_t& crc) {
    Bytes scratch;
    for (uint64_t piece = kPiece; at < end;) {
        const uint64_t asked = std::min(piece, end - at);
        const auto bytes = source.read(at, asked, scratch);
        if (!bytes)
            return tl::unexpected(bytes.error());
        std::span<const std::byte> rest = *bytes;
        uint64_t offset = at;
        for (RawRecord record; takeRecord(rest, offset, record);) {
            if (auto taken = reader.take(record); !taken)
                return taken;
        }
        crc = crc32(crc, bytes->first(offset - at));
        piece = kPiece;
        if (offset == at) {
            // A record that is longer than a piece says how long it is.
            uint64_t length = 0;
            if (bytes->size() >= kRecordHead)
                std::memcpy(&length, bytes->data() + 1, sizeof length);
            if (bytes->size() < asked || asked == end - at || length > kMaxRecord)
                return fail({.doing = "read the recording",
                             .on = fmt::format("the summary at byte {}", at),
                             .found = "no whole record"});
            piece = kRecordHead + length;
        }
        at = offset;
    }
    return {};
}

}  // namespace

void addChunk(Contents& out, const ChunkSpan& span, std::vector<uint16_t>& channels) {
    std::sort(channels.begin(), channels.end());
    channels.erase(std::unique(channels.begin(), channels.end()), channels.end());
    ChunkSpan& added = out.chunks.emplace_back(span);
    // A span that ends before it begins says nothing.
    if (added.startTime > added.endTime) {
        added.startTime = 0;
        added.endTime = UINT64_MAX;
    }
    added.firstChannel = static_cast<uint32_t>(out.chunkChannels.size());
    added.channelCount = static_cast<uint32_t>(channels.size());
    out.chunkChannels.insert(out.chunkChannels.end(), channels.begin(), channels.end());
}

Result<std::optional<Ending>> readEnding(const ByteSource& source, Problems& problems) {
    const uint64_t size = source.size();
    Bytes scratch;
    if (size < kMagic.size() + kFooterRecord + kMagic.size()) {
        problems.add(fmt::format("the file ends at byte {}, before its footer", size));
        return std::nullopt;
    }
    // A footer may be padded, so its beginning is looked for; its own length must agree.
    constexpr uint64_t kLongest = 4096;
    const uint64_t start = size - std::min(size, kLongest);
    const auto tail = source.read(start, size - start, scratch);
    if (!tail)
        return tl::unexpected(tail.error());
    const std::string_view text(reinterpret_cast<const char*>(tail->data()), tail->size());
    if (!text.ends_with(kMagic)) {
        problems.add(fmt::format("the file ends at byte {} without its closing magic", size));
        return std::nullopt;
    }
    const uint64_t end = text.size() - kMagic.size();
    for (uint64_t at = end - kFooterRecord;; --at) {
        std::span<const std::byte> bytes = tail->subspan(at, end - at);
        uint64_t offset = start + at;
        RawRecord record;
        Ending ending{.footerOffset = offset};
        if (bytes[0] == std::byte{0x02} && takeRecord(bytes, offset, record) && bytes.empty() &&
            parse(record, ending.footer))
            return ending;
        if (at == 0)
            break;
    }
    problems.add("there is no footer before the closing magic");
    return std::nullopt;
}

Result<bool> readSummary(const ByteSource& source, const Ending& ending, Contents& out,
                         SummaryNotes& notes) {
    const uint64_t start = ending.footer.summaryStart;
    if (start == 0)
        return false;
    if (start < kMagic.size() || start > ending.footerOffset) {
        out.problems.add(
            fmt::format("the footer says that the summary begins at byte {}, but it "
                        "should lie before byte {}",
                        start, ending.footerOffset));
        return false;
    }
    SummaryReader reader(out, notes, start);
    uint32_t crc = 0;
    if (const auto read = readPieces(source, start, ending.footerOffset, reader, crc); !read) {
        out.problems.add(read.error().message());
        return false;
    }

    // Its checksum covers the footer up to itself.
    Bytes scratch;
    const auto tail = source.read(ending.footerOffset, kFooterRecord - 4, scratch);
    if (!tail)
        return tl::unexpected(tail.error());
    if (ending.footer.summaryCrc != 0 && crc32(crc, *tail) != ending.footer.summaryCrc) {
        out.problems.add(
            fmt::format("the summary at byte {} does not agree with its checksum", start));
        return false;
    }
    return true;
}

}  // namespace gemba::ingest::mcap
