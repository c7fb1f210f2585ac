#pragma once

#include <vector>

#include "engine/twin/twin.h"

namespace gemba::sim {

/// What the properties of all devices start as, at Twin's property indices.
[[nodiscard]] std::vector<double> initialProperties(const twin::Twin& twin);

}  // namespace gemba::sim
