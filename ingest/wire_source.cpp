#include "ingest/wire_source.h"

#include <utility>

namespace gemba::ingest {

WireSource::WireSource(twin::LiveSource live, uint16_t source, const signals::SignalNames& names,
                       size_t ringCapacity)
    : m_live(std::move(live)), m_intake(m_live, source, names, ringCapacity) {}

sim::LinkStatus WireSource::status() const {
    sim::LinkStatus out;
    out.id = m_live.id;
    out.endpoint = m_live.connect;
    out.connected = m_connected.load(std::memory_order_relaxed);
    out.disconnects = m_disconnects.load(std::memory_order_relaxed);
    m_intake.fill(out);
    return out;
}

void WireSource::noteLink(bool connected, uint64_t disconnects) {
    m_connected.store(connected, std::memory_order_relaxed);
    m_disconnects.store(disconnects, std::memory_order_relaxed);
}

}  // namespace gemba::ingest
