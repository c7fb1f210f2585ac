#include "ingest/mcap/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "ingest/mcap/crc32.h"

namespace gemba::ingest::mcap {
namespace {

constexpr size_t kIds = size_t{1} << 16;

tl::unexpected<Error> refuse(const char* doing, std::string on, std::string found,
                             std::string expected) {
    return fail({.doing = doing,
                 .on = std::move(on),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// A schema or channel, and whether the file has it yet.
template <class T>
struct Definition {
    T record;
    bool inFile = false;  // in a closed chunk, or in the open one
};

struct ChannelState : Definition<Channel> {
    uint64_t messages = 0;  // in closed chunks
    uint64_t pending = 0;   // in the one that closes
};

/// A message of the open chunk.
struct Entry {
    uint64_t time = 0;
    uint64_t place = 0;  // offset in the chunk's records, and above it the channel

    static constexpr int kOffsetBits = 48;
    Entry(uint64_t logTime, uint64_t offset, uint16_t channel)
        : time(logTime), place(offset | uint64_t{channel} << kOffsetBits) {}
    [[nodiscard]] uint16_t channel() const { return static_cast<uint16_t>(place >> kOffsetBits); }
    [[nodiscard]] uint64_t offset() const { return place & ((uint64_t{1} << kOffsetBits) - 1); }
};

constexpr uint64_t kNoChannel = UINT64_MAX;
constexpr size_t kCheckedAtOnce = size_t{8} << 10;
constexpr size_t kIndexHead = kRecordHead + 2 + 4;  // of a MessageIndex: channel, size of entries
constexpr size_t kIndexEntry = 8 + 8;

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

struct Writer::State {
    State(OutputFile output, const WriterSettings& wanted)
        : file(std::move(output)), settings(wanted) {}

    [[nodiscard]] Result<void> append(std::initializer_list<std::span<const std::byte>> parts);
    void define(ChannelState& channel);
    void define(Definition<Schema>& schema);
    [[nodiscard]] std::byte* extend(size_t bytes);
    void grow(size_t wanted);
    void check();
    [[nodiscard]] Result<void> writeChunk();
    [[nodiscard]] std::span<const std::byte> indexMessages();
    void chunkWritten(const Chunk& head);
    void forgetChunk(bool lost);
    [[nodiscard]] Bytes summary(uint64_t start) const;

    OutputFile file;
    WriterSettings settings;
    Compressor compressor;
    uint32_t crc = 0;  // of all that was written
    bool finished = false;

    // By id; null where there is none.
    std::vector<std::unique_ptr<ChannelState>> channels;
    std::vector<std::unique_ptr<Definition<Schema>>> schemas;

    // The open chunk: its first `used` bytes. The rest is room that was never cleared.
    std::unique_ptr<std::byte[]> chunk;
    size_t room = 0;
    size_t used = 0;
    uint32_t chunkCrc = 0;
    size_t checked = 0;  // bytes that are in its checksum
    uint64_t startTime = UINT64_MAX, endTime = 0;
    std::vector<Entry> entries;          // as they came
    std::vector<uint64_t> counts;        // of them, by channel; kNoChannel where there is none
    std::vector<ChannelState*> touched;  // with messages in it
    std::vector<ChannelState*> newChannels;
    std::vector<Definition<Schema>*> newSchemas;
    Bytes head, definition, indexes;  // scratch
    ChunkIndex index;                 // scratch

    // The summary, as it grows.
    Statistics statistics{.startTime = UINT64_MAX};
    uint64_t lost = 0;
    Bytes chunkIndexes, attachmentIndexes, metadataIndexes;
};

Writer::Writer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Result<Writer> Writer::create(const std::filesystem::path& path, const WriterSettings& settings) {
    auto file = OutputFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    auto state = std::make_unique<State>(std::move(*file), settings);
    append(state->head, Header{settings.profile, settings.library});
    if (auto begun = state->append({bytesOf(kMagic), state->head}); !begun)
        return tl::unexpected(begun.error());
    return Writer(std::move(state));
}

Result<void> Writer::State::append(std::initializer_list<std::span<const std::byte>> parts) {
    if (auto done = file.append(parts); !done)
        return done;
    for (const std::span<const std::byte> part : parts)
        crc = crc32(crc, part);
    return {};
}

Result<uint16_t> Writer::addSchema(Schema schema) {
    auto& all = m_state->schemas;
    if (schema.id == 0) {
        if (all.size() >= kIds)
            return refuse("add a schema", schema.name, "no free id", "at most 65,535 schemas");
        schema.id = static_cast<uint16_t>(std::max<size_t>(all.size(), 1));
    }
    if (all.size() <= schema.id)
        all.resize(size_t{schema.id} + 1);
    if (all[schema.id])
        return refuse("add a schema", schema.name, fmt::format("the id {} taken", schema.id),
                      "a free one");
    const uint16_t id = schema.id;
    all[id] = std::make_unique<Definition<Schema>>(Definition<Schema>{std::move(schema)});
    return id;
}

Result<uint16_t> Writer::addChannel(Channel channel) {
    // From 1 on, as others do.
    const size_t id = std::max<size_t>(m_state->channels.size(), 1);
    if (id >= kIds)
        return refuse("add a channel", channel.topic, "no free id", "at most 65,535 channels");
    channel.id = static_cast<uint16_t>(id);
    if (auto added = addChannelAs(std::move(channel)); !added)
        return tl::unexpected(added.error());
    return static_cast<uint16_t>(id);
}

Result<void> Writer::addChannelAs(Channel channel) {
    auto& all = m_state->channels;
    const auto& schemas = m_state->schemas;
    if (channel.schema != 0 && (channel.schema >= schemas.size() || !schemas[channel.schema]))
        return refuse("add a channel", channel.topic,
                      fmt::format("the unknown schema {}", channel.schema), "one added before");
    if (all.size() <= channel.id) {
        all.resize(size_t{channel.id} + 1);
        m_state->counts.resize(all.size(), kNoChannel);
    }
    if (all[channel.id])
        return refuse("add a channel", channel.topic, fmt::format("the id {} taken", channel.id),
                      "a free one");
    const uint16_t id = channel.id;
    all[id] = std::make_unique<ChannelState>();
    all[id]->record = std::move(channel);
    m_state->counts[id] = 0;
    return {};
}

// Room for so many bytes more, which are then part of the chunk.
std::byte* Writer::State::extend(size_t bytes) {
    if (room - used < bytes)
        grow(used + bytes);
    std::byte* const at = chunk.get() + used;
    used += bytes;
    return at;
}

void Writer::State::grow(size_t wanted) {
    room = std::max({wanted, 2 * room, settings.chunkSize + settings.chunkSize / 8});
    auto larger = std::make_unique_for_overwrite<std::byte[]>(room);
    if (used > 0)
        std::memcpy(larger.get(), chunk.get(), used);
    chunk = std::move(larger);
}

// Bit by bit, while it is still in the nearest cache.
void Writer::State::check() {
    chunkCrc = crc32(chunkCrc, {chunk.get() + checked, used - checked});
    checked = used;
}

void Writer::State::define(Definition<Schema>& schema) {
    definition.clear();
    mcap::append(definition, schema.record);
    std::memcpy(extend(definition.size()), definition.data(), definition.size());
    schema.inFile = true;
    newSchemas.push_back(&schema);
}

// A channel and its schema stand in the file before the first message of either.
void Writer::State::define(ChannelState& channel) {
    if (channel.record.schema != 0 && !schemas[channel.record.schema]->inFile)
        define(*schemas[channel.record.schema]);
    definition.clear();
    mcap::append(definition, channel.record);
    std::memcpy(extend(definition.size()), definition.data(), definition.size());
    channel.inFile = true;
    newChannels.push_back(&channel);
}

Result<void> Writer::write(const Message& message) {
    State& s = *m_state;
    if (message.channel >= s.counts.size() || s.counts[message.channel] == kNoChannel)
        return refuse("write a message", s.file.path().string(),
                      fmt::format("the unknown channel {}", message.channel), "one added before");
    if (s.counts[message.channel]++ == 0) {
        ChannelState& channel = *s.channels[message.channel];
        if (!channel.inFile)
            s.define(channel);
        s.touched.push_back(&channel);
    }
    s.entries.emplace_back(message.logTime, s.used, message.channel);
    store(s.extend(sizeOf(message)), message);
    s.startTime = std::min(s.startTime, message.logTime);
    s.endTime = std::max(s.endTime, message.logTime);
    if (s.used - s.checked >= kCheckedAtOnce)
        s.check();
    if (s.used >= s.settings.chunkSize)
        return closeChunk();
    // By name: Result<void>{} clears the room for an Error first, which costs as much as the rest.
    Result<void> written;
    return written;
}

Result<void> Writer::closeChunk() {
    if (m_state->used == 0)
        return {};
    auto written = m_state->writeChunk();
    m_state->forgetChunk(!written);
    return written;
}

Result<void> Writer::State::writeChunk() {
    check();
    const std::span<const std::byte> records(chunk.get(), used);
    const auto compressed = compressor.compress(records);
    if (!compressed)
        return tl::unexpected(compressed.error());
    const Chunk record{.startTime = entries.empty() ? 0 : startTime,
                       .endTime = endTime,
                       .uncompressedSize = records.size(),
                       .uncompressedCrc = chunkCrc,
                       .compression = "zstd",
                       .recordsSize = compressed->size()};
    head.clear();
    appendHead(head, record);

    // The message indexes follow the chunk; their places go into the summary.
    index.offset = file.size();
    index.length = head.size() + compressed->size();
    const std::span<const std::byte> messageIndexes = indexMessages();
    index.indexLength = messageIndexes.size();
    if (auto written = append({head, *compressed, messageIndexes}); !written)
        return written;
    chunkWritten(record);
    return {};
}

// One MessageIndex for each channel: the heads first, which tells where each channel's entries go,
// then all entries in one pass.
std::span<const std::byte> Writer::State::indexMessages() {
    const size_t size = touched.size() * kIndexHead + entries.size() * kIndexEntry;
    if (indexes.size() < size)
        indexes.resize(size);
    index.indexOffsets.clear();
    size_t at = 0;
    for (ChannelState* channel : touched) {
        const uint16_t id = channel->record.id;
        channel->pending = counts[id];
        index.indexOffsets.emplace_back(id, index.offset + index.length + at);
        const auto bytes = static_cast<uint32_t>(counts[id] * kIndexEntry);
        const uint64_t length = kIndexHead - kRecordHead + bytes;
        std::byte* const record = indexes.data() + at;
        record[0] = static_cast<std::byte>(Opcode::messageIndex);
        std::memcpy(record + 1, &length, 8);
        std::memcpy(record + kRecordHead, &id, 2);
        std::memcpy(record + kRecordHead + 2, &bytes, 4);
        counts[id] = at + kIndexHead;  // from here on: where the channel's next entry goes
        at += kIndexHead + bytes;
    }
    for (const Entry& entry : entries) {
        const uint64_t pair[] = {entry.time, entry.offset()};
        uint64_t& place = counts[entry.channel()];
        std::memcpy(indexes.data() + place, pair, kIndexEntry);
        place += kIndexEntry;
    }
    return std::span<const std::byte>(indexes).first(size);
}

void Writer::State::chunkWritten(const Chunk& record) {
    index.startTime = record.startTime;
    index.endTime = record.endTime;
    index.compression = record.compression;
    index.compressedSize = record.recordsSize;
    index.uncompressedSize = record.uncompressedSize;
    mcap::append(chunkIndexes, index);

    ++statistics.chunks;
    statistics.messages += entries.size();
    for (ChannelState* channel : touched)
        channel->messages += channel->pending;
    if (!entries.empty()) {
        statistics.startTime = std::min(statistics.startTime, startTime);
        statistics.endTime = std::max(statistics.endTime, endTime);
    }
}

// What the chunk defined is defined again where the chunk was lost.
void Writer::State::forgetChunk(bool isLost) {
    for (ChannelState* channel : newChannels)
        channel->inFile = !isLost;
    for (Definition<Schema>* schema : newSchemas)
        schema->inFile = !isLost;
    for (const ChannelState* channel : touched)
        counts[channel->record.id] = 0;
    lost += isLost ? entries.size() : 0;
    newChannels.clear();
    newSchemas.clear();
    touched.clear();
    entries.clear();
    used = checked = 0;
    chunkCrc = 0;
    startTime = UINT64_MAX;
    endTime = 0;
}

Result<void> Writer::addAttachment(Attachment attachment) {
    State& s = *m_state;
    attachment.dataSize = attachment.data.size();
    Bytes head;
    appendHead(head, attachment);
    // The checksum is of the content: without opcode and length.
    const auto fields = std::span<const std::byte>(head).subspan(kRecordHead);
    const uint32_t crc = crc32(crc32(0, fields), attachment.data);
    const AttachmentIndex index{.offset = s.file.size(),
                                .length = head.size() + attachment.data.size() + sizeof crc,
                                .logTime = attachment.logTime,
                                .createTime = attachment.createTime,
                                .dataSize = attachment.dataSize,
                                .name = attachment.name,
                                .mediaType = attachment.mediaType};
    if (auto done = s.append({head, attachment.data, std::as_bytes(std::span(&crc, 1))}); !done)
        return done;
    append(s.attachmentIndexes, index);
    ++s.statistics.attachments;
    return {};
}

Result<void> Writer::addMetadata(const Metadata& metadata) {
    State& s = *m_state;
    Bytes record;
    append(record, metadata);
    const MetadataIndex index{
        .offset = s.file.size(), .length = record.size(), .name = metadata.name};
    if (auto done = s.append({record}); !done)
        return done;
    append(s.metadataIndexes, index);
    ++s.statistics.metadata;
    return {};
}

Result<void> Writer::sync() {
    return m_state->file.sync();
}

// `start` is where in the file it begins.
Bytes Writer::State::summary(uint64_t start) const {
    Bytes out;
    Bytes offsets;
    size_t groupStart = 0;
    const auto endGroup = [&](Opcode opcode) {
        if (out.size() > groupStart)
            mcap::append(offsets,
                         SummaryOffset{opcode, start + groupStart, out.size() - groupStart});
        groupStart = out.size();
    };
    Statistics all = statistics;
    for (const auto& schema : schemas) {
        if (schema) {
            mcap::append(out, schema->record);
            ++all.schemas;
        }
    }
    endGroup(Opcode::schema);
    for (const auto& channel : channels) {
        if (channel) {
            mcap::append(out, channel->record);
            ++all.channels;
            all.channelMessages[channel->record.id] = channel->messages;
        }
    }
    endGroup(Opcode::channel);
    if (all.messages == 0)
        all.startTime = 0;
    mcap::append(out, all);
    endGroup(Opcode::statistics);
    const auto group = [&](Opcode opcode, const Bytes& records) {
        out.insert(out.end(), records.begin(), records.end());
        endGroup(opcode);
    };
    group(Opcode::chunkIndex, chunkIndexes);
    group(Opcode::attachmentIndex, attachmentIndexes);
    group(Opcode::metadataIndex, metadataIndexes);

    // The checksum covers all of it and the footer's first two fields.
    Footer footer{.summaryStart = start, .summaryOffsetStart = start + out.size()};
    out.insert(out.end(), offsets.begin(), offsets.end());
    mcap::append(out, footer);
    footer.summaryCrc = crc32(0, std::span<const std::byte>(out).first(out.size() - 4));
    std::memcpy(out.data() + out.size() - 4, &footer.summaryCrc, 4);
    return out;
}

Result<void> Writer::finish() {
    State& s = *m_state;
    if (s.finished)
        return {};
    // Channels that never spoke stand in the file too.
    for (const auto& schema : s.schemas) {
        if (schema && !schema->inFile)
            s.define(*schema);
    }
    for (const auto& channel : s.channels) {
        if (channel && !channel->inFile)
            s.define(*channel);
    }
    const auto closed = closeChunk();
    s.head.clear();
    append(s.head, DataEnd{s.crc});
    const Bytes summary = s.summary(s.file.size() + s.head.size());
    if (auto done = s.append({s.head, summary, bytesOf(kMagic)}); !done)
        return closed ? done : closed;
    s.finished = true;
    if (auto synced = s.file.sync(); !synced)
        return synced;
    return closed;
}

uint64_t Writer::messagesWritten() const {
    return m_state->statistics.messages;
}
uint64_t Writer::messagesPending() const {
    return m_state->entries.size();
}
uint64_t Writer::messagesLost() const {
    return m_state->lost;
}
bool Writer::fileIsThere() const {
    return m_state->file.stillThere();
}
uint64_t Writer::bytesWritten() const {
    return m_state->file.size();
}
bool Writer::finished() const {
    return m_state->finished;
}

}  // namespace gemba::ingest::mcap
