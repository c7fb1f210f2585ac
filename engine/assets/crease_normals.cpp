#include <meshoptimizer.h>

#include "engine/assets/mesh_builder.h"

namespace gemba::assets {
namespace {

// cos 40 degrees: rounds cylinders of ten sides and more, keeps a box's edges.
constexpr float kCreaseCos = 0.766f;

// A point with more faces is a fan's centre: comparing all pairs would cost their square.
constexpr uint32_t kMaxFan = 128;

struct Face {
    glm::vec3 normal;  ///< length is twice the area
    float length;
};

std::vector<Face> faceNormals(std::span<const glm::vec3> positions,
                              std::span<const uint32_t> corners) {
    std::vector<Face> faces(corners.size() / 3);
    for (size_t f = 0; f < faces.size(); ++f) {
        const glm::vec3& a = positions[corners[3 * f]];
        const glm::vec3 normal =
            glm::cross(positions[corners[3 * f + 1]] - a, positions[corners[3 * f + 2]] - a);
        faces[f] = {normal, glm::length(normal)};
    }
    return faces;
}

/// Corners grouped by the point where they lie: those of point p are list[start[p] … start[p+1]).
struct CornersOfPoints {
    std::vector<uint32_t> start, list;
};

CornersOfPoints groupCorners(std::span<const glm::vec3> positions,
                             std::span<const uint32_t> corners) {
    std::vector<uint32_t> pointOf(positions.size());
    const size_t points =
        meshopt_generateVertexRemap(pointOf.data(), corners.data(), corners.size(),
                                    positions.data(), positions.size(), sizeof(glm::vec3));
    // Counting sort; the starts end up shifted by one place, which the second pass uses.
    CornersOfPoints out{std::vector<uint32_t>(points + 2), std::vector<uint32_t>(corners.size())};
    for (const uint32_t corner : corners)
        ++out.start[pointOf[corner] + 2];
    for (size_t p = 2; p < out.start.size(); ++p)
        out.start[p] += out.start[p - 1];
    for (uint32_t c = 0; c < corners.size(); ++c)
        out.list[out.start[pointOf[corners[c]] + 1]++] = c;
    return out;
}

glm::vec3 smoothAt(std::span<const uint32_t> around, const Face& own,
                   const std::vector<Face>& faces) {
    glm::vec3 sum(0.0f);
    const bool takeAll = around.size() > kMaxFan || own.length == 0.0f;
    for (const uint32_t corner : around) {
        const Face& other = faces[corner / 3];
        if (takeAll || glm::dot(own.normal, other.normal) >= kCreaseCos * own.length * other.length)
            sum += other.normal;
    }
    return sum;
}

}  // namespace

std::vector<glm::vec3> creaseNormals(std::span<const glm::vec3> positions,
                                     std::span<const uint32_t> corners) {
    const std::vector<Face> faces = faceNormals(positions, corners);
    const CornersOfPoints points = groupCorners(positions, corners);
    std::vector<glm::vec3> normals(corners.size());
    for (size_t p = 0; p + 2 < points.start.size(); ++p) {
        const auto around =
            std::span(points.list).subspan(points.start[p], points.start[p + 1] - points.start[p]);
        if (around.size() > kMaxFan) {
            const glm::vec3 shared = smoothAt(around, faces[around[0] / 3], faces);
            for (const uint32_t corner : around)
                normals[corner] = shared;
            continue;
        }
        for (const uint32_t corner : around)
            normals[corner] = smoothAt(around, faces[corner / 3], faces);
    }
    return normals;
}

}  // namespace gemba::assets
