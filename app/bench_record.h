#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::app {

/// What recording costs: messages a second through the recorder against compressing and writing the
/// same bytes alone, and a tick of 1,000 cartons with and without it. Errors: no room for the
/// files.
[[nodiscard]] Result<std::vector<measure::Figure>> benchRecord();

}  // namespace gemba::app
