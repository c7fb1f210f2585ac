#include "engine/render/shapes.h"

#include <cmath>
#include <numbers>

namespace gemba::render {
namespace {

int8_t snorm(double value) {
    return static_cast<int8_t>(std::lround(value * 127.0));
}

assets::Vertex vertex(const glm::dvec3& p, const glm::dvec3& n, const glm::dvec3& t, double u,
                      double v) {
    return {{static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z)},
            {snorm(n.x), snorm(n.y), snorm(n.z), 0},
            {snorm(t.x), snorm(t.y), snorm(t.z), 127},
            {static_cast<float>(u), static_cast<float>(v)}};
}

// Two triangles over four corners, counter-clockwise.
void quad(ShapeMesh& out, uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    out.indices.insert(out.indices.end(), {a, b, c, a, c, d});
}

}  // namespace

ShapeMesh unitBox() {
    ShapeMesh out;
    for (int axis = 0; axis < 3; ++axis) {
        for (const double side : {-1.0, 1.0}) {
            glm::dvec3 n(0.0), t(0.0);
            n[axis] = side;
            t[(axis + 1) % 3] = side;
            const glm::dvec3 b = glm::cross(n, t);
            const auto first = static_cast<uint32_t>(out.vertices.size());
            out.vertices.push_back(vertex(0.5 * (n - t - b), n, t, 0, 1));
            out.vertices.push_back(vertex(0.5 * (n + t - b), n, t, 1, 1));
            out.vertices.push_back(vertex(0.5 * (n + t + b), n, t, 1, 0));
            out.vertices.push_back(vertex(0.5 * (n - t + b), n, t, 0, 0));
            quad(out, first, first + 1, first + 2, first + 3);
        }
    }
    return out;
}

ShapeMesh unitSphere(uint32_t segments) {
    ShapeMesh out;
    const uint32_t rings = segments / 2;
    for (uint32_t ring = 0; ring <= rings; ++ring) {
        const double polar = std::numbers::pi * ring / rings;
        for (uint32_t i = 0; i <= segments; ++i) {
            const double angle = 2.0 * std::numbers::pi * i / segments;
            const glm::dvec3 n(std::sin(polar) * std::cos(angle), std::sin(polar) * std::sin(angle),
                               std::cos(polar));
            const glm::dvec3 t(-std::sin(angle), std::cos(angle), 0.0);
            out.vertices.push_back(
                vertex(0.5 * n, n, t, double(i) / segments, double(ring) / rings));
        }
    }
    for (uint32_t ring = 0; ring < rings; ++ring) {
        for (uint32_t i = 0; i < segments; ++i) {
            const uint32_t a = ring * (segments + 1) + i, b = a + segments + 1;
            quad(out, a, b, b + 1, a + 1);
        }
    }
    return out;
}

ShapeMesh unitCylinder(uint32_t segments) {
    ShapeMesh out;
    // The mantle, then both lids as fans around their middle.
    for (uint32_t i = 0; i <= segments; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / segments;
        const glm::dvec3 n(std::cos(angle), std::sin(angle), 0.0), t(-n.y, n.x, 0.0);
        const glm::dvec3 up(0, 0, 0.5);
        out.vertices.push_back(vertex(0.5 * n - up, n, t, double(i) / segments, 1));
        out.vertices.push_back(vertex(0.5 * n + up, n, t, double(i) / segments, 0));
    }
    for (uint32_t i = 0; i < segments; ++i)
        quad(out, 2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1);
    for (const double side : {-1.0, 1.0}) {
        const glm::dvec3 n(0, 0, side), t(1, 0, 0);
        const auto middle = static_cast<uint32_t>(out.vertices.size());
        out.vertices.push_back(vertex(0.5 * n, n, t, 0.5, 0.5));
        for (uint32_t i = 0; i <= segments; ++i) {
            const double angle = side * 2.0 * std::numbers::pi * i / segments;
            const glm::dvec3 rim(std::cos(angle), std::sin(angle), 0.0);
            out.vertices.push_back(
                vertex(0.5 * (rim + n), n, t, 0.5 + 0.5 * rim.x, 0.5 + 0.5 * rim.y));
            if (i > 0)
                out.indices.insert(out.indices.end(), {middle, middle + i, middle + i + 1});
        }
    }
    return out;
}

}  // namespace gemba::render
