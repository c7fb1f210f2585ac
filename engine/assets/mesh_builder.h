#pragma once

#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "engine/assets/model.h"

namespace gemba::assets {

/// Triangles as a reader gives them, already in metres with +Z up.
struct MeshSource {
    std::vector<glm::vec3> positions;
    std::vector<glm::vec3> normals;  ///< one per position, any length, or empty: they are made
    std::vector<glm::vec2> uvs;      ///< one per position, or empty
    std::vector<uint32_t> corners;   ///< three per triangle, each below positions.size()
    bool wantsTangents = false;      ///< its material has a normal map
};

struct BuiltMesh {
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;
    size_t degenerate = 0;  ///< triangles dropped because two of their corners are one point
};

/// Welds what is equal bit for bit, makes missing normals (smooth up to a crease of 40 degrees,
/// weighted by area) and tangents, orders for the vertex cache. The same input gives the same
/// bytes.
[[nodiscard]] BuiltMesh buildMesh(MeshSource source);

}  // namespace gemba::assets
