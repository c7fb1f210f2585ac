#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "engine/assets/model.h"
#include "engine/core/result.h"

namespace gemba::assets {

/// A coarser form of a mesh: other triangles over the same vertices.
struct MeshLevel {
    uint32_t firstIndex = 0, indexCount = 0;  ///< in ModelLevels::indices; no indices: no level
    float errorM = 0.0f;                      ///< how far its surface may be off
};

/// Coarser forms of a model's meshes, each with about a quarter of the triangles of the one before.
/// Immutable, any thread.
struct ModelLevels {
    static constexpr size_t kCount = 3;
    std::vector<std::array<MeshLevel, kCount>> meshes;  ///< at Model::meshes' indices
    std::vector<uint32_t> indices;  ///< relative to the mesh's firstVertex, as the model's own
};

/// Makes them: a second for a million triangles. Null when stopped, or when no mesh has any.
[[nodiscard]] std::shared_ptr<const ModelLevels> makeLevels(const Model& model,
                                                            const std::stop_token& stop = {});

/// The levels of a cached model, kept beside its bake; made and kept where there are none yet. A
/// model without a bake gets them made. Blocks: call it from a worker, after the first picture.
[[nodiscard]] std::shared_ptr<const ModelLevels> levelsOf(const Model& model,
                                                          const std::stop_token& stop = {});

/// Writes levels to a file, at once and whole, and reads them back. What does not fit the model,
/// down to the last index, is refused.
[[nodiscard]] Result<void> writeLevels(const std::filesystem::path& path, const Model& model,
                                       const ModelLevels& levels);
[[nodiscard]] Result<std::shared_ptr<const ModelLevels>> readLevels(
    const std::filesystem::path& path, const Model& model);

}  // namespace gemba::assets
