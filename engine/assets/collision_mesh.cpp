#include "engine/assets/collision_mesh.h"

#include <fmt/format.h>
#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>

namespace gemba::assets {
namespace {

constexpr size_t kFewTriangles = 2000;    // not worth the work
constexpr size_t kManyTriangles = 20000;  // beyond: coarser than the tolerance
constexpr uint64_t kMostTriangles = 10'000'000;
constexpr float kTolerance = 0.01f;  // m

bool finite(const glm::vec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

// Positions and triangles of one instance, in the model's frame.
void append(const Model& model, const Mesh& mesh, const glm::dmat4& modelFromMesh,
            CollisionMesh& out) {
    const auto base = static_cast<uint32_t>(out.positions.size());
    for (uint32_t i = 0; i < mesh.vertexCount; ++i) {
        const float* p = model.vertices[mesh.firstVertex + i].position;
        out.positions.emplace_back(modelFromMesh * glm::dvec4(p[0], p[1], p[2], 1.0));
    }
    for (uint32_t i = 0; i + 2 < mesh.indexCount; i += 3) {
        const uint32_t* t = &model.indices[mesh.firstIndex + i];
        const glm::vec3 &a = out.positions[base + t[0]], &b = out.positions[base + t[1]],
                        &c = out.positions[base + t[2]];
        if (!finite(a) || !finite(b) || !finite(c) || a == b || b == c || c == a)
            continue;
        out.indices.insert(out.indices.end(), {base + t[0], base + t[1], base + t[2]});
    }
}

// Vertices at the same place become one, unused ones go: neighbours must share vertices to merge.
void weld(CollisionMesh& mesh) {
    std::vector<uint32_t> remap(mesh.positions.size());
    const size_t unique = meshopt_generateVertexRemap(remap.data(), mesh.indices.data(),
                                                      mesh.indices.size(), mesh.positions.data(),
                                                      mesh.positions.size(), sizeof(glm::vec3));
    meshopt_remapIndexBuffer(mesh.indices.data(), mesh.indices.data(), mesh.indices.size(),
                             remap.data());
    std::vector<glm::vec3> kept(unique);
    meshopt_remapVertexBuffer(kept.data(), mesh.positions.data(), mesh.positions.size(),
                              sizeof(glm::vec3), remap.data());
    mesh.positions = std::move(kept);
}

void simplify(CollisionMesh& mesh) {
    const float* points = &mesh.positions[0].x;
    const size_t count = mesh.positions.size(), stride = sizeof(glm::vec3);
    const float extent = std::max(meshopt_simplifyScale(points, count, stride), 1e-3f);
    std::vector<uint32_t> out(mesh.indices.size());

    // As few as the tolerance allows, keeping the surface's shape …
    size_t size = meshopt_simplify(out.data(), mesh.indices.data(), mesh.indices.size(), points,
                                   count, stride, 0, kTolerance / extent);
    out.resize(size);
    // … and where that is still fine, coarser whatever it takes.
    if (size > kManyTriangles * 3) {
        std::vector<uint32_t> coarse(size);
        size = meshopt_simplifySloppy(coarse.data(), out.data(), size, points, count, stride,
                                      kManyTriangles * 3, 1.0f);
        coarse.resize(size);
        if (size > 0)
            out = std::move(coarse);
    }
    if (!out.empty())
        mesh.indices = std::move(out);
    weld(mesh);
}

}  // namespace

Result<CollisionMesh> collisionMesh(const Model& model, double scale) {
    // A file of a few kilobytes may ask for any number of triangles.
    uint64_t triangles = 0, vertices = 0;
    for (const Instance& instance : model.instances) {
        triangles += model.meshes[instance.mesh].indexCount / 3;
        vertices += model.meshes[instance.mesh].vertexCount;
    }
    if (std::max(triangles, vertices / 3) > kMostTriangles)
        return fail({.doing = "make a collision mesh",
                     .on = model.name,
                     .found = fmt::format("{} triangles and {} vertices", triangles, vertices),
                     .expected = fmt::format("at most {} triangles", kMostTriangles)});

    CollisionMesh out;
    for (const Instance& instance : model.instances) {
        glm::dmat4 modelFromMesh = model.nodes[instance.node].modelFromNode;
        for (int c = 0; c < 4; ++c) {
            for (int r = 0; r < 3; ++r)
                modelFromMesh[c][r] *= scale;
        }
        append(model, model.meshes[instance.mesh], modelFromMesh, out);
    }
    if (out.indices.empty())
        return CollisionMesh{};
    weld(out);
    if (out.indices.size() > kFewTriangles * 3)
        simplify(out);
    return out;
}

}  // namespace gemba::assets
