#include "ingest/zmq_source.h"

#include "ingest/sub_socket.h"
#include "ingest/zmq_context.h"

namespace gemba::ingest {

ZmqSource::ZmqSource(ZmqContext& context, twin::LiveSource live, uint16_t source,
                     const signals::SignalNames& names, size_t ringCapacity)
    : WireSource(std::move(live), source, names, ringCapacity), m_context(context) {}

ZmqSource::~ZmqSource() = default;

Result<void> ZmqSource::open() {
    auto socket = SubSocket::open(m_context.get(), live().connect, live().subscribe, live().keys);
    if (!socket)
        return tl::unexpected(socket.error());
    m_socket = std::make_unique<SubSocket>(std::move(*socket));
    return {};
}

size_t ZmqSource::drain(size_t most) {
    size_t count = 0;
    while (count < most && m_socket && m_socket->receive()) {
        intake().take(m_socket->frames(), steadyUtcNow());
        ++count;
    }
    return count;
}

void ZmqSource::readMonitor(UtcNs now) {
    if (!m_socket)
        return;
    m_socket->readMonitor(now);
    noteLink(m_socket->connected(), m_socket->disconnects());
}

void ZmqSource::close() {
    m_socket.reset();
    noteClosed();
}

void ZmqSource::collect(std::vector<WakeUp>& out) const {
    if (!m_socket)
        return;
    out.push_back({.socket = m_socket->handle()});
    out.push_back({.socket = m_socket->monitorHandle()});
}

}  // namespace gemba::ingest
