#pragma once

#include "engine/render/vk/device.h"

namespace gemba::render {

/// What a draw says of its material, as push constants of surface.frag.
struct MaterialConstants {
    float baseColor[4];
    float emissive[4];  ///< w: alpha cut-off
    float metallic, roughness;
};

/// What a draw into a shadow map says.
struct ShadowConstants {
    uint32_t cascade = 0;
    float alpha = 1.0f, cutoff = 0.5f;  ///< of a material with an alpha mask
};

/// What a dispatch of the culling says: see cull.glsl.
struct CullConstants {
    uint32_t view = 0, first = 0, instanceRoom = 0, chunkRoom = 0, groupRoom = 0;
};

/// Descriptor and pipeline layouts that all passes share.
struct Layouts {
    explicit Layouts(Device& device);

    vk::raii::DescriptorSetLayout frameSet = nullptr;     ///< set 0, see frame.glsl
    vk::raii::DescriptorSetLayout materialSet = nullptr;  ///< set 1: five textures
    vk::raii::DescriptorSetLayout postSet = nullptr;      ///< set 1: picture, occlusion, depth
    vk::raii::DescriptorSetLayout cullSet = nullptr;      ///< set 0 of compute, see cull.glsl
    vk::raii::PipelineLayout frame = nullptr;             ///< set 0
    vk::raii::PipelineLayout surface = nullptr;           ///< sets 0 and 1, MaterialConstants
    vk::raii::PipelineLayout post = nullptr;              ///< sets 0 and 1
    vk::raii::PipelineLayout shadow = nullptr;            ///< sets 0 and 1, ShadowConstants
    vk::raii::PipelineLayout cull = nullptr;              ///< cull set, CullConstants
};

/// Places in set 0.
namespace frame_binding {
constexpr uint32_t kFrame = 0, kInstances = 1, kStyles = 2, kShadow = 3, kSky = 4, kLines = 5,
                   kDecals = 6, kGlyphs = 7, kQuads = 8, kVisible = 9;
}

/// Places in the set of compute passes.
namespace cull_binding {
constexpr uint32_t kInstances = 0, kChunks = 1, kGroups = 2, kMeshes = 3, kViews = 4,
                   kLevelCounts = 5, kVisible = 6, kCommands = 7, kDrawCounts = 8, kCounted = 9,
                   kCount = 10;
}

}  // namespace gemba::render
