#pragma once

#include <cstdint>

#include "engine/core/time.h"
#include "engine/core/value.h"

namespace gemba::signals {

/// Ordered from best to worst; `none`: no value has come yet.
enum class Quality : uint8_t { good, uncertain, bad, stale, none };

/// Where a value came from. A commanded value is never shown as if it had been measured.
enum class Provenance : uint8_t { none, measured, simulated, replayed, forced, predicted };

/// Why a value is bad although its source calls it good.
enum class Doubt : uint8_t {
    none,
    range,  ///< beyond what its binding says that it can be
    unit,   ///< a thousand times, or a thousandth of, what it was: in another unit?
};

[[nodiscard]] const char* name(Quality quality);
[[nodiscard]] const char* name(Doubt doubt);
[[nodiscard]] const char* name(Provenance provenance);

/// One received value on its way from a source to the world. Plain data, crosses a ring by copy.
struct Sample {
    static constexpr uint32_t kHeartbeat = 0xffffffff;  ///< no value: the source is alive

    uint32_t signal = kHeartbeat;  ///< index into the SignalTable
    uint16_t source = 0;           ///< index into Twin::live
    Quality quality = Quality::good;
    bool last = false;      ///< a repeated last value: no edge, does not renew age
    bool missed = false;    ///< such a one whose original was not used: its value is news
    uint32_t lost = 0;      ///< messages missing on this topic just before this one
    UtcNs sourceTime = 0;   ///< by the source's clock; the receive time where it gave none
    UtcNs receiveTime = 0;  ///< steadyUtcNow() when it left the socket
    uint64_t index = 0;     ///< counts the source's values of bound signals, used or not
    Value value;

    template <class A>
    void visitState(A& archive) {
        archive(signal, source, quality, last, missed, lost, sourceTime, receiveTime, index, value);
    }
};

}  // namespace gemba::signals
