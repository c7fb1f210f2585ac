#include "engine/assets/hull.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace gemba::assets {
namespace {

constexpr size_t kDirections = 64;

struct Directions {
    std::array<float, kDirections> x{}, y{}, z{};
};

/// Six axes, the rest spread evenly over the sphere by the golden angle.
Directions makeDirections() {
    Directions out;
    constexpr size_t kAxes = 6;
    for (size_t i = 0; i < kAxes; ++i)
        (i / 2 == 0 ? out.x : i / 2 == 1 ? out.y : out.z)[i] = i % 2 == 0 ? 1.0f : -1.0f;

    const double goldenAngle = std::numbers::pi * (3.0 - std::sqrt(5.0));
    constexpr size_t kSpread = kDirections - kAxes;
    for (size_t i = 0; i < kSpread; ++i) {
        const double z = 1.0 - (2.0 * static_cast<double>(i) + 1.0) / kSpread;
        const double radius = std::sqrt(1.0 - z * z);
        const double angle = goldenAngle * static_cast<double>(i);
        out.x[kAxes + i] = static_cast<float>(radius * std::cos(angle));
        out.y[kAxes + i] = static_cast<float>(radius * std::sin(angle));
        out.z[kAxes + i] = static_cast<float>(z);
    }
    return out;
}

}  // namespace

Hull hullPoints(std::span<const Vertex> vertices) {
    const Directions directions = makeDirections();
    std::array<float, kDirections> best;
    std::array<uint32_t, kDirections> bestVertex{};
    best.fill(-std::numeric_limits<float>::infinity());

    // Most vertices are extreme in no direction: a branch-free pass finds out.
    for (uint32_t v = 0; v < vertices.size(); ++v) {
        const float* p = vertices[v].position;
        std::array<float, kDirections> along;
        int improved = 0;
        for (size_t d = 0; d < kDirections; ++d) {
            along[d] = directions.x[d] * p[0] + directions.y[d] * p[1] + directions.z[d] * p[2];
            improved |= static_cast<int>(along[d] > best[d]);
        }
        if (improved == 0)
            continue;
        for (size_t d = 0; d < kDirections; ++d) {
            if (along[d] > best[d]) {
                best[d] = along[d];
                bestVertex[d] = v;
            }
        }
    }

    // One point may be extreme in many directions, and many vertices may share a point.
    Hull hull;
    for (const uint32_t v : bestVertex) {
        if (vertices.empty())
            break;
        const float* p = vertices[v].position;
        const glm::vec3 point(p[0], p[1], p[2]);
        if (std::find(hull.points.begin(), hull.points.end(), point) == hull.points.end())
            hull.points.push_back(point);
    }
    return hull;
}

}  // namespace gemba::assets
