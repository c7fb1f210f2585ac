#pragma once

#include <cstring>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/bytes.h"
#include "engine/core/result.h"

/// MCAP, read and written to the published specification (mcap.dev/spec, format version 0). All
/// times are UTC nanoseconds, all offsets bytes from the start of the file.
namespace gemba::ingest::mcap {

inline constexpr std::string_view kMagic{"\x89MCAP0\r\n", 8};
/// Before every record's content: its opcode and its length.
inline constexpr size_t kRecordHead = 1 + 8;
/// Before every message's data, within its content.
inline constexpr size_t kMessageHead = 2 + 4 + 8 + 8;
/// A longer record is not read: of a sparse file a whole one may be any size.
inline constexpr uint64_t kMaxRecord = (uint64_t{1} << 30) + (uint64_t{4} << 10);

enum class Opcode : uint8_t {
    header = 0x01,
    footer = 0x02,
    schema = 0x03,
    channel = 0x04,
    message = 0x05,
    chunk = 0x06,
    messageIndex = 0x07,
    chunkIndex = 0x08,
    attachment = 0x09,
    attachmentIndex = 0x0A,
    statistics = 0x0B,
    metadata = 0x0C,
    metadataIndex = 0x0D,
    summaryOffset = 0x0E,
    dataEnd = 0x0F,
};
/// "Chunk", or "record of the unknown kind 0x42".
[[nodiscard]] std::string nameOf(Opcode opcode);

/// A record as it stands: `content` is not looked into yet, and lent by whoever read it.
struct RawRecord {
    Opcode opcode{};
    uint64_t offset = 0;  ///< of its first byte, in the file; inside a chunk, in its records
    bool inChunk = false;
    std::span<const std::byte> content;

