#include "ingest/mcap/writer.h"

#include <fmt/format.h>

#include <algorithm>

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
    MessageIndex index;     // of the open chunk
    uint64_t messages = 0;  // in closed chunks
};

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

struct Writer::State {
    State(OutputFile output, const WriterSettings& wanted)
        : file(std::move(output)), settings(wanted) {
        chunk.reserve(settings.chunkSize + settings.chunkSize / 8);
    }

    [[nodiscard]] Result<void> append(std::initializer_list<std::span<const std::byte>> parts);
    void define(ChannelState& channel);
    void define(Definition<Schema>& schema);
    [[nodiscard]] Result<void> writeChunk();
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

    // The open chunk.
    Bytes chunk;
    uint64_t startTime = UINT64_MAX, endTime = 0, messages = 0;
    std::vector<ChannelState*> touched;  // with messages in it
    std::vector<ChannelState*> newChannels;
    std::vector<Definition<Schema>*> newSchemas;
    Bytes head, indexes;  // scratch
    ChunkIndex index;     // scratch

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
    if (all.size() <= channel.id)
        all.resize(size_t{channel.id} + 1);
    if (all[channel.id])
        return refuse("add a channel", channel.topic, fmt::format("the id {} taken", channel.id),
                      "a free one");
    const uint16_t id = channel.id;
    all[id] = std::make_unique<ChannelState>();
    all[id]->record = std::move(channel);
    all[id]->index.channel = id;
    return {};
}

void Writer::State::define(Definition<Schema>& schema) {
    mcap::append(chunk, schema.record);
    schema.inFile = true;
    newSchemas.push_back(&schema);
}

// A channel and its schema stand in the file before the first message of either.
void Writer::State::define(ChannelState& channel) {
    if (channel.record.schema != 0 && !schemas[channel.record.schema]->inFile)
        define(*schemas[channel.record.schema]);
    mcap::append(chunk, channel.record);
    channel.inFile = true;
    newChannels.push_back(&channel);
}

Result<void> Writer::write(const Message& message) {
    State& s = *m_state;
    if (message.channel >= s.channels.size() || !s.channels[message.channel])
        return refuse("write a message", s.file.path().string(),
                      fmt::format("the unknown channel {}", message.channel), "one added before");
    ChannelState& channel = *s.channels[message.channel];
    if (!channel.inFile)
        s.define(channel);
    if (channel.index.entries.empty())
        s.touched.push_back(&channel);
    channel.index.entries.emplace_back(message.logTime, s.chunk.size());
    append(s.chunk, message);
    s.startTime = std::min(s.startTime, message.logTime);
    s.endTime = std::max(s.endTime, message.logTime);
    ++s.messages;
    return s.chunk.size() >= s.settings.chunkSize ? closeChunk() : Result<void>{};
}

Result<void> Writer::closeChunk() {
    if (m_state->chunk.empty())
        return {};
    auto written = m_state->writeChunk();
    m_state->forgetChunk(!written);
    return written;
}

Result<void> Writer::State::writeChunk() {
    const auto compressed = compressor.compress(chunk);
    if (!compressed)
        return tl::unexpected(compressed.error());
    const Chunk record{.startTime = messages > 0 ? startTime : 0,
                       .endTime = endTime,
                       .uncompressedSize = chunk.size(),
                       .uncompressedCrc = crc32(0, chunk),
                       .compression = "zstd",
                       .recordsSize = compressed->size()};
    head.clear();
    appendHead(head, record);

    // The message indexes follow the chunk; their places go into the summary.
    index.offset = file.size();
    index.length = head.size() + compressed->size();
    index.indexOffsets.clear();
    indexes.clear();
    for (const ChannelState* channel : touched) {
        index.indexOffsets.emplace_back(channel->index.channel,
                                        index.offset + index.length + indexes.size());
        mcap::append(indexes, channel->index);
    }
    if (auto written = append({head, *compressed, indexes}); !written)
        return written;
    chunkWritten(record);
    return {};
}

void Writer::State::chunkWritten(const Chunk& record) {
    index.startTime = record.startTime;
    index.endTime = record.endTime;
    index.indexLength = indexes.size();
    index.compression = record.compression;
    index.compressedSize = record.recordsSize;
    index.uncompressedSize = record.uncompressedSize;
    mcap::append(chunkIndexes, index);

    ++statistics.chunks;
    statistics.messages += messages;
    for (ChannelState* channel : touched)
        channel->messages += channel->index.entries.size();
    if (messages > 0) {
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
    for (ChannelState* channel : touched)
        channel->index.entries.clear();
    lost += isLost ? messages : 0;
    newChannels.clear();
    newSchemas.clear();
    touched.clear();
    chunk.clear();
    startTime = UINT64_MAX;
    endTime = 0;
    messages = 0;
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
    return m_state->messages;
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
