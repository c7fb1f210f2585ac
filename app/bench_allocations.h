#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::app {

/// What a tick of the bundled cell asks of the heap, once it runs: by our own code and the C++
/// libraries (operator new), by Bullet, and by the script's interpreter. Ticks with a checkpoint,
/// which builds the world anew, are left out. Errors: the bundled twin is not there.
[[nodiscard]] Result<std::vector<measure::Figure>> benchAllocations();

}  // namespace gemba::app
