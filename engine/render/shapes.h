#pragma once

#include <cstdint>
#include <vector>

#include "engine/assets/model.h"

namespace gemba::render {

/// Triangles of a procedural shape. Metres, counter-clockwise outside.
struct ShapeMesh {
    std::vector<assets::Vertex> vertices;
    std::vector<uint32_t> indices;
};

/// Unit shapes, centred: a box of side 1; a sphere of diameter 1; a cylinder along Z of diameter
/// and height 1.
[[nodiscard]] ShapeMesh unitBox();
[[nodiscard]] ShapeMesh unitSphere(uint32_t segments = 24);
[[nodiscard]] ShapeMesh unitCylinder(uint32_t segments = 24);

}  // namespace gemba::render
