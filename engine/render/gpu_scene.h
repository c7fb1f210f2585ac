#pragma once

#include <vector>

#include "engine/assets/model_levels.h"
#include "engine/render/layouts.h"
#include "engine/render/scene.h"
#include "engine/render/vk/buffer.h"
#include "engine/render/vk/image.h"

namespace gemba::render {

/// What of a material decides on the pipeline: bits 0–4 textures, bit 5 alpha mask.
using SurfaceKey = uint32_t;
constexpr SurfaceKey kMaskKey = 32;

/// A Scene in device memory: one vertex and one index buffer, textures, a descriptor set for each
/// material that has textures. Immutable but for its levels of detail.
class GpuScene {
 public:
    struct Material {
        MaterialConstants constants;
        SurfaceKey key = 0;
        bool doubleSided = false;
        vk::DescriptorSet set;
    };

    /// Throws vk::OutOfDeviceMemoryError and the like.
    GpuScene(Device& device, const Layouts& layouts, const Scene& scene);

    /// Adds coarser levels of meshes behind the indices. The device must be idle. Throws
    /// vk::OutOfDeviceMemoryError, and is as it was then.
    struct MeshLevels {
        uint32_t firstMesh = 0;
        std::shared_ptr<const assets::ModelLevels> levels;
    };
    void setLevels(Device& device, const std::vector<MeshLevels>& models);

    [[nodiscard]] vk::Buffer vertices() const { return *m_vertices; }
    [[nodiscard]] vk::Buffer indices() const { return *m_indices; }
    [[nodiscard]] const Buffer& meshes() const { return m_meshes; }  ///< MeshRecords
    [[nodiscard]] const Material& material(uint32_t index) const { return m_materials[index]; }

 private:
    void addMaterials(Device& device, const Layouts& layouts, const Scene& scene);

    Buffer m_vertices, m_indices, m_meshes;
    uint32_t m_indexCount = 0;              // of the models as they are
    std::vector<MeshRecord> m_meshRecords;  // as uploaded, without levels
    std::vector<Image> m_textures;          // the last one is white
    vk::raii::Sampler m_sampler = nullptr;
    vk::raii::DescriptorPool m_pool = nullptr;
    std::vector<vk::raii::DescriptorSet> m_sets;
    std::vector<Material> m_materials;
};

}  // namespace gemba::render
