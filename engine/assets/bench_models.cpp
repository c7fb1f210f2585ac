#include "engine/assets/bench_models.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <glm/glm.hpp>
#include <nlohmann/json.hpp>
#include <numbers>
#include <span>
#include <string>
#include <vector>

namespace gemba::assets {
namespace {

struct Surface {
    std::vector<glm::vec3> points, normals;
    std::vector<uint32_t> corners;  ///< three a triangle
};

/// Upright, `columns` around and `rows` high, 6 m by 2 m radius times `scale`, with `waves` all
/// around.
Surface makeTank(uint32_t columns, uint32_t rows, double scale, double waves) {
    Surface out;
    out.points.reserve(size_t{columns} * (rows + 1));
    for (uint32_t row = 0; row <= rows; ++row) {
        for (uint32_t column = 0; column < columns; ++column) {
            const double angle = 2.0 * std::numbers::pi * column / columns;
            const double radius = scale * (2.0 + 0.05 * std::sin(waves * angle));
            const glm::dvec3 outside(std::cos(angle), std::sin(angle), 0.0);
            out.points.emplace_back(radius * outside + glm::dvec3(0, 0, 6.0 * scale * row / rows));
            out.normals.emplace_back(outside);
        }
    }
    out.corners.reserve(size_t{6} * columns * rows);
    for (uint32_t row = 0; row < rows; ++row) {
        for (uint32_t column = 0; column < columns; ++column) {
            const uint32_t a = row * columns + column;
            const uint32_t b = row * columns + (column + 1) % columns;
            out.corners.insert(out.corners.end(), {a, b, a + columns, b, b + columns, a + columns});
        }
    }
    return out;
}

Surface tankOf(uint32_t triangles) {
    const auto columns = static_cast<uint32_t>(std::max(8.0, std::floor(std::sqrt(triangles))));
    return makeTank(columns, std::max(1u, triangles / 2 / columns), 1.0, 60.0);
}

template <class T>
void append(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Result<void> write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return fail({.doing = "write a model to measure with",
                     .on = file.string(),
                     .found = std::strerror(errno)});
    return {};
}

/// Grows glTF's JSON and its binary part together.
class GlbWriter {
 public:
    void addMesh(const Surface& surface) {
        const auto number = static_cast<uint32_t>(m_json["meshes"].size());
        glm::vec3 low(surface.points.front()), high(low);
        for (const glm::vec3& point : surface.points) {
            low = glm::min(low, point);
            high = glm::max(high, point);
        }
        const size_t position = addAccessor(std::span(surface.points), "VEC3");
        m_json["accessors"][position]["min"] = {low.x, low.y, low.z};
        m_json["accessors"][position]["max"] = {high.x, high.y, high.z};
        const size_t normal = addAccessor(std::span(surface.normals), "VEC3");
        const size_t indices = addAccessor(std::span(surface.corners), "SCALAR");
        m_json["meshes"].push_back({{"name", fmt::format("part_{}", number)},
                                    {"primitives",
                                     {{{"attributes", {{"POSITION", position}, {"NORMAL", normal}}},
                                       {"indices", indices},
                                       {"material", 0}}}}});
    }

    void addNode(nlohmann::json node) { m_json["nodes"].push_back(std::move(node)); }
    [[nodiscard]] nlohmann::json& json() { return m_json; }

    [[nodiscard]] std::string bytes() {
        m_json["asset"] = {{"version", "2.0"}};
        m_json["buffers"] = {{{"byteLength", m_binary.size()}}};
        std::string text = m_json.dump();
        text.resize((text.size() + 3) / 4 * 4, ' ');
        std::string out = "glTF";
        append(out, uint32_t{2});
        append(out, static_cast<uint32_t>(12 + 8 + text.size() + 8 + m_binary.size()));
        append(out, static_cast<uint32_t>(text.size()));
        out += "JSON" + text;
        append(out, static_cast<uint32_t>(m_binary.size()));
        out.append("BIN\0", 4);
        return out + m_binary;
    }

 private:
    template <class T>
    size_t addAccessor(std::span<const T> values, const char* type) {
        constexpr int kFloat = 5126, kUint32 = 5125;
        m_json["bufferViews"].push_back(
            {{"buffer", 0}, {"byteOffset", m_binary.size()}, {"byteLength", values.size_bytes()}});
        m_json["accessors"].push_back(
            {{"bufferView", m_json["bufferViews"].size() - 1},
             {"componentType", std::is_same_v<T, uint32_t> ? kUint32 : kFloat},
             {"count", values.size()},
             {"type", type}});
        m_binary.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
        return m_json["accessors"].size() - 1;
    }

    nlohmann::json m_json;
    std::string m_binary;
};

}  // namespace

Result<void> writeTankObj(const std::filesystem::path& file, uint32_t triangles) {
    const Surface tank = tankOf(triangles);
    std::string out;
    for (const glm::vec3& p : tank.points)
        fmt::format_to(std::back_inserter(out), "v {:.5f} {:.5f} {:.5f}\n", p.x, p.y, p.z);
    for (size_t i = 0; i < tank.corners.size(); i += 3)
        fmt::format_to(std::back_inserter(out), "f {} {} {}\n", tank.corners[i] + 1,
                       tank.corners[i + 1] + 1, tank.corners[i + 2] + 1);
    return write(file, out);
}

Result<void> writeTankStl(const std::filesystem::path& file, uint32_t triangles) {
    const Surface tank = tankOf(triangles);
    std::string out(80, ' ');
    append(out, static_cast<uint32_t>(tank.corners.size() / 3));
    for (size_t i = 0; i < tank.corners.size(); i += 3) {
        append(out, glm::vec3(0.0f));
        for (size_t corner = i; corner < i + 3; ++corner)
            append(out, tank.points[tank.corners[corner]]);
        append(out, uint16_t{0});
    }
    return write(file, out);
}

Result<void> writeLineGlb(const std::filesystem::path& file, uint32_t nodes) {
    constexpr uint32_t kMeshes = 50, kGroup = 100;
    GlbWriter glb;
    glb.json()["materials"] = {{{"name", "steel"}}};
    for (uint32_t i = 0; i < kMeshes; ++i)
        glb.addMesh(makeTank(32, 16, 0.05 + 0.001 * i, 3.0 + i % 5));

    // The first of each group carries the others.
    nlohmann::json roots = nlohmann::json::array();
    for (uint32_t first = 0; first < nodes; first += kGroup) {
        const uint32_t end = std::min(first + kGroup, nodes);
        nlohmann::json children = nlohmann::json::array();
        for (uint32_t i = first + 1; i < end; ++i)
            children.push_back(i);
        roots.push_back(first);
        nlohmann::json group{{"name", fmt::format("station_{}", first / kGroup)},
                             {"translation", {0.0, 2.0 * first / kGroup, 0.0}}};
        if (!children.empty())
            group["children"] = std::move(children);
        glb.addNode(std::move(group));
        for (uint32_t i = first + 1; i < end; ++i) {
            const double half = 0.01 * i;
            glb.addNode({{"name", fmt::format("station_{}_part_{}", first / kGroup, i - first)},
                         {"translation", {0.5 * (i - first), 0.0, 0.1}},
                         {"rotation", {0.0, 0.0, std::sin(half), std::cos(half)}},
                         {"mesh", i % kMeshes}});
        }
    }
    glb.json()["scenes"] = {{{"nodes", std::move(roots)}}};
    glb.json()["scene"] = 0;
    return write(file, glb.bytes());
}

}  // namespace gemba::assets
