#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/time.h"

namespace gemba::sim {

/// What a tick brought to light, for people: where plant and model part, and what changed in how
/// the session stands. Follows from the inputs, and enters nothing.
struct Finding {
    enum class Kind : uint8_t {
        residual,  ///< index: signal; value: measured minus simulated, NaN without a partner
        sourceStale,
        sourceLive,         ///< index: source
        driverSwitched,     ///< index: property; value: the new Driver
        bodyFrozen,         ///< index: body slot; value: 0 NaN, 1 left the world
        controllerStopped,  ///< the script failed
        timeLost,           ///< value: seconds of the plant that were never simulated
        sourceClockSet,  ///< index: source; value: seconds by which its clock jumped against ours
        alarmRaised,     ///< index: alarm; value: what its condition looks at, NaN: no number
        alarmCleared,    ///< likewise
        alarmAcknowledged,
        clockSet,       ///< value: seconds by which this computer's clock jumped
        partDropped,    ///< index: device, a robot; value: kg, more than its vacuum holds
        motionRefused,  ///< index: device, a robot; value: its property `fault`
    };
    Kind kind{};
    uint32_t index = 0;
    UtcNs time = 0;  ///< when it was so, on our clock
    double value = 0.0;
};

}  // namespace gemba::sim
