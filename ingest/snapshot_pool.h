#pragma once

#include <memory>
#include <vector>

#include "engine/core/spsc_ring.h"
#include "engine/sim/snapshot.h"

namespace gemba::ingest {

/// Snapshots on their way from one thread to another, as they are: nothing is made into bytes and
/// back. Those that were looked at are filled again, so that while the reader keeps up few go round
/// and allocate nothing; more are made where it is behind, up to a bound in bytes.
class SnapshotPool {
 public:
    explicit SnapshotPool(size_t mostBytes) : m_mostBytes(mostBytes) {}

    /// The filling thread: a copy, to be given back by the reading one; null: there is no room now.
    [[nodiscard]] sim::Snapshot* copy(const sim::Snapshot& snapshot);
    /// The filling thread: the copy was not handed on.
    void keep(sim::Snapshot* copy) { m_kept = copy; }
    /// The reading thread: it was looked at.
    void giveBack(sim::Snapshot* copy);

 private:
    static constexpr size_t kMost = 4096;

    [[nodiscard]] sim::Snapshot* take(size_t bytes);

    size_t m_mostBytes;
    std::vector<std::unique_ptr<sim::Snapshot>> m_all;
    sim::Snapshot* m_kept = nullptr;
    SpscRing<sim::Snapshot*> m_back{kMost};
};

}  // namespace gemba::ingest
