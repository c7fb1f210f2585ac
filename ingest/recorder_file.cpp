#include "ingest/recorder_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "ingest/findings.h"
#include "ingest/json_text.h"
#include "ingest/protobuf_schema.h"
#include "ingest/protobuf_writer.h"
#include "ingest/recording_format.h"

namespace gemba::ingest {
namespace {

// Of one native message; a foreign one is any object.
constexpr std::string_view kValueSchema = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "One value of a signal, or several",
  "type": "object",
  "properties": {
    "t": {"description": "source time, UTC nanoseconds or ISO 8601"},
    "seq": {"type": "integer", "description": "counts the topic's messages"},
    "boot": {"description": "start of the publisher: begins a new series"},
    "q": {"enum": ["good", "uncertain", "bad"]},
    "last": {"type": "boolean", "description": "a repeated last value"},
    "v": {"description": "the value"},
    "values": {"type": "object", "description": "values by member"}
  }
})";

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

mcap::TextMap describe(const twin::Twin& twin, const RecorderSettings& settings,
                       const sim::SessionStart& start, Tick tick) {
    mcap::TextMap out{
        {"format", std::string(recording::kFormat)},
        {"program", settings.program},
        {"twin", twin.file.filename().string()},
        {"twin_name", twin.name},
        {"twin_folder", twin.file.parent_path().string()},
        {"twin_hash", fmt::format("{:016x}", settings.twinHash)},
        {"maths", fmt::format("{:016x}", settings.mathsFingerprint)},
        {"seed", fmt::format("{}", start.seed)},
        {"following", start.following ? "true" : "false"},
        {"step_hz", fmt::format("{}", start.stepHz)},
        {"epoch", fmt::format("{}", start.epoch)},
        {"first_tick", fmt::format("{}", tick)},
        {"state", fmt::format("{:016x}", start.state)},
    };
    for (size_t i = 0; i < twin.live.size(); ++i) {
        out[fmt::format("source.{}.id", i)] = twin.live[i].id;
        out[fmt::format("source.{}.endpoint", i)] = twin.live[i].connect;
    }
    return out;
}

}  // namespace

Result<std::unique_ptr<Recorder::File>> Recorder::File::create(const std::filesystem::path& path,
                                                               const twin::Twin& twin,
                                                               const RecorderSettings& settings,
                                                               const sim::SessionStart& start,
                                                               Tick tick) {
    auto writer = mcap::Writer::create(
        path, {.profile = std::string(recording::kProfile), .library = settings.program});
    if (!writer)
        return tl::unexpected(writer.error());
    std::unique_ptr<File> file(new File(std::move(*writer)));
    file->m_path = path;
    if (auto begun = file->begin(twin, settings, start, tick); !begun) {
        // Nothing of a session is in it yet.
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        return tl::unexpected(begun.error());
    }
    return file;
}

Result<void> Recorder::File::begin(const twin::Twin& twin, const RecorderSettings& settings,
                                   const sim::SessionStart& start, Tick tick) {
    if (!settings.wireOnly) {
        if (auto done = m_writer.addMetadata(
                {std::string(recording::kMetadata), describe(twin, settings, start, tick)});
            !done)
            return done;
    }
    for (const RecordedFile& file : settings.files) {
        mcap::Attachment attachment{.logTime = static_cast<uint64_t>(start.epoch),
                                    .createTime = static_cast<uint64_t>(start.epoch),
                                    .name = file.name,
                                    .mediaType = file.mediaType,
                                    .data = file.content};
        if (auto done = m_writer.addAttachment(std::move(attachment)); !done)
            return done;
    }
    if (auto done = addSchemas(settings); !done)
        return done;
    const std::pair<uint16_t*, std::string_view> own[] = {{&m_ticks, recording::kTicks},
                                                          {&m_checkpoint, recording::kCheckpoint},
                                                          {&m_track, recording::kTrack},
                                                          {&m_rejected, recording::kRejected},
                                                          {&m_drops, recording::kDrops}};
    for (const auto& [id, topic] : own) {
        const bool session = topic != recording::kRejected && topic != recording::kDrops;
        if (session && settings.wireOnly)
            continue;
        const bool rejected = topic == recording::kRejected;
        const std::string_view encoding = session    ? recording::kOwnEncoding
                                          : rejected ? protobuf_schema::kEncoding
                                                     : "json";
        const auto added = m_writer.addChannel({.schema = rejected ? m_rejectedSchema : uint16_t{0},
                                                .topic = std::string(topic),
                                                .encoding = std::string(encoding)});
        if (!added)
            return tl::unexpected(added.error());
        *id = *added;
    }
    return {};
}

