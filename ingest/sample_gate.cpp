#include "ingest/sample_gate.h"

namespace gemba::ingest {

SampleGate::SampleGate(const signals::SignalNames& names, size_t capacity)
    : m_ring(capacity), m_aside(names.size()), m_isAside(names.size(), false) {
    m_every.reserve(names.size());
    for (uint32_t signal = 0; signal < names.size(); ++signal)
        m_every.push_back(names.every(signal));
    m_waiting.reserve(names.size());
}

void SampleGate::push(const signals::Sample& sample) {
    if (!m_waiting.empty())
        flush();
    // A newer sample never overtakes an older one of its signal.
    if (!m_isAside[sample.signal] && m_ring.push(sample))
        return;
    if (m_every[sample.signal])
        ++m_dropped;
    else
        putAside(sample);
}

void SampleGate::heartbeat(const signals::Sample& sample) {
    if (m_waiting.empty() && m_ring.push(sample))
        return;
    flush();
}

void SampleGate::putAside(const signals::Sample& sample) {
    signals::Sample& slot = m_aside[sample.signal];
    if (!m_isAside[sample.signal]) {
        m_isAside[sample.signal] = true;
        m_waiting.push_back(sample.signal);
        slot = sample;
        return;
    }
    // A repeat says less than what waits already; what was lost before either is lost before this.
    ++m_merged;
    const uint32_t lost = slot.lost + sample.lost;
    if (!sample.last || sample.missed || slot.last)
        slot = sample;
    slot.lost = lost;
}

void SampleGate::flush() {
    size_t done = 0;
    while (done < m_waiting.size() && m_ring.push(m_aside[m_waiting[done]])) {
        m_isAside[m_waiting[done]] = false;
        ++done;
    }
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(done));
}

}  // namespace gemba::ingest
