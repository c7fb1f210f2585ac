#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/services.h"
#include "ingest/published_message.h"

namespace gemba::ingest {

class ZmqContext;

struct PublisherSettings {
    std::string endpoint;  ///< "tcp://127.0.0.1:5556"; port * binds to a free one
    bool bind = true;      ///< false: connects, to a proxy
    ContentType encoding = ContentType::json;
    UtcNs boot = 0;             ///< start of this series; 0: now
    int64_t clockOffsetNs = 0;  ///< added to every published time: a plant whose clock is off
    int64_t repeatNs = 1'000'000'000;  ///< last values are repeated this often
    int highWaterMark = 100'000;       ///< messages; what a slow subscriber loses shows as its gap
    size_t ringCapacity = 65'536;
};

/// Any thread may read one.
struct PublisherStatus {
    std::string endpoint;  ///< as bound, with its port
    bool online = false;
    uint64_t sent = 0;    ///< changes, repeats not counted
    uint64_t missed = 0;  ///< numbered but not sent: offline
    uint64_t repeats = 0;
    uint64_t unwritable = 0;  ///< values that are none on the wire (NaN), not numbered
};

/// Publishes outputs as native JSON, `{"t":ns,"seq":n,"boot":ns,"v":...}`, two frames a message, or
/// as gemba.v1.Message, three frames; one topic a signal. New subscribers get the last values at
/// once, everyone each second.
class Publisher {
 public:
    /// `topics` by Output::signal. `context` must outlive the publisher.
    Publisher(ZmqContext& context, PublisherSettings settings, std::vector<std::string> topics);
    ~Publisher();

    /// Before the ingest thread starts. Fails where the endpoint cannot be bound.
    [[nodiscard]] Result<void> open();

    /// Written by the simulation's thread, read by the ingest thread.
    [[nodiscard]] SpscRing<sim::Output>& ring() { return m_ring; }

    /// Any thread: the publisher dies (its socket closes) and comes back. Meanwhile `seq` counts
    /// what would have been sent, so subscribers see the exact gap. Takes effect at the ingest
    /// thread's next turn, before any later output.
    void setOffline(bool offline) { m_offlineWanted.store(offline, std::memory_order_release); }
    /// Any thread.
    void setClockOffset(int64_t ns) { m_clockOffset.store(ns, std::memory_order_relaxed); }
    [[nodiscard]] PublisherStatus status() const;

    // Ingest thread from here on.
    /// Sends up to `most` waiting outputs and what is due; returns how many outputs there were.
    size_t service(UtcNs now, size_t most);
    void close();
    /// Raw socket for zmq_poll; null while offline.
    [[nodiscard]] void* pollHandle() const;

 private:
    using Counter = std::atomic<uint64_t>;  // written by the ingest thread alone
    struct Socket;

    void followOffline(UtcNs now);
    void readSubscriptions();
    void publish(const sim::Output& output);
    void repeatAll();
    [[nodiscard]] bool send(const PublishedTopic& topic, bool last);

    ZmqContext& m_context;
    PublisherSettings m_settings;
    SpscRing<sim::Output> m_ring;
    std::vector<PublishedTopic> m_topics;
    std::unique_ptr<Socket> m_socket;
    std::string m_payload;  // scratch
    UtcNs m_lastRepeat = 0, m_lastAttempt = 0;
    bool m_repeatAsked = false;

    std::atomic<bool> m_offlineWanted{false}, m_online{false};
    std::atomic<int64_t> m_clockOffset;
    Counter m_sent{0}, m_missed{0}, m_repeats{0}, m_unwritable{0};
    mutable std::mutex m_endpointMutex;
    std::string m_endpoint;
};

}  // namespace gemba::ingest