Result<void> Recorder::File::addSchemas(const RecorderSettings& settings) {
    const auto descriptors = protobuf_schema::descriptorSet();
    const std::tuple<uint16_t*, std::string_view, std::string_view, std::span<const std::byte>>
        all[] = {
            {&m_valueSchema, "gemba.value", "jsonschema", bytesOf(kValueSchema)},
            {&m_messageSchema, protobuf_schema::kMessage, protobuf_schema::kEncoding, descriptors},
            {&m_rejectedSchema, protobuf_schema::kRejected, protobuf_schema::kEncoding,
             descriptors}};
    for (const auto& [id, name, encoding, data] : all) {
        const auto added = m_writer.addSchema({.name = std::string(name),
                                               .encoding = std::string(encoding),
                                               .data = Bytes(data.begin(), data.end())});
        if (!added)
            return tl::unexpected(added.error());
        *id = *added;
    }
    if (settings.wireOnly)
        return {};
    const std::tuple<uint16_t*, std::string_view, std::string_view> found[] = {
        {&m_residuals, recording::kResiduals, findings::kResidualSchema},
        {&m_events, recording::kEvents, findings::kEventSchema}};
    for (const auto& [id, topic, described] : found) {
        const auto text = bytesOf(described);
        const auto schemaId = m_writer.addSchema({.name = std::string(topic),
                                                  .encoding = "jsonschema",
                                                  .data = Bytes(text.begin(), text.end())});
        if (!schemaId)
            return tl::unexpected(schemaId.error());
        const auto added = m_writer.addChannel(
            {.schema = *schemaId, .topic = std::string(topic), .encoding = "json"});
        if (!added)
            return tl::unexpected(added.error());
        *id = *added;
    }
    return {};
}

Result<uint16_t> Recorder::File::addChannel(std::string_view topic, std::string_view encoding,
                                            mcap::TextMap metadata) {
    if (m_channels >= kMostChannels)
        return uint16_t{0};
    ++m_channels;
    uint16_t schema = 0;
    if (encoding == "json")
        schema = m_valueSchema;
    else if (encoding == protobuf_schema::kEncoding)
        schema = m_messageSchema;
    return m_writer.addChannel({.schema = schema,
                                .topic = std::string(topic),
                                .encoding = std::string(encoding),
                                .metadata = std::move(metadata)});
}

Result<uint16_t> Recorder::File::topicChannel(const twin::LiveSource& live,
                                              const RecordedTopic& topic, bool repeated) {
    mcap::TextMap metadata{{std::string(recording::kSourceKey), live.id},
                           {"endpoint", live.connect}};
    if (repeated)
        metadata[std::string(recording::kRepeatedKey)] = "true";
    return addChannel(topic.topic, topic.encoding, std::move(metadata));
}

Result<void> Recorder::File::write(uint16_t channel, UtcNs time, std::span<const std::byte> data) {
    const auto at = static_cast<uint64_t>(std::max<UtcNs>(time, 0));
    return m_writer.write({.channel = channel, .logTime = at, .publishTime = at, .data = data});
}

