#include "ingest/replay_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gemba::ingest {
namespace {

constexpr int64_t kSlackNs = 3 * kNsPerSecond;
constexpr size_t kAhead = 1024;           // ticks read before they are taken
constexpr Tick kBatchSpan = 512;          // no batch is longer, generously
constexpr Tick kLongest = Tick{1} << 48;  // of any session
constexpr UtcNs kLatest = UtcNs{1} << 62;

tl::unexpected<Error> refuse(std::string found) {
    return fail({.doing = "replay a recording",
                 .found = std::move(found),
                 .expected = "a recording as gemba makes it"});
}

template <class T>
bool readNumber(const mcap::TextMap& values, const char* key, T& out, int base = 10) {
    const auto at = values.find(key);
    if (at == values.end())
        return false;
    const char* const end = at->second.data() + at->second.size();
    const auto [stopped, error] = std::from_chars(at->second.data(), end, out, base);
    return error == std::errc{} && stopped == end;
}

bool inTime(Tick tick, UtcNs utc) {
    return tick >= 0 && tick <= kLongest && utc >= 0 && utc <= kLatest;
}

/// False: damaged.
bool readTicks(std::span<const std::byte> data, recording::TickBatch& out) {
    ByteReader reader(data);
    loadState(out, reader);
    return reader.ok() && reader.remaining() == 0 &&
           std::all_of(out.ticks.begin(), out.ticks.end(),
                       [](const sim::TickRecord& tick) { return inTime(tick.tick, tick.utc); });
}

std::string textOf(const mcap::TextMap& values, const char* key) {
    const auto at = values.find(key);
    return at == values.end() ? std::string() : at->second;
}

const mcap::MetadataIndex* sessionMetadata(const mcap::McapFile& file) {
    for (const mcap::MetadataIndex& index : file.contents().metadata) {
        if (index.name == recording::kMetadata)
            return &index;
    }
    return nullptr;
}

Result<RecordedCheckpoint> readCheckpoint(std::span<const std::byte> data) {
    ByteReader reader(data);
    recording::CheckpointHead head;
    loadState(head, reader);
    if (!reader.ok() || !inTime(head.tick, head.utc))
        return refuse("a damaged checkpoint");
    const auto state = data.last(reader.remaining());
    return RecordedCheckpoint{head.tick, head.utc, Bytes(state.begin(), state.end())};
}

}  // namespace

bool isSessionRecording(const mcap::McapFile& file) {
    return sessionMetadata(file) != nullptr;
}

Result<RecordingInfo> readRecordingInfo(const mcap::McapFile& file) {
    const mcap::MetadataIndex* const index = sessionMetadata(file);
    if (index == nullptr)
        return refuse("no session in it, only messages");
    const auto metadata = file.read(*index);
    if (!metadata)
        return tl::unexpected(metadata.error());
    const mcap::TextMap& values = metadata->values;
    if (textOf(values, "format") != recording::kFormat)
        return refuse("format " + textOf(values, "format"));

    RecordingInfo out;
    out.twin = textOf(values, "twin");
    out.twinName = textOf(values, "twin_name");
    out.twinFolder = textOf(values, "twin_folder");
    out.program = textOf(values, "program");
    out.start.following = textOf(values, "following") == "true";
    const bool whole = readNumber(values, "seed", out.start.seed) &&
                       readNumber(values, "step_hz", out.start.stepHz) &&
                       readNumber(values, "epoch", out.start.epoch) &&
                       readNumber(values, "first_tick", out.firstTick) &&
                       readNumber(values, "twin_hash", out.twinHash, 16) &&
                       readNumber(values, "maths", out.mathsFingerprint, 16);
    if (!whole || out.start.stepHz <= 0 || out.firstTick < 0 || out.firstTick > kLongest ||
        out.start.epoch < 0 || out.start.epoch > kLatest)
        return refuse("metadata that are damaged");
    // Older recordings do not say it.
    if (!readNumber(values, "state", out.start.state, 16))
        out.start.state = 0;
    for (size_t i = 0; values.contains(fmt::format("source.{}.id", i)); ++i)
        out.sources.push_back(textOf(values, fmt::format("source.{}.id", i).c_str()));
    return out;
}

bool beginsAlike(const RecordingInfo& info, const sim::Simulation& simulation) {
    return info.start.state == 0 || info.start.state == simulation.stateHash();
}

