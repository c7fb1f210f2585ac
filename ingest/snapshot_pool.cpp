#include "ingest/snapshot_pool.h"

#include <cassert>
#include <utility>

namespace gemba::ingest {

sim::Snapshot* SnapshotPool::copy(const sim::Snapshot& snapshot) {
    const size_t bytes = sizeof snapshot + snapshot.bodies.size() * sizeof(sim::SnapshotBody) +
                         snapshot.signals.size() * sizeof(signals::SignalState);
    sim::Snapshot* const out = take(bytes);
    if (out != nullptr)
        *out = snapshot;
    return out;
}

// One that has room already, before one that must be made. A single one always fits.
sim::Snapshot* SnapshotPool::take(size_t bytes) {
    sim::Snapshot* out = std::exchange(m_kept, nullptr);
    if (out != nullptr || m_back.pop(out))
        return out;
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
