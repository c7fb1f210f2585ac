#include "ingest/snapshot_pool.h"

#include <cassert>
#include <utility>

namespace gemba::ingest {

sim::Snapshot* SnapshotPool::copy(const sim::Snapshot& snapshot) {
    const size_t bytes = sizeof snapshot + snapshot.bodies.size() * sizeof(sim::SnapshotBody) +
                         snapshot.signals.size() * sizeof(signals::SignalState) +
                         snapshot.properties.size() * sizeof(double) +
                         snapshot.residuals.size() * sizeof(sim::ResidualRow) +
                         snapshot.estimates.size() * sizeof(sim::ParameterEstimate) +
                         snapshot.alarms.size() * sizeof(sim::AlarmRow) + snapshot.drivers.size() +
                         snapshot.deviceState.size();
    sim::Snapshot* const out = take(bytes);
    if (out != nullptr)
        *out = snapshot;
    return out;
}

// One that has room already, before one that must be made. A single one always fits.
sim::Snapshot* SnapshotPool::take(size_t bytes) {
    sim::Snapshot* out = std::exchange(m_kept, nullptr);
    // After a backlog there are more than fit now that they all grow as large as this one.
    while (out != nullptr || m_back.pop(out)) {
        if (m_all.size() == 1 || m_all.size() * bytes <= m_mostBytes)
            return out;
        std::erase_if(m_all, [out](const auto& one) { return one.get() == out; });
        out = nullptr;
    }
    if (m_all.size() >= kMost || (!m_all.empty() && (m_all.size() + 1) * bytes > m_mostBytes))
        return nullptr;
    return m_all.emplace_back(std::make_unique<sim::Snapshot>()).get();
}

void SnapshotPool::giveBack(sim::Snapshot* copy) {
    // There are never more than fit.
    const bool fits = m_back.push(copy);
    assert(fits);
    (void)fits;
}

}  // namespace gemba::ingest
