#include "ingest/recorded_decoder.h"

#include <fmt/format.h>

#include "engine/core/text.h"
#include "ingest/protobuf_schema.h"
#include "ingest/recording_format.h"

namespace gemba::ingest {

bool holdsMessages(const mcap::Channel& channel) {
    return channel.encoding != recording::kOwnEncoding && !channel.topic.starts_with("gemba/") &&
           sourceOf(channel) != recording::kSimulated;
}

std::string sourceOf(const mcap::Channel& channel) {
    const auto said = channel.metadata.find(std::string(recording::kSourceKey));
    return said == channel.metadata.end() ? std::string() : said->second;
}

RecordedFrames::RecordedFrames(const mcap::Channel& channel, std::string_view contentType,
                               const mcap::Message& message) {
    m_frames[0] = channel.topic;
    if (contentType != "json")
        m_frames[m_count++ - 1] = contentType;
    m_frames[m_count - 1] = {reinterpret_cast<const char*>(message.data.data()),
                             message.data.size()};
}

RecordedDecoder::RecordedDecoder(const mcap::McapFile& file, DecoderSettings settings)
    : m_file(file), m_settings(std::move(settings)), m_wire(m_settings) {
    const mcap::Contents& contents = m_file.contents();
    for (const auto& [id, channel] : contents.channels) {
        if (channel.encoding == "json" || channel.encoding == "application/json")
            continue;
        const auto schema = contents.schemas.find(channel.schema);
        if (channel.encoding == protobuf_schema::kEncoding && schema != contents.schemas.end()) {
            if (schema->second.name == protobuf_schema::kMessage)
                continue;
            m_foreignTypes[id] = "protobuf;type=" + schema->second.name;
        }
        if (channel.encoding != "protobuf" || schema == contents.schemas.end() ||
            schema->second.encoding != "protobuf") {
            m_refusals[id] = fmt::format("encoding {}, expected json, or protobuf with its schema",
                                         inQuotes(channel.encoding));
            continue;
        }
        auto decoder =
            ProtobufDecoder::create(schema->second.name, schema->second.data, m_settings);
        if (decoder)
            m_protobuf[id] = std::move(*decoder);
        else
            m_refusals[id] = decoder.error().message();
    }
}

RecordedDecoder::~RecordedDecoder() = default;

std::string RecordedDecoder::refusal(uint16_t channel) const {
    const auto at = m_refusals.find(channel);
    return at == m_refusals.end() ? std::string() : at->second;
}

RecordedFrames RecordedDecoder::frames(const mcap::Message& message) const {
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    const auto foreign = m_foreignTypes.find(message.channel);
    return {channel, foreign != m_foreignTypes.end() ? foreign->second : channel.encoding, message};
}

bool RecordedDecoder::decode(const mcap::Message& message, DecodedMessage& out) {
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    const RecordedFrames frames(channel, channel.encoding, message);
    if (const auto at = m_protobuf.find(message.channel); at != m_protobuf.end())
        return at->second->decode(channel.topic, frames.payload(), out);
    if (const auto at = m_refusals.find(message.channel); at != m_refusals.end()) {
        out.clear();
        out.topic = channel.topic;
        out.rejection = Rejection::contentType;
        out.reason = at->second;
        return false;
    }
    return m_wire.decode(frames.frames(), out);
}

}  // namespace gemba::ingest
