#include "ingest/mcap/chunk_loader.h"

#include <fmt/format.h>

#include "ingest/mcap/crc32.h"

namespace gemba::ingest::mcap {
namespace {

tl::unexpected<Error> bad(const RawRecord& record, std::string found, std::string expected) {
    return fail({.doing = "read the recording",
                 .on = record.where(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

}  // namespace

Result<void> ChunkLoader::load(const ByteSource& source, const ChunkSpan& span, LoadedChunk& out) {
    out.records = {};
    out.cut = false;
    if (span.length > kMaxRecord && !span.loose)
        return tooLong({.opcode = Opcode::chunk, .offset = span.offset}, span.length);
    const auto bytes = source.read(span.offset, span.length, out.raw);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (span.loose) {
        out.records = *bytes;
        return {};
    }

    // The file's own words about the place are not trusted: a chunk must stand there.
    RawRecord record{Opcode::chunk, span.offset, false, {}};
    if (bytes->size() < kRecordHead || (*bytes)[0] != std::byte{0x06})
        return bad(record, "no chunk", "one, as the index says");
    uint64_t length = 0;
    std::memcpy(&length, bytes->data() + 1, sizeof length);
    record.content = bytes->subspan(kRecordHead);
    const bool cut = length > record.content.size();
    if (cut && span.offset + span.length < source.size())
        return bad(record, fmt::format("a length of {}", length),
                   fmt::format("{}, as the index says", record.content.size()));
    record.content = record.content.first(std::min<uint64_t>(length, record.content.size()));
    return unpack(record, cut, out);
}

Result<void> ChunkLoader::unpack(const RawRecord& record, bool cut, LoadedChunk& out) {
    out.records = {};
    out.cut = cut;
    Chunk chunk;
    if (auto parsed = parse(record, chunk); !parsed)
        return parsed;
    if (!cut && chunk.records.size() < chunk.recordsSize)
        return bad(record, fmt::format("{} bytes", chunk.records.size()),
                   fmt::format("{}, as it says itself", chunk.recordsSize));

    std::span<const std::byte> records = chunk.records;
    if (chunk.compression.empty()) {
        if (!cut && records.size() != chunk.uncompressedSize)
            return bad(record, fmt::format("{} bytes", records.size()),
                       fmt::format("{}, as it says itself", chunk.uncompressedSize));
    } else {
        const auto done = m_decompressor.decompress(chunk.compression, records,
                                                    chunk.uncompressedSize, out.decompressed);
        if (!done && !cut)
            return bad(record, done.error().found, done.error().expected);
        records = out.decompressed;
    }

    // The checksum is of the whole, so that a part cannot be checked.
    if (!cut && chunk.uncompressedCrc != 0) {
        const uint32_t found = crc32(0, records);
        if (found != chunk.uncompressedCrc)
            return bad(record, fmt::format("the checksum {:08x}", found),
                       fmt::format("{:08x}: it was altered", chunk.uncompressedCrc));
    }
    out.records = records;
    return {};
}

}  // namespace gemba::ingest::mcap
