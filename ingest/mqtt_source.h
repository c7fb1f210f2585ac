#pragma once

#include <optional>

#include "ingest/mqtt_client.h"
#include "ingest/wire_source.h"

namespace gemba::ingest {

/// One `[[live]]` source whose endpoint is `mqtt://…` or `mqtts://…`: MQTT's topics are ours,
/// payloads are JSON. A retained message is a repeated last value: it fills an empty value and is
/// no edge.
class MqttSource final : public WireSource {
 public:
    /// `source`: index into Twin::live.
    MqttSource(twin::LiveSource live, uint16_t source, const signals::SignalNames& names,
               size_t ringCapacity = SampleGate::kCapacity);

    [[nodiscard]] Result<void> open() override;
    size_t drain(size_t most) override;
    void readMonitor(UtcNs now) override;
    void collect(std::vector<WakeUp>& out) const override;
    void close() override;

 private:
    MqttClient::Take m_take;
    std::optional<MqttClient> m_client;
};

}  // namespace gemba::ingest
