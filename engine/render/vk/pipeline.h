#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/render/vk/device.h"

namespace gemba::render {

/// What differs between our pipelines. Viewport and scissor are dynamic, always.
struct PipelineSettings {
    const char* label = "pipeline";
    std::string_view vertexShader, fragmentShader;  ///< file names; no fragment shader: depth only
    std::span<const uint32_t> constants;            ///< specialisation constants 0, 1, 2 …
    vk::PipelineLayout layout;
    bool modelVertices = false;  ///< assets::Vertex, or nothing
    bool positionsOnly = false;  ///< of assets::Vertex, its position alone
    vk::PrimitiveTopology topology = vk::PrimitiveTopology::eTriangleList;
    bool dynamicCulling = false;  ///< cull mode and front face are set by commands
    std::span<const vk::Format> colors;
    vk::Format depth = vk::Format::eUndefined;
    vk::SampleCountFlagBits samples = vk::SampleCountFlagBits::e1;
    bool depthTest = true, depthWrite = true;
    vk::CompareOp compare = vk::CompareOp::eGreaterOrEqual;  ///< reverse Z
    bool blend = false;  ///< by the colour's alpha; the target keeps its own
    float depthBias = 0.0f, depthSlopeBias = 0.0f;
};

/// Throws vk::SystemError.
[[nodiscard]] vk::raii::Pipeline makePipeline(Device& device, const PipelineSettings& settings);

/// Of a compute shader by its file name, with specialisation constants 0, 1, 2 …
/// Throws vk::SystemError.
[[nodiscard]] vk::raii::Pipeline makeComputePipeline(Device& device, std::string_view shader,
                                                     vk::PipelineLayout layout,
                                                     std::span<const uint32_t> constants = {});

}  // namespace gemba::render