// Makes the topic's channel; where there is no room for another, its messages go to the rejected.
Result<void> Recorder::File::writeFirstMessage(const twin::LiveSource& live,
                                               const RecordedTopic& topic, uint32_t number,
                                               bool repeated, mcap::Message& message) {
    const auto added = topicChannel(live, topic, repeated);
    if (!added) {
        ++m_lost;
        return tl::unexpected(added.error());
    }
    const uint16_t channel = *added;
    if (channel == 0) {
        const std::string_view frames[] = {
            topic.topic,
            topic.encoding,
            {reinterpret_cast<const char*>(message.data.data()), message.data.size()}};
        return writeRejected(live, static_cast<UtcNs>(message.logTime), frames,
                             "more topics than a file has room for");
    }
    std::vector<uint16_t>& channels = m_topics[repeated ? 1 : 0];
    if (number >= channels.size())
        channels.resize(size_t{number} + 1);
    channels[number] = message.channel = channel;
    return m_writer.write(message);
}

Result<void> Recorder::File::writeRejected(const twin::LiveSource& live, UtcNs received,
                                           std::span<const std::string_view> frames,
                                           std::string_view reason) {
    using protobuf_schema::RejectedField;
    const auto append = [&](RejectedField field, std::string_view bytes) {
        protobuf_writer::appendBytes(m_text, static_cast<uint32_t>(field), bytes);
    };
    m_text.clear();
    append(RejectedField::source, live.id);
    append(RejectedField::reason, reason);
    for (const std::string_view frame : frames)
        append(RejectedField::frame, frame);
    return write(m_rejected, received, bytesOf(m_text));
}

Result<void> Recorder::File::writeSimulated(uint32_t signal, const std::string& name, UtcNs utc,
                                            const Value& value) {
    if (!json_text::writable(value))
        return {};
    if (signal >= m_simulated.size())
        m_simulated.resize(size_t{signal} + 1);
    uint16_t& channel = m_simulated[signal];
    if (channel == 0) {
        const auto added =
            addChannel(name, "json",
                       {{std::string(recording::kSourceKey), std::string(recording::kSimulated)}});
        if (added)
            channel = *added;
        if (channel == 0) {
            ++m_lost;
            return added ? Result<void>{} : tl::unexpected(added.error());
        }
    }
    m_text = R"({"t":)";
    json_text::append(m_text, utc);
    m_text += R"(,"v":)";
    json_text::append(m_text, value);
    m_text += '}';
    return write(channel, utc, bytesOf(m_text));
}

Result<void> Recorder::File::writeTicks(recording::TickBatch& batch) {
    if (batch.ticks.empty() && batch.marks.empty())
        return {};
    const UtcNs time = batch.ticks.empty() ? m_newestTick : batch.ticks.front().utc;
    if (!batch.ticks.empty())
        m_newestTick = batch.ticks.back().utc;
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    saveState(batch, writer);
    batch.ticks.clear();
    batch.marks.clear();
    return write(m_ticks, time, m_scratch);
}

Result<void> Recorder::File::writeCheckpoint(const recording::CheckpointHead& head,
                                             std::span<const std::byte> state) {
    m_newestTick = std::max(m_newestTick, head.utc);
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    saveState(head, writer);
    writer.raw(state.data(), state.size());
    return write(m_checkpoint, head.utc, m_scratch);
}

Result<void> Recorder::File::writeFrame(UtcNs utc, std::span<const std::byte> frame) {
    return write(m_track, utc, frame);
}

Result<void> Recorder::File::writeFinding(const sim::Finding& finding, UtcNs utc,
                                          const twin::Twin& twin,
                                          const signals::SignalNames& names) {
    findings::write(finding, twin, names, m_text);
    const bool residual = finding.kind == sim::Finding::Kind::residual;
    return write(residual ? m_residuals : m_events, utc, bytesOf(m_text));
}

Result<void> Recorder::File::writeDrops(UtcNs now, const recording::Drops& drops) {
    m_text = fmt::format(R"({{"messages":{},"ticks":{},"lost":{}}})", drops.messages, drops.ticks,
                         drops.lost);
    return write(m_drops, now, bytesOf(m_text));
}

}  // namespace gemba::ingest