ReplayFeed::ReplayFeed(const mcap::McapFile& file, const twin::Twin& twin, RecordingInfo info,
                       MessageTap* tap)
    : m_file(file),
      m_info(std::move(info)),
      m_signals(static_cast<uint32_t>(signals::SignalNames(twin).size())),
      m_properties(twin.propertyCount),
      m_sources(static_cast<uint32_t>(twin.live.size())),
      m_alarms(static_cast<uint32_t>(twin.alarms.size())),
      m_samples(file, twin, tap) {
    double longest = 0.0;
    for (const twin::LiveSource& live : twin.live)
        longest = std::max(longest, live.delay);
    m_reach = static_cast<int64_t>(longest * 1e9) + kSlackNs;
}

Result<std::unique_ptr<ReplayFeed>> ReplayFeed::open(const mcap::McapFile& file,
                                                     const twin::Twin& twin, MessageTap* tap) {
    auto info = readRecordingInfo(file);
    if (!info)
        return tl::unexpected(info.error());
    std::vector<std::string> sources;
    for (const twin::LiveSource& live : twin.live)
        sources.push_back(live.id);
    if (info->start.stepHz != twin.world.stepHz || info->sources != sources)
        return fail({.doing = "replay a recording",
                     .on = twin.name,
                     .found = "a recording of " + info->twinName,
                     .expected = "the twin that was recorded: as many steps a second and the same "
                                 "[[live]] sources"});
    std::unique_ptr<ReplayFeed> feed(new ReplayFeed(file, twin, std::move(*info), tap));
    if (auto found = feed->findChannels(); !found)
        return tl::unexpected(found.error());
    if (auto found = feed->findEnd(); !found)
        return tl::unexpected(found.error());
    if (auto begun = feed->seek(0); !begun)
        return tl::unexpected(begun.error());
    return feed;
}

Result<void> ReplayFeed::findChannels() {
    bool ticks = false, checkpoint = false;
    for (const auto& [id, channel] : m_file.contents().channels) {
        if (channel.encoding != recording::kOwnEncoding)
            continue;
        if (channel.topic == recording::kTicks) {
            m_ticksChannel = id;
            ticks = true;
        } else if (channel.topic == recording::kCheckpoint) {
            m_checkpointChannel = id;
            checkpoint = true;
        }
    }
    if (!ticks || !checkpoint)
        return refuse("no ticks in it");
    return {};
}

Result<void> ReplayFeed::findEnd() {
    const uint16_t channels[] = {m_ticksChannel};
    auto last = m_file.latest(UINT64_MAX, channels);
    if (!last)
        return tl::unexpected(last.error());
    m_end = m_info.firstTick;
    if (last->messages.empty())
        return {};

    // The newest batches may have no ticks, only marks: after a pause, for long.
    constexpr uint64_t kNear = 10 * kNsPerSecond;
    const uint64_t newest = last->messages.front().logTime;
    for (const uint64_t from : {newest - std::min(newest, kNear), uint64_t{0}}) {
        mcap::MessageIterator batches =
            m_file.messages({.start = from, .channels = {m_ticksChannel}});
        for (mcap::Message message; batches.next(message);) {
            recording::TickBatch batch;
            if (readTicks(message.data, batch) && !batch.ticks.empty())
                m_end = std::max(m_end, batch.ticks.back().tick + 1);
        }
        if (m_end > m_info.firstTick)
            break;
    }
    return {};
}

Result<RecordedCheckpoint> ReplayFeed::seek(Tick tick) {
    // Checkpoints are few: one every 30 s. The first is the oldest that can be.
    std::optional<RecordedCheckpoint> best;
    mcap::MessageIterator checkpoints = m_file.messages({.channels = {m_checkpointChannel}});
    for (mcap::Message message; checkpoints.next(message);) {
        auto found = readCheckpoint(message.data);
        if (!found)
            return found;
        if (best && found->tick > tick)
            break;
        best = std::move(*found);
    }
    if (!best)
        return refuse("no checkpoint in it");
    return go(std::move(*best));
}

Result<RecordedCheckpoint> ReplayFeed::seekUtc(UtcNs utc) {
    const uint16_t channels[] = {m_checkpointChannel};
    const auto newest = m_file.latest(static_cast<uint64_t>(std::max<UtcNs>(utc, 0)), channels);
    if (!newest)
        return tl::unexpected(newest.error());
    if (newest->messages.empty())
        return seek(0);
    auto found = readCheckpoint(newest->messages.front().data);
    if (!found)
        return found;
    return go(std::move(*found));
}

Result<RecordedCheckpoint> ReplayFeed::go(RecordedCheckpoint checkpoint) {
    readFrom(checkpoint.utc);
    m_record = {};
    m_failure.clear();
    return checkpoint;
}

