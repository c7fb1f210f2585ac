#pragma once

#include <atomic>
#include <memory>

#include "engine/core/result.h"
#include "engine/sim/services.h"
#include "ingest/sample_intake.h"

namespace gemba::ingest {

class ZmqContext;
class SubSocket;

/// One `[[live]]` source: a ZeroMQ subscription whose messages become samples in a ring. Connects,
/// loses and finds its publisher by itself; what goes wrong is counted. Made and opened by any
/// thread; then drained by the ingest thread, the ring read by the simulation's.
class ZmqSource final : public sim::SampleSource {
 public:
    /// `source`: index into Twin::live. `context` must outlive the source.
    ZmqSource(ZmqContext& context, twin::LiveSource live, uint16_t source,
              const signals::SignalNames& names, size_t ringCapacity = SampleGate::kCapacity);
    ~ZmqSource() override;

    /// Before the ingest thread starts. Fails on an endpoint that cannot be; a publisher that is
    /// not there yet is no failure.
    [[nodiscard]] Result<void> open();

    [[nodiscard]] SpscRing<signals::Sample>& ring() override { return m_intake.ring(); }
    [[nodiscard]] sim::LinkStatus status() const override;
    [[nodiscard]] TimeUnit timeUnit() const { return m_intake.timeUnit(); }

    /// Before the ingest thread starts.
    void setTap(MessageTap* tap) { m_intake.setTap(tap); }

    // Ingest thread from here on.
    /// Takes up to `most` waiting messages; returns how many there were.
    size_t drain(size_t most);
    void readMonitor(UtcNs now);
    void housekeep(UtcNs now) { m_intake.housekeep(now); }
    [[nodiscard]] bool waiting() const { return m_intake.waiting(); }
    void close();
    /// Raw sockets for zmq_poll; null while closed.
    [[nodiscard]] void* pollHandle() const;
    [[nodiscard]] void* monitorHandle() const;

 private:
    ZmqContext& m_context;
    twin::LiveSource m_live;
    SampleIntake m_intake;
    std::unique_ptr<SubSocket> m_socket;
    std::atomic<bool> m_connected{false};
    std::atomic<uint64_t> m_disconnects{0};
};

}  // namespace gemba::ingest
