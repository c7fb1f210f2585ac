#include "ingest/mcap/mcap_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/mcap/crc32.h"
#include "ingest/mcap/message_iterator.h"

namespace gemba::ingest::mcap {

Result<McapFile> McapFile::open(const std::filesystem::path& path, const Progress& progress) {
    auto source = openFile(path);
    if (!source)
        return tl::unexpected(source.error());
    auto opened = open(std::move(*source), progress);
    if (!opened && opened.error().on.empty())
        opened.error().on = path.string();
    return opened;
}

Result<McapFile> McapFile::open(std::unique_ptr<ByteSource> source, const Progress& progress) {
    auto contents = readContents(*source, progress);
    if (!contents)
        return tl::unexpected(contents.error());
    return McapFile(std::move(source), std::move(*contents));
}

McapFile::McapFile(std::unique_ptr<const ByteSource> source, Contents contents) {
    auto state = std::make_shared<State>();
    state->source = std::move(source);
    state->contents = std::move(contents);
    uint64_t latest = 0;
    for (const ChunkSpan& chunk : state->contents.chunks) {
        latest = std::max(latest, chunk.endTime);
        state->latestEnd.push_back(latest);
    }
    m_state = std::move(state);
}

size_t McapFile::firstReaching(uint64_t time) const {
    const auto& ends = m_state->latestEnd;
    return static_cast<size_t>(std::lower_bound(ends.begin(), ends.end(), time) - ends.begin());
}

size_t McapFile::firstBeginning(uint64_t time) const {
    const auto& chunks = m_state->contents.chunks;
    const auto place =
        std::lower_bound(chunks.begin(), chunks.end(), time,
                         [](const ChunkSpan& c, uint64_t t) { return c.startTime < t; });
    return static_cast<size_t>(place - chunks.begin());
}

MessageIterator McapFile::messages(MessageQuery query) const {
    return MessageIterator(*this, std::move(query));
}

Result<RawRecord> McapFile::readRecord(uint64_t offset, uint64_t length, Opcode expected,
                                       Bytes& content) const {
    if (length > kMaxRecord)
        return tooLong({.opcode = expected, .offset = offset}, length);
    const auto bytes = m_state->source->read(offset, length, content);
    if (!bytes)
        return tl::unexpected(bytes.error());
    std::span<const std::byte> rest = *bytes;
    RawRecord record{.opcode = expected, .offset = offset};
    if (!takeRecord(rest, offset, record) || record.opcode != expected)
        return fail({.doing = "read the recording",
                     .on = RawRecord{.opcode = expected, .offset = record.offset}.where(),
                     .found = "no such record",
                     .expected = "one, as the index says"});
    return record;
}

Result<LoadedAttachment> McapFile::read(const AttachmentIndex& index) const {
    LoadedAttachment out;
    const auto record = readRecord(index.offset, index.length, Opcode::attachment, out.content);
    if (!record)
        return tl::unexpected(record.error());
    if (const auto parsed = parse(*record, out.record); !parsed)
        return tl::unexpected(parsed.error());
    if (const auto intact = checkAttachment(*record, out.record); !intact)
        return tl::unexpected(intact.error());
    // Memory lends itself; a copy lives on by itself.
    if (out.content.empty()) {
        out.content.assign(out.record.data.begin(), out.record.data.end());
        out.record.data = out.content;
    }
    return out;
}

Result<Metadata> McapFile::read(const MetadataIndex& index) const {
    Bytes content;
    const auto record = readRecord(index.offset, index.length, Opcode::metadata, content);
    if (!record)
        return tl::unexpected(record.error());
    Metadata out;
    if (const auto parsed = parse(*record, out); !parsed)
        return tl::unexpected(parsed.error());
    return out;
}

}  // namespace gemba::ingest::mcap
