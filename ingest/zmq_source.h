#pragma once

#include <memory>

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
    size_t drain(size_t most) override;
    void readMonitor(UtcNs now) override;
    void collect(std::vector<WakeUp>& out) const override;
    void close() override;

 private:
    ZmqContext& m_context;
    std::unique_ptr<SubSocket> m_socket;
};

}  // namespace gemba::ingest
