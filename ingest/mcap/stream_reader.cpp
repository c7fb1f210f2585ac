#include "ingest/mcap/stream_reader.h"

#include <fmt/format.h>

#include "ingest/mcap/crc32.h"

namespace gemba::ingest::mcap {
namespace {

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

bool isMagic(const ByteSource& source, uint64_t offset) {
    Bytes scratch;
    const auto bytes = source.read(offset, kMagic.size(), scratch);
    return bytes && bytes->size() == kMagic.size() &&
           std::memcmp(bytes->data(), kMagic.data(), kMagic.size()) == 0;
}

/// Where the records end: before the closing magic, if it is there.
uint64_t recordsEnd(const ByteSource& source) {
    const uint64_t size = source.size();
    const bool closed = size >= 2 * kMagic.size() && isMagic(source, size - kMagic.size());
    return closed ? size - kMagic.size() : size;
}

}  // namespace

StreamReader::StreamReader(const ByteSource& source)
    : m_source(source),
      m_walker(source, kMagic.size(), recordsEnd(source), m_problems),
      m_crc(crc32(0, bytesOf(kMagic))) {
    if (!isMagic(source, 0))
        m_problems.add("the file does not begin with MCAP's magic");
}

double StreamReader::done() const {
    const auto size = static_cast<double>(std::max<uint64_t>(m_source.size(), 1));
    return std::min(1.0, static_cast<double>(m_walker.position()) / size);
}

Result<bool> StreamReader::next(RawRecord& out) {
    while (!m_finished) {
        if (nextOfChunk(out))
            return true;
        const auto head = m_walker.next();
        if (!head)
            return tl::unexpected(head.error());
        if (!*head || m_footer) {
            finish();
            break;
        }
        if ((*head)->available > kMaxRecord) {
            const RawRecord record{.opcode = (*head)->opcode, .offset = (*head)->offset};
            m_problems.add(tooLong(record, (*head)->length).value().message() + "; it is left out");
            m_leftOut = true;
            continue;
        }
        const auto record = read(**head);
        if (!record)
            return tl::unexpected(record.error());

        const bool cut = (*head)->cut();
        if (cut)
            m_problems.add(fmt::format("the file ends within the {} that begins at byte {}",
                                       nameOf(record->opcode), record->offset));
        if (record->opcode == Opcode::chunk) {
            openChunk(*record, cut);
        } else if (!cut) {
            if (record->opcode == Opcode::dataEnd)
                checkEnd(*record);
            m_footer = record->opcode == Opcode::footer;
            if (m_footer)
                checkFooter(*record);
            out = *record;
            return true;
        }
    }
    return false;
}

Result<RawRecord> StreamReader::read(const RecordHead& head) {
    auto record = m_walker.content(head);
    if (!record)
        return record;
    if (!m_dataEnded && head.opcode != Opcode::dataEnd) {
        std::byte bytes[kRecordHead];
        bytes[0] = static_cast<std::byte>(head.opcode);
        std::memcpy(bytes + 1, &head.length, sizeof head.length);
        m_crc = crc32(crc32(m_crc, bytes), record->content);
    }
    if (head.opcode == Opcode::attachment && !head.cut()) {
        Attachment attachment;
        if (parse(*record, attachment)) {
            if (const auto intact = checkAttachment(*record, attachment); !intact)
                m_problems.add(intact.error().message());
        }
    }
    return record;
}

void StreamReader::openChunk(const RawRecord& record, bool cut) {
    const auto unpacked = m_loader.unpack(record, cut, m_chunk);
    m_badChunks += cut || !unpacked ? 1 : 0;
    if (!unpacked)
        m_problems.add(unpacked.error().message() + "; its messages are left out");
    m_rest = m_chunk.records;
    m_restOffset = 0;
    m_chunkOffset = record.offset;
}

bool StreamReader::nextOfChunk(RawRecord& out) {
    if (takeRecord(m_rest, m_restOffset, out)) {
        out.inChunk = true;
        return true;
    }
    if (!m_rest.empty() && !m_chunk.cut)
        m_problems.add(fmt::format("Chunk record at byte {}: no whole record at byte {} of its {}",
                                   m_chunkOffset, m_restOffset, m_chunk.records.size()));
    m_rest = {};
    out.inChunk = false;
    return false;
}

void StreamReader::checkEnd(const RawRecord& record) {
    DataEnd end;
    if (const auto parsed = parse(record, end); !parsed)
        m_problems.add(parsed.error().message());
    else if (end.dataCrc != 0 && !m_walker.skipped() && !m_leftOut && end.dataCrc != m_crc)
        m_problems.add(
            fmt::format("the data before byte {} has the checksum {:08x}, expected "
                        "{:08x}: it was altered",
                        record.offset, m_crc, end.dataCrc));
    m_dataEnded = true;
    m_dataEnd = m_walker.position();
}

// Nothing may lie between the data and the summary.
void StreamReader::checkFooter(const RawRecord& record) {
    Footer footer;
    if (const auto parsed = parse(record, footer); !parsed)
        m_problems.add(parsed.error().message());
    else if (!m_dataEnded)
        m_problems.add("the data section ends without its DataEnd record");
    else if (footer.summaryStart != 0 && footer.summaryStart != m_dataEnd)
        m_problems.add(fmt::format("the summary begins at byte {}, but the data ends at byte {}",
                                   footer.summaryStart, m_dataEnd));
}

void StreamReader::finish() {
    m_finished = true;
    if (!m_footer)
        m_problems.add(fmt::format("the file ends at byte {}, without a footer", m_source.size()));
    else if (recordsEnd(m_source) == m_source.size())
        m_problems.add(
            fmt::format("the file ends at byte {} without its closing magic", m_source.size()));
}

}  // namespace gemba::ingest::mcap
