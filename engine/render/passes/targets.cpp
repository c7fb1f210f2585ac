#include "engine/render/passes/targets.h"

namespace gemba::render {

Targets::Targets(Device& device, const Layouts& layouts, uint32_t width, uint32_t height,
                 vk::SampleCountFlagBits samples)
    : m_multisampled(samples != vk::SampleCountFlagBits::e1) {
    using Usage = vk::ImageUsageFlagBits;
    const auto image = [&](vk::Format format, vk::ImageUsageFlags usage, bool many,
                           const char* label) {
        const bool isDepth = format == kDepthFormat;
        return Image(device, {.width = width,
                              .height = height,
                              .format = format,
                              .usage = usage,
                              .samples = many ? samples : vk::SampleCountFlagBits::e1,
                              .aspect = isDepth ? vk::ImageAspectFlagBits::eDepth
                                                : vk::ImageAspectFlagBits::eColor,
                              .label = label});
    };
    const vk::ImageUsageFlags drawn = Usage::eColorAttachment;
    m_color = image(kColorFormat, drawn | Usage::eSampled, false, "colour");
    m_depth = image(kDepthFormat, Usage::eDepthStencilAttachment, true, "depth");
    if (m_multisampled)
        m_samplesColor = image(kColorFormat, drawn, true, "colour samples");

    // How the last pass reads them.
    m_sampler = device->createSampler({});
    const vk::DescriptorPoolSize size{vk::DescriptorType::eCombinedImageSampler, 1};
    vk::DescriptorPoolCreateInfo poolInfo{
        .flags = vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, .maxSets = 1};
    poolInfo.setPoolSizes(size);
    m_pool = device->createDescriptorPool(poolInfo);
    vk::DescriptorSetAllocateInfo setInfo{.descriptorPool = *m_pool};
    setInfo.setSetLayouts(*layouts.postSet);
    m_set = std::move(device->allocateDescriptorSets(setInfo).front());
    const vk::DescriptorImageInfo picture{*m_sampler, m_color.view(),
                                          vk::ImageLayout::eShaderReadOnlyOptimal};
    const vk::WriteDescriptorSet write{.dstSet = *m_set,
                                       .dstBinding = 0,
                                       .descriptorCount = 1,
                                       .descriptorType = vk::DescriptorType::eCombinedImageSampler,
                                       .pImageInfo = &picture};
    device->updateDescriptorSets(write, {});
    device.label(m_set, "post descriptors");
}

}  // namespace gemba::render
