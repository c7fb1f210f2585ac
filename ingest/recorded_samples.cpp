#include <algorithm>

#include "ingest/replay_feed.h"

namespace gemba::ingest {
namespace {

constexpr size_t kMostKept = size_t{1} << 20;  // samples of one source

}  // namespace

RecordedSamples::RecordedSamples(const mcap::McapFile& file, const twin::Twin& twin)
    : m_file(file), m_twin(twin), m_names(twin), m_sources(twin.live.size()) {
    setFile(file);
}

// Whose messages a channel holds.
void RecordedSamples::setFile(const mcap::McapFile& file) {
    m_file = file;
    for (const auto& [id, channel] : file.contents().channels) {
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
        if (m_sourceOfChannel[id] >= 0)
            query.channels.push_back(static_cast<uint16_t>(id));
    }
    m_messages = query.channels.empty()
                     ? nullptr
                     : std::make_unique<mcap::MessageIterator>(m_file, std::move(query));
    for (size_t i = 0; i < m_sources.size(); ++i) {
        const twin::LiveSource& live = m_twin.live[i];
        m_sources[i].decoder = std::make_unique<JsonDecoder>(DecoderSettings{
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

bool RecordedSamples::readOn() {
    mcap::Message message;
    if (m_messages == nullptr || !m_messages->next(message))
        return false;
    const auto sourceIndex = static_cast<size_t>(m_sourceOfChannel[message.channel]);
    Source& source = m_sources[sourceIndex];
    const auto received = static_cast<UtcNs>(message.logTime);
    while (!source.marks.empty() && source.marks.front().received <= received) {
        source.next = source.marks.front().index;
        source.marks.pop_front();
    }
    if (!source.next)
        return true;

    // As the intake decodes it.
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    const std::string_view payload(reinterpret_cast<const char*>(message.data.data()),
                                   message.data.size());
    const std::array<std::string_view, 3> frames{channel.topic, channel.encoding, payload};
    if (!source.decoder->decode(frames, m_decoded))
        return true;
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
    return true;
}

}  // namespace gemba::ingest
