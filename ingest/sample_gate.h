#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/spsc_ring.h"
#include "engine/signals/signal_table.h"

namespace gemba::ingest {

/// The way into the ring, for when it is full: of signals where the newest value will do, the
/// newest waits aside until there is room; of signals where each sample counts, a drop is counted.
/// The ring's writing thread.
class SampleGate {
 public:
    static constexpr size_t kCapacity = 65'536;

    explicit SampleGate(const signals::SignalNames& names, size_t capacity = kCapacity);

    /// A sample of a bound signal.
    void push(const signals::Sample& sample);
    /// Says that the source is alive; nothing is lost where it does not fit.
    void heartbeat(const signals::Sample& sample);
    /// Moves what waits aside into the ring, oldest wait first, as far as there is room.
    void flush();

    [[nodiscard]] SpscRing<signals::Sample>& ring() { return m_ring; }
    [[nodiscard]] size_t waiting() const { return m_waiting.size(); }
    [[nodiscard]] uint64_t dropped() const { return m_dropped; }  ///< that counted, and are lost
    [[nodiscard]] uint64_t merged() const { return m_merged; }    ///< replaced by newer ones

 private:
    void putAside(const signals::Sample& sample);

    SpscRing<signals::Sample> m_ring;
    std::vector<bool> m_every;
    std::vector<signals::Sample> m_aside;  // by signal
    std::vector<bool> m_isAside;
    std::vector<uint32_t> m_waiting;  // signals, in order of their wait
    uint64_t m_dropped = 0;
    uint64_t m_merged = 0;
};

}  // namespace gemba::ingest
