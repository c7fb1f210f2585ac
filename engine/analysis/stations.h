#pragma once

#include <cstdint>
#include <vector>

#include "engine/twin/twin.h"

/// Where sensors stand along the belts, for residuals. Devices by index; -1: none.
namespace gemba::analysis {

/// Where parts that a measured event makes appear: an eye, or the feeder itself.
[[nodiscard]] uint32_t entryOf(const twin::Twin& twin, uint32_t feeder);

/// The feeder whose parts are made by the signal that this eye is compared with; -1: none.
[[nodiscard]] int32_t feederBySignalOf(const twin::Twin& twin, uint32_t eye);

/// What an eye lacks to be compared: only parts that measured events make are twins of real ones.
struct EyeLack {
    enum class What : uint8_t {
        nothing,
        event,   ///< of the feeder: its parts come by the clock, or by no binding
        feeder,  ///< any whose parts come here
        itself,  ///< its own signal makes the feeder's parts: it cannot part with itself
    } what = What::nothing;
    int32_t feeder = -1;
};
[[nodiscard]] EyeLack lackOf(const twin::Twin& twin, uint32_t eye);

/// Index into Twin::pathSensors.
[[nodiscard]] int32_t pathSensorOf(const twin::Twin& twin, uint32_t eye);

/// Where a device stands on the path of its belt.
struct AlongPath {
    int32_t path = -1;  ///< -1: on no belt of a path that has eyes
    double at = 0.0;    ///< m along it
};
[[nodiscard]] AlongPath alongPath(const twin::Twin& twin, uint32_t device);

/// The belt that makes up most of the way from one eye to the next.
[[nodiscard]] uint32_t beltOfSegment(const twin::Twin& twin, uint32_t fromEye, uint32_t toEye);

/// The way of a part from one eye to the next over one belt: as long as its middle is on it.
struct BeltWay {
    uint32_t belt = 0;  ///< device
    double metres = 0.0;
};
/// `half` of the part's length, m. Empty where the two are not on one path.
[[nodiscard]] std::vector<BeltWay> waysBetween(const twin::Twin& twin, uint32_t from, uint32_t to,
                                               double half);

/// A stopper on the way from one eye to the next.
[[nodiscard]] int32_t stopperBetween(const twin::Twin& twin, uint32_t fromEye, uint32_t toEye);

/// The last eye before a device on a belt.
[[nodiscard]] int32_t eyeUpstream(const twin::Twin& twin, uint32_t device);

}  // namespace gemba::analysis