    /// "Channel record at byte 1234".
    [[nodiscard]] std::string where() const;
};

using TextMap = std::map<std::string, std::string>;

struct Header {
    std::string profile, library;
    bool operator==(const Header&) const = default;
};

struct Footer {
    static constexpr size_t kSize = 8 + 8 + 4;
    uint64_t summaryStart = 0;        ///< 0: no summary
    uint64_t summaryOffsetStart = 0;  ///< 0: no summary offsets
    uint32_t summaryCrc = 0;          ///< 0: none
};

struct Schema {
    uint16_t id = 0;  ///< never 0
    std::string name, encoding;
    Bytes data;
    bool operator==(const Schema&) const = default;
};

struct Channel {
    uint16_t id = 0;
    uint16_t schema = 0;  ///< 0: none
    std::string topic, encoding;
    TextMap metadata;
    bool operator==(const Channel&) const = default;
};

struct Message {
    uint16_t channel = 0;
    uint32_t sequence = 0;
    uint64_t logTime = 0, publishTime = 0;
    std::span<const std::byte> data;  ///< lent
};

struct Chunk {
    uint64_t startTime = 0, endTime = 0;
    uint64_t uncompressedSize = 0;
    uint32_t uncompressedCrc = 0;        ///< 0: none
    std::string_view compression;        ///< lent; "", "zstd", "lz4"
    uint64_t recordsSize = 0;            ///< as claimed; `records` has fewer bytes where it was cut
    std::span<const std::byte> records;  ///< lent, compressed
};

struct MessageIndex {
    uint16_t channel = 0;
    std::vector<std::pair<uint64_t, uint64_t>>
        entries;  ///< log time, offset in the chunk's records
};

struct ChunkIndex {
    uint64_t startTime = 0, endTime = 0;
    uint64_t offset = 0, length = 0;  ///< of the whole Chunk record
    std::vector<std::pair<uint16_t, uint64_t>>
        indexOffsets;  ///< channel, offset of its MessageIndex
    uint64_t indexLength = 0;
    std::string compression;
    uint64_t compressedSize = 0, uncompressedSize = 0;
};

struct Attachment {
    uint64_t logTime = 0, createTime = 0;
    std::string name, mediaType;
    uint64_t dataSize = 0;            ///< as claimed
    std::span<const std::byte> data;  ///< lent; empty where only the beginning was read
    uint32_t crc = 0;                 ///< 0: none; of all that stands before it
};

struct AttachmentIndex {
    uint64_t offset = 0, length = 0;  ///< of the whole Attachment record
    uint64_t logTime = 0, createTime = 0, dataSize = 0;
    std::string name, mediaType;
};

struct Statistics {
    uint64_t messages = 0;
    uint16_t schemas = 0;
    uint32_t channels = 0, attachments = 0, metadata = 0, chunks = 0;
    uint64_t startTime = 0, endTime = 0;
    std::map<uint16_t, uint64_t> channelMessages;  ///< a channel without messages may be left out
};

struct Metadata {
    std::string name;
    TextMap values;
};

struct MetadataIndex {
    uint64_t offset = 0, length = 0;  ///< of the whole Metadata record
    std::string name;
};

struct SummaryOffset {
    Opcode group{};
    uint64_t start = 0, length = 0;
};

struct DataEnd {
    uint32_t dataCrc = 0;  ///< 0: none
};

/// Read a record's content. Nothing of it is trusted: each length is checked against the bytes that
/// are there; bytes beyond the last known field are skipped. Errors name record and offset.
[[nodiscard]] Result<void> parse(const RawRecord& record, Header& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, Footer& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, Schema& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, Channel& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, Message& out);
/// Takes a chunk that is cut short too: `records` has then what is there.
[[nodiscard]] Result<void> parse(const RawRecord& record, Chunk& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, MessageIndex& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, ChunkIndex& out);
/// Takes one that is cut short within its data too: `data` is then empty.
[[nodiscard]] Result<void> parse(const RawRecord& record, Attachment& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, AttachmentIndex& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, Statistics& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, Metadata& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, MetadataIndex& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, SummaryOffset& out);
[[nodiscard]] Result<void> parse(const RawRecord& record, DataEnd& out);

/// Whether an attachment agrees with its checksum, if it has one.
[[nodiscard]] Result<void> checkAttachment(const RawRecord& record, const Attachment& attachment);

/// The same for a message, where millions are read: false when it is too short.
[[nodiscard]] inline bool readMessage(std::span<const std::byte> content, Message& out) {
    if (content.size() < kMessageHead)
        return false;
    std::memcpy(&out.channel, content.data(), 2);
    std::memcpy(&out.sequence, content.data() + 2, 4);
    std::memcpy(&out.logTime, content.data() + 6, 8);
    std::memcpy(&out.publishTime, content.data() + 14, 8);
    out.data = content.subspan(kMessageHead);
    return true;
}

/// Cuts the next record off the front of `bytes`, which begin at `offset`; false at their end, and
/// where no whole record is left (`bytes` is then not empty).
[[nodiscard]] inline bool takeRecord(std::span<const std::byte>& bytes, uint64_t& offset,
                                     RawRecord& out) {
    if (bytes.size() < kRecordHead)
        return false;
    uint64_t length = 0;
    std::memcpy(&length, bytes.data() + 1, 8);
    if (length > bytes.size() - kRecordHead)
        return false;
    out.opcode = static_cast<Opcode>(bytes[0]);
    out.offset = offset;
    out.content = bytes.subspan(kRecordHead, length);
    bytes = bytes.subspan(kRecordHead + length);
    offset += kRecordHead + length;
    return true;
}

/// What is wrong with a record of more than kMaxRecord.
[[nodiscard]] tl::unexpected<Error> tooLong(const RawRecord& record, uint64_t length);

/// Append a whole record to `out`.
void append(Bytes& out, const Header& record);
void append(Bytes& out, const Footer& record);
void append(Bytes& out, const Schema& record);
void append(Bytes& out, const Channel& record);
void append(Bytes& out, const Message& record);
/// A message in room that is there already: sizeOf() bytes from `at` on.
[[nodiscard]] size_t sizeOf(const Message& record);
void store(std::byte* at, const Message& record);
void append(Bytes& out, const MessageIndex& record);
void append(Bytes& out, const ChunkIndex& record);
void append(Bytes& out, const AttachmentIndex& record);
void append(Bytes& out, const Statistics& record);
void append(Bytes& out, const Metadata& record);
void append(Bytes& out, const MetadataIndex& record);
void append(Bytes& out, const SummaryOffset& record);
void append(Bytes& out, const DataEnd& record);
/// Without the records, which follow in the file: what is written is `recordsSize` bytes short.
void appendHead(Bytes& out, const Chunk& record);
/// Without data and CRC, which follow: what is written is `dataSize + 4` bytes short.
void appendHead(Bytes& out, const Attachment& record);

}  // namespace gemba::ingest::mcap
