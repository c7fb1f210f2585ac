#include "engine/assets/mesh_builder.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/assets/crease_normals.h"
#include "engine/assets/numbering.h"

namespace gemba::assets {
namespace {

int8_t snorm(float value) {
    const float scaled = std::clamp(value, -1.0f, 1.0f) * 127.0f;
    return static_cast<int8_t>(scaled < 0.0f ? scaled - 0.5f : scaled + 0.5f);
}

/// A direction of any length; what has none points up.
void setNormal(Vertex& vertex, const glm::vec3& direction) {
    const float length = glm::length(direction);
    const glm::vec3 unit =
        length > 0.0f && std::isfinite(length) ? direction / length : glm::vec3(0.0f, 0.0f, 1.0f);
    for (int i = 0; i < 3; ++i)
        vertex.normal[i] = snorm(unit[i]);
}

Vertex makeVertex(const MeshSource& source, uint32_t at, const glm::vec3& normal) {
    const glm::vec3& p = source.positions[at];
    Vertex vertex{{p.x, p.y, p.z}, {}, {}, {}};
    setNormal(vertex, normal);
    if (!source.uvs.empty()) {
        vertex.uv[0] = source.uvs[at].x;
        vertex.uv[1] = source.uvs[at].y;
    }
    return vertex;
}

/// Normals that are there but are zero or not finite are as good as none.
bool hasUsableNormals(const MeshSource& source) {
    return !source.normals.empty() &&
           std::all_of(source.normals.begin(), source.normals.end(), [](const glm::vec3& n) {
               const float square = glm::dot(n, n);
               return square > 1e-12f && std::isfinite(square);
           });
}

/// One vertex per source vertex, equal ones only once.
void weldGiven(MeshSource& source, BuiltMesh& mesh) {
    const size_t count = source.positions.size();
    // Of a closed surface there are half as many points as triangles.
    const size_t expected = std::min(count, source.corners.size() / 5);
    mesh.vertices.reserve(expected);
    Numbering<Vertex> numbers(mesh.vertices, expected);
    const std::vector<uint32_t> numberOf = numbers.ofAll(count, [&](size_t i) {
        return makeVertex(source, static_cast<uint32_t>(i), source.normals[i]);
    });
    mesh.indices = std::move(source.corners);
    if (mesh.vertices.size() == count)
        return;  // all differ: their numbers are as they were
    for (uint32_t& index : mesh.indices)
        index = numberOf[index];
}

/// Makes normals, and of each point as many vertices as its corners differ. Corners of different
/// points never weld, so each looks only at its neighbours.
void weldCreased(const MeshSource& source, BuiltMesh& mesh) {
    constexpr size_t kLookBack = 64;  // more differing corners at one point stay unwelded
    const CreaseNormals creases(source.positions, source.corners);
    std::vector<glm::vec3> normals;
    mesh.indices.resize(source.corners.size());
    mesh.vertices.reserve(creases.pointCount() + creases.pointCount() / 8);
    for (size_t point = 0; point < creases.pointCount(); ++point) {
        const auto around = creases.cornersAt(point);
        creases.normalsAt(around, normals);
        size_t first = mesh.vertices.size();
        for (size_t i = 0; i < around.size(); ++i) {
            if (i > 0 && source.uvs.empty() && normals[i] == normals[i - 1]) {
                mesh.indices[around[i]] = mesh.indices[around[i - 1]];
                continue;
            }
            const Vertex vertex = makeVertex(source, source.corners[around[i]], normals[i]);
            first =
                std::max(first, mesh.vertices.size() - std::min(mesh.vertices.size(), kLookBack));
            const auto same = std::find_if(
                mesh.vertices.begin() + static_cast<ptrdiff_t>(first), mesh.vertices.end(),
                [&](const Vertex& v) { return std::memcmp(&v, &vertex, sizeof v) == 0; });
            mesh.indices[around[i]] = static_cast<uint32_t>(same - mesh.vertices.begin());
            if (same == mesh.vertices.end())
                mesh.vertices.push_back(vertex);
        }
    }
}

void dropDegenerate(BuiltMesh& mesh) {
    size_t kept = 0;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const uint32_t a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
        if (a == b || b == c || c == a)
            continue;
        mesh.indices[kept] = a;
        mesh.indices[kept + 1] = b;
        mesh.indices[kept + 2] = c;
        kept += 3;
    }
    mesh.degenerate = (mesh.indices.size() - kept) / 3;
    mesh.indices.resize(kept);
}

void optimise(BuiltMesh& mesh) {
    // For a cache of so many vertices; more gains little anywhere. Its time grows with the
    // triangles alone, whatever fans they make.
    constexpr unsigned kCache = 16;
    meshopt_optimizeVertexCacheFifo(mesh.indices.data(), mesh.indices.data(), mesh.indices.size(),
                                    mesh.vertices.size(), kCache);
    const size_t used =
        meshopt_optimizeVertexFetch(mesh.vertices.data(), mesh.indices.data(), mesh.indices.size(),
                                    mesh.vertices.data(), mesh.vertices.size(), sizeof(Vertex));
    mesh.vertices.resize(used);
}

glm::vec3 positionOf(const Vertex& v) {
    return {v.position[0], v.position[1], v.position[2]};
}

/// Any direction across the normal, for where the texture coordinates give none.
glm::vec3 across(const glm::vec3& normal) {
    const glm::vec3 axis =
        std::abs(normal.x) < 0.9f ? glm::vec3(1.0f, 0.0f, 0.0f) : glm::vec3(0.0f, 1.0f, 0.0f);
    return glm::cross(normal, axis);
}

/// The direction of growing u in the surface, from each triangle's edges in space and in texture,
/// averaged over a vertex's triangles and made perpendicular to its normal.
void addTangents(BuiltMesh& mesh) {
    std::vector<glm::vec3> along(mesh.vertices.size(), glm::vec3(0.0f)), down = along;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const Vertex& a = mesh.vertices[mesh.indices[i]];
        const Vertex& b = mesh.vertices[mesh.indices[i + 1]];
        const Vertex& c = mesh.vertices[mesh.indices[i + 2]];
        const glm::vec3 ab = positionOf(b) - positionOf(a), ac = positionOf(c) - positionOf(a);
        const float u1 = b.uv[0] - a.uv[0], v1 = b.uv[1] - a.uv[1];
        const float u2 = c.uv[0] - a.uv[0], v2 = c.uv[1] - a.uv[1];
        const float turn = u1 * v2 - u2 * v1 < 0.0f ? -1.0f : 1.0f;
        for (size_t k = i; k < i + 3; ++k) {
            along[mesh.indices[k]] += turn * (ab * v2 - ac * v1);
            down[mesh.indices[k]] += turn * (ac * u1 - ab * u2);
        }
    }
    for (size_t v = 0; v < mesh.vertices.size(); ++v) {
        Vertex& vertex = mesh.vertices[v];
        const glm::vec3 normal =
            glm::normalize(glm::vec3(vertex.normal[0], vertex.normal[1], vertex.normal[2]));
        glm::vec3 tangent = along[v] - normal * glm::dot(normal, along[v]);
        if (!(glm::dot(tangent, tangent) > 1e-20f))
            tangent = across(normal);
        tangent = glm::normalize(tangent);
        for (int i = 0; i < 3; ++i)
            vertex.tangent[i] = snorm(tangent[i]);

        // v grows downwards, the bitangent of a normal map upwards.
        const float hand = glm::dot(glm::cross(normal, tangent), -down[v]);
        vertex.tangent[3] = hand < 0.0f ? int8_t{-127} : int8_t{127};
    }
}

}  // namespace

BuiltMesh buildMesh(MeshSource source) {
    BuiltMesh mesh;
    const bool wantsTangents = source.wantsTangents && !source.uvs.empty();
    if (hasUsableNormals(source))
        weldGiven(source, mesh);
    else
        weldCreased(source, mesh);
    source = {};  // a large one makes room
    dropDegenerate(mesh);
    if (mesh.indices.empty())
        return {.degenerate = mesh.degenerate};
    optimise(mesh);
    if (wantsTangents)
        addTangents(mesh);
    return mesh;
}

}  // namespace gemba::assets
