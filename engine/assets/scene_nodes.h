#pragma once

#include <vector>

#include "engine/assets/bake_format.h"
#include "engine/assets/units.h"

struct aiScene;

namespace gemba::assets {

/// Nodes parents first, with names made unique, and the instances. `meshOf` gives our mesh for each
/// of the scene's, -1 for one without triangles.
void convertNodes(const aiScene& scene, const FileFrame& frame, const std::vector<int32_t>& meshOf,
                  BakedScene& out);

/// Longest side of the scene's box, in its own unit; an estimate from the meshes' boxes.
[[nodiscard]] double largestSide(const aiScene& scene);

/// Bounds over all instances: exact where that costs less than 50 M vertices, else from the meshes'
/// boxes.
void measure(BakedScene& scene);

}  // namespace gemba::assets
