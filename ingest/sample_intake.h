#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "engine/sim/services.h"
#include "engine/twin/twin.h"
#include "ingest/message_tap.h"
#include "ingest/sample_gate.h"
#include "ingest/topic_table.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {

/// Turns one source's messages into samples: decodes, places them in their topic's series, finds
/// the bound signals and pushes them into the ring. Knows no socket, so that a player may feed it
/// too.
///
///     SampleIntake intake(live, 0, names);
///     intake.take(frames, steadyUtcNow());   // ingest thread, for each message
///     intake.ring().pop(sample);             // simulation thread
class SampleIntake {
 public:
    /// A source without bound messages still says that it is alive, at most this often.
    static constexpr int64_t kHeartbeatNs = 50'000'000;

    /// `source`: index into Twin::live.
    SampleIntake(const twin::LiveSource& live, uint16_t source, const signals::SignalNames& names,
                 size_t ringCapacity = SampleGate::kCapacity);

    /// Before the first message. Is handed each one; outlives the intake. `mayWait`: the messages
    /// come from a file.
    void setTap(MessageTap* tap, bool mayWait = false) {
        m_tap = tap;
        m_tapMayWait = mayWait;
    }

    /// Ingest thread. One message, its receive time taken as it left the socket. `repeated`: by
    /// what it came over, it is an old value (MQTT's retained ones).
    void take(std::span<const std::string_view> frames, UtcNs received, bool repeated = false);
    /// The same for a message that was read already, or could not be (a recorded one, by its
    /// channel's encoding); `frames` are counted and go to the tap. `message` is lent.
    void takeDecoded(DecodedMessage& message, std::span<const std::string_view> frames,
                     UtcNs received, bool repeated = false);

    /// Ingest thread, every few milliseconds: moves waiting samples on, measures the rate.
    void housekeep(UtcNs now);
    /// Ingest thread: samples wait aside for room in the ring.
    [[nodiscard]] bool waiting() const { return m_gate.waiting() > 0; }

    [[nodiscard]] SpscRing<signals::Sample>& ring() { return m_gate.ring(); }
    [[nodiscard]] const TopicTable& topics() const { return m_topics; }

    /// Any thread: fills in all that is known here.
    void fill(sim::LinkStatus& status) const;
    /// Any thread: unit of the source's times, as stated or judged.
    [[nodiscard]] TimeUnit timeUnit() const { return m_timeUnit.load(std::memory_order_relaxed); }

 private:
    using Counter = std::atomic<uint64_t>;  // written by the ingest thread alone

    void place(std::span<const std::string_view> frames, UtcNs received, bool repeated);
    void takeValues(TopicState* topic, const Tracked& tracked, const signals::Sample& common);
    void noteReason();
    void noteConflict(bool refused);
    void tap(std::span<const std::string_view> frames, UtcNs received, bool repeated);

    TopicTable m_topics;
    SampleGate m_gate;
    WireDecoder m_decoder;
    DecodedMessage m_message;
    uint16_t m_source;
    MessageTap* m_tap = nullptr;
    bool m_tapMayWait = false;
    uint64_t m_nextIndex = 0;  // of the next value of a bound signal
    UtcNs m_lastPushed = 0;    // receive time of the newest sample or heartbeat

    // For the rate: how many there were at the end of each of the last seconds.
    struct Mark {
        UtcNs at;
        uint64_t messages;
    };
    std::deque<Mark> m_marks;

    // For other threads.
    Counter m_messages{0}, m_bytes{0}, m_samples{0}, m_rejected{0}, m_lost{0}, m_duplicates{0},
        m_rivals{0}, m_dropped{0};
    std::atomic<double> m_rate{0.0};
    std::atomic<TimeUnit> m_timeUnit{TimeUnit::undecided};
    mutable std::mutex m_reasonMutex;
    std::string m_firstReason, m_firstConflict;
    bool m_hasReason = false, m_hasConflict = false;  // ingest thread's own
};

}  // namespace gemba::ingest
