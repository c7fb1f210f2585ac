#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "engine/render/camera.h"

/// What the device decides on which instances to draw, and in which level of detail: plain arrays
/// as cull.glsl reads them.
namespace gemba::render {

struct Batch;
struct MeshRange;

/// Levels of detail: 0 is the model as it is, each further one coarser.
constexpr uint32_t kLevels = 4;
/// Views that things are culled for: the camera, and the cascades of the sun's shadow.
constexpr uint32_t kMaxCascades = 3;
constexpr uint32_t kMaxViews = 1 + kMaxCascades;
/// Instances that one workgroup looks at, at most; as in cull.comp.
constexpr uint32_t kChunkInstances = 1024;

struct ChunkRecord {
    uint32_t mesh = 0, firstInstance = 0, count = 0, spare = 0;
};
static_assert(sizeof(ChunkRecord) == 16);

struct GroupRecord {
    uint32_t firstChunk = 0, chunks = 0, spare0 = 0, spare1 = 0;
};
static_assert(sizeof(GroupRecord) == 16);

struct MeshRecord {
    glm::vec4 center{0.0f}, halfSize{0.0f};
    glm::vec4 errors{0.0f};
    glm::uvec4 firstIndex{0u}, indexCount{0u};
    int32_t vertexOffset = 0;
    uint32_t spare0 = 0, spare1 = 0, spare2 = 0;
};
static_assert(sizeof(MeshRecord) == 96);

struct CullView {
    std::array<glm::vec4, 6> planes{};  ///< inside is positive
    glm::vec4 eye{0.0f};                ///< w = 1: orthographic
    glm::vec4 limits{0.0f};  ///< pixels of 1 m at 1 m, error of a level, least size; w = 1: cull
};
static_assert(sizeof(CullView) == 128);

/// Chunks of one material and winding, end to end: one indirect draw.
struct DrawGroup {
    GroupRecord record;
    uint32_t material = 0;
    bool mirrored = false;
};

/// All that is drawn indirectly of one set of instances.
struct DrawList {
    std::vector<ChunkRecord> chunks;
    std::vector<DrawGroup> groups;
    uint64_t triangles = 0;  ///< of all its instances as they are

    void clear();
    /// Adds the instances of the batches, in their order. `firstInstance` is that of the batches'
    /// first, `firstChunk` the number of the list's first.
    void add(const std::vector<MeshRange>& meshes, const std::vector<Batch>& batches,
             uint32_t firstInstance, uint32_t firstChunk);
};

/// A mesh as it was made; its coarser levels are added when they are known.
[[nodiscard]] MeshRecord meshRecord(const MeshRange& mesh);

/// The view of a camera whose picture is `height` pixels high.
[[nodiscard]] CullView cullView(const CameraMatrices& camera, float height);

/// The view of the sun: `mapFromWorld` maps to 0 … 1, z growing away from it; things before the
/// map throw shadows into it. `texelsPerMetre` of the map.
[[nodiscard]] CullView sunView(const glm::mat4& mapFromWorld, float texelsPerMetre);

}  // namespace gemba::render
