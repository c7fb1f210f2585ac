#pragma once

#include "engine/render/vk/device.h"

namespace gemba::render {

/// What a draw says of its material, as push constants of surface.frag.
struct MaterialConstants {
    float baseColor[4];
    float emissive[4];  ///< w: alpha cut-off
    float metallic, roughness;
};

/// Descriptor and pipeline layouts that all passes share.
struct Layouts {
    explicit Layouts(Device& device);

    vk::raii::DescriptorSetLayout frameSet = nullptr;     ///< set 0, see frame.glsl
    vk::raii::DescriptorSetLayout materialSet = nullptr;  ///< set 1: five textures
    vk::raii::DescriptorSetLayout postSet = nullptr;      ///< set 1: the picture
    vk::raii::PipelineLayout frame = nullptr;             ///< set 0
    vk::raii::PipelineLayout surface = nullptr;           ///< sets 0 and 1, MaterialConstants
    vk::raii::PipelineLayout post = nullptr;              ///< sets 0 and 1
};

/// Places in set 0.
namespace frame_binding {
constexpr uint32_t kFrame = 0, kInstances = 1, kStyles = 2, kShadow = 3, kLines = 5, kDecals = 6,
                   kGlyphs = 7, kQuads = 8;
}

}  // namespace gemba::render
