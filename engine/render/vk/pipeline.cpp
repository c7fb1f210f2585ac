#include "engine/render/vk/pipeline.h"

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>

#include "engine/assets/model.h"
#include "resources/shaders/shaders.h"

namespace gemba::render {
namespace {

vk::raii::ShaderModule shaderModule(Device& device, std::string_view name) {
    const auto code = shaderCode(name);
    if (code.empty())
        throw std::runtime_error("no shader " + std::string(name));
    vk::raii::ShaderModule module =
        device->createShaderModule({.codeSize = code.size_bytes(), .pCode = code.data()});
    device.label(module, std::string(name).c_str());
    return module;
}

// assets::Vertex as attributes: position, normal, tangent, texture coordinates.
constexpr vk::VertexInputBindingDescription kBinding{0, sizeof(assets::Vertex),
                                                     vk::VertexInputRate::eVertex};
constexpr std::array kAttributes{
    vk::VertexInputAttributeDescription{0, 0, vk::Format::eR32G32B32Sfloat,
                                        offsetof(assets::Vertex, position)},
    vk::VertexInputAttributeDescription{1, 0, vk::Format::eR8G8B8A8Snorm,
                                        offsetof(assets::Vertex, normal)},
    vk::VertexInputAttributeDescription{2, 0, vk::Format::eR8G8B8A8Snorm,
                                        offsetof(assets::Vertex, tangent)},
    vk::VertexInputAttributeDescription{3, 0, vk::Format::eR32G32Sfloat,
                                        offsetof(assets::Vertex, uv)}};

vk::PipelineColorBlendAttachmentState colorState(bool blend) {
    using Factor = vk::BlendFactor;
    using Component = vk::ColorComponentFlagBits;
    return {.blendEnable = blend,
            .srcColorBlendFactor = Factor::eSrcAlpha,
            .dstColorBlendFactor = Factor::eOneMinusSrcAlpha,
            .srcAlphaBlendFactor = Factor::eZero,
            .dstAlphaBlendFactor = Factor::eOne,
            .colorWriteMask = Component::eR | Component::eG | Component::eB | Component::eA};
}

// Constant i is the i-th of an array of 32-bit numbers.
std::vector<vk::SpecializationMapEntry> constantEntries(size_t count) {
    std::vector<vk::SpecializationMapEntry> entries;
    for (uint32_t i = 0; i < count; ++i)
        entries.push_back({i, i * 4u, 4});
    return entries;
}

}  // namespace

vk::raii::Pipeline makePipeline(Device& device, const PipelineSettings& settings) {
    // Shaders with their constants.
    const auto vertex = shaderModule(device, settings.vertexShader);
    vk::raii::ShaderModule fragment = nullptr;
    const auto entries = constantEntries(settings.constants.size());
    vk::SpecializationInfo constants;
    constants.setMapEntries(entries).setData<uint32_t>(settings.constants);
    std::vector<vk::PipelineShaderStageCreateInfo> stages{
        {.stage = vk::ShaderStageFlagBits::eVertex,
         .module = *vertex,
         .pName = "main",
         .pSpecializationInfo = &constants}};
    if (!settings.fragmentShader.empty()) {
        fragment = shaderModule(device, settings.fragmentShader);
        stages.push_back({.stage = vk::ShaderStageFlagBits::eFragment,
                          .module = *fragment,
                          .pName = "main",
                          .pSpecializationInfo = &constants});
    }

    // Fixed functions.
    vk::PipelineVertexInputStateCreateInfo vertices;
    if (settings.modelVertices) {
        vertices.setVertexBindingDescriptions(kBinding).setVertexAttributeDescriptions(kAttributes);
        if (settings.positionsOnly)
            vertices.vertexAttributeDescriptionCount = 1;
    }
    const vk::PipelineInputAssemblyStateCreateInfo assembly{.topology = settings.topology};
    const vk::PipelineViewportStateCreateInfo viewport{.viewportCount = 1, .scissorCount = 1};
    const vk::PipelineRasterizationStateCreateInfo raster{
        .polygonMode = vk::PolygonMode::eFill,
        .cullMode = vk::CullModeFlagBits::eNone,
        .frontFace = vk::FrontFace::eCounterClockwise,
        .depthBiasEnable = settings.depthBias != 0.0f || settings.depthSlopeBias != 0.0f,
        .depthBiasConstantFactor = settings.depthBias,
        .depthBiasSlopeFactor = settings.depthSlopeBias,
        .lineWidth = 1.0f};
    const vk::PipelineMultisampleStateCreateInfo samples{.rasterizationSamples = settings.samples};
    const vk::PipelineDepthStencilStateCreateInfo depth{.depthTestEnable = settings.depthTest,
                                                        .depthWriteEnable = settings.depthWrite,
                                                        .depthCompareOp = settings.compare};
    const std::vector<vk::PipelineColorBlendAttachmentState> blends(settings.colors.size(),
                                                                    colorState(settings.blend));
    vk::PipelineColorBlendStateCreateInfo blend;
    blend.setAttachments(blends);
    std::vector dynamics{vk::DynamicState::eViewport, vk::DynamicState::eScissor};
    if (settings.dynamicCulling)
        dynamics.insert(dynamics.end(),
                        {vk::DynamicState::eCullMode, vk::DynamicState::eFrontFace});
    vk::PipelineDynamicStateCreateInfo dynamic;
    dynamic.setDynamicStates(dynamics);

    vk::PipelineRenderingCreateInfo targets{.depthAttachmentFormat = settings.depth};
    targets.setColorAttachmentFormats(settings.colors);
    vk::GraphicsPipelineCreateInfo info{.pNext = &targets,
                                        .pVertexInputState = &vertices,
                                        .pInputAssemblyState = &assembly,
                                        .pViewportState = &viewport,
                                        .pRasterizationState = &raster,
                                        .pMultisampleState = &samples,
                                        .pDepthStencilState = &depth,
                                        .pColorBlendState = &blend,
                                        .pDynamicState = &dynamic,
                                        .layout = settings.layout};
    info.setStages(stages);
    vk::raii::Pipeline pipeline = device->createGraphicsPipeline(nullptr, info);
    device.label(pipeline, settings.label);
    return pipeline;
}

vk::raii::Pipeline makeComputePipeline(Device& device, std::string_view shader,
                                       vk::PipelineLayout layout,
                                       std::span<const uint32_t> constants) {
    const auto module = shaderModule(device, shader);
    const auto entries = constantEntries(constants.size());
    vk::SpecializationInfo values;
    values.setMapEntries(entries).setData<uint32_t>(constants);
    const vk::ComputePipelineCreateInfo info{.stage = {.stage = vk::ShaderStageFlagBits::eCompute,
                                                       .module = *module,
                                                       .pName = "main",
                                                       .pSpecializationInfo = &values},
                                             .layout = layout};
    vk::raii::Pipeline pipeline = device->createComputePipeline(nullptr, info);
    device.label(pipeline, std::string(shader).c_str());
    return pipeline;
}

}  // namespace gemba::render
