#include "ingest/look_back.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/sim/snapshot_carry.h"
#include "ingest/findings.h"
#include "ingest/look_back_index.h"
#include "ingest/mcap/message_iterator.h"

namespace gemba::ingest {
namespace {

using signals::Quality;
using signals::Sample;
using signals::Series;

// A key frame stands at least this often; frames 30 times a second, and a little late.
constexpr int64_t kBackNs = sim::TrackWriter::kKeyNs + 250'000'000;
constexpr int64_t kAheadNs = 100'000'000;
constexpr size_t kLookedAt = 1024;  // messages between two questions whether to go on

uint64_t logTime(UtcNs time) {
    return static_cast<uint64_t>(std::max<UtcNs>(time, 0));
}

// A file may claim any time: what is beyond all reckoning is cut off.
UtcNs utcOf(uint64_t time) {
    return static_cast<UtcNs>(std::min(time, uint64_t{1} << 62));
}

/// Whether a topic is a signal of the twin, or a level above one: topic/member.
bool carries(const std::set<std::string, std::less<>>& names, const std::string& topic) {
    const auto below = names.lower_bound(topic + '/');
    return names.contains(topic) || (below != names.end() && below->starts_with(topic + '/'));
}

// Both may be any number.
int64_t minus(int64_t a, int64_t b) {
    return static_cast<int64_t>(static_cast<uint64_t>(a) - static_cast<uint64_t>(b));
}

bool begins(std::string_view name, std::string_view topic) {
    return name.size() > topic.size() && name.starts_with(topic) && name[topic.size()] == '/';
}

/// How a source spoke when it was recorded.
const twin::LiveSource& asRecorded(const twin::LiveSource& live, const EarlierTwin* earlier) {
    if (earlier == nullptr)
        return live;
    const auto& sources = earlier->twin->live;
    const auto then = std::ranges::find(sources, live.id, &twin::LiveSource::id);
    return then != sources.end() ? *then : live;
}

Pose between(const Pose& a, const Pose& b, double t) {
    return Pose{glm::mix(a.position, b.position, t), glm::slerp(a.rotation, b.rotation, t)};
}

}  // namespace

/// The way from a key frame to an instant.
struct RecordedLookBack::Walk {
    sim::TrackReader track;
    bool hasKey = false;
    std::vector<std::pair<Sample, bool>> samples;  // since the key frame; true: simulated
    std::optional<sim::Snapshot> next;             // the frame after the instant
};

RecordedLookBack::RecordedLookBack(mcap::McapFile file, const twin::Twin& twin,
                                   const EarlierTwin* earlier)
    : m_twin(twin),
      m_earlier(earlier),
      m_names(twin),
      m_file(std::move(file)),
      m_offsets(twin.live.size(), 0) {
    for (size_t i = 0; i <= twin.live.size(); ++i) {
        DecoderSettings settings;
        if (i < twin.live.size()) {
            const twin::LiveSource& live = asRecorded(twin.live[i], earlier);
            settings = {live.format, live.timePath, live.timeUnit};
        }
        m_decoders.emplace_back(std::move(settings));
        m_topics.push_back(std::make_unique<TopicTable>(m_names));
    }
    for (const twin::LiveSource& live : twin.live) {
        if (live.align == twin::Align::source)
            m_longestDelay = std::max(m_longestDelay, live.delayNs());
    }
    for (uint32_t i = 0; i < m_names.size(); ++i)
        m_sortedNames.insert(m_names.name(i));
}

RecordedLookBack::~RecordedLookBack() = default;

Result<std::unique_ptr<RecordedLookBack>> RecordedLookBack::open(mcap::McapFile file,
                                                                 const twin::Twin& twin,
                                                                 EarlierTwins* earlier) {
    const EarlierTwin* before = nullptr;
    if (earlier != nullptr) {
        const auto found = earlier->of(file);
        if (!found)
            return tl::unexpected(found.error());
        before = *found;
    }
    std::unique_ptr<RecordedLookBack> out(new RecordedLookBack(std::move(file), twin, before));
    out->giveRoles();
    out->findRange();
    if (out->m_range.to == 0)
        return fail({.doing = "look into a recording",
                     .on = twin.name,
                     .found = "no pictures of a session in it",
                     .expected = "a recording that gemba made"});
    return out;
}

void RecordedLookBack::readOn(mcap::McapFile file) {
    m_file = std::move(file);
    giveRoles();
    findRange();
}

// Only channels that carry a signal of the twin are read. Those that are known stay what they are.
void RecordedLookBack::giveRoles() {
    for (const auto& [id, channel] : m_file.contents().channels) {
        if (id < m_roles.size() && m_roles[id] != Role::unknown)
            continue;
        m_roles.resize(std::max<size_t>(m_roles.size(), id + size_t{1}), Role::unknown);
        m_source.resize(m_roles.size(), 0);
        m_roles[id] = roleOf(channel, m_source[id]);
        if (m_roles[id] == Role::track)
            m_trackChannels.push_back(id);
        if (m_roles[id] != Role::other)
            m_wanted.push_back(id);
    }
}

RecordedLookBack::Role RecordedLookBack::roleOf(const mcap::Channel& channel,
                                                uint16_t& source) const {
    if (channel.topic == recording::kTrack && channel.encoding == recording::kOwnEncoding)
        return Role::track;
    if (channel.topic == recording::kResiduals && channel.encoding == "json")
        return Role::residuals;
    const auto said = channel.metadata.find(std::string(recording::kSourceKey));
    if (said == channel.metadata.end() || !carries(m_sortedNames, channel.topic))
        return Role::other;
    if (said->second == recording::kSimulated) {
        source = static_cast<uint16_t>(m_twin.live.size());
        return Role::simulated;
    }
    for (size_t i = 0; i < m_twin.live.size(); ++i) {
        if (said->second == m_twin.live[i].id) {
            source = static_cast<uint16_t>(i);
            return Role::measured;
        }
    }
    return Role::other;
}

// From the first frame of its track to the last.
void RecordedLookBack::findRange() {
    if (m_trackChannels.empty())
        return;
    if (m_range.from == 0) {
        mcap::MessageIterator frames = m_file.messages({.channels = m_trackChannels});
        mcap::Message first;
        if (!frames.next(first))
            return;
        m_range.from = m_range.to = utcOf(first.logTime);
    }
    const auto last = m_file.latest(UINT64_MAX, m_trackChannels);
    if (last && !last->messages.empty())
        m_range.to = std::max(m_range.from, utcOf(last->messages.back().logTime));
}

void RecordedLookBack::decode(const mcap::Message& message, bool simulated,
                              std::vector<Sample>& out) {
    out.clear();
    const mcap::Channel& channel = m_file.contents().channels.at(message.channel);
    const std::string_view payload(reinterpret_cast<const char*>(message.data.data()),
                                   message.data.size());
    const std::array<std::string_view, 3> frames{channel.topic, channel.encoding, payload};
    const uint16_t source = m_source[message.channel];
    if (!m_decoders[source].decode(frames, m_decoded))
        return;
    TopicTable& topics = *m_topics[source];
    TopicState* const topic = topics.topic(m_decoded.topic);
    if (topic != nullptr)
        (void)topics.track(*topic, m_decoded, static_cast<UtcNs>(message.logTime));
    Sample sample;
    sample.source = source;
    sample.receiveTime = static_cast<UtcNs>(message.logTime);
    sample.sourceTime = m_decoded.hasTime && !simulated ? m_decoded.time : sample.receiveTime;
    sample.quality = m_decoded.quality;
    sample.last = m_decoded.last || channel.metadata.contains(std::string(recording::kRepeatedKey));
    for (const DecodedValue& value : m_decoded.values) {
        sample.signal = topic != nullptr ? topics.signalOf(*topic, value)
                                         : topics.signalOf(m_decoded.topic, value);
        if (sample.signal == TopicTable::kUnbound)
            continue;
        sample.value = value.value;
        out.push_back(sample);
    }
}

Result<bool> RecordedLookBack::walkTo(UtcNs from, UtcNs at, Walk& walk) {
    walk = {};
    mcap::MessageIterator messages = m_file.messages({.start = logTime(from - m_longestDelay),
                                                      .end = logTime(at + kAheadNs),
                                                      .channels = m_wanted});
    for (mcap::Message message; messages.next(message);) {
        const bool after = static_cast<UtcNs>(message.logTime) > at;
        const Role role = m_roles[message.channel];
        if (role != Role::track) {
            if (after || role == Role::residuals)
                continue;
            const bool simulated = role == Role::simulated;
            decode(message, simulated, m_samples);
            for (const Sample& sample : m_samples)
                walk.samples.emplace_back(sample, simulated);
            continue;
        }
        const bool key = sim::TrackReader::isKey(message.data);
        if (!key && !walk.hasKey)
            continue;
        if (after && walk.hasKey) {
            sim::TrackReader ahead = walk.track;
            if (ahead.apply(message.data))
                walk.next = ahead.snapshot();
            break;
        }
        if (auto applied = walk.track.apply(message.data); !applied)
            return tl::unexpected(applied.error());
        // What was measured before a key frame may have entered the world after it.
        if (key)
            std::erase_if(walk.samples, [](const auto& entry) { return entry.second; });
        walk.hasKey = true;
        if (after)
            break;  // nothing before: the first picture there is
    }
    return walk.hasKey;
}

Result<void> RecordedLookBack::snapshotAt(UtcNs at, sim::Snapshot& out) {
    at = m_range.clamp(at);
    Walk walk;
    auto found = walkTo(at - kBackNs, at, walk);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        // In a pause, or where ticks were lost: the picture that stood.
        const auto newest = m_file.latest(logTime(at), m_trackChannels);
        if (!newest)
            return tl::unexpected(newest.error());
        UtcNs stood = m_range.from;
        for (const mcap::OwnedMessage& frame : newest->messages)
            stood = std::max(stood, utcOf(frame.logTime));
        found = walkTo(stood - kBackNs, stood, walk);
        if (!found)
            return tl::unexpected(found.error());
    }
    if (!*found)
        return fail({.doing = "show the picture of an instant",
                     .found = "no whole picture near it",
                     .expected = "a recording that gemba made"});
    out = walk.track.snapshot();
    if (auto fits = present(out); !fits)
        return fits;
    if (walk.next && !present(*walk.next))
        walk.next.reset();

