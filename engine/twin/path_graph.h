#pragma once

#include <vector>

#include "engine/twin/twin.h"

namespace gemba::twin {

/// Belts whose end lies this near to another's start hand their parts on.
constexpr double kBeltGap = 0.15;  ///< m

/// The photo eyes and belts of each path in order of travel; of paths without eyes nothing.
struct Paths {
    std::vector<PathSensor> sensors;
    std::vector<PathBelt> belts;
};

/// A path is a chain of belts in their positive direction: each belt goes on to the nearest start
/// within kBeltGap of its end, and is entered from one other belt only (ties by id). A ring of
/// belts begins at its first belt by id.
[[nodiscard]] Paths findPaths(const std::vector<Device>& devices);

/// The belts on from this one lead back to it.
[[nodiscard]] bool isOnRing(const std::vector<Device>& devices, uint32_t belt);

}  // namespace gemba::twin
