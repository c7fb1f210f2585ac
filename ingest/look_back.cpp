#include "ingest/look_back.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <set>

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

Pose between(const Pose& a, const Pose& b, double t) {
    return Pose{glm::mix(a.position, b.position, t), glm::slerp(a.rotation, b.rotation, t)};
}

}  // namespace

/// One file, and what its channels are to us.
struct RecordedLookBack::Segment {
    enum class Role : uint8_t { other, track, measured, simulated };

    Segment(mcap::McapFile opened, const twin::Twin& twin, const signals::SignalNames& names)
        : file(std::move(opened)) {
        std::set<std::string, std::less<>> sorted;
        for (uint32_t i = 0; i < names.size(); ++i)
            sorted.insert(names.name(i));
        for (const auto& [id, channel] : file.contents().channels)
            give(id, channel, twin, sorted);
        // A decoder for each source, and one for what was simulated.
        for (size_t i = 0; i <= twin.live.size(); ++i) {
            DecoderSettings settings;
            if (i < twin.live.size())
                settings = {twin.live[i].format, twin.live[i].timePath, twin.live[i].timeUnit};
            decoders.emplace_back(std::move(settings));
            topics.push_back(std::make_unique<TopicTable>(names));
        }
    }

    // Only channels that carry a signal of the twin are read.
    void give(uint16_t id, const mcap::Channel& channel, const twin::Twin& twin,
              const std::set<std::string, std::less<>>& names) {
        roles.resize(std::max<size_t>(roles.size(), id + size_t{1}), Role::other);
        sources.resize(roles.size(), 0);
        if (channel.topic == recording::kTrack && channel.encoding == recording::kOwnEncoding) {
            roles[id] = Role::track;
            trackChannels.push_back(id);
            wanted.push_back(id);
            return;
        }
        const auto said = channel.metadata.find(std::string(recording::kSourceKey));
        if (said == channel.metadata.end() || !carries(names, channel.topic))
            return;
        if (said->second == recording::kSimulated) {
            roles[id] = Role::simulated;
            sources[id] = static_cast<uint16_t>(twin.live.size());
        }
        for (size_t i = 0; i < twin.live.size(); ++i) {
            if (said->second == twin.live[i].id) {
                roles[id] = Role::measured;
                sources[id] = static_cast<uint16_t>(i);
            }
        }
        if (roles[id] != Role::other)
            wanted.push_back(id);
    }

    mcap::McapFile file;
    std::vector<Role> roles;        // by channel
    std::vector<uint16_t> sources;  // by channel
    std::vector<uint16_t> wanted, trackChannels;
    std::deque<WireDecoder> decoders;
    std::vector<std::unique_ptr<TopicTable>> topics;
    sim::TimeRange range;  // of its track
};

/// The way from a key frame to an instant.
struct RecordedLookBack::Walk {
    sim::TrackReader track;
    bool hasKey = false;
    std::vector<std::pair<Sample, bool>> samples;  // since the key frame; true: simulated
    std::optional<sim::Snapshot> next;             // the frame after the instant
};

RecordedLookBack::RecordedLookBack(const twin::Twin& twin)
    : m_twin(twin), m_names(twin), m_offsets(twin.live.size(), 0) {
    for (const twin::LiveSource& live : twin.live) {
        if (live.align == twin::Align::source)
            m_longestDelay = std::max(m_longestDelay, static_cast<int64_t>(live.delay * 1e9));
    }
}

RecordedLookBack::~RecordedLookBack() = default;

Result<std::unique_ptr<RecordedLookBack>> RecordedLookBack::open(std::vector<mcap::McapFile> files,
                                                                 const twin::Twin& twin) {
    std::unique_ptr<RecordedLookBack> out(new RecordedLookBack(twin));
    for (mcap::McapFile& file : files)
        out->add(std::move(file));
    std::sort(out->m_segments.begin(), out->m_segments.end(),
              [](const auto& a, const auto& b) { return a->range.from < b->range.from; });
    if (out->m_segments.empty())
        return fail({.doing = "look into a recording",
                     .on = twin.name,
                     .found = "no pictures of a session in it",
                     .expected = "a recording that gemba made"});
    out->m_range = out->m_segments.front()->range;
    for (const auto& segment : out->m_segments)
        out->m_range.to = std::max(out->m_range.to, segment->range.to);
    return out;
}

// From the first frame of its track to the last; without any it is left out.
void RecordedLookBack::add(mcap::McapFile file) {
    auto segment = std::make_unique<Segment>(std::move(file), m_twin, m_names);
    if (segment->trackChannels.empty())
        return;
    mcap::MessageIterator frames = segment->file.messages({.channels = segment->trackChannels});
    mcap::Message first;
    if (!frames.next(first))
        return;
    segment->range.from = utcOf(first.logTime);
    segment->range.to = segment->range.from;
    const auto last = segment->file.latest(UINT64_MAX, segment->trackChannels);
    if (last && !last->messages.empty())
        segment->range.to = std::max(segment->range.from, utcOf(last->messages.back().logTime));
    m_segments.push_back(std::move(segment));
}

RecordedLookBack::Segment& RecordedLookBack::segmentAt(UtcNs at) {
    Segment* best = m_segments.front().get();
    for (const auto& segment : m_segments) {
        if (segment->range.from <= at)
            best = segment.get();
    }
    return *best;
}