    for (size_t i = 0; i < out.sources.size() && i < m_offsets.size(); ++i)
        m_offsets[i] = out.sources[i].clockOffsetNs;
    for (const auto& [sample, simulated] : walk.samples) {
        if (simulated || entersAt(sample, out) <= at)
            show(sample, simulated, out);
    }

    // Between two frames.
    const UtcNs framed = out.utc;
    double share = 0.0;
    if (walk.next && walk.next->utc > framed && at > framed)
        share = std::min(
            1.0, static_cast<double>(at - framed) / static_cast<double>(walk.next->utc - framed));
    for (size_t i = 0; i < out.bodies.size(); ++i) {
        sim::SnapshotBody& body = out.bodies[i];
        if (share > 0.0 && i < walk.next->bodies.size() && walk.next->bodies[i].slot == body.slot &&
            walk.next->bodies[i].generation == body.generation) {
            body.pose = between(body.pose, walk.next->bodies[i].pose, share);
            body.plant = between(body.plant, walk.next->bodies[i].plant, share);
        }
        body.previous = body.pose;
    }
    if (share > 0.0)
        out.tick += std::llround(share * static_cast<double>(walk.next->tick - out.tick));
    out.utc = at;
    return {};
}

// As a picture of the twin of now.
Result<void> RecordedLookBack::present(sim::Snapshot& recorded) const {
    if (m_earlier != nullptr) {
        if (auto fits = sim::checkSnapshot(recorded, *m_earlier->twin); !fits)
            return fits;
        sim::carryOver(recorded, *m_earlier->twin, m_twin, m_earlier->kept);
    }
    return sim::checkSnapshot(recorded, m_twin);
}

