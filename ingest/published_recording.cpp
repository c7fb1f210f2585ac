#include "ingest/published_recording.h"

#include <algorithm>

#include "ingest/json_text.h"
#include "ingest/protobuf_schema.h"

namespace gemba::ingest {
namespace {

constexpr int64_t kRepeatNs = 1'000'000'000;

}  // namespace

Result<std::unique_ptr<PublishedRecording>> PublishedRecording::create(
    const std::filesystem::path& path, ContentType encoding,
    const std::vector<std::string>& topics) {
    auto writer = mcap::Writer::create(path);
    if (!writer)
        return tl::unexpected(writer.error());
    uint16_t schema = 0;
    if (encoding == ContentType::protobuf) {
        const auto descriptors = protobuf_schema::descriptorSet();
        const auto added =
            writer->addSchema({.name = std::string(protobuf_schema::kMessage),
                               .encoding = std::string(protobuf_schema::kEncoding),
                               .data = Bytes(descriptors.begin(), descriptors.end())});
        if (!added)
            return tl::unexpected(added.error());
        schema = *added;
    }

    std::unique_ptr<PublishedRecording> out(new PublishedRecording(std::move(*writer), encoding));
    for (const std::string& topic : topics) {
        const auto channel = out->m_writer.addChannel(
            {.schema = schema,
             .topic = topic,
             .encoding =
                 encoding == ContentType::json ? "json" : std::string(protobuf_schema::kEncoding)});
        if (!channel)
            return tl::unexpected(channel.error());
        out->m_topics.push_back({.name = topic});
        out->m_channels.push_back(*channel);
    }
    return out;
}

bool PublishedRecording::push(const sim::Output& output) {
    if (output.signal >= m_topics.size() || !json_text::writable(output.value))
        return true;
    if (m_boot == 0)
        m_nextRepeat = (m_boot = output.time) + kRepeatNs;
    repeatUntil(output.time);
    PublishedTopic& topic = m_topics[output.signal];
    ++topic.seq;
    topic.time = output.time;
    topic.value = output.value;
    ++(m_offline ? m_missed : m_written);
    write(output.signal, output.time, false);
    return true;
}

void PublishedRecording::setOffline(bool offline, UtcNs now) {
    if (m_boot != 0)
        repeatUntil(now);
    m_offline = offline;
}

Result<void> PublishedRecording::finish(UtcNs now) {
    if (m_boot != 0)
        repeatUntil(now);
    if (auto done = m_writer.finish(); !done && m_outcome)
        m_outcome = done;
    return m_outcome;
}

// What was due until then, each at its own time: between changes nobody calls.
void PublishedRecording::repeatUntil(UtcNs now) {
    for (; m_nextRepeat <= now; m_nextRepeat += kRepeatNs) {
        for (size_t i = 0; i < m_topics.size(); ++i) {
            if (m_topics[i].seq > 0)
                write(i, m_nextRepeat, true);
        }
    }
}

void PublishedRecording::write(size_t signal, UtcNs now, bool last) {
    if (m_offline || !m_outcome)
        return;
    const PublishedTopic& topic = m_topics[signal];
    writePublished(m_payload, m_encoding, topic, m_boot, last);
    m_outcome =
        m_writer.write({.channel = m_channels[signal],
                        .sequence = static_cast<uint32_t>(topic.seq),
                        .logTime = static_cast<uint64_t>(std::max<UtcNs>(now, 0)),
                        .publishTime = static_cast<uint64_t>(std::max<UtcNs>(topic.time, 0)),
                        .data = std::as_bytes(std::span(m_payload))});
    if (!m_outcome && m_onFailure)
        m_onFailure();
}

}  // namespace gemba::ingest
