#include "ingest/recorded_decoder.h"

#include <fmt/format.h>

#include "engine/core/text.h"
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

RecordedFrames::RecordedFrames(const mcap::Channel& channel, const mcap::Message& message) {
    m_frames[0] = channel.topic;
    if (channel.encoding != "json")
        m_frames[m_count++ - 1] = channel.encoding;
    m_frames[m_count - 1] = {reinterpret_cast<const char*>(message.data.data()),
                             message.data.size()};
}

RecordedDecoder::RecordedDecoder(const mcap::McapFile& file, DecoderSettings settings)
    : m_file(file), m_settings(std::move(settings)), m_json(m_settings) {}

RecordedDecoder::~RecordedDecoder() = default;

std::string RecordedDecoder::refusal(uint16_t channel) const {
    const auto at = m_file.contents().channels.find(channel);
    if (at == m_file.contents().channels.end())
        return "no such channel";
    if (at->second.encoding == "json" || at->second.encoding == "application/json")
        return {};
    return fmt::format("encoding {}, expected json", inQuotes(at->second.encoding));
}

bool RecordedDecoder::decode(const mcap::Message& message, DecodedMessage& out) {
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    return m_json.decode(RecordedFrames(channel, message).frames(), out);
}

}  // namespace gemba::ingest