// When the world takes it.
UtcNs RecordedLookBack::entersAt(const Sample& sample, const sim::Snapshot& shown) const {
    const twin::LiveSource& live = m_twin.live[sample.source];
    if (live.align != twin::Align::source || !shown.sources[sample.source].offsetKnown ||
        sample.last)
        return sample.receiveTime;
    const int64_t offset = shown.sources[sample.source].clockOffsetNs;
    const UtcNs due = std::min(minus(sample.sourceTime, offset), UtcNs{1} << 62) + live.delayNs();
    return std::max(sample.receiveTime, due);
}

// As the world takes it: a repeat fills an empty value and is no news.
void RecordedLookBack::show(const Sample& sample, bool simulated, sim::Snapshot& out) const {
    if (sample.signal >= out.signals.size())
        return;
    signals::SignalState& state = out.signals[sample.signal];
    if (simulated) {
        state.simulated = sample.value;
        return;
    }
    // The key frame has what had entered by then.
    const twin::LiveSource& live = m_twin.live[sample.source];
    const UtcNs arrived =
        live.trusted() ? minus(sample.sourceTime, -live.delayNs()) : sample.receiveTime;
    if (state.quality != Quality::none && (sample.last || arrived <= state.receiveTime))
        return;
    state.measured = sample.value;
    state.quality = sample.quality;
    state.provenance = signals::Provenance::measured;
    state.source = sample.source;
    state.sourceTime = sample.sourceTime;
    state.receiveTime = arrived;
    ++state.samples;
    if (sample.source < out.sources.size())
        out.sources[sample.source].lastReceive = sample.receiveTime;
}

void RecordedLookBack::append(const Sample& sample, bool simulated, signals::History& out) {
    if (sample.signal >= out.signalCount() || !sample.value.numeric())
        return;
    if (simulated) {
        out.append(sample.signal, Series::simulated,
                   {sample.receiveTime, sample.value.number(), Quality::good});
        return;
    }
    if (sample.last)
        return;
    const int64_t offset = sample.source < m_offsets.size() ? m_offsets[sample.source] : 0;
    out.append(sample.signal, Series::measured,
               {minus(sample.sourceTime, offset), sample.value.number(), sample.quality});
    m_quality[sample.signal] = sample.quality;
}

