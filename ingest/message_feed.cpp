#include "ingest/message_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "engine/core/text.h"
#include "ingest/iso_time.h"
#include "ingest/recording_format.h"

namespace gemba::ingest {
namespace {

tl::unexpected<Error> refuse(const twin::Twin& twin, std::string found, std::string expected) {
    return fail({.doing = "replay the messages of a file",
                 .on = twin.name,
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

// As a subscription takes it: by its prefix.
bool subscribed(const twin::LiveSource& live, std::string_view topic) {
    return live.subscribe.empty() ||
           std::any_of(live.subscribe.begin(), live.subscribe.end(),
                       [&](const std::string& prefix) { return topic.starts_with(prefix); });
}

DecoderSettings decoderOf(const twin::LiveSource& live) {
    return {.format = live.format, .timePath = live.timePath, .timeUnit = live.timeUnit};
}

UtcNs timeOf(uint64_t logTime) {
    return static_cast<UtcNs>(std::min<uint64_t>(logTime, kMaxUtc));
}

}  // namespace

MessageFeed::MessageFeed(const mcap::McapFile& file, const twin::Twin& twin)
    : m_file(file), m_twin(twin) {}

Result<std::unique_ptr<MessageFeed>> MessageFeed::open(const mcap::McapFile& file,
                                                       const twin::Twin& twin,
                                                       const MessageFeedSettings& settings) {
    std::unique_ptr<MessageFeed> feed(new MessageFeed(file, twin));
    if (auto assigned = feed->assignChannels(); !assigned)
        return tl::unexpected(assigned.error());
    if (auto found = feed->findSpan(settings); !found)
        return tl::unexpected(found.error());
    return feed;
}

Result<void> MessageFeed::assignChannels() {
    if (m_twin.live.empty())
        return refuse(m_twin, "no [[live]] source", "a [[live]] table whose messages these are");
    for (const auto& [id, channel] : m_file.contents().channels) {
        if (m_sourceOfChannel.size() <= id)
            m_sourceOfChannel.resize(id + size_t{1}, -1);
        if (!holdsMessages(channel))
            continue;
        const auto source = sourceOf(channel);
        const auto named =
            std::find_if(m_twin.live.begin(), m_twin.live.end(),
                         [&](const twin::LiveSource& live) { return live.id == source; });
        if (named == m_twin.live.end() && m_twin.live.size() > 1)
            return refuse(m_twin,
                          fmt::format("topic {} without a known source, and {} [[live]] sources",
                                      inQuotes(channel.topic), m_twin.live.size()),
                          "one [[live]] source, or its id as gemba.source in the channel's "
                          "metadata");
        const auto index =
            named == m_twin.live.end() ? 0 : std::distance(m_twin.live.begin(), named);
        if (!subscribed(m_twin.live[static_cast<size_t>(index)], channel.topic))
            continue;
        m_sourceOfChannel[id] = static_cast<int32_t>(index);
        m_channels.push_back(id);
    }
    if (m_channels.empty())
        return refuse(m_twin, "no message for its [[live]] sources", "a file with such messages");
    return {};
}

// Of a signal that the twin binds; `trusted`: a new one, of a source whose clock is trusted.
Result<void> MessageFeed::readToFirstValue(bool trusted) {
    const auto isValue = [&](const signals::Sample& sample) {
        return sample.signal != signals::Sample::kHeartbeat &&
               (!trusted || (!sample.last && m_twin.live[sample.source].trusted()));
    };
    while (m_hasNext && std::none_of(m_samples.begin(), m_samples.end(), isValue)) {
        m_samples.clear();
        takeMessage(timeOf(m_next.logTime));
    }
    std::erase_if(m_samples, std::not_fn(isValue));
    if (m_samples.empty())
        return refuse(m_twin, "no value of a signal that it binds", "at least one");
    return {};
}

// The first tick's time, and the tick that the last message enters.
Result<void> MessageFeed::findSpan(const MessageFeedSettings& settings) {
    const bool trusted = std::any_of(m_twin.live.begin(), m_twin.live.end(),
                                     [](const auto& live) { return live.trusted(); });
    restart(trusted ? 0 : settings.epoch.value_or(0), nullptr);
    const bool fromFirst = settings.fromFirstSample || trusted;
    if (fromFirst) {
        if (auto found = readToFirstValue(trusted); !found)
            return found;
    } else if (!m_hasNext) {
        return refuse(m_twin, "no message at or after the epoch", "an earlier epoch");
    }
    const auto last = m_file.latest(UINT64_MAX, m_channels);
    if (!last)
        return tl::unexpected(last.error());
    UtcNs latest = 0;
    for (const mcap::OwnedMessage& message : last->messages)
        latest = std::max(latest, timeOf(message.logTime));
    double delay = 0.0;
    for (const twin::LiveSource& live : m_twin.live)
        delay = std::max(delay, live.delay);

    const UtcNs received = fromFirst ? m_samples.front().receiveTime : timeOf(m_next.logTime);
    const UtcNs first = trusted ? m_samples.front().sourceTime : received;
    m_start = {.seed = settings.seed,
               .following = true,
               .stepHz = m_twin.world.stepHz,
               .epoch = settings.fromFirstSample ? first : settings.epoch.value_or(first)};
    m_timeMap = TimeMap(m_start.stepHz, m_start.epoch);
    // Beside a trusted clock tick 0 is when its first value comes.
    m_received = trusted ? received - m_start.epoch : 0;
    m_end = m_timeMap.tickAt(latest - m_received + static_cast<int64_t>(delay * 1e9)) + 1;
    restart(trusted ? 0 : m_start.epoch, settings.tap);
    return {};
}

void MessageFeed::restart(UtcNs from, MessageTap* tap) {
    m_messages = std::make_unique<mcap::MessageIterator>(
        m_file, mcap::MessageQuery{.start = static_cast<uint64_t>(std::max<UtcNs>(from, 0)),
                                   .channels = m_channels});
    m_sources.clear();
    const signals::SignalNames names(m_twin);
    for (uint16_t i = 0; i < m_twin.live.size(); ++i) {
        Source& source = m_sources.emplace_back();
        source.decoder = std::make_unique<RecordedDecoder>(m_file, decoderOf(m_twin.live[i]));
        source.intake = std::make_unique<SampleIntake>(m_twin.live[i], i, names);
        source.intake->setTap(tap, true);
    }
    m_samples.clear();
    advance();
}

void MessageFeed::advance() {
    m_hasNext = m_messages->next(m_next);
    if (m_failure.empty() && !m_messages->problems().empty())
        m_failure = m_messages->problems().texts()[0];
}

// Through the source's own intake, and out of its ring at once: it is never full.
void MessageFeed::takeMessage(UtcNs received) {
    Source& source = m_sources[static_cast<size_t>(m_sourceOfChannel[m_next.channel])];
    const mcap::Channel& channel = m_file.contents().channels.at(m_next.channel);
    (void)source.decoder->decode(m_next, m_decoded);
    source.intake->takeDecoded(m_decoded, source.decoder->frames(m_next).frames(), received,
                               channel.metadata.contains(std::string(recording::kRepeatedKey)));
    signals::Sample sample;
    while (source.intake->ring().pop(sample))
        m_samples.push_back(sample);
    advance();
}

sim::TickInputs MessageFeed::take(Tick tick) {
    const UtcNs utc = m_timeMap.utc(tick);
    m_samples.clear();
    while (m_hasNext && timeOf(m_next.logTime) - m_received <= utc)
        takeMessage(timeOf(m_next.logTime));
    return {utc, m_samples, {}};
}

std::vector<sim::LinkStatus> MessageFeed::status() const {
    std::vector<sim::LinkStatus> out;
    for (size_t i = 0; i < m_sources.size(); ++i) {
        sim::LinkStatus& status = out.emplace_back();
        status.id = m_twin.live[i].id;
        m_sources[i].intake->fill(status);
    }
    return out;
}

}  // namespace gemba::ingest
