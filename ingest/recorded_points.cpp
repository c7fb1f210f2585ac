#include "ingest/recorded_points.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "ingest/recording_format.h"

namespace gemba::ingest {
namespace {

constexpr uint32_t kNone = 0xffffffff;
constexpr size_t kMaxSignals = 50'000;
constexpr uint64_t kTellEvery = 10'000;  // messages

bool isSimulated(const mcap::Channel& channel) {
    return sourceOf(channel) == recording::kSimulated;
}

}  // namespace

RecordedPoints::RecordedPoints(const mcap::McapFile& file, PointsSettings settings)
    : m_file(file), m_settings(std::move(settings)) {}

Result<std::unique_ptr<RecordedPoints>> RecordedPoints::open(const mcap::McapFile& file,
                                                             const PointsSettings& settings) {
    std::unique_ptr<RecordedPoints> points(new RecordedPoints(file, settings));
    points->chooseChannels();
    if (auto found = points->findSignals(); !found)
        return tl::unexpected(found.error());
    points->restart();
    return points;
}

void RecordedPoints::chooseChannels() {
    const RecordedDecoder decoder(m_file);
    std::map<std::string, std::set<std::string>> sources;  // by topic
    for (const auto& [id, channel] : m_file.contents().channels) {
        const bool wanted =
            holdsMessages(channel) || (m_settings.simulated && isSimulated(channel));
        if (!wanted || !decoder.refusal(id).empty())
            continue;
        m_channels.push_back(id);
        if (!isSimulated(channel))
            sources[channel.topic].insert(sourceOf(channel));
    }
    for (const uint16_t id : m_channels) {
        const mcap::Channel& channel = m_file.contents().channels.at(id);
        if (isSimulated(channel))
            m_prefixes[id] = "simulated/";
        else if (sources[channel.topic].size() > 1)
            m_prefixes[id] = sourceOf(channel) + "/";
    }
}

void RecordedPoints::restart() {
    m_decoder = std::make_unique<RecordedDecoder>(m_file);
    m_messages =
        std::make_unique<mcap::MessageIterator>(m_file, mcap::MessageQuery{.channels = m_channels});
    m_topics.clear();
    m_known.assign(m_signals.size(), false);
    m_points.clear();
    m_at = m_read = m_rejected = 0;
}

Result<void> RecordedPoints::findSignals() {
    const auto nothing = [&](std::string found) {
        return fail({.doing = "find the signals of a recording",
                     .on = m_settings.signals,
                     .found = std::move(found),
                     .expected = "at least one signal that can be read"});
    };
    if (m_channels.empty())
        return nothing("no message of an encoding that can be read");
    restart();
    while (readOn()) {
        if (m_signals.size() > kMaxSignals)
            return nothing("more than 50,000 signals");
        if (m_read % kTellEvery == 0 && m_settings.progress &&
            !m_settings.progress(0.5 * static_cast<double>(m_read) /
                                 static_cast<double>(m_file.contents().statistics.messages + 1)))
            return fail({.doing = "read the recording", .found = "cancelled"});
    }
    std::sort(m_signals.begin(), m_signals.end(),
              [](const Signal& a, const Signal& b) { return a.name < b.name; });
    try {
        const std::regex wanted(m_settings.signals);
        std::erase_if(m_signals, [&](const Signal& signal) {
            return !m_settings.signals.empty() && !std::regex_search(signal.name, wanted);
        });
    } catch (const std::regex_error& error) {
        return nothing(error.what());
    }
    if (m_signals.empty())
        return nothing("none");
    for (auto& [name, index] : m_byName)
        index = kNone;
    for (uint32_t i = 0; i < m_signals.size(); ++i)
        m_byName[m_signals[i].name] = i;
    return {};
}

// In the first way through the file every name is new; in the second the unwanted have none.
uint32_t RecordedPoints::signalOf(uint16_t channel, std::string_view member) {
    const mcap::Channel& described = m_file.contents().channels.at(channel);
    const auto prefix = m_prefixes.find(channel);
    std::string name = prefix != m_prefixes.end() ? prefix->second : std::string();
    name += described.topic;
    if (!member.empty())
        name.append("/").append(member);
    const auto [at, isNew] = m_byName.try_emplace(name, static_cast<uint32_t>(m_signals.size()));
    if (isNew) {
        const auto unit = described.metadata.find("unit");
        m_signals.push_back({name, unit != described.metadata.end() ? unit->second : ""});
        m_known.push_back(false);
    }
    return at->second;
}

bool RecordedPoints::readOn() {
    mcap::Message message;
    m_points.clear();
    m_at = 0;
    if (!m_messages->next(message))
        return false;
    ++m_read;
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    if (!m_decoder->decode(message, m_decoded)) {
        if (m_rejected++ == 0)
            m_firstReason = m_decoded.reason + " (topic " + channel.topic + ")";
        return true;
    }

    // Its place in the topic's series.
    auto& topics = m_topics[sourceOf(channel)];
    if (topics == nullptr)
        topics = std::make_unique<TopicTable>(false);
    const auto received = static_cast<UtcNs>(message.logTime);
    m_decoded.last |= channel.metadata.contains(std::string(recording::kRepeatedKey));
    Tracked tracked{m_decoded.last ? Arrival::repeat : Arrival::fresh, 0};
    if (TopicState* const topic = topics->topic(channel.topic); topic != nullptr)
        tracked = topics->track(*topic, m_decoded, received);
    if (tracked.arrival == Arrival::duplicate)
        return true;
    for (const DecodedValue& value : m_decoded.values) {
        const uint32_t signal = signalOf(message.channel, value.name);
        if (signal == kNone || (tracked.arrival == Arrival::repeat && m_known[signal]))
            continue;
        m_known[signal] = true;
        m_points.push_back({.time = m_decoded.hasTime ? m_decoded.time : received,
                            .signal = signal,
                            .value = value.value,
                            .quality = m_decoded.quality});
    }
    return true;
}

Result<bool> RecordedPoints::next(CsvPoint& point) {
    while (m_at == m_points.size()) {
        if (!readOn()) {
            if (!m_messages->problems().empty())
                return fail({.doing = "read the recording in whole",
                             .found = m_messages->problems().texts()[0]});
            return false;
        }
        if (m_read % kTellEvery == 0 && m_settings.progress &&
            !m_settings.progress(
                0.5 + 0.5 * static_cast<double>(m_read) /
                          static_cast<double>(m_file.contents().statistics.messages + 1)))
            return fail({.doing = "read the recording", .found = "cancelled"});
    }
    point = m_points[m_at++];
    return true;
}

}  // namespace gemba::ingest
