#include "ingest/mqtt_source.h"

#include <utility>

namespace gemba::ingest {

MqttSource::MqttSource(twin::LiveSource live, uint16_t source, const signals::SignalNames& names,
                       size_t ringCapacity)
    : WireSource(std::move(live), source, names, ringCapacity),
      m_take([this](const MqttClient::Message& message) {
          const std::string_view frames[] = {message.topic, message.payload};
          intake().take(frames, steadyUtcNow(), message.retained);
      }) {}

Result<void> MqttSource::open() {
    auto client = MqttClient::open(live().connect, live().subscribe, live().keys);
    if (!client)
        return tl::unexpected(client.error());
    m_client.emplace(std::move(*client));
    return {};
}

size_t MqttSource::drain(size_t most) {
    return m_client ? m_client->drain(most, m_take) : 0;
}

void MqttSource::readMonitor(UtcNs now) {
    if (!m_client)
        return;
    m_client->tend(now);
    noteLink(m_client->connected(), m_client->disconnects());
}

void MqttSource::collect(std::vector<WakeUp>& out) const {
    if (m_client && m_client->fd() >= 0)
        out.push_back({.fd = m_client->fd(), .whenWritable = m_client->wantsWrite()});
}

void MqttSource::close() {
    m_client.reset();
    noteClosed();
}

}  // namespace gemba::ingest
