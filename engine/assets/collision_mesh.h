#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "engine/assets/model.h"
#include "engine/core/result.h"

namespace gemba::assets {

/// Triangles for a static collider, in the model's frame, metres.
struct CollisionMesh {
    std::vector<glm::vec3> positions;
    std::vector<uint32_t> indices;  ///< three a triangle
};

/// All instances' triangles as one mesh, times `scale`. What a collider costs grows with the number
/// of triangles under a part, so more than a few thousand are simplified: flat regions become large
/// triangles, the surface moves by at most 1 cm, and where that still leaves more than 20,000, by
/// as much as it takes. Degenerate and not-finite triangles are left out. Errors: a few meshes used
/// very often, more than ten million triangles in all, which memory is not meant for.
[[nodiscard]] Result<CollisionMesh> collisionMesh(const Model& model, double scale);

}  // namespace gemba::assets
