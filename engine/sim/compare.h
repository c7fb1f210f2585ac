#pragma once

#include <string>
#include <vector>

#include "engine/sim/world.h"

namespace gemba::sim {

/// What differs between two worlds of one twin, in words, a line each; at most `most` of them.
/// Compares bit by bit: properties, signals, bodies, sources.
[[nodiscard]] std::vector<std::string> differences(const World& recorded, const World& now,
                                                   size_t most = 20);

}  // namespace gemba::sim