Result<void> ReplayFeed::readOn(const mcap::McapFile& file) {
    m_file = file;
    m_samples.setFile(file);
    if (auto found = findEnd(); !found)
        return found;
    readFrom(m_record.utc);
    return {};
}

// Batches and messages that reach back before a tick.
void ReplayFeed::readFrom(UtcNs utc) {
    const int64_t batchNs = kBatchSpan * kNsPerSecond / m_info.start.stepHz;
    const UtcNs from = std::max<UtcNs>(0, std::min(utc, kLatest) - batchNs - m_reach);
    m_samples.restart(from);
    m_ticks.clear();
    m_batches = std::make_unique<mcap::MessageIterator>(
        m_file,
        mcap::MessageQuery{.start = static_cast<uint64_t>(from), .channels = {m_ticksChannel}});
}

Result<std::optional<RecordedCheckpoint>> ReplayFeed::checkpointAt(Tick tick) {
    // About where we are; there may be others beside it, on a fine grid or on demand.
    const UtcNs utc = std::clamp<UtcNs>(m_record.utc, kNsPerSecond, kLatest);
    mcap::MessageIterator checkpoints =
        m_file.messages({.start = static_cast<uint64_t>(utc - kNsPerSecond),
                         .end = static_cast<uint64_t>(utc + kNsPerSecond),
                         .channels = {m_checkpointChannel}});
    for (mcap::Message message; checkpoints.next(message);) {
        auto found = readCheckpoint(message.data);
        if (!found)
            return tl::unexpected(found.error());
        if (found->tick == tick)
            return std::optional(std::move(*found));
    }
    return std::optional<RecordedCheckpoint>();
}

bool ReplayFeed::readBatch() {
    mcap::Message message;
    if (!m_batches->next(message))
        return false;
    recording::TickBatch batch;
    if (!readTicks(message.data, batch)) {
        giveUp("ticks that are damaged");
        return false;
    }
    for (const recording::IndexMark& mark : batch.marks)
        m_samples.addMark(mark);
    for (sim::TickRecord& tick : batch.ticks)
        m_ticks.push_back(std::move(tick));
    return true;
}

void ReplayFeed::finish() {
    m_samples.readUntil(m_record.tick + 1 >= m_end ? kLatest : m_record.utc);
}

void ReplayFeed::giveUp(std::string why) {
    if (m_failure.empty())
        m_failure = std::move(why);
}

sim::TickInputs ReplayFeed::take(Tick tick) {
    m_taken.clear();
    // Behind a seek ticks before the wanted one come first: they make room for those that follow.
    do {
        while (!m_ticks.empty() && m_ticks.front().tick < tick)
            m_ticks.pop_front();
    } while (m_ticks.size() < kAhead && readBatch());
    if (m_ticks.empty() || m_ticks.front().tick != tick) {
        if (tick < m_end)
            giveUp(fmt::format("tick {} is not in the file", tick));
        return {m_record.utc, {}, {}};
    }
    // By the tick before: what came during a pause enters the tick that ends it.
    m_samples.forgetBefore(m_record.utc - m_reach);
    m_record = std::move(m_ticks.front());
    m_ticks.pop_front();

    // What entered, in order.
    for (const sim::Entered& entered : m_record.entered) {
        if (entered.count == 0) {
            if (entered.source < m_sources)
                m_taken.push_back(
                    {.source = entered.source, .receiveTime = static_cast<UtcNs>(entered.first)});
            continue;
        }
        for (uint64_t i = 0; i < entered.count; ++i) {
            const signals::Sample* sample = m_samples.find(entered.source, entered.first + i);
            if (sample == nullptr) {
                giveUp(fmt::format("tick {}: value {} of source {} is not in the file", tick,
                                   entered.first + i, entered.source));
                return {m_record.utc, {}, {}};
            }
            m_taken.push_back(*sample);
        }
    }
    for (const sim::Loss& loss : m_record.losses) {
        for (signals::Sample& sample : m_taken) {
            if (sample.source == loss.source && sample.index == loss.index &&
                sample.signal != signals::Sample::kHeartbeat)
                sample.lost = loss.lost;
        }
    }
    for (const sim::Command& command : m_record.commands) {
        if (!sim::isPossible(command, m_properties, m_alarms)) {
            giveUp(fmt::format("tick {}: a damaged command", tick));
            return {m_record.utc, {}, {}};
        }
    }
    return {m_record.utc, m_taken, m_record.commands};
}

}  // namespace gemba::ingest
