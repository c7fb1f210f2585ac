#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::app {

/// Ten thousand messages a second for five seconds: publisher, tcp on loopback, source, ring and a
/// session at rate 1, each on the thread that it has in earnest. How long from the socket to the
/// readable world, what was lost on the way, and how much time was never simulated. Errors: no
/// connection.
[[nodiscard]] Result<std::vector<measure::Figure>> benchLatency();

}  // namespace gemba::app
