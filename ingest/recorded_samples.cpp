#include <algorithm>

#include "ingest/protobuf_fields.h"
#include "ingest/protobuf_schema.h"
#include "ingest/recorded_decoder.h"
#include "ingest/replay_feed.h"

namespace gemba::ingest {
namespace {

constexpr size_t kMostKept = size_t{1} << 20;  // samples of one source

}  // namespace

RecordedSamples::RecordedSamples(const mcap::McapFile& file, const twin::Twin& twin,
                                 MessageTap* tap)
    : m_file(file), m_twin(twin), m_tap(tap), m_names(twin), m_sources(twin.live.size()) {
    setFile(file);
}

// Whose messages a channel holds.
void RecordedSamples::setFile(const mcap::McapFile& file) {
    m_file = file;
    for (const auto& [id, channel] : file.contents().channels) {
        if (m_tap != nullptr && channel.topic == recording::kRejected &&
            channel.encoding == protobuf_schema::kEncoding)
            m_rejectedChannel = id;
        if (m_sourceOfChannel.size() <= id)
            m_sourceOfChannel.resize(id + size_t{1}, -1);
        const auto said = channel.metadata.find(std::string(recording::kSourceKey));
        for (size_t i = 0; i < m_twin.live.size(); ++i) {
            if (said != channel.metadata.end() && said->second == m_twin.live[i].id)
                m_sourceOfChannel[id] = static_cast<int32_t>(i);
        }
    }
}

void RecordedSamples::restart(UtcNs from) {
    mcap::MessageQuery query{.start = static_cast<uint64_t>(std::max<UtcNs>(from, 0))};
    for (size_t id = 0; id < m_sourceOfChannel.size(); ++id) {
        if (m_sourceOfChannel[id] >= 0 || static_cast<int32_t>(id) == m_rejectedChannel)
            query.channels.push_back(static_cast<uint16_t>(id));
    }
    m_readUntil = 0;
    m_messages = query.channels.empty()
                     ? nullptr
                     : std::make_unique<mcap::MessageIterator>(m_file, std::move(query));
    for (size_t i = 0; i < m_sources.size(); ++i) {
        const twin::LiveSource& live = m_twin.live[i];
        m_sources[i].decoder = std::make_unique<WireDecoder>(DecoderSettings{
            .format = live.format, .timePath = live.timePath, .timeUnit = live.timeUnit});
        m_sources[i].topics = std::make_unique<TopicTable>(m_names);
        m_sources[i].marks.clear();
        m_sources[i].samples.clear();
        m_sources[i].next.reset();
    }
}

void RecordedSamples::addMark(const recording::IndexMark& mark) {
    if (mark.source < m_sources.size())
        m_sources[mark.source].marks.push_back(mark);
}

void RecordedSamples::forgetBefore(UtcNs received) {
    for (Source& source : m_sources) {
        while (!source.samples.empty() && source.samples.front().receiveTime < received)
            source.samples.pop_front();
    }
}

const signals::Sample* RecordedSamples::find(uint16_t source, uint64_t index) {
    if (source >= m_sources.size())
        return nullptr;
    auto& samples = m_sources[source].samples;
    while (samples.empty() || samples.back().index < index) {
        if (!readOn())
            return nullptr;
    }
    const auto at = std::lower_bound(
        samples.begin(), samples.end(), index,
        [](const signals::Sample& sample, uint64_t wanted) { return sample.index < wanted; });
    return at != samples.end() && at->index == index ? &*at : nullptr;
}

void RecordedSamples::readUntil(UtcNs received) {
    while (m_tap != nullptr && m_readUntil < received && readOn()) {
    }
}

bool RecordedSamples::readOn() {
    mcap::Message message;
    if (m_messages == nullptr || !m_messages->next(message))
        return false;
    const auto received = static_cast<UtcNs>(message.logTime);
    m_readUntil = received;
    if (static_cast<int32_t>(message.channel) == m_rejectedChannel) {
        tapRejected(message);
        return true;
    }
    const auto sourceIndex = static_cast<size_t>(m_sourceOfChannel[message.channel]);
    Source& source = m_sources[sourceIndex];
    while (!source.marks.empty() && source.marks.front().received <= received) {
        source.next = source.marks.front().index;
        source.marks.pop_front();
    }
    if (!source.next)
        return true;
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    if (m_tap != nullptr)
        tapMessage(sourceIndex, channel, message);

    // As the intake decodes it.
    const std::string_view payload(reinterpret_cast<const char*>(message.data.data()),
                                   message.data.size());
    const std::array<std::string_view, 3> frames{channel.topic, channel.encoding, payload};
    if (source.decoder->decode(frames, m_decoded))
        addSamples(sourceIndex, channel, received);
    return true;
}

void RecordedSamples::addSamples(size_t sourceIndex, const mcap::Channel& channel, UtcNs received) {
    Source& source = m_sources[sourceIndex];
    TopicState* const topic = source.topics->topic(m_decoded.topic);
    if (topic != nullptr)
        (void)source.topics->track(*topic, m_decoded, received);
    signals::Sample sample;
    sample.source = static_cast<uint16_t>(sourceIndex);
    sample.receiveTime = received;
    sample.sourceTime = m_decoded.hasTime ? m_decoded.time : received;
    sample.quality = m_decoded.quality;
    m_decoded.last |= channel.metadata.contains(std::string(recording::kRepeatedKey));
    sample.last = m_decoded.last;
    for (const DecodedValue& value : m_decoded.values) {
        sample.signal = topic != nullptr ? source.topics->signalOf(*topic, value)
                                         : source.topics->signalOf(m_decoded.topic, value);
        if (sample.signal == TopicTable::kUnbound)
            continue;
        sample.index = (*source.next)++;
        sample.value = value.value;
        source.samples.push_back(sample);
    }
    while (source.samples.size() > kMostKept)
        source.samples.pop_front();
}

void RecordedSamples::tapMessage(size_t source, const mcap::Channel& channel,
                                 const mcap::Message& message) {
    const RecordedFrames frames(channel, channel.encoding, message);
    m_tap->message({.source = static_cast<uint16_t>(source),
                    .received = static_cast<UtcNs>(message.logTime),
                    .sourceTime = static_cast<UtcNs>(message.publishTime),
                    .sequence = message.sequence,
                    .mayWait = true,
                    .repeated = channel.metadata.contains(std::string(recording::kRepeatedKey)),
                    .firstIndex = *m_sources[source].next,
                    .frames = frames.frames()});
}

void RecordedSamples::tapRejected(const mcap::Message& message) {
    using protobuf_schema::RejectedField;
    TappedMessage out{.received = static_cast<UtcNs>(message.logTime), .mayWait = true};
    std::array<std::string_view, 4> frames;
    size_t count = 0;
    std::string_view source;
    ProtobufFields fields(
        {reinterpret_cast<const char*>(message.data.data()), message.data.size()});
    for (ProtobufField field; fields.next(field);) {
        const auto which = static_cast<RejectedField>(field.number);
        if (which == RejectedField::source)
            source = field.bytes;
        else if (which == RejectedField::reason)
            out.rejected = field.bytes;
        else if (which == RejectedField::frame && count < frames.size())
            frames[count++] = field.bytes;
    }
    const auto live = std::find_if(m_twin.live.begin(), m_twin.live.end(),
                                   [&](const auto& each) { return each.id == source; });
    if (live == m_twin.live.end() || out.rejected.empty())
        return;  // of no source of this twin
    out.source = static_cast<uint16_t>(live - m_twin.live.begin());
    out.frames = {frames.data(), count};
    m_tap->message(out);
}

}  // namespace gemba::ingest
