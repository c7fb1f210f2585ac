#pragma once

#include <glm/glm.hpp>
#include <span>
#include <vector>

namespace gemba::assets {

/// Smooth normals for a soup of triangles: around each point, faces blend (weighted by area) where
/// they meet at less than the crease of 40 degrees.
class CreaseNormals {
 public:
    /// Both spans outlive this object; every corner is below positions.size().
    CreaseNormals(std::span<const glm::vec3> positions, std::span<const uint32_t> corners);

    /// Distinct positions, equal bit for bit.
    [[nodiscard]] size_t pointCount() const { return m_start.size() - 2; }

    /// The corners (0 … corners.size()) that lie at a point, ascending.
    [[nodiscard]] std::span<const uint32_t> cornersAt(size_t point) const {
        return std::span(m_list).subspan(m_start[point], m_start[point + 1] - m_start[point]);
    }

    /// The normals of these corners, of any length. Corners that blend the same faces get the same
    /// bits.
    void normalsAt(std::span<const uint32_t> around, std::vector<glm::vec3>& out) const;

 private:
    struct Face {
        glm::vec3 normal;  ///< length is twice the area
        float length;
    };
    void measureFaces(std::span<const glm::vec3> positions, std::span<const uint32_t> corners);
    [[nodiscard]] static bool blends(const Face& a, const Face& b);
    [[nodiscard]] bool isSmooth(std::span<const uint32_t> around) const;  ///< all blend with all
    [[nodiscard]] glm::vec3 blend(std::span<const uint32_t> around, const Face* own) const;
    void groupCorners(std::span<const glm::vec3> positions, std::span<const uint32_t> corners);

    std::vector<Face> m_faces;
    std::vector<uint32_t> m_start, m_list;
};

}  // namespace gemba::assets