// What stood at a key frame: of all signals, or of those that went stale since.
void RecordedLookBack::appendLevels(const sim::Snapshot& key, bool all, signals::History& out) {
    for (uint32_t signal = 0; signal < key.signals.size() && signal < out.signalCount(); ++signal) {
        const signals::SignalState& state = key.signals[signal];
        const bool wentStale =
            state.quality == Quality::stale && m_quality[signal] != Quality::stale;
        if ((all || wentStale) && state.quality != Quality::none && state.measured.numeric())
            out.append(signal, Series::measured, {key.utc, state.measured.number(), state.quality});
        if (all && state.simulated.numeric())
            out.append(signal, Series::simulated,
                       {key.utc, state.simulated.number(), Quality::good});
        m_quality[signal] = state.quality;
    }
}

bool RecordedLookBack::fill(sim::TimeRange range, const std::function<bool()>& goOn,
                            signals::History& out) {
    m_quality.assign(m_names.size(), Quality::none);
    m_begun = false;
    return fillFrom(range.from - kBackNs, range.to, goOn, out);
}

bool RecordedLookBack::fillOn(sim::TimeRange range, const std::function<bool()>& goOn,
                              signals::History& out) {
    m_quality.assign(m_names.size(), Quality::none);
    m_begun = true;
    return fillFrom(range.from, range.to, goOn, out);
}

bool RecordedLookBack::fillFrom(UtcNs start, UtcNs to, const std::function<bool()>& goOn,
                                signals::History& out) {
    mcap::MessageIterator messages =
        m_file.messages({.start = logTime(start), .end = logTime(to) + 1, .channels = m_wanted});
    size_t seen = 0;
    for (mcap::Message message; messages.next(message);) {
        if (++seen % kLookedAt == 0 && !goOn())
            return false;
        const Role role = m_roles[message.channel];
        if (role == Role::measured || role == Role::simulated) {
            decode(message, role == Role::simulated, m_samples);
            for (const Sample& sample : m_samples)
                append(sample, role == Role::simulated, out);
            continue;
        }
        if (role == Role::residuals) {
            if (const auto found = findings::readResidual(message.data, m_names))
                out.append(found->signal, Series::residual, found->point);
            continue;
        }
        sim::TrackReader key;
        if (!sim::TrackReader::isKey(message.data) || !key.apply(message.data))
            continue;
        sim::Snapshot shown = key.snapshot();
        if (!present(shown))
            continue;
        // Times are put on our clock as the session did it then.
        for (size_t i = 0; i < shown.sources.size() && i < m_offsets.size(); ++i)
            m_offsets[i] = shown.sources[i].clockOffsetNs;
        appendLevels(shown, !m_begun, out);
        m_begun = true;
    }
    return true;
}

std::optional<UtcNs> RecordedLookBack::message(UtcNs at, bool after, int32_t signal) {
    std::vector<uint16_t> channels;
    for (const uint16_t id : m_wanted) {
        const std::string& topic = m_file.contents().channels.at(id).topic;
        const bool carries = signal < 0 || m_names.name(static_cast<uint32_t>(signal)) == topic ||
                             begins(m_names.name(static_cast<uint32_t>(signal)), topic);
        if (m_roles[id] == Role::measured && carries)
            channels.push_back(id);
    }
    if (channels.empty())
        return std::nullopt;
    if (after) {
        mcap::MessageIterator messages =
            m_file.messages({.start = logTime(at) + 1, .channels = channels});
        mcap::Message next;
        return messages.next(next) ? std::optional(utcOf(next.logTime)) : std::nullopt;
    }
    const auto found = m_file.latest(logTime(at - 1), channels);
    if (!found || found->messages.empty())
        return std::nullopt;
    uint64_t newest = 0;
    for (const mcap::OwnedMessage& each : found->messages)
        newest = std::max(newest, each.logTime);
    return utcOf(newest);
}

bool RecordedLookBack::overview(size_t buckets, const std::function<bool()>& goOn,
                                sim::Overview& out) {
    out = {};
    out.density = {.range = m_range, .buckets = buckets};
    for (const twin::LiveSource& live : m_twin.live)
        out.density.sources.push_back(live.id);
    out.density.counts.assign(out.density.sources.size() * buckets, 0.0f);
    if (!addDensity(m_file, m_twin, goOn, out.density))
        return false;
    addLosses(m_file, out.marks);
    addEvents(m_file, out.marks);
    addGaps(m_file, m_range, out.marks);
    std::sort(out.marks.begin(), out.marks.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    return true;
}

}  // namespace gemba::ingest
