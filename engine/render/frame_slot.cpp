#include "engine/render/frame_slot.h"

#include <algorithm>
#include <cstring>

#include "engine/render/text/text_engine.h"

namespace gemba::render {
namespace {

using Usage = vk::BufferUsageFlagBits;
using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;

template <class T>
void copyInto(const Buffer& buffer, const std::vector<T>& values) {
    if (!values.empty())
        std::memcpy(buffer.mapped(), values.data(), values.size() * sizeof(T));
}

}  // namespace

GlyphImage::GlyphImage(Device& device)
    : m_image(device,
              {.width = TextEngine::kAtlasSize,
               .height = TextEngine::kAtlasSize,
               .format = vk::Format::eR8Unorm,
               .usage = vk::ImageUsageFlagBits::eSampled | vk::ImageUsageFlagBits::eTransferDst,
               .label = "glyphs"}) {
    makeReadable(device, m_image);
}

void GlyphImage::update(const vk::raii::CommandBuffer& commands, const Buffer& staging,
                        const std::vector<uint8_t>& pixels, uint64_t version) {
    if (version == m_version)
        return;
    m_version = version;
    std::memcpy(staging.mapped(), pixels.data(), pixels.size());
    transition(commands, {.image = *m_image,
                          .range = m_image.range(),
                          .oldLayout = Layout::eShaderReadOnlyOptimal,
                          .newLayout = Layout::eTransferDstOptimal,
                          .from = Stage::eFragmentShader,
                          .fromAccess = Access::eShaderSampledRead,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferWrite});
    commands.copyBufferToImage(
        *staging, *m_image, Layout::eTransferDstOptimal,
        vk::BufferImageCopy{.imageSubresource = {vk::ImageAspectFlagBits::eColor, 0, 0, 1},
                            .imageExtent = {m_image.width(), m_image.height(), 1}});
    transition(commands, {.image = *m_image,
                          .range = m_image.range(),
                          .oldLayout = Layout::eTransferDstOptimal,
                          .newLayout = Layout::eShaderReadOnlyOptimal,
                          .from = Stage::eTransfer,
                          .fromAccess = Access::eTransferWrite,
                          .to = Stage::eFragmentShader,
                          .toAccess = Access::eShaderSampledRead});
}

FrameSlot::FrameSlot(Device& device, const Layouts& layouts, const Samplers& samplers)
    : m_device(device), m_samplers(samplers) {
    m_commandPool = device->createCommandPool({.queueFamilyIndex = device.queueFamily()});
    m_commands = std::move(device
                               ->allocateCommandBuffers({.commandPool = *m_commandPool,
                                                         .level = vk::CommandBufferLevel::ePrimary,
                                                         .commandBufferCount = 1})
                               .front());
    m_done = device->createFence({.flags = vk::FenceCreateFlagBits::eSignaled});
    m_acquired = device->createSemaphore({});
    const std::array sizes{vk::DescriptorPoolSize{vk::DescriptorType::eUniformBuffer, 1},
                           vk::DescriptorPoolSize{vk::DescriptorType::eStorageBuffer, 5},
                           vk::DescriptorPoolSize{vk::DescriptorType::eCombinedImageSampler, 2}};
    vk::DescriptorPoolCreateInfo poolInfo{
        .flags = vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, .maxSets = 1};
    poolInfo.setPoolSizes(sizes);
    m_pool = device->createDescriptorPool(poolInfo);
    vk::DescriptorSetAllocateInfo setInfo{.descriptorPool = *m_pool};
    setInfo.setSetLayouts(*layouts.frameSet);
    m_set = std::move(device->allocateDescriptorSets(setInfo).front());
    reserve(m_frame, sizeof(FrameUniform), Usage::eUniformBuffer, "frame uniform");
    reserve(m_glyphStaging, size_t{TextEngine::kAtlasSize} * TextEngine::kAtlasSize,
            Usage::eTransferSrc, "glyph staging");
    device.label(m_commandPool, "frame command pool");
    device.label(m_commands, "frame commands");
    device.label(m_done, "frame done");
    device.label(m_acquired, "image acquired");
    device.label(m_set, "frame descriptors");
}

const vk::raii::CommandBuffer& FrameSlot::begin() {
    wait();
    m_commandPool.reset();
    m_commands.begin({.flags = vk::CommandBufferUsageFlagBits::eOneTimeSubmit});
    return m_commands;
}

void FrameSlot::wait() {
    if (m_device->waitForFences(*m_done, VK_TRUE, UINT64_MAX) != vk::Result::eSuccess)
        throw vk::DeviceLostError("waiting for a frame");
}

void FrameSlot::write(const FrameData& data, uint64_t stillVersion) {
    const auto& still = data.still->instances;
    const auto bytes = [](const auto& values) { return values.size() * sizeof(values[0]); };
    const uint64_t stillBytes = still.size() * sizeof(InstanceRecord);
    const vk::Buffer before = *m_instances;
    reserve(m_instances, stillBytes + bytes(data.instances), Usage::eStorageBuffer, "instances");
    reserve(m_styles, bytes(data.styles), Usage::eStorageBuffer, "styles");
    reserve(m_lines, bytes(data.lines), Usage::eStorageBuffer, "lines");
    reserve(m_decals, bytes(data.decals), Usage::eStorageBuffer, "decals");
    reserve(m_quads, bytes(data.quads), Usage::eStorageBuffer, "quads");
    if (m_setIsOld)
        updateSet();

    // What stands still is written once per origin; the rest every frame.
    if (stillVersion != m_stillVersion || before != *m_instances) {
        auto* records = reinterpret_cast<InstanceRecord*>(m_instances.mapped());
        for (const StaticInstance& instance : still)
            *records++ = instanceRecord(instance.worldFromMesh, data.camera.origin, instance.color,
                                        instance.style);
        m_stillVersion = stillVersion;
    }
    if (!data.instances.empty())
        std::memcpy(m_instances.mapped() + stillBytes, data.instances.data(),
                    bytes(data.instances));
    std::memcpy(m_frame.mapped(), &data.uniform, sizeof data.uniform);
    copyInto(m_styles, data.styles);
    copyInto(m_lines, data.lines);
    copyInto(m_decals, data.decals);
    copyInto(m_quads, data.quads);
}

void FrameSlot::submit(vk::Semaphore finished) {
    m_commands.end();
    m_device->resetFences(*m_done);
    const vk::CommandBufferSubmitInfo part{.commandBuffer = *m_commands};
    const vk::SemaphoreSubmitInfo wait{.semaphore = *m_acquired,
                                       .stageMask = Stage::eColorAttachmentOutput};
    const vk::SemaphoreSubmitInfo signal{.semaphore = finished, .stageMask = Stage::eAllCommands};
    vk::SubmitInfo2 info;
    info.setCommandBufferInfos(part);
    if (m_waits)
        info.setWaitSemaphoreInfos(wait);
    if (finished)
        info.setSignalSemaphoreInfos(signal);
    m_waits = false;
    m_device.queue().submit2(info, *m_done);
}

void FrameSlot::reserve(Buffer& buffer, uint64_t bytes, vk::BufferUsageFlags usage,
                        const char* label) {
    if (*buffer && buffer.size() >= bytes)
        return;
    // Room for half as many again, so that a growing scene settles soon.
    buffer = Buffer(m_device, {.size = std::max<uint64_t>(bytes + bytes / 2, 4096),
                               .usage = usage,
                               .memory = MemoryUse::upload,
                               .label = label});
    m_setIsOld = true;
}

void FrameSlot::updateSet() {
    using namespace frame_binding;
    const std::array<std::pair<uint32_t, const Buffer*>, 6> buffers{{{kFrame, &m_frame},
                                                                     {kInstances, &m_instances},
                                                                     {kStyles, &m_styles},
                                                                     {kLines, &m_lines},
                                                                     {kDecals, &m_decals},
                                                                     {kQuads, &m_quads}}};
    std::array<vk::DescriptorBufferInfo, 6> infos;
    std::array<vk::WriteDescriptorSet, 8> writes;
    for (size_t i = 0; i < buffers.size(); ++i) {
        infos[i].setBuffer(**buffers[i].second).setRange(VK_WHOLE_SIZE);
        writes[i] = {.dstSet = *m_set,
                     .dstBinding = buffers[i].first,
                     .descriptorCount = 1,
                     .descriptorType = i == 0 ? vk::DescriptorType::eUniformBuffer
                                              : vk::DescriptorType::eStorageBuffer,
                     .pBufferInfo = &infos[i]};
    }
    const std::array images{vk::DescriptorImageInfo{m_samplers.shadow, m_samplers.shadowView,
                                                    Layout::eShaderReadOnlyOptimal},
                            vk::DescriptorImageInfo{m_samplers.glyphs, m_samplers.glyphView,
                                                    Layout::eShaderReadOnlyOptimal}};
    for (size_t i = 0; i < images.size(); ++i)
        writes[6 + i] = {.dstSet = *m_set,
                         .dstBinding = i == 0 ? kShadow : kGlyphs,
                         .descriptorCount = 1,
                         .descriptorType = vk::DescriptorType::eCombinedImageSampler,
                         .pImageInfo = &images[i]};
    m_device->updateDescriptorSets(writes, {});
    m_setIsOld = false;
}

}  // namespace gemba::render
