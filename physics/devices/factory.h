#pragma once

#include <memory>
#include <vector>

#include "physics/devices/device.h"

namespace gemba::physics {

/// One behaviour for each device of the twin that has one, in the twin's order. Indicators have
/// none.
[[nodiscard]] std::vector<std::unique_ptr<Device>> makeDevices(const twin::Twin& twin);

}  // namespace gemba::physics
