#include "engine/render/passes/targets.h"

#include <array>

namespace gemba::render {
namespace {

using Usage = vk::ImageUsageFlagBits;
using Aspect = vk::ImageAspectFlagBits;

}  // namespace

Targets::Targets(Device& device, const Layouts& layouts, uint32_t width, uint32_t height,
                 vk::SampleCountFlagBits samples, vk::Format format)
    : m_samples(samples) {
    const auto one = vk::SampleCountFlagBits::e1;
    const auto color = [&](vk::ImageUsageFlags usage, vk::SampleCountFlagBits count,
                           const char* label) {
        return Image(device, {.width = width,
                              .height = height,
                              .format = format,
                              .usage = usage | Usage::eColorAttachment,
                              .samples = count,
                              .label = label});
    };
    const auto depth = [&](vk::ImageUsageFlags usage, vk::SampleCountFlagBits count,
                           const char* label) {
        return Image(device, {.width = width,
                              .height = height,
                              .format = kDepthFormat,
                              .usage = usage | Usage::eDepthStencilAttachment,
                              .samples = count,
                              .aspect = Aspect::eDepth,
                              .label = label});
    };
    const auto half = [&](const char* label) {
        return Image(device, {.width = (width + 1) / 2,
                              .height = (height + 1) / 2,
                              .format = kOcclusionFormat,
                              .usage = Usage::eColorAttachment | Usage::eSampled,
                              .label = label});
    };
    m_color = color(Usage::eSampled | Usage::eTransferSrc, one, "colour");
    m_resolvedDepth = depth(Usage::eSampled, one, "depth");
    if (multisampled()) {
        m_samplesColor = color({}, samples, "colour samples");
        m_depth = depth({}, samples, "depth samples");
    }
    m_occlusionRaw = half("occlusion with its pattern");
    m_occlusion = half("occlusion");
    makeReadable(device, {&m_resolvedDepth, &m_occlusionRaw, &m_occlusion});
    makeSets(device, layouts);
}

void Targets::makeSets(Device& device, const Layouts& layouts) {
    m_sampler = device->createSampler({});
    m_linear = device->createSampler({.magFilter = vk::Filter::eLinear,
                                      .minFilter = vk::Filter::eLinear,
                                      .addressModeU = vk::SamplerAddressMode::eClampToEdge,
                                      .addressModeV = vk::SamplerAddressMode::eClampToEdge});
    device.label(m_sampler, "sampler of targets");
    device.label(m_linear, "linear sampler of targets");
    const std::array<std::array<const Image*, 3>, 3> read{
        {{&m_color, &m_occlusion, &m_resolvedDepth},
         {&m_resolvedDepth, &m_resolvedDepth, &m_resolvedDepth},
         {&m_occlusionRaw, &m_occlusionRaw, &m_occlusionRaw}}};
    const vk::DescriptorPoolSize size{vk::DescriptorType::eCombinedImageSampler, 9};
    vk::DescriptorPoolCreateInfo poolInfo{
        .flags = vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, .maxSets = 3};
    m_pool = device->createDescriptorPool(poolInfo.setPoolSizes(size));
    device.label(m_pool, "descriptors of targets");
    const std::array layout{*layouts.postSet, *layouts.postSet, *layouts.postSet};
    vk::DescriptorSetAllocateInfo setInfo{.descriptorPool = *m_pool};
    m_sets = device->allocateDescriptorSets(setInfo.setSetLayouts(layout));
    for (size_t i = 0; i < m_sets.size(); ++i) {
        std::array<vk::DescriptorImageInfo, 3> images;
        for (size_t k = 0; k < images.size(); ++k)
            images[k] = {read[i][k] == &m_color ? *m_linear : *m_sampler, read[i][k]->view(),
                         vk::ImageLayout::eShaderReadOnlyOptimal};
        const vk::WriteDescriptorSet write{
            .dstSet = *m_sets[i],
            .dstBinding = 0,
            .descriptorCount = 1,
            .descriptorType = vk::DescriptorType::eCombinedImageSampler};
        std::array<vk::WriteDescriptorSet, 3> writes{write, write, write};
        for (uint32_t k = 0; k < writes.size(); ++k)
            writes[k].setDstBinding(k).setPImageInfo(&images[k]);
        device->updateDescriptorSets(writes, {});
        device.label(m_sets[i], "descriptors of targets");
    }
}

}  // namespace gemba::render
