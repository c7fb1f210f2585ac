#pragma once

#include <atomic>
#include <optional>

#include "ingest/mqtt_client.h"
#include "ingest/sample_intake.h"
#include "ingest/wire_source.h"

namespace gemba::ingest {

/// One `[[live]]` source whose endpoint is `mqtt://…`: MQTT's topics are ours, payloads are JSON. A
/// retained message is a repeated last value: it fills an empty value and is no edge.
class MqttSource final : public WireSource {
 public:
    /// `source`: index into Twin::live.
    MqttSource(twin::LiveSource live, uint16_t source, const signals::SignalNames& names,
               size_t ringCapacity = SampleGate::kCapacity);

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
    twin::LiveSource m_live;
    SampleIntake m_intake;
    MqttClient::Take m_take;
    std::optional<MqttClient> m_client;
    std::atomic<bool> m_connected{false};
    std::atomic<uint64_t> m_disconnects{0};
};

}  // namespace gemba::ingest
