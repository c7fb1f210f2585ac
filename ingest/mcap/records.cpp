#include "ingest/mcap/records.h"

#include <fmt/format.h>

#include <array>

#include "ingest/mcap/crc32.h"

namespace gemba::ingest::mcap {
namespace {

constexpr std::array kNames{"",           "Header",        "Footer",          "Schema",
                            "Channel",    "Message",       "Chunk",           "MessageIndex",
                            "ChunkIndex", "Attachment",    "AttachmentIndex", "Statistics",
                            "Metadata",   "MetadataIndex", "SummaryOffset",   "DataEnd"};

/// A record's fields, front to back. Past the end everything is zero and `ok` false for good.
class Fields {
 public:
    explicit Fields(std::span<const std::byte> content) : m_rest(content) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    void failNow() { m_ok = false; }
    [[nodiscard]] size_t remaining() const { return m_rest.size(); }

    template <class T>
    Fields& get(T& out) {
        const std::span<const std::byte> bytes = take(sizeof(T));
        if (bytes.size() == sizeof(T))
            std::memcpy(&out, bytes.data(), sizeof(T));
        return *this;
    }
    Fields& get(std::string_view& out) {
        uint32_t size = 0;
        get(size);
        const std::span<const std::byte> bytes = take(size);
        out = {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
        return *this;
    }
    Fields& get(std::string& out) {
        std::string_view view;
        get(view);
        out.assign(view);
        return *this;
    }
    Fields& get(TextMap& out) {
        for (Fields entries = block(); entries.remaining() > 0 && m_ok;) {
            std::string key;
            entries.get(key).get(out[key]);
            m_ok = m_ok && entries.ok();
        }
        return *this;
    }
    /// An array or map: its length in bytes, then the entries.
    [[nodiscard]] Fields block() {
        uint32_t size = 0;
        get(size);
        return Fields(take(size));
    }
    /// `size` bytes, or none where they are not there.
    std::span<const std::byte> take(uint64_t size) {
        if (!m_ok || size > m_rest.size()) {
            m_ok = false;
            return {};
        }
        const std::span<const std::byte> out = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return out;
    }
    /// As many of them as are there.
    std::span<const std::byte> takeAtMost(uint64_t size) {
        return take(std::min<uint64_t>(size, m_rest.size()));
    }

 private:
    std::span<const std::byte> m_rest;
    bool m_ok = true;
};

Result<void> finish(const RawRecord& record, const Fields& fields) {
    if (fields.ok())
        return {};
    return fail({.doing = "read the recording",
                 .on = record.where(),
                 .found = fmt::format("{} bytes of content", record.content.size()),
                 .expected = "as many as its fields say"});
}

/// Pairs of two numbers, as the maps and arrays of the indexes are.
template <class A, class B, class Take>
void eachPair(Fields& fields, Take take) {
    Fields entries = fields.block();
    while (fields.ok() && entries.remaining() > 0) {
        A a{};
        B b{};
        entries.get(a).get(b);
        if (!entries.ok())
            return fields.failNow();
        take(a, b);
    }
}

/// Writes a record's head, and its length once the content stands behind it.
class RecordScope {
 public:
    RecordScope(Bytes& out, Opcode opcode, uint64_t bytesThatFollow = 0)
        : m_out(out), m_following(bytesThatFollow) {
        ByteWriter writer(out);
        writer.put(opcode);
        m_at = out.size();
        writer.put(uint64_t{0});
    }
    ~RecordScope() {
        const uint64_t length = m_out.size() - m_at - sizeof length + m_following;
        std::memcpy(m_out.data() + m_at, &length, sizeof length);
    }
    RecordScope(const RecordScope&) = delete;
    RecordScope& operator=(const RecordScope&) = delete;

