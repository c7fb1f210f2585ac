#include "ingest/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include "ingest/recorder_file.h"

namespace gemba::ingest {
namespace {

constexpr size_t kMessageRing = size_t{64} << 20;  // half a minute of 20,000 messages a second
constexpr size_t kTickRing = size_t{64} << 20;
constexpr size_t kTurn = 4096;  // records of one way before the other has its turn
constexpr int64_t kFlushNs = 400'000'000;
constexpr int64_t kSyncNs = kNsPerSecond;
constexpr int64_t kSlackNs = 2 * kNsPerSecond;  // a message enters its tick this soon, or is late
constexpr size_t kMostRecent = size_t{64} << 20;
constexpr size_t kBatchTicks = 256;

// What a record in the simulation's ring is.
enum class Kind : uint8_t { begin, tick, checkpoint, simulated, frame };

/// In front of a message's frames.
struct MessageHead {
    uint16_t source = 0;
    uint8_t rejected = 0, frames = 0, repeated = 0;
    uint32_t sequence = 0;
    UtcNs received = 0, sourceTime = 0;
    uint64_t firstIndex = 0;
    std::array<uint32_t, 4> sizes{};
};
static_assert(std::is_trivially_copyable_v<MessageHead>);

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

Recorder::Recorder(const twin::Twin& twin, RecorderSettings settings)
    : m_twin(twin),
      m_settings(std::move(settings)),
      m_names(twin),
      m_messageRing(kMessageRing),
      m_tickRing(kTickRing),
      m_markDue(twin.live.size(), 1) {
    double longest = 0.0;
    for (const twin::LiveSource& live : twin.live)
        longest = std::max(longest, live.delay);
    m_recentNs = static_cast<int64_t>(longest * 1e9) + kSlackNs;
}

Recorder::~Recorder() = default;

// --- the ingest thread

void Recorder::message(const TappedMessage& message) {
    MessageHead head{.source = message.source,
                     .rejected = !message.rejected.empty(),
                     .frames = static_cast<uint8_t>(std::min<size_t>(message.frames.size(), 3)),
                     .repeated = message.repeated,
                     .sequence = message.sequence,
                     .received = message.received,
                     .sourceTime = message.sourceTime,
                     .firstIndex = message.firstIndex};
    std::array<std::span<const std::byte>, 3> frames{};
    for (size_t i = 0; i < head.frames; ++i) {
        frames[i] = bytesOf(message.frames[i]);
        head.sizes[i] = static_cast<uint32_t>(frames[i].size());
    }
    head.sizes[3] = static_cast<uint32_t>(message.rejected.size());
    m_messages.store(m_messages.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    if (!m_messageRing.push({std::as_bytes(std::span(&head, 1)), frames[0], frames[1], frames[2],
                             bytesOf(message.rejected)}))
        m_droppedMessages.fetch_add(1, std::memory_order_relaxed);
}

// --- the simulation's thread

void Recorder::push(std::initializer_list<std::span<const std::byte>> parts, bool mayWait) {
    while (!m_tickRing.push(parts)) {
        if (!mayWait) {
            m_droppedTicks.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void Recorder::begin(const sim::SessionStart& start) {
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    writer.put(Kind::begin);
    saveState(start, writer);
    push({m_scratch}, true);
}

void Recorder::tick(const sim::TickRecord& record, bool mayWait) {
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    writer.put(Kind::tick);
    saveState(record, writer);
    push({m_scratch}, mayWait);
}

void Recorder::checkpoint(Tick tick, UtcNs utc, std::span<const std::byte> state, bool mayWait) {
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    writer.put(Kind::checkpoint);
    saveState(recording::CheckpointHead{tick, utc}, writer);
    push({m_scratch, state}, mayWait);
}

void Recorder::simulated(uint32_t signal, UtcNs utc, const Value& value, bool mayWait) {
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    writer.put(Kind::simulated);
    writer.put(signal);
    writer.put(utc);
    saveState(value, writer);
    push({m_scratch}, mayWait);
}

void Recorder::frame(const sim::Snapshot& snapshot, bool mayWait) {
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    writer.put(Kind::frame);
    saveState(snapshot, writer);
    push({m_scratch}, mayWait);
}

// --- the worker

void Recorder::run(std::stop_token stop) {
    for (;;) {
        // Looked at first: what was pushed before the stop is still written.
        const bool stopping = stop.stop_requested();
        bool busy = drainTicks();
        busy = drainMessages() || busy;
        const UtcNs now = steadyUtcNow();
        if (now - m_lastFlush >= kFlushNs)
            flush(now);
        publishStatus();
        if (busy)
            continue;
        if (stopping)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    flush(steadyUtcNow());
    if (m_file != nullptr)
        say(m_file->finish());
    publishStatus();
}

bool Recorder::drainTicks() {
    size_t count = 0;
    while (count < kTurn && m_tickRing.pop(m_record)) {
        take(m_record);
        ++count;
    }
    return count == kTurn;
}

// Before the first checkpoint there is no file: what comes early waits.
bool Recorder::drainMessages() {
    size_t count = 0;
    while (count < kTurn && m_start && m_messageRing.pop(m_record)) {
        takeMessage(m_record);
        ++count;
    }
    return count == kTurn;
}

void Recorder::take(std::span<const std::byte> record) {
    ByteReader reader(record);
    switch (reader.get<Kind>()) {
        case Kind::begin: {
            // Another run begins: another file.
            flush(steadyUtcNow());
            if (m_file != nullptr)
                say(m_file->finish());
            m_file.reset();
            sim::SessionStart start;
            loadState(start, reader);
            m_start = start;
            break;
        }
        case Kind::tick: {
            sim::TickRecord& tick = m_batch.ticks.emplace_back();
            loadState(tick, reader);
            m_now = std::max(m_now, tick.utc);
            if (m_batch.ticks.size() >= kBatchTicks && m_file != nullptr)
                say(m_file->writeTicks(m_batch));
            break;
        }
        case Kind::checkpoint: {
            recording::CheckpointHead head;
            loadState(head, reader);
            const auto state = record.last(reader.remaining());
            const bool full =
                m_file != nullptr &&
                ((m_settings.segmentBytes > 0 && m_file->bytes() >= m_settings.segmentBytes) ||
                 (m_settings.segmentNs > 0 && head.utc - m_fileOpened >= m_settings.segmentNs));
            if (m_file == nullptr || full)
                openFile(head.tick, head.utc, state);
            else
                say(m_file->writeCheckpoint(head, state));
            break;
        }
        case Kind::simulated: {
            const auto signal = reader.get<uint32_t>();
            const auto utc = reader.get<UtcNs>();
            Value value;
            loadState(value, reader);
            if (m_file != nullptr)
                say(m_file->writeSimulated(m_names.name(signal), utc, value));
            break;
        }
        case Kind::frame:
            loadState(m_snapshot, reader);
            m_track.add(m_snapshot, m_frameBytes);
            if (m_file != nullptr)
                say(m_file->writeFrame(m_snapshot.utc, m_frameBytes));
            break;
    }
}

void Recorder::takeMessage(std::span<const std::byte> record) {
    MessageHead head;
    std::memcpy(&head, record.data(), sizeof head);
    std::array<std::string_view, 3> frames{};
    const auto* at = reinterpret_cast<const char*>(record.data()) + sizeof head;
    for (size_t i = 0; i < 3; ++i) {
        frames[i] = {at, head.sizes[i]};
        at += head.sizes[i];
    }
    const std::string_view reason(at, head.sizes[3]);
    if (m_file == nullptr) {
        m_markDue[head.source] = 1;
        m_droppedMessages.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    const twin::LiveSource& live = m_twin.live[head.source];
    const std::span used(frames.data(), head.frames);
    if (head.rejected != 0) {
        say(m_file->writeRejected(live, head.received, used, reason));
        return;
    }
    if (m_markDue[head.source] != 0) {
        m_batch.marks.push_back({head.source, head.received, head.firstIndex});
        m_markDue[head.source] = 0;
    }
    say(m_file->writeMessage(live, head.source, used, head.repeated != 0,
                             {.sequence = head.sequence,
                              .logTime = static_cast<uint64_t>(head.received),
                              .publishTime = static_cast<uint64_t>(head.sourceTime)}));
    keep(record, head.received);
}

// Two generations, so that the oldest leave without looking at each.
void Recorder::keep(std::span<const std::byte> record, UtcNs received) {
    if (m_settings.segmentBytes == 0 && m_settings.segmentNs == 0)
        return;
    if (received - m_recentSince > m_recentNs || m_recent.size() > kMostRecent) {
        std::swap(m_recent, m_recentBefore);
        m_recent.clear();
        m_recentSince = received;
    }
    ByteWriter writer(m_recent);
    writer.put(static_cast<uint32_t>(record.size()));
    writer.raw(record.data(), record.size());
}

void Recorder::openFile(Tick tick, UtcNs utc, std::span<const std::byte> state) {
    flush(steadyUtcNow());
    if (m_file != nullptr)
        say(m_file->finish());
    m_file.reset();
    auto file = File::create(m_settings.nextPath(), m_twin, m_settings, *m_start, tick);
    if (!file) {
        say(tl::unexpected(file.error()));
        return;
    }
    m_file = std::move(*file);
    m_fileOpened = utc;
    m_track.restart();
    std::fill(m_markDue.begin(), m_markDue.end(), uint8_t{1});
    say(m_file->writeCheckpoint({tick, utc}, state));

    // Messages that were received before this tick and enter it or a later one.
    const Bytes before = std::move(m_recentBefore);
    const Bytes recent = std::move(m_recent);
    m_recentBefore.clear();
    m_recent.clear();
    for (const Bytes* generation : {&before, &recent}) {
        for (size_t at = 0; at < generation->size();) {
            uint32_t size = 0;
            std::memcpy(&size, generation->data() + at, sizeof size);
            takeMessage(std::span(*generation).subspan(at + sizeof size, size));
            at += sizeof size + size;
        }
    }
}

// What is in a closed chunk survives whatever happens to this process.
void Recorder::flush(UtcNs now) {
    m_lastFlush = now;
    if (m_file == nullptr)
        return;
    noteDrops(now);
    Result<void> outcome = m_file->writeTicks(m_batch);
    if (auto closed = m_file->closeChunk(); !closed)
        outcome = closed;
    if (outcome && now - m_lastSync >= kSyncNs) {
        outcome = m_file->sync();
        m_lastSync = now;
    }
    // Each chunk says anew which numbers its messages have: so a replay may begin in any of them,
    // and goes on behind what was lost.
    std::fill(m_markDue.begin(), m_markDue.end(), uint8_t{1});

    const std::lock_guard lock(m_statusMutex);
    if (!outcome)
        m_status.error = outcome.error().message();
    else {
        m_status.error.clear();
        m_status.durableUntil = now;
    }
}

void Recorder::noteDrops(UtcNs now) {
    const uint64_t messages = m_droppedMessages.load(std::memory_order_relaxed);
    const uint64_t ticks = m_droppedTicks.load(std::memory_order_relaxed);
    if (messages == m_notedMessages && ticks == m_notedTicks)
        return;
    m_notedMessages = messages;
    m_notedTicks = ticks;
    say(m_file->writeDrops(now, messages, ticks));
}

void Recorder::say(const Result<void>& outcome) {
    if (outcome)
        return;
    const std::lock_guard lock(m_statusMutex);
    m_status.error = outcome.error().message();
}

void Recorder::publishStatus() {
    const std::lock_guard lock(m_statusMutex);
    m_status.messages = m_messages.load(std::memory_order_relaxed);
    m_status.droppedMessages = m_droppedMessages.load(std::memory_order_relaxed);
    m_status.droppedTicks = m_droppedTicks.load(std::memory_order_relaxed);
    if (m_file == nullptr)
        return;
    m_status.path = m_file->path();
    m_status.bytes = m_file->bytes();
    m_status.lost = m_file->lost();
}

RecorderStatus Recorder::status() const {
    const std::lock_guard lock(m_statusMutex);
    return m_status;
}

}  // namespace gemba::ingest
