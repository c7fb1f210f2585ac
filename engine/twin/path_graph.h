#pragma once

#include <vector>

#include "engine/twin/twin.h"

namespace gemba::twin {

/// Belts whose end lies this near to another's start hand their parts on.
constexpr double kBeltGap = 0.15;  ///< m

/// The photo eyes of each path in order of travel. A path is a chain of belts in their positive
/// direction: each belt goes on to the nearest start within kBeltGap of its end, and is entered
/// from one other belt only (ties by id). A ring of belts begins at its first belt by id.
[[nodiscard]] std::vector<PathSensor> pathSensors(const std::vector<Device>& devices);

}  // namespace gemba::twin