 private:
    Bytes& m_out;
    uint64_t m_following;
    size_t m_at = 0;
};

template <class... T>
void putAll(Bytes& out, const T&... values) {
    ByteWriter writer(out);
    (writer.put(values), ...);
}

void put(Bytes& out, const TextMap& map) {
    size_t size = 0;
    for (const auto& [key, value] : map)
        size += 8 + key.size() + value.size();
    putAll(out, static_cast<uint32_t>(size));
    for (const auto& [key, value] : map)
        putAll(out, std::string_view(key), std::string_view(value));
}

}  // namespace

std::string nameOf(Opcode opcode) {
    const auto index = static_cast<size_t>(opcode);
    if (index > 0 && index < kNames.size())
        return kNames[index];
    return fmt::format("record of the unknown kind {:#04x}", index);
}

std::string RawRecord::where() const {
    const auto index = static_cast<size_t>(opcode);
    const char* const suffix = index > 0 && index < kNames.size() ? " record" : "";
    return fmt::format("{}{} at byte {}{}", nameOf(opcode), suffix, offset,
                       inChunk ? " of its chunk" : "");
}

Result<void> parse(const RawRecord& record, Header& out) {
    Fields fields(record.content);
    fields.get(out.profile).get(out.library);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Footer& out) {
    Fields fields(record.content);
    fields.get(out.summaryStart).get(out.summaryOffsetStart).get(out.summaryCrc);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Schema& out) {
    Fields fields(record.content);
    uint32_t size = 0;
    fields.get(out.id).get(out.name).get(out.encoding).get(size);
    const std::span<const std::byte> data = fields.take(size);
    out.data.assign(data.begin(), data.end());
    if (fields.ok() && out.id == 0)
        return fail({.doing = "read the recording",
                     .on = record.where(),
                     .found = "the id 0",
                     .expected = "1 to 65535"});
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Channel& out) {
    Fields fields(record.content);
    out.metadata.clear();
    fields.get(out.id).get(out.schema).get(out.topic).get(out.encoding).get(out.metadata);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Message& out) {
    Fields fields(record.content);
    if (!readMessage(record.content, out))
        fields.failNow();
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Chunk& out) {
    Fields fields(record.content);
    fields.get(out.startTime).get(out.endTime).get(out.uncompressedSize).get(out.uncompressedCrc);
    fields.get(out.compression).get(out.recordsSize);
    out.records = fields.takeAtMost(out.recordsSize);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, MessageIndex& out) {
    Fields fields(record.content);
    fields.get(out.channel);
    out.entries.clear();
    eachPair<uint64_t, uint64_t>(
        fields, [&](uint64_t time, uint64_t offset) { out.entries.emplace_back(time, offset); });
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, ChunkIndex& out) {
    Fields fields(record.content);
    fields.get(out.startTime).get(out.endTime).get(out.offset).get(out.length);
    out.indexOffsets.clear();
    eachPair<uint16_t, uint64_t>(fields, [&](uint16_t channel, uint64_t offset) {
        out.indexOffsets.emplace_back(channel, offset);
    });
    fields.get(out.indexLength).get(out.compression);
    fields.get(out.compressedSize).get(out.uncompressedSize);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Attachment& out) {
    Fields fields(record.content);
    fields.get(out.logTime).get(out.createTime).get(out.name).get(out.mediaType).get(out.dataSize);
    if (fields.ok() && fields.remaining() < 4)
        fields.failNow();
    out.data = {};
    out.crc = 0;
    if (fields.ok() && out.dataSize <= fields.remaining() - 4) {
        out.data = fields.take(out.dataSize);
        fields.get(out.crc);
    }
    return finish(record, fields);
}

Result<void> checkAttachment(const RawRecord& record, const Attachment& attachment) {
    if (attachment.data.size() != attachment.dataSize)
        return fail({.doing = "read the recording",
                     .on = record.where(),
                     .found = fmt::format("less data than {} bytes", attachment.dataSize),
                     .expected = "as much as it says"});
    // The checksum is of all fields before it; the data is the last of them.
    const size_t after =
        attachment.data.empty()
            ? 8 + 8 + 4 + attachment.name.size() + 4 + attachment.mediaType.size() + 8
            : static_cast<size_t>(attachment.data.data() - record.content.data()) +
                  attachment.data.size();
    const uint32_t found = attachment.crc == 0 ? 0 : crc32(0, record.content.first(after));
    if (found == attachment.crc)
        return {};
    return fail({.doing = "read the recording",
                 .on = record.where(),
                 .found = fmt::format("the checksum {:08x}", found),
                 .expected = fmt::format("{:08x}: it was altered", attachment.crc)});
}

Result<void> parse(const RawRecord& record, AttachmentIndex& out) {
    Fields fields(record.content);
    fields.get(out.offset).get(out.length).get(out.logTime).get(out.createTime).get(out.dataSize);
    fields.get(out.name).get(out.mediaType);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Statistics& out) {
    Fields fields(record.content);
    fields.get(out.messages).get(out.schemas).get(out.channels).get(out.attachments);
    fields.get(out.metadata).get(out.chunks).get(out.startTime).get(out.endTime);
    out.channelMessages.clear();
    eachPair<uint16_t, uint64_t>(
        fields, [&](uint16_t channel, uint64_t count) { out.channelMessages[channel] = count; });
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, Metadata& out) {
    Fields fields(record.content);
    out.values.clear();
    fields.get(out.name).get(out.values);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, MetadataIndex& out) {
    Fields fields(record.content);
    fields.get(out.offset).get(out.length).get(out.name);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, SummaryOffset& out) {
    Fields fields(record.content);
    fields.get(out.group).get(out.start).get(out.length);
    return finish(record, fields);
}

Result<void> parse(const RawRecord& record, DataEnd& out) {
    Fields fields(record.content);
    fields.get(out.dataCrc);
    return finish(record, fields);
}

tl::unexpected<Error> tooLong(const RawRecord& record, uint64_t length) {
    return fail({.doing = "read the recording",
                 .on = record.where(),
                 .found = fmt::format("{} bytes", length),
                 .expected = fmt::format("at most {}", kMaxRecord)});
}

void append(Bytes& out, const Header& record) {
    const RecordScope scope(out, Opcode::header);
    putAll(out, std::string_view(record.profile), std::string_view(record.library));
}

void append(Bytes& out, const Footer& record) {
    const RecordScope scope(out, Opcode::footer);
    putAll(out, record.summaryStart, record.summaryOffsetStart, record.summaryCrc);
}

void append(Bytes& out, const Schema& record) {
    const RecordScope scope(out, Opcode::schema);
    putAll(out, record.id, std::string_view(record.name), std::string_view(record.encoding),
           static_cast<uint32_t>(record.data.size()));
    ByteWriter(out).raw(record.data.data(), record.data.size());
}

void append(Bytes& out, const Channel& record) {
    const RecordScope scope(out, Opcode::channel);
    putAll(out, record.id, record.schema, std::string_view(record.topic),
           std::string_view(record.encoding));
    put(out, record.metadata);
}

void append(Bytes& out, const Message& record) {
    const size_t start = out.size();
    out.resize(start + sizeOf(record));
    store(out.data() + start, record);
}

size_t sizeOf(const Message& record) {
    return kRecordHead + kMessageHead + record.data.size();
}

// Plain stores: this runs for every message recorded.
void store(std::byte* at, const Message& record) {
    const uint64_t length = kMessageHead + record.data.size();
    *at = static_cast<std::byte>(Opcode::message);
    std::memcpy(at + 1, &length, 8);
    at += kRecordHead;
    std::memcpy(at, &record.channel, 2);
    std::memcpy(at + 2, &record.sequence, 4);
    std::memcpy(at + 6, &record.logTime, 8);
    std::memcpy(at + 14, &record.publishTime, 8);
    if (!record.data.empty())
        std::memcpy(at + kMessageHead, record.data.data(), record.data.size());
}

void append(Bytes& out, const MessageIndex& record) {
    const RecordScope scope(out, Opcode::messageIndex);
    putAll(out, record.channel, static_cast<uint32_t>(record.entries.size() * 16));
    // In memory as in the file: two little-endian numbers side by side.
    static_assert(sizeof record.entries[0] == 16);
    ByteWriter(out).raw(record.entries.data(), record.entries.size() * 16);
}

void append(Bytes& out, const ChunkIndex& record) {
    const RecordScope scope(out, Opcode::chunkIndex);
    putAll(out, record.startTime, record.endTime, record.offset, record.length,
           static_cast<uint32_t>(record.indexOffsets.size() * 10));
    for (const auto& [channel, offset] : record.indexOffsets)
        putAll(out, channel, offset);
    putAll(out, record.indexLength, std::string_view(record.compression), record.compressedSize,
           record.uncompressedSize);
}

void append(Bytes& out, const AttachmentIndex& record) {
    const RecordScope scope(out, Opcode::attachmentIndex);
    putAll(out, record.offset, record.length, record.logTime, record.createTime, record.dataSize,
           std::string_view(record.name), std::string_view(record.mediaType));
}

void append(Bytes& out, const Statistics& record) {
    const RecordScope scope(out, Opcode::statistics);
    putAll(out, record.messages, record.schemas, record.channels, record.attachments,
           record.metadata, record.chunks, record.startTime, record.endTime,
           static_cast<uint32_t>(record.channelMessages.size() * 10));
    for (const auto& [channel, count] : record.channelMessages)
        putAll(out, channel, count);
}

void append(Bytes& out, const Metadata& record) {
    const RecordScope scope(out, Opcode::metadata);
    putAll(out, std::string_view(record.name));
    put(out, record.values);
}

void append(Bytes& out, const MetadataIndex& record) {
    const RecordScope scope(out, Opcode::metadataIndex);
    putAll(out, record.offset, record.length, std::string_view(record.name));
}

void append(Bytes& out, const SummaryOffset& record) {
    const RecordScope scope(out, Opcode::summaryOffset);
    putAll(out, record.group, record.start, record.length);
}

void append(Bytes& out, const DataEnd& record) {
    const RecordScope scope(out, Opcode::dataEnd);
    putAll(out, record.dataCrc);
}

void appendHead(Bytes& out, const Chunk& record) {
    const RecordScope scope(out, Opcode::chunk, record.recordsSize);
    putAll(out, record.startTime, record.endTime, record.uncompressedSize, record.uncompressedCrc,
           record.compression, record.recordsSize);
}

void appendHead(Bytes& out, const Attachment& record) {
    const RecordScope scope(out, Opcode::attachment, record.dataSize + sizeof record.crc);
    putAll(out, record.logTime, record.createTime, std::string_view(record.name),
           std::string_view(record.mediaType), record.dataSize);
}

}  // namespace gemba::ingest::mcap
