#include "engine/render/draw_list.h"

#include <algorithm>
#include <limits>

#include "engine/render/scene.h"

namespace gemba::render {
namespace {

// A level may be off by so many pixels: less is not seen.
constexpr float kLevelError = 0.7f;
// What is smaller than this many pixels is left out: no sample would meet it.
constexpr float kLeastSize = 0.4f;
constexpr float kShadowError = 1.0f, kShadowLeast = 1.0f;  // texels

glm::vec4 row(const glm::mat4& m, int i) {
    return {m[0][i], m[1][i], m[2][i], m[3][i]};
}

}  // namespace

void DrawList::clear() {
    chunks.clear();
    groups.clear();
    triangles = 0;
}

void DrawList::add(const std::vector<MeshRange>& meshes, const std::vector<Batch>& batches,
                   uint32_t firstInstance, uint32_t firstChunk) {
    for (const Batch& batch : batches) {
        const MeshRange& mesh = meshes[batch.mesh];
        triangles += uint64_t{mesh.indexCount} / 3 * batch.count;
        const bool joins = !groups.empty() && groups.back().material == mesh.material &&
                           groups.back().mirrored == batch.mirrored;
        if (!joins)
            groups.push_back({.record = {firstChunk + static_cast<uint32_t>(chunks.size())},
                              .material = mesh.material,
                              .mirrored = batch.mirrored});
        for (uint32_t done = 0; done < batch.count; done += kChunkInstances) {
            chunks.push_back({batch.mesh, firstInstance + batch.firstInstance + done,
                              std::min(kChunkInstances, batch.count - done)});
            ++groups.back().record.chunks;
        }
    }
}

MeshRecord meshRecord(const MeshRange& mesh) {
    MeshRecord out{.center = glm::vec4(0.5f * (mesh.boundsMin + mesh.boundsMax), 1.0f),
                   .halfSize = glm::vec4(0.5f * (mesh.boundsMax - mesh.boundsMin), 0.0f),
                   .errors = glm::vec4(std::numeric_limits<float>::infinity()),
                   .vertexOffset = mesh.vertexOffset};
    out.errors.x = 0.0f;
    out.firstIndex.x = mesh.firstIndex;
    out.indexCount.x = mesh.indexCount;
    return out;
}

// The sides of the picture: rows of the matrix, by Gribb and Hartmann.
CullView cullView(const CameraMatrices& camera, float height) {
    const glm::mat4& m = camera.clipFromWorld;
    const glm::vec4 w = row(m, 3);
    return {.planes = {w + row(m, 0), w - row(m, 0), w + row(m, 1), w - row(m, 1), w - row(m, 2),
                       row(m, 2)},
            .eye = glm::vec4(camera.eye, camera.orthographic ? 1.0f : 0.0f),
            .limits = {camera.pixelsPerMetre * height, kLevelError, kLeastSize, 1.0f}};
}

CullView sunView(const glm::mat4& mapFromWorld, float texelsPerMetre) {
    const glm::vec4 one(0.0f, 0.0f, 0.0f, 1.0f);
    const glm::vec4 x = row(mapFromWorld, 0), y = row(mapFromWorld, 1), z = row(mapFromWorld, 2);
    return {.planes = {x, one - x, y, one - y, one - z, one},
            .eye = one,
            .limits = {texelsPerMetre, kShadowError, kShadowLeast, 1.0f}};
}

}  // namespace gemba::render
