#include "engine/core/time.h"

#include <chrono>
#include <iterator>

namespace gemba {
namespace {

using Wide = __int128;  // ticks * 1e15 overflows 64 bits after about ten hours

UtcNs systemUtc() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

int64_t steadyNs() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

Wide floorDiv(Wide a, Wide b) {
    const Wide q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

}  // namespace

UtcNs steadyUtcNow() {
    static const int64_t kOffset = systemUtc() - steadyNs();
    return steadyNs() + kOffset;
}

int64_t clockStepNs() {
    return systemUtc() - steadyUtcNow();
}

// A machine that loses time all day long adds an entry in every tick: what is long past leaves.
void TimeMap::add(const Entry& entry) {
    constexpr std::ptrdiff_t kMost = 4096;
    if (std::ssize(m_entries) >= kMost)
        m_entries.erase(m_entries.begin(), m_entries.begin() + kMost / 2);
    if (!m_entries.empty() && m_entries.back().tick >= entry.tick)
        m_entries.back() = entry;
    else
        m_entries.push_back(entry);
}

UtcNs TimeMap::utc(Tick tick) const {
    // The last entry that begins at or before the tick.
    size_t at = m_entries.size() - 1;
    while (at > 0 && m_entries[at].tick > tick)
        --at;
    const Entry& e = m_entries[at];
    const Wide span = Wide(tick - e.tick) * kNsPerSecond * kRateOne;
    return e.utc + static_cast<UtcNs>(floorDiv(span, Wide(m_stepHz) * e.rate));
}

Tick TimeMap::tickAt(UtcNs utc) const {
    size_t at = m_entries.size() - 1;
    while (at > 0 && m_entries[at].utc > utc)
        --at;
    const Entry& e = m_entries[at];
    const Wide span = Wide(utc - e.utc) * m_stepHz * e.rate;
    Tick tick = e.tick + static_cast<Tick>(floorDiv(span, Wide(kNsPerSecond) * kRateOne));
    while (this->utc(tick) < utc)
        ++tick;
    return tick;
}

}  // namespace gemba
