#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::app {

/// Pictures a second of the bundled packing cell while it runs, as large as in the window of a
/// first start, in each level of quality; low must reach ten. Errors: no cell, no Vulkan device.
[[nodiscard]] Result<std::vector<measure::Figure>> benchCellPicture();

}  // namespace gemba::app
