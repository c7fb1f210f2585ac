#include "ingest/zmq_source.h"

#include "ingest/sub_socket.h"
#include "ingest/zmq_context.h"

namespace gemba::ingest {

ZmqSource::ZmqSource(ZmqContext& context, twin::LiveSource live, uint16_t source,
                     const signals::SignalNames& names, size_t ringCapacity)
    : m_context(context), m_live(std::move(live)), m_intake(m_live, source, names, ringCapacity) {}

ZmqSource::~ZmqSource() = default;

Result<void> ZmqSource::open() {
    auto socket = SubSocket::open(m_context.get(), m_live.connect, m_live.subscribe);
    if (!socket)
        return tl::unexpected(socket.error());
    m_socket = std::make_unique<SubSocket>(std::move(*socket));
    return {};
}

sim::LinkStatus ZmqSource::status() const {
    sim::LinkStatus out;
    out.id = m_live.id;
    out.endpoint = m_live.connect;
    out.connected = m_connected.load(std::memory_order_relaxed);
    out.disconnects = m_disconnects.load(std::memory_order_relaxed);
    m_intake.fill(out);
    return out;
}

size_t ZmqSource::drain(size_t most) {
    size_t count = 0;
    while (count < most && m_socket && m_socket->receive()) {
        m_intake.take(m_socket->frames(), steadyUtcNow());
        ++count;
    }
    return count;
}

void ZmqSource::readMonitor(UtcNs now) {
    if (!m_socket)
        return;
    m_socket->readMonitor(now);
    m_connected.store(m_socket->connected(), std::memory_order_relaxed);
    m_disconnects.store(m_socket->disconnects(), std::memory_order_relaxed);
}

void ZmqSource::close() {
    m_socket.reset();
    m_connected.store(false, std::memory_order_relaxed);
}

void ZmqSource::collect(std::vector<WakeUp>& out) const {
    if (!m_socket)
        return;
    out.push_back({.socket = m_socket->handle()});
    out.push_back({.socket = m_socket->monitorHandle()});
}

}  // namespace gemba::ingest
