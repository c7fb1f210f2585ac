#include "ingest/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>
#include <utility>

#include "ingest/recorder_file.h"
#include "ingest/wire_frames.h"

namespace gemba::ingest {
namespace {

constexpr size_t kMessageRing = size_t{64} << 20;  // half a minute of 20,000 messages a second
constexpr size_t kTickRing = size_t{64} << 20;
constexpr size_t kFrameRoom = size_t{64} << 20;  // ten seconds of 1,000 bodies
constexpr size_t kTurn = 4096;                   // records of one way before the other has its turn
constexpr int64_t kFlushNs = 400'000'000;
constexpr int64_t kSyncNs = kNsPerSecond;
constexpr int64_t kSlackNs = 2 * kNsPerSecond;  // a message enters its tick this soon, or is late
constexpr size_t kMostRecent = size_t{64} << 20;
constexpr size_t kBatchTicks = 256;

// What a record in the simulation's ring is.
enum class Kind : uint8_t { begin, tick, checkpoint, simulated, frame, finding };

constexpr size_t kFrames = 4;  // one more than a message may have

// What a record in the ingest thread's ring is.
enum class MessageKind : uint8_t {
    message,   // its payload follows
    topic,     // a number from now on: the encoding's size, the encoding, the topic
    rejected,  // the sizes of its frames and of the reason, then these
};

/// In front of each record of the ingest thread's ring.
struct MessageHead {
    MessageKind kind = MessageKind::message;
    uint8_t repeated = 0;
    uint16_t source = 0;
    uint32_t topic = 0, sequence = 0;
    uint32_t frames = 0;  // of one that was rejected, kFrames at most
    UtcNs received = 0, sourceTime = 0;
    uint64_t firstIndex = 0;
};
static_assert(std::is_trivially_copyable_v<MessageHead>);

using FrameSizes = std::array<uint32_t, kFrames + 1>;  // of the frames, and of the reason

template <class T>
std::span<const std::byte> bytesOf(const T& object) {
    static_assert(std::is_trivially_copyable_v<T>);
    return std::as_bytes(std::span(&object, 1));
}

MessageHead headOf(std::span<const std::byte> record) {
    MessageHead head;
    std::memcpy(&head, record.data(), sizeof head);
    return head;
}

std::span<const std::byte> textBytes(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

Recorder::Recorder(const twin::Twin& twin, RecorderSettings settings)
    : m_twin(twin),
      m_settings(std::move(settings)),
      m_segments(m_settings.segmentBytes > 0 || m_settings.segmentNs > 0),
      m_names(twin),
      m_messageRing(kMessageRing),
      m_tickRing(kTickRing),
      m_frames(kFrameRoom),
      m_markDue(twin.live.size(), 1),
      m_received(twin.live.size(), -1) {
    double longest = 0.0;
    for (const twin::LiveSource& live : twin.live)
        longest = std::max(longest, live.delay);
    m_recentNs = static_cast<int64_t>(longest * 1e9) + kSlackNs;
}

Recorder::~Recorder() = default;

// --- the ingest thread

void Recorder::message(const TappedMessage& message) {
    m_messages.store(m_messages.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    if (!message.rejected.empty()) {
        pushRejected(message, message.rejected);
        return;
    }
    const std::string_view name = message.frames.front(), encoding = encodingOf(message.frames);
    MessageHead head{.repeated = message.repeated,
                     .source = message.source,
                     .topic = m_topics.find(message.source, encoding, name),
                     .sequence = message.sequence,
                     .received = message.received,
                     .sourceTime = message.sourceTime,
                     .firstIndex = message.firstIndex};
    // The worker learns a topic's number before the first message that has it.
    if (head.topic == RecorderTopics::kUnknown) {
        if (m_topics.full()) {
            pushRejected(message, "more than 50,000 topics");
            return;
        }
        const auto size = static_cast<uint32_t>(encoding.size());
        const MessageHead topic{.kind = MessageKind::topic, .source = message.source};
        if (!pushMessage({bytesOf(topic), bytesOf(size), textBytes(encoding), textBytes(name)},
                         message.mayWait))
            return;
        head.topic = m_topics.add(message.source, encoding, name);
    }
    pushMessage({bytesOf(head), textBytes(message.frames.back())}, message.mayWait);
}

void Recorder::pushRejected(const TappedMessage& message, std::string_view reason) {
    std::array<std::span<const std::byte>, kFrames> frames{};
    const size_t count = std::min(frames.size(), message.frames.size());
    const MessageHead head{.kind = MessageKind::rejected,
                           .source = message.source,
                           .frames = static_cast<uint32_t>(count),
                           .received = message.received};
    FrameSizes sizes{};
    for (size_t i = 0; i < count; ++i) {
        frames[i] = textBytes(message.frames[i]);
        sizes[i] = static_cast<uint32_t>(frames[i].size());
    }
    sizes[kFrames] = static_cast<uint32_t>(reason.size());
    pushMessage({bytesOf(head), bytesOf(sizes), frames[0], frames[1], frames[2], frames[3],
                 textBytes(reason)},
                message.mayWait);
}

// False: it was dropped, and counted.
bool Recorder::pushMessage(std::initializer_list<std::span<const std::byte>> parts, bool mayWait) {
    const bool taken = push(m_messageRing, parts, mayWait);
    if (!taken)
        m_droppedMessages.fetch_add(1, std::memory_order_relaxed);
    return taken;
}

// --- the simulation's thread

// False: it was dropped, and counted.
bool Recorder::push(std::initializer_list<std::span<const std::byte>> parts, bool mayWait) {
    const bool taken = push(m_tickRing, parts, mayWait);
    if (!taken)
        m_droppedTicks.fetch_add(1, std::memory_order_relaxed);
    return taken;
}

// False: there was no room. What can never find room is not waited for.
bool Recorder::push(ByteRing& ring, std::initializer_list<std::span<const std::byte>> parts,
                    bool mayWait) {
    size_t size = 0;
    for (const std::span<const std::byte> part : parts)
        size += part.size();
    const bool fits = size + sizeof(uint64_t) <= ring.capacity();
    while (!ring.push(parts)) {
        if (!mayWait || !fits || m_ended.load(std::memory_order_relaxed))
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
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

void Recorder::found(const sim::Finding& finding, UtcNs utc, bool mayWait) {
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    writer.put(Kind::finding);
    writer.put(utc);
    writer.put(finding.kind);
    writer.put(finding.index);
    writer.put(finding.time);
    writer.put(finding.value);
    push({m_scratch}, mayWait);
}

void Recorder::frame(const sim::Snapshot& snapshot, bool mayWait) {
    sim::Snapshot* copy = m_frames.copy(snapshot);
    while (copy == nullptr && mayWait && !m_ended.load(std::memory_order_relaxed)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        copy = m_frames.copy(snapshot);
    }
    if (copy == nullptr) {
        m_droppedTicks.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    if (!push({bytesOf(Kind::frame), bytesOf(copy)}, mayWait))
        m_frames.keep(copy);
}

// --- the worker

void Recorder::run(std::stop_token stop) {
    if (m_settings.wireOnly)
        openWireFile();
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
    closeFile();
    // What waited for a file that never came is lost, and counted.
    takeWaitingMessages();
    m_ended.store(true, std::memory_order_relaxed);
    publishStatus();
}

bool Recorder::drainTicks() {
    size_t count = 0;
    for (std::span<const std::byte> record; count < kTurn && m_tickRing.front(record); ++count) {
        take(record);
        m_tickRing.pop();
    }
    return count == kTurn;
}

// Before the first checkpoint there is no file: what comes early waits.
bool Recorder::drainMessages() {
    size_t count = 0;
    for (std::span<const std::byte> record;
         count < kTurn && !m_awaitingFile && m_messageRing.front(record); ++count) {
        takeMessage(record);
        m_messageRing.pop();
    }
    return count == kTurn;
}

// Messages that entered ticks lie before them, and in their file: they were pushed before.
void Recorder::takeWaitingMessages() {
    const uint64_t end = m_messageRing.pushed();
    for (std::span<const std::byte> record;
         m_messageRing.popped() < end && m_messageRing.front(record);) {
        takeMessage(record);
        m_messageRing.pop();
    }
}

void Recorder::take(std::span<const std::byte> record) {
    ByteReader reader(record);
    switch (reader.get<Kind>()) {
        case Kind::begin:
            // Another run begins: another file.
            closeFile();
            loadState(m_start.emplace(), reader);
            m_awaitingFile = true;
            break;
        case Kind::tick: {
            if (m_file == nullptr) {
                ++m_lostBefore;
                break;
            }
            loadState(m_batch.ticks.emplace_back(), reader);
            if (m_batch.ticks.size() >= kBatchTicks) {
                takeWaitingMessages();
                writeTicks();
            }
            break;
        }
        case Kind::checkpoint: {
            recording::CheckpointHead head;
            loadState(head, reader);
            takeCheckpoint(head, record.last(reader.remaining()));
            break;
        }
        case Kind::simulated: {
            const auto signal = reader.get<uint32_t>();
            const auto utc = reader.get<UtcNs>();
            Value value;
            loadState(value, reader);
            if (m_file != nullptr)
                say(m_file->writeSimulated(signal, m_names.name(signal), utc, value));
            break;
        }
        case Kind::finding: {
            const auto utc = reader.get<UtcNs>();
            sim::Finding finding;
            finding.kind = reader.get<sim::Finding::Kind>();
            finding.index = reader.get<uint32_t>();
            finding.time = reader.get<UtcNs>();
            finding.value = reader.get<double>();
            if (m_file != nullptr)
                say(m_file->writeFinding(finding, utc, m_twin, m_names));
            break;
        }
        case Kind::frame: {
            sim::Snapshot* frame = nullptr;
            reader.raw(&frame, sizeof frame);
            takeFrame(frame);
            break;
        }
    }
}

void Recorder::takeFrame(sim::Snapshot* frame) {
    if (m_file != nullptr) {
        m_track.add(*frame, m_frameBytes);
        say(m_file->writeFrame(frame->utc, m_frameBytes));
    }
    m_frames.giveBack(frame);
}

void Recorder::takeCheckpoint(const recording::CheckpointHead& head,
                              std::span<const std::byte> state) {
    const bool full =
        m_file != nullptr &&
        ((m_settings.segmentBytes > 0 && m_file->bytes() >= m_settings.segmentBytes) ||
         (m_settings.segmentNs > 0 && head.utc - m_fileOpened >= m_settings.segmentNs));
    if (m_file == nullptr || full || (m_segments && m_broken))
        openFile(head, state);
    else
        say(m_file->writeCheckpoint(head, state));
}

void Recorder::takeMessage(std::span<const std::byte> record) {
    const auto kind = headOf(record).kind;
    if (kind == MessageKind::message) {
        writeMessage(record);
    } else if (kind == MessageKind::rejected) {
        writeRejected(record);
    } else {
        uint32_t size = 0;
        const auto* at = reinterpret_cast<const char*>(record.data()) + sizeof(MessageHead);
        std::memcpy(&size, at, sizeof size);
        std::string_view text(at + sizeof size, record.size() - sizeof(MessageHead) - sizeof size);
        m_known.push_back({headOf(record).source, std::string(text.substr(0, size)),
                           std::string(text.substr(size))});
    }
}

void Recorder::writeRejected(std::span<const std::byte> record) {
    const MessageHead head = headOf(record);
    FrameSizes sizes{};
    const auto* at = reinterpret_cast<const char*>(record.data()) + sizeof head;
    std::memcpy(&sizes, at, sizeof sizes);
    at += sizeof sizes;
    std::array<std::string_view, kFrames + 1> texts{};
    for (size_t i = 0; i < texts.size(); ++i) {
        texts[i] = {at, sizes[i]};
        at += sizes[i];
    }
    if (m_file == nullptr)
        ++m_lostBefore;
    else
        say(m_file->writeRejected(m_twin.live[head.source], head.received,
                                  std::span(texts).first(head.frames), texts[kFrames]));
}

void Recorder::writeMessage(std::span<const std::byte> record) {
    const MessageHead head = headOf(record);
    if (m_segments)
        keep(record, head.received);
    if (m_file == nullptr) {
        ++m_lostBefore;
        return;
    }
    // Of several at one time only the first can be told by it.
    const UtcNs before = std::exchange(m_received[head.source], head.received);
    if (m_markDue[head.source] != 0 && head.received != before && !m_settings.wireOnly) {
        m_batch.marks.push_back({head.source, head.received, head.firstIndex});
        m_markDue[head.source] = 0;
    }
    mcap::Message message{.sequence = head.sequence,
                          .logTime = static_cast<uint64_t>(head.received),
                          .publishTime = static_cast<uint64_t>(head.sourceTime),
                          .data = record.subspan(sizeof head)};
    const auto written = m_file->writeMessage(m_twin.live[head.source], m_known[head.topic],
                                              head.topic, head.repeated != 0, message);
    if (!written)
        say(written);
}

// Two generations, so that the oldest leave without looking at each.
void Recorder::keep(std::span<const std::byte> record, UtcNs received) {
    if (received - m_recentSince > m_recentNs || m_recent.size() > kMostRecent) {
        std::swap(m_recent, m_recentBefore);
        m_recent.clear();
        m_recentSince = received;
    }
    ByteWriter writer(m_recent);
    writer.put(static_cast<uint32_t>(record.size()));
    writer.raw(record.data(), record.size());
}

// Each batch says anew which numbers the messages have: so a replay may begin with any of them, and
// goes on behind what was lost.
void Recorder::writeTicks() {
    say(m_file->writeTicks(m_batch));
    std::fill(m_markDue.begin(), m_markDue.end(), uint8_t{1});
}

void Recorder::openFile(const recording::CheckpointHead& head, std::span<const std::byte> state) {
    closeFile();
    m_awaitingFile = false;
    auto path = m_settings.nextPath();
    if (!path) {
        say(tl::unexpected(path.error()));
        return;
    }
    auto file = File::create(*path, m_twin, m_settings, *m_start, head.tick);
    if (!file) {
        say(tl::unexpected(file.error()));
        return;
    }
    m_file = std::move(*file);
    ++m_files;
    m_broken = false;
    m_fileOpened = head.utc;
    m_lastSync = steadyUtcNow();
    m_track.restart();
    std::fill(m_markDue.begin(), m_markDue.end(), uint8_t{1});
    std::fill(m_received.begin(), m_received.end(), -1);
    say(m_file->writeCheckpoint(head, state));
    repeatRecent(head.utc - m_recentNs);
}

void Recorder::openWireFile() {
    m_awaitingFile = false;
    auto path = m_settings.nextPath();
    auto file =
        path ? File::create(*path, m_twin, m_settings, {}, 0) : tl::unexpected(path.error());
    if (!file) {
        say(tl::unexpected(file.error()));
        return;
    }
    m_file = std::move(*file);
    ++m_files;
    m_lastFlush = m_lastSync = steadyUtcNow();
}

// Messages that were received before a file's first tick and enter it or a later one.
void Recorder::repeatRecent(UtcNs from) {
    const Bytes before = std::move(m_recentBefore);
    const Bytes recent = std::move(m_recent);
    m_recentBefore.clear();
    m_recent.clear();
    for (const Bytes* generation : {&before, &recent}) {
        for (size_t at = 0; at < generation->size();) {
            uint32_t size = 0;
            std::memcpy(&size, generation->data() + at, sizeof size);
            const auto record = std::span(*generation).subspan(at + sizeof size, size);
            if (headOf(record).received >= from)
                takeMessage(record);
            at += sizeof size + size;
        }
    }
}

void Recorder::closeFile() {
    if (m_file == nullptr)
        return;
    takeWaitingMessages();
    flush(steadyUtcNow());
    if (m_file == nullptr)
        return;
    say(m_file->finish());
    m_lostBefore += m_file->lost();
    m_file.reset();
}

// What is in a closed chunk survives whatever happens to this process.
void Recorder::flush(UtcNs now) {
    m_lastFlush = now;
    if (m_file == nullptr)
        return;
    noteDrops(now);
    takeWaitingMessages();
    writeTicks();
    say(m_file->closeChunk());
    Result<void> kept;
    if (now - m_lastSync >= kSyncNs) {
        m_lastSync = now;
        kept = syncFile();
        say(kept);
    }
    if (!m_failed) {
        const std::lock_guard lock(m_statusMutex);
        m_status.error.clear();
        m_status.durableUntil = now;
    }
    m_failed = false;

    // A file that cannot go on is completed as far as that goes.
    if (!kept) {
        (void)m_file->finish();
        m_lostBefore += m_file->lost();
        m_file.reset();
    }
}

Result<void> Recorder::syncFile() {
    if (!m_file->isThere())
        return fail({.doing = "go on recording",
                     .on = m_file->path().string(),
                     .found = "the file was deleted",
                     .expected = ""});
    // A medium that fails now and then is no reason to stop.
    say(m_file->sync());
    return m_settings.tend ? m_settings.tend() : Result<void>{};
}

void Recorder::noteDrops(UtcNs now) {
    const uint64_t messages = m_droppedMessages.load(std::memory_order_relaxed);
    const uint64_t ticks = m_droppedTicks.load(std::memory_order_relaxed);
    const uint64_t lost = m_lostBefore + m_file->lost();
    if (messages == m_notedMessages && ticks == m_notedTicks && lost == m_notedLost)
        return;
    m_notedMessages = messages;
    m_notedTicks = ticks;
    m_notedLost = lost;
    say(m_file->writeDrops(now, {.messages = messages, .ticks = ticks, .lost = lost}));
}

void Recorder::say(const Result<void>& outcome) {
    if (outcome)
        return;
    m_failed = true;
    m_broken = true;
    m_track.restart();  // frames build upon each other
    const std::lock_guard lock(m_statusMutex);
    m_status.error = outcome.error().message();
    m_status.lastError = m_status.error;
}

void Recorder::publishStatus() {
    const std::lock_guard lock(m_statusMutex);
    m_status.messages = m_messages.load(std::memory_order_relaxed);
    m_status.droppedMessages = m_droppedMessages.load(std::memory_order_relaxed);
    m_status.droppedTicks = m_droppedTicks.load(std::memory_order_relaxed);
    m_status.files = m_files;
    m_status.lost = m_lostBefore + (m_file != nullptr ? m_file->lost() : 0);
    if (m_file == nullptr)
        return;
    m_status.bytes = m_file->bytes();
    m_status.path = m_file->path();
}

RecorderStatus Recorder::status() const {
    const std::lock_guard lock(m_statusMutex);
    return m_status;
}

}  // namespace gemba::ingest
