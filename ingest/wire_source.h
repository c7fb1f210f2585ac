#pragma once

#include <atomic>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/services.h"
#include "ingest/sample_intake.h"

namespace gemba::ingest {

/// What the ingest thread sleeps on: a ZeroMQ socket, or a file descriptor where that is null.
struct WakeUp {
    void* socket = nullptr;
    int fd = -1;
    bool whenWritable = false;  ///< of a descriptor: also when it takes bytes
};

/// One `[[live]]` source as the ingest thread serves it, whatever its messages come over. Connects,
/// loses and finds its peer by itself; what goes wrong is counted. Nothing here blocks. Made and
/// opened by any thread; then served by the ingest thread, the ring read by the simulation's.
class WireSource : public sim::SampleSource {
 public:
    /// Before the ingest thread starts. Fails on an endpoint that cannot be; a peer that is not
    /// there yet is no failure.
    [[nodiscard]] virtual Result<void> open() = 0;
    /// Before the ingest thread starts: is handed every message; outlives the source.
    void setTap(MessageTap* tap) { m_intake.setTap(tap); }

    [[nodiscard]] SpscRing<signals::Sample>& ring() final { return m_intake.ring(); }
    [[nodiscard]] sim::LinkStatus status() const final;
    /// Any thread: unit of the source's times, as stated or judged.
    [[nodiscard]] TimeUnit timeUnit() const { return m_intake.timeUnit(); }

    // Ingest thread from here on.
    /// Takes up to `most` waiting messages; returns how many there were.
    virtual size_t drain(size_t most) = 0;
    /// Every turn: follows the connection, and connects anew where it is time.
    virtual void readMonitor(UtcNs now) = 0;
    /// Every few milliseconds: moves waiting samples on, measures the rate.
    void housekeep(UtcNs now) { m_intake.housekeep(now); }
    /// Samples wait aside for room in the ring.
    [[nodiscard]] bool waiting() const { return m_intake.waiting(); }
    /// Appends what it waits for; nothing while closed.
    virtual void collect(std::vector<WakeUp>& out) const = 0;
    virtual void close() = 0;

 protected:
    /// `source`: index into Twin::live.
    WireSource(twin::LiveSource live, uint16_t source, const signals::SignalNames& names,
               size_t ringCapacity);

    [[nodiscard]] const twin::LiveSource& live() const { return m_live; }
    [[nodiscard]] SampleIntake& intake() { return m_intake; }
    /// How the connection stands; ingest thread.
    void noteLink(bool connected, uint64_t disconnects);
    void noteClosed() { m_connected.store(false, std::memory_order_relaxed); }

 private:
    twin::LiveSource m_live;
    SampleIntake m_intake;
    std::atomic<bool> m_connected{false};
    std::atomic<uint64_t> m_disconnects{0};
};

}  // namespace gemba::ingest
