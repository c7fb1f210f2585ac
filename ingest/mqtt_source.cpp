#include "ingest/mqtt_source.h"

#include <utility>

namespace gemba::ingest {

MqttSource::MqttSource(twin::LiveSource live, uint16_t source, const signals::SignalNames& names,
                       size_t ringCapacity)
    : m_live(std::move(live)),
      m_intake(m_live, source, names, ringCapacity),
      m_take([this](const MqttClient::Message& message) {
          const std::string_view frames[] = {message.topic, message.payload};
          m_intake.take(frames, steadyUtcNow(), message.retained);
      }) {}

Result<void> MqttSource::open() {
    auto client = MqttClient::open(m_live.connect, m_live.subscribe);
    if (!client)
        return tl::unexpected(client.error());
    m_client.emplace(std::move(*client));
    return {};
}

sim::LinkStatus MqttSource::status() const {
    sim::LinkStatus out;
    out.id = m_live.id;
    out.endpoint = m_live.connect;
    out.connected = m_connected.load(std::memory_order_relaxed);
    out.disconnects = m_disconnects.load(std::memory_order_relaxed);
    m_intake.fill(out);
    return out;
}

size_t MqttSource::drain(size_t most) {
    return m_client ? m_client->drain(most, m_take) : 0;
}

void MqttSource::readMonitor(UtcNs now) {
    if (!m_client)
        return;
    m_client->tend(now);
    m_connected.store(m_client->connected(), std::memory_order_relaxed);
    m_disconnects.store(m_client->disconnects(), std::memory_order_relaxed);
}

void MqttSource::collect(std::vector<WakeUp>& out) const {
    if (m_client && m_client->fd() >= 0)
        out.push_back({.fd = m_client->fd(), .whenWritable = m_client->wantsWrite()});
}

void MqttSource::close() {
    m_client.reset();
    m_connected.store(false, std::memory_order_relaxed);
}

}  // namespace gemba::ingest