void RecordedLookBack::decode(Segment& segment, const mcap::Message& message, bool simulated,
                              std::vector<Sample>& out) {
    out.clear();
    const mcap::Channel& channel = segment.file.contents().channels.at(message.channel);
    const std::string_view payload(reinterpret_cast<const char*>(message.data.data()),
                                   message.data.size());
    const std::array<std::string_view, 3> frames{channel.topic, channel.encoding, payload};
    const uint16_t source = segment.sources[message.channel];
    if (!segment.decoders[source].decode(frames, m_decoded))
        return;
    TopicTable& topics = *segment.topics[source];
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

Result<bool> RecordedLookBack::walkTo(Segment& segment, UtcNs from, UtcNs at, Walk& walk) {
    walk = {};
    mcap::MessageIterator messages = segment.file.messages({.start = logTime(from - m_longestDelay),
                                                            .end = logTime(at + kAheadNs),
                                                            .channels = segment.wanted});
    for (mcap::Message message; messages.next(message);) {
        const bool after = static_cast<UtcNs>(message.logTime) > at;
        const Segment::Role role = segment.roles[message.channel];
        if (role != Segment::Role::track) {
            if (after)
                continue;
            const bool simulated = role == Segment::Role::simulated;
            decode(segment, message, simulated, m_samples);
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
    Segment& segment = segmentAt(at);
    at = segment.range.clamp(at);
    Walk walk;
    auto found = walkTo(segment, at - kBackNs, at, walk);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found) {
        // In a pause, or where ticks were lost: the picture that stood.
        const auto newest = segment.file.latest(logTime(at), segment.trackChannels);
        if (!newest)
            return tl::unexpected(newest.error());
        UtcNs stood = segment.range.from;
        for (const mcap::OwnedMessage& frame : newest->messages)
            stood = std::max(stood, utcOf(frame.logTime));
        found = walkTo(segment, stood - kBackNs, stood, walk);
        if (!found)
            return tl::unexpected(found.error());
    }
    if (!*found)
        return fail({.doing = "show the picture of an instant",
                     .found = "no whole picture near it",
                     .expected = "a recording that gemba made"});
    out = walk.track.snapshot();
    if (auto fits = sim::checkSnapshot(out, m_twin); !fits)
        return fits;

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

// When the world takes it.
UtcNs RecordedLookBack::entersAt(const Sample& sample, const sim::Snapshot& shown) const {
    const twin::LiveSource& live = m_twin.live[sample.source];
    if (live.align != twin::Align::source || !shown.sources[sample.source].offsetKnown ||
        sample.last)
        return sample.receiveTime;
    const int64_t offset = shown.sources[sample.source].clockOffsetNs;
    const UtcNs due = std::min(minus(sample.sourceTime, offset), UtcNs{1} << 62) +
                      static_cast<int64_t>(live.delay * 1e9);
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
    if (state.quality != Quality::none && (sample.last || sample.receiveTime <= state.receiveTime))
        return;
    state.measured = sample.value;
    state.quality = sample.quality;
    state.provenance = signals::Provenance::measured;
    state.source = sample.source;
    state.sourceTime = sample.sourceTime;
    state.receiveTime = sample.receiveTime;
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
    bool begun = false;
    size_t seen = 0;
    for (const auto& segment : m_segments) {
        if (segment->range.to < range.from || segment->range.from > range.to)
            continue;
        mcap::MessageIterator messages =
            segment->file.messages({.start = logTime(range.from - kBackNs),
                                    .end = logTime(range.to) + 1,
                                    .channels = segment->wanted});
        for (mcap::Message message; messages.next(message);) {
            if (++seen % kLookedAt == 0 && !goOn())
                return false;
            const Segment::Role role = segment->roles[message.channel];
            if (role != Segment::Role::track) {
                const bool simulated = role == Segment::Role::simulated;
                decode(*segment, message, simulated, m_samples);
                for (const Sample& sample : m_samples)
                    append(sample, simulated, out);
                continue;
            }
            sim::TrackReader key;
            if (!sim::TrackReader::isKey(message.data) || !key.apply(message.data))
                continue;
            appendLevels(key.snapshot(), !begun, out);
            begun = true;
        }
    }
    return true;
}

bool RecordedLookBack::density(size_t buckets, const std::function<bool()>& goOn,
                               sim::Density& out) {
    out = {.range = m_range, .buckets = buckets};
    for (const twin::LiveSource& live : m_twin.live)
        out.sources.push_back(live.id);
    out.counts.assign(out.sources.size() * buckets, 0.0f);
    return std::all_of(m_segments.begin(), m_segments.end(), [&](const auto& segment) {
        return addDensity(segment->file, m_twin, goOn, out);
    });
}

std::vector<sim::TimeMark> RecordedLookBack::marks() {
    std::vector<sim::TimeMark> out;
    for (const auto& segment : m_segments)
        addLosses(segment->file, out);
    std::vector<const mcap::McapFile*> files;
    for (const auto& segment : m_segments)
        files.push_back(&segment->file);
    addGaps(files, m_range, out);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return out;
}

}  // namespace gemba::ingest
