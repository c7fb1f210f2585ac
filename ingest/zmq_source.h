#pragma once

#include <atomic>
#include <memory>

#include "ingest/sample_intake.h"
#include "ingest/wire_source.h"

namespace gemba::ingest {

class ZmqContext;
class SubSocket;

/// One `[[live]]` source: a ZeroMQ subscription whose messages become samples in a ring. Connects,
/// loses and finds its publisher by itself; what goes wrong is counted. Made and opened by any
/// thread; then drained by the ingest thread, the ring read by the simulation's.
class ZmqSource final : public WireSource {
 public:
    /// `source`: index into Twin::live. `context` must outlive the source.
    ZmqSource(ZmqContext& context, twin::LiveSource live, uint16_t source,
              const signals::SignalNames& names, size_t ringCapacity = SampleGate::kCapacity);
    ~ZmqSource() override;

    [[nodiscard]] Result<void> open() override;

    [[nodiscard]] SpscRing<signals::Sample>& ring() override { return m_intake.ring(); }
    [[nodiscard]] sim::LinkStatus status() const override;
    [[nodiscard]] TimeUnit timeUnit() const override { return m_intake.timeUnit(); }

    void setTap(MessageTap* tap) override { m_intake.setTap(tap); }
    size_t drain(size_t most) override;
    void readMonitor(UtcNs now) override;
    void housekeep(UtcNs now) override { m_intake.housekeep(now); }
    [[nodiscard]] bool waiting() const override { return m_intake.waiting(); }
    void collect(std::vector<WakeUp>& out) const override;
    void close() override;

 private:
    ZmqContext& m_context;
    twin::LiveSource m_live;
    SampleIntake m_intake;
    std::unique_ptr<SubSocket> m_socket;
    std::atomic<bool> m_connected{false};
    std::atomic<uint64_t> m_disconnects{0};
};

}  // namespace gemba::ingest
