#include "engine/render/sky_light.h"

#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;
constexpr uint32_t kSide = 32, kSlices = 8;  // as in sky.glsl
constexpr auto kCompute = vk::PipelineBindPoint::eCompute;

}  // namespace

SkyLight::SkyLight(Device& device, const glm::vec3& sun)
    : m_table(device, {.width = kSide,
                       .height = kSide,
                       .depth = kSlices,
                       .format = vk::Format::eR16G16B16A16Sfloat,
                       .usage = vk::ImageUsageFlagBits::eStorage | vk::ImageUsageFlagBits::eSampled,
                       .label = "sky light"}) {
    m_sampler = device->createSampler({.magFilter = vk::Filter::eLinear,
                                       .minFilter = vk::Filter::eLinear,
                                       .addressModeU = vk::SamplerAddressMode::eClampToEdge,
                                       .addressModeV = vk::SamplerAddressMode::eClampToEdge,
                                       .addressModeW = vk::SamplerAddressMode::eClampToEdge});
    device.label(m_sampler, "sky light sampler");

    // One dispatch, once: what it needs goes with it.
    const vk::DescriptorSetLayoutBinding place{.binding = 0,
                                               .descriptorType = vk::DescriptorType::eStorageImage,
                                               .descriptorCount = 1,
                                               .stageFlags = vk::ShaderStageFlagBits::eCompute};
    const auto setLayout =
        device->createDescriptorSetLayout(vk::DescriptorSetLayoutCreateInfo{}.setBindings(place));
    const vk::PushConstantRange push{vk::ShaderStageFlagBits::eCompute, 0, sizeof(glm::vec4)};
    vk::PipelineLayoutCreateInfo layoutInfo;
    layoutInfo.setSetLayouts(*setLayout).setPushConstantRanges(push);
    const auto layout = device->createPipelineLayout(layoutInfo);
    const auto pipeline = makeComputePipeline(device, "sky_light.comp", *layout);
    const vk::DescriptorPoolSize size{vk::DescriptorType::eStorageImage, 1};
    vk::DescriptorPoolCreateInfo poolInfo{
        .flags = vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, .maxSets = 1};
    const auto pool = device->createDescriptorPool(poolInfo.setPoolSizes(size));
    vk::DescriptorSetAllocateInfo setInfo{.descriptorPool = *pool};
    const auto sets = device->allocateDescriptorSets(setInfo.setSetLayouts(*setLayout));
    const vk::DescriptorImageInfo image{{}, m_table.view(), Layout::eGeneral};
    device->updateDescriptorSets(
        vk::WriteDescriptorSet{.dstSet = *sets[0],
                               .dstBinding = 0,
                               .descriptorCount = 1,
                               .descriptorType = vk::DescriptorType::eStorageImage,
                               .pImageInfo = &image},
        {});
    device.label(setLayout, "sky light set");
    device.label(layout, "sky light layout");
    device.label(pool, "sky light descriptors");
    device.label(sets[0], "sky light descriptors");

    device.runOnce([&](const vk::raii::CommandBuffer& commands) {
        transition(commands, {.image = *m_table,
                              .range = m_table.range(),
                              .newLayout = Layout::eGeneral,
                              .to = Stage::eComputeShader,
                              .toAccess = Access::eShaderStorageWrite});
        commands.bindPipeline(kCompute, *pipeline);
        commands.bindDescriptorSets(kCompute, *layout, 0, *sets[0], {});
        commands.pushConstants<glm::vec4>(*layout, vk::ShaderStageFlagBits::eCompute, 0,
                                          glm::vec4(sun, 0.0f));
        commands.dispatch(kSide / 8, kSide / 8, kSlices);
        transition(commands, {.image = *m_table,
                              .range = m_table.range(),
                              .oldLayout = Layout::eGeneral,
                              .newLayout = Layout::eShaderReadOnlyOptimal,
                              .from = Stage::eComputeShader,
                              .fromAccess = Access::eShaderStorageWrite,
                              .to = Stage::eFragmentShader,
                              .toAccess = Access::eShaderSampledRead});
    });
}

}  // namespace gemba::render
