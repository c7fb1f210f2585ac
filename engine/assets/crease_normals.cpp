#include "engine/assets/crease_normals.h"

#include "engine/assets/numbering.h"

namespace gemba::assets {
namespace {

// cos 40 degrees: rounds cylinders of ten sides and more, keeps a box's edges.
constexpr float kCreaseCos = 0.766f;

// A point with more faces is a fan's centre: comparing all pairs would cost their square.
constexpr size_t kMaxFan = 128;

}  // namespace

bool CreaseNormals::blends(const Face& a, const Face& b) {
    return glm::dot(a.normal, b.normal) >= kCreaseCos * a.length * b.length;
}

CreaseNormals::CreaseNormals(std::span<const glm::vec3> positions,
                             std::span<const uint32_t> corners) {
    measureFaces(positions, corners);
    groupCorners(positions, corners);
}

void CreaseNormals::measureFaces(std::span<const glm::vec3> positions,
                                 std::span<const uint32_t> corners) {
    m_faces.resize(corners.size() / 3);
    for (size_t f = 0; f < m_faces.size(); ++f) {
        const glm::vec3& a = positions[corners[3 * f]];
        const glm::vec3 normal =
            glm::cross(positions[corners[3 * f + 1]] - a, positions[corners[3 * f + 2]] - a);
        m_faces[f] = {normal, glm::length(normal)};
    }
}

void CreaseNormals::groupCorners(std::span<const glm::vec3> positions,
                                 std::span<const uint32_t> corners) {
    // Of a closed surface there are half as many points as triangles.
    std::vector<glm::vec3> distinct;
    Numbering<glm::vec3> numbers(distinct, corners.size() / 5);
    const std::vector<uint32_t> pointOf =
        numbers.ofAll(positions.size(), [&](size_t i) { return positions[i]; });
    const size_t points = distinct.size();

    // Counting sort; the starts stand one place too far until the second pass has moved them.
    m_start.assign(points + 2, 0);
    m_list.resize(corners.size());
    for (const uint32_t corner : corners)
        ++m_start[pointOf[corner] + 2];
    for (size_t p = 2; p < m_start.size(); ++p)
        m_start[p] += m_start[p - 1];
    for (uint32_t c = 0; c < corners.size(); ++c)
        m_list[m_start[pointOf[corners[c]] + 1]++] = c;
}

bool CreaseNormals::isSmooth(std::span<const uint32_t> around) const {
    for (size_t i = 0; i < around.size(); ++i) {
        for (size_t k = 0; k < i; ++k) {
            if (!blends(m_faces[around[i] / 3], m_faces[around[k] / 3]))
                return false;
        }
    }
    return true;
}

glm::vec3 CreaseNormals::blend(std::span<const uint32_t> around, const Face* own) const {
    glm::vec3 sum(0.0f);
    for (const uint32_t corner : around) {
        const Face& face = m_faces[corner / 3];
        if (own == nullptr || blends(*own, face))
            sum += face.normal;
    }
    return sum;
}

void CreaseNormals::normalsAt(std::span<const uint32_t> around, std::vector<glm::vec3>& out) const {
    if (around.size() > kMaxFan) {
        out.assign(around.size(), blend(around, nullptr));
        return;
    }
    if (isSmooth(around)) {
        out.assign(around.size(), blend(around, nullptr));
        return;
    }
    out.resize(around.size());
    for (size_t i = 0; i < around.size(); ++i) {
        const Face& own = m_faces[around[i] / 3];
        out[i] = blend(around, own.length > 0.0f ? &own : nullptr);
    }
}

}  // namespace gemba::assets
