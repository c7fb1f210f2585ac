#pragma once

#include <span>

#include "engine/assets/model.h"

namespace gemba::assets {

/// The extreme vertices in 64 fixed directions, the six axes among them: at most 64 points whose
/// convex hull has exactly the mesh's bounds and lies inside its true hull.
[[nodiscard]] Hull hullPoints(std::span<const Vertex> vertices);

}  // namespace gemba::assets
