#include "ingest/sample_intake.h"

#include <algorithm>

namespace gemba::ingest {
namespace {

/// One writing thread: no read-modify-write needed.
void add(std::atomic<uint64_t>& counter, uint64_t n) {
    counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
}

}  // namespace

SampleIntake::SampleIntake(const twin::LiveSource& live, uint16_t source,
                           const signals::SignalNames& names, size_t ringCapacity)
    : m_topics(names),
      m_gate(names, ringCapacity),
      m_decoder({.format = live.format, .timePath = live.timePath, .timeUnit = live.timeUnit}),
      m_source(source) {
    m_message.values.reserve(64);
    m_timeUnit = m_decoder.timeUnit();
}

void SampleIntake::take(std::span<const std::string_view> frames, UtcNs received, bool repeated) {
    (void)m_decoder.decode(frames, m_message);
    place(frames, received, repeated);
}

void SampleIntake::takeDecoded(DecodedMessage& message, std::span<const std::string_view> frames,
                               UtcNs received, bool repeated) {
    std::swap(m_message, message);
    place(frames, received, repeated);
    std::swap(m_message, message);
}

// What was read, in m_message: counted, and into the ring.
void SampleIntake::place(std::span<const std::string_view> frames, UtcNs received, bool repeated) {
    size_t bytes = 0;
    for (const std::string_view frame : frames)
        bytes += frame.size();
    add(m_messages, 1);
    add(m_bytes, bytes);

    if (m_tap != nullptr)
        tap(frames, received, repeated);
    if (m_message.rejection != Rejection::none) {
        add(m_rejected, 1);
        noteReason();
        return;
    }
    m_message.last |= repeated;
    add(m_samples, m_message.values.size());
    if (m_message.skipped > 0)
        noteReason();

    // Its place in the topic's series.
    TopicState* topic = m_topics.topic(m_message.topic);
    Tracked tracked{m_message.last ? Arrival::repeat : Arrival::fresh};
    if (topic != nullptr)
        tracked = m_topics.track(*topic, m_message, received);
    add(m_lost, tracked.lost);

    // Common to its values; alone it says that the source lives.
    signals::Sample common;
    common.source = m_source;
    common.receiveTime = received;
    common.sourceTime = m_message.hasTime ? m_message.time : received;
    if (tracked.arrival == Arrival::duplicate)
        add(m_duplicates, 1);
    if (tracked.contested)
        noteConflict(tracked.arrival == Arrival::rival);
    takeValues(topic, tracked, common);

    // Messages without a bound signal still say that the source lives.
    if (received - m_lastPushed >= kHeartbeatNs) {
        m_gate.heartbeat(common);
        m_lastPushed = received;
    }
}

void SampleIntake::tap(std::span<const std::string_view> frames, UtcNs received, bool repeated) {
    const bool rejected = m_message.rejection != Rejection::none;
    m_tap->message({.source = m_source,
                    .received = received,
                    .sourceTime = m_message.hasTime ? m_message.time : received,
                    .sequence = m_message.hasSeq ? static_cast<uint32_t>(m_message.seq) : 0,
                    .mayWait = m_tapMayWait,
                    .repeated = repeated,
                    .firstIndex = m_nextIndex,
                    .frames = frames,
                    .rejected = rejected ? std::string_view(m_message.reason) : ""});
}

// Two passes: what was written just now would have to be waited for, were it copied at once.
void SampleIntake::takeValues(TopicState* topic, const Tracked& tracked,
                              const signals::Sample& common) {
    // Nobody can say which of two publishers is right.
    const bool doubtful = tracked.contested || tracked.begun;
    const auto quality =
        doubtful ? std::max(m_message.quality, signals::Quality::uncertain) : m_message.quality;
    const uint64_t firstIndex = m_nextIndex;
    for (DecodedValue& value : m_message.values) {
        value.signal = topic != nullptr ? m_topics.signalOf(*topic, value)
                                        : m_topics.signalOf(m_message.topic, value);
        if (value.signal == TopicTable::kUnbound)
            continue;
        value.source = common.source;
        value.quality = quality;
        value.last = tracked.arrival == Arrival::repeat;
        value.missed = tracked.missed;
        // A message's gap is counted once.
        value.lost = m_nextIndex == firstIndex ? tracked.lost : 0;
        value.sourceTime = common.sourceTime;
        value.receiveTime = common.receiveTime;
        value.index = m_nextIndex++;
    }
    const bool unused = tracked.arrival == Arrival::duplicate || tracked.arrival == Arrival::rival;
    if (unused || m_nextIndex == firstIndex)
        return;
    for (const DecodedValue& value : m_message.values) {
        if (value.signal != TopicTable::kUnbound)
            m_gate.push(value);
    }
    m_lastPushed = common.receiveTime;
}

void SampleIntake::housekeep(UtcNs now) {
    m_gate.flush();
    m_dropped.store(m_gate.dropped(), std::memory_order_relaxed);
    m_timeUnit.store(m_decoder.timeUnit(), std::memory_order_relaxed);

    // Messages a second, told each second over the last five: slow sources have one that stands.
    constexpr size_t kSeconds = 5;
    if (!m_marks.empty() && now - m_marks.back().at < kNsPerSecond)
        return;
    const uint64_t messages = m_messages.load(std::memory_order_relaxed);
    if (!m_marks.empty()) {
        const Mark& first = m_marks.front();
        m_rate.store(static_cast<double>(messages - first.messages) * 1e9 /
                         static_cast<double>(now - first.at),
                     std::memory_order_relaxed);
    }
    m_marks.push_back({now, messages});
    if (m_marks.size() > kSeconds)
        m_marks.pop_front();
}

void SampleIntake::noteReason() {
    if (m_hasReason)
        return;
    m_hasReason = true;
    const std::lock_guard lock(m_reasonMutex);
    m_firstReason = m_message.reason;
    if (!m_message.topic.empty())
        m_firstReason.append(" (topic ").append(m_message.topic).append(")");
}

// The first topic on which two publishers spoke is named.
void SampleIntake::noteConflict(bool refused) {
    add(m_rivals, refused ? 1 : 0);
    if (m_hasConflict)
        return;
    m_hasConflict = true;
    const std::lock_guard lock(m_reasonMutex);
    m_firstConflict = "another publisher began on a topic (";
    m_firstConflict.append(m_message.topic).append(")");
}

void SampleIntake::fill(sim::LinkStatus& status) const {
    constexpr auto kRelaxed = std::memory_order_relaxed;
    status.messages = m_messages.load(kRelaxed);
    status.bytes = m_bytes.load(kRelaxed);
    status.samples = m_samples.load(kRelaxed);
    status.rejected = m_rejected.load(kRelaxed);
    status.lost = m_lost.load(kRelaxed);
    status.duplicates = m_duplicates.load(kRelaxed);
    status.rivals = m_rivals.load(kRelaxed);
    status.dropped = m_dropped.load(kRelaxed);
    status.rate = m_rate.load(kRelaxed);
    const std::lock_guard lock(m_reasonMutex);
    status.firstReason = m_firstReason;
    status.firstConflict = m_firstConflict;
}

}  // namespace gemba::ingest
