#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/render/state_words.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::render {

/// Kinds of device that the picture tells apart.
enum class Look : uint8_t {
    other,
    body,
    conveyor,
    photoEye,
    feeder,
    sink,
    stopper,
    scale,
    pusher,
    agv,
    robot,
    indicator
};

/// What the picture shows of one device: places in Snapshot::properties, looked up once.
struct DeviceLook {
    static constexpr uint32_t kNone = 0xffffffff;

    Look look = Look::other;
    uint32_t main = kNone;    ///< speed, blocked, closed, weight, position, taken, made
    uint32_t second = kNone;  ///< pusher: extended; agv: at; robot: moving
    std::array<uint32_t, 3> lamps{kNone, kNone, kNone};  ///< red, amber, green
};

[[nodiscard]] std::vector<DeviceLook> deviceLooks(const twin::Twin& twin);

/// Value of a property in a snapshot that need not fit the twin; 0 where there is none.
[[nodiscard]] inline double propertyOf(const sim::Snapshot& snapshot, uint32_t index) {
    return index < snapshot.properties.size() ? snapshot.properties[index] : 0.0;
}

/// State of a device in a few words, which stand in `words` or are written into `buffer`; empty
/// where there is nothing to say.
using StateBuffer = std::array<char, 64>;
[[nodiscard]] std::string_view stateText(const DeviceLook& look, const sim::Snapshot& snapshot,
                                         const StateWords& words, StateBuffer& buffer);

}  // namespace gemba::render
