#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::app {

/// The bundled packing cell, recorded for ten minutes and opened as the window opens it: wall time
/// from a seek to its picture, and from Play to the physics that stands there, at random instants.
/// Errors: no such twin, no room for the file.
[[nodiscard]] Result<std::vector<measure::Figure>> benchSeek();

}  // namespace gemba::app
