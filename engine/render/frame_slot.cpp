#include "engine/render/frame_slot.h"

#include <algorithm>
#include <cstring>

#include "engine/render/text/text_engine.h"
#include "engine/render/vk/barrier.h"

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
    makeReadable(device, {&m_image});
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
    const std::array sizes{
        vk::DescriptorPoolSize{vk::DescriptorType::eUniformBuffer, 1},
        vk::DescriptorPoolSize{vk::DescriptorType::eStorageBuffer, 6 + cull_binding::kCount},
        vk::DescriptorPoolSize{vk::DescriptorType::eCombinedImageSampler, 3}};
    vk::DescriptorPoolCreateInfo poolInfo{
        .flags = vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, .maxSets = 2};
    poolInfo.setPoolSizes(sizes);
    m_pool = device->createDescriptorPool(poolInfo);
    vk::DescriptorSetAllocateInfo setInfo{.descriptorPool = *m_pool};
    setInfo.setSetLayouts(*layouts.frameSet);
    m_set = std::move(device->allocateDescriptorSets(setInfo).front());
    setInfo.setSetLayouts(*layouts.cullSet);
    m_cullSet = std::move(device->allocateDescriptorSets(setInfo).front());
    m_counted = Buffer(device, {.size = 16,
                                .usage = Usage::eTransferDst,
                                .memory = MemoryUse::readback,
                                .label = "counted, for the host"});
    std::memset(m_counted.mapped(), 0, 16);
    reserve(m_views, sizeof(FrameData::views), Usage::eStorageBuffer, "views");
    reserve(m_frame, sizeof(FrameUniform), Usage::eUniformBuffer, "frame uniform");
    reserve(m_glyphStaging, size_t{TextEngine::kAtlasSize} * TextEngine::kAtlasSize,
            Usage::eTransferSrc, "glyph staging");
    device.label(m_commandPool, "frame command pool");
    device.label(m_commands, "frame commands");
    device.label(m_done, "frame done");
    device.label(m_acquired, "image acquired");
    device.label(m_set, "frame descriptors");
    device.label(m_cullSet, "cull descriptors");
    device.label(m_pool, "descriptors of a frame");
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

void FrameSlot::write(const FrameData& data, uint64_t stillVersion, const GpuScene& gpu,
                      DrawBuffers& draws) {
    const auto bytes = [](const auto& values) { return values.size() * sizeof(values[0]); };
    const DrawList& still = data.still->draws;
    reserve(m_styles, bytes(data.styles), Usage::eStorageBuffer, "styles");
    reserve(m_lines, bytes(data.lines), Usage::eStorageBuffer, "lines");
    reserve(m_decals, bytes(data.decals), Usage::eStorageBuffer, "decals");
    reserve(m_quads, bytes(data.quads), Usage::eStorageBuffer, "quads");
    if (reserve(m_chunks, bytes(still.chunks) + bytes(data.moving.chunks), Usage::eStorageBuffer,
                "chunks"))
        m_listVersion = 0;
    if (reserve(m_groups, (still.groups.size() + data.moving.groups.size()) * sizeof(GroupRecord),
                Usage::eStorageBuffer, "groups"))
        m_listVersion = 0;
    if (m_setIsOld || m_drawsVersion != draws.version())
        updateSets(gpu, draws);

    writeInstances(data, stillVersion, draws);
    writeLists(data, stillVersion);
    std::memcpy(m_views.mapped(), data.views.data(), sizeof data.views);
    std::memcpy(m_frame.mapped(), &data.uniform, sizeof data.uniform);
    copyInto(m_styles, data.styles);
    copyInto(m_lines, data.lines);
    copyInto(m_decals, data.decals);
    copyInto(m_quads, data.quads);
}

// Through staging memory into the device's own, once the frame before has drawn.
void FrameSlot::writeInstances(const FrameData& data, uint64_t stillVersion, DrawBuffers& draws) {
    memoryBarrier(m_commands, {.from = Stage::eVertexShader | Stage::eComputeShader |
                                       Stage::eDrawIndirect | Stage::eTransfer,
                               .fromAccess = Access::eShaderStorageWrite | Access::eTransferWrite,
                               .to = Stage::eTransfer | Stage::eComputeShader,
                               .toAccess = Access::eTransferWrite | Access::eShaderStorageRead |
                                           Access::eShaderStorageWrite});
    const auto& still = data.still->instances;
    const bool newStill = stillVersion != draws.stillVersion;
    const bool newMoving = newStill || data.movingVersion != draws.movingVersion;
    const uint64_t stillBytes = still.size() * sizeof(InstanceRecord);
    const uint64_t movingBytes = data.instances.size() * sizeof(InstanceRecord);
    reserve(m_staging, (newStill ? stillBytes : 0) + movingBytes, Usage::eTransferSrc,
            "staging of instances");
    std::array<vk::BufferCopy, 1> copy;
    if (newStill) {
        auto* records = reinterpret_cast<InstanceRecord*>(m_staging.mapped());
        for (const StaticInstance& instance : still)
            *records++ = stillRecord(instance, data.camera.origin, data.withheld.get());
        copy = {vk::BufferCopy{0, 0, stillBytes + movingBytes}};
    } else {
        copy = {vk::BufferCopy{0, stillBytes, movingBytes}};
    }
    if (newMoving && movingBytes > 0)
        std::memcpy(m_staging.mapped() + (newStill ? stillBytes : 0), data.instances.data(),
                    movingBytes);
    if (newMoving && copy[0].size > 0)
        m_commands.copyBuffer(*m_staging, *draws.instances(), copy);
    m_commands.fillBuffer(*draws.counted(), 0, VK_WHOLE_SIZE, 0);
    memoryBarrier(m_commands,
                  {.from = Stage::eTransfer,
                   .fromAccess = Access::eTransferWrite,
                   .to = Stage::eVertexShader | Stage::eComputeShader,
                   .toAccess = Access::eShaderStorageRead | Access::eShaderStorageWrite});
    draws.stillVersion = stillVersion;
    draws.movingVersion = data.movingVersion;
}

void FrameSlot::writeLists(const FrameData& data, uint64_t stillVersion) {
    auto* chunks = reinterpret_cast<ChunkRecord*>(m_chunks.mapped());
    auto* groups = reinterpret_cast<GroupRecord*>(m_groups.mapped());
    const auto write = [&](const DrawList& list) {
        chunks = std::copy(list.chunks.begin(), list.chunks.end(), chunks);
        for (const DrawGroup& group : list.groups)
            *groups++ = group.record;
    };
    if (m_listVersion != stillVersion) {
        write(data.still->draws);
        m_listVersion = stillVersion;
    } else {
        chunks += data.still->draws.chunks.size();
        groups += data.still->draws.groups.size();
    }
    write(data.moving);
}

void FrameSlot::fetchCounted(const DrawBuffers& draws) const {
    m_commands.copyBuffer(*draws.counted(), *m_counted, vk::BufferCopy{0, 0, 16});
    memoryBarrier(m_commands, {.from = Stage::eTransfer,
                               .fromAccess = Access::eTransferWrite,
                               .to = Stage::eHost,
                               .toAccess = Access::eHostRead});
}

FrameSlot::Counted FrameSlot::counted() const {
    Counted out;
    std::memcpy(&out, m_counted.mapped(), sizeof out);
    return out;
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

bool FrameSlot::reserve(Buffer& buffer, uint64_t bytes, vk::BufferUsageFlags usage,
                        const char* label) {
    if (*buffer && buffer.size() >= bytes)
        return false;
    // Room for half as many again, so that a growing scene settles soon.
    buffer = Buffer(m_device, {.size = std::max<uint64_t>(bytes + bytes / 2, 4096),
                               .usage = usage,
                               .memory = MemoryUse::upload,
                               .label = label});
    m_setIsOld = true;
    return true;
}

void FrameSlot::updateSets(const GpuScene& gpu, const DrawBuffers& draws) {
    struct Place {
        vk::DescriptorSet set;
        uint32_t binding;
        const Buffer* buffer;
    };
    namespace cull = cull_binding;
    namespace frame = frame_binding;
    const std::array places{Place{*m_set, frame::kFrame, &m_frame},
                            Place{*m_set, frame::kInstances, &draws.instances()},
                            Place{*m_set, frame::kStyles, &m_styles},
                            Place{*m_set, frame::kLines, &m_lines},
                            Place{*m_set, frame::kDecals, &m_decals},
                            Place{*m_set, frame::kQuads, &m_quads},
                            Place{*m_set, frame::kVisible, &draws.visible()},
                            Place{*m_cullSet, cull::kInstances, &draws.instances()},
                            Place{*m_cullSet, cull::kChunks, &m_chunks},
                            Place{*m_cullSet, cull::kGroups, &m_groups},
                            Place{*m_cullSet, cull::kMeshes, &gpu.meshes()},
                            Place{*m_cullSet, cull::kViews, &m_views},
                            Place{*m_cullSet, cull::kLevelCounts, &draws.levelCounts()},
                            Place{*m_cullSet, cull::kVisible, &draws.visible()},
                            Place{*m_cullSet, cull::kCommands, &draws.commands()},
                            Place{*m_cullSet, cull::kDrawCounts, &draws.drawCounts()},
                            Place{*m_cullSet, cull::kCounted, &draws.counted()}};
    std::array<vk::DescriptorBufferInfo, places.size()> buffers;
    std::array<vk::WriteDescriptorSet, places.size() + 3> writes;
    for (size_t i = 0; i < places.size(); ++i) {
        buffers[i].setBuffer(**places[i].buffer).setRange(VK_WHOLE_SIZE);
        writes[i] = {.dstSet = places[i].set,
                     .dstBinding = places[i].binding,
                     .descriptorCount = 1,
                     .descriptorType = i == 0 ? vk::DescriptorType::eUniformBuffer
                                              : vk::DescriptorType::eStorageBuffer,
                     .pBufferInfo = &buffers[i]};
    }
    const std::array images{vk::DescriptorImageInfo{m_samplers.shadow, m_samplers.shadowView,
                                                    Layout::eShaderReadOnlyOptimal},
                            vk::DescriptorImageInfo{m_samplers.glyphs, m_samplers.glyphView,
                                                    Layout::eShaderReadOnlyOptimal},
                            vk::DescriptorImageInfo{m_samplers.sky, m_samplers.skyView,
                                                    Layout::eShaderReadOnlyOptimal}};
    constexpr std::array kPlaces{frame::kShadow, frame::kGlyphs, frame::kSky};
    for (size_t i = 0; i < images.size(); ++i)
        writes[places.size() + i] = {.dstSet = *m_set,
                                     .dstBinding = kPlaces[i],
                                     .descriptorCount = 1,
                                     .descriptorType = vk::DescriptorType::eCombinedImageSampler,
                                     .pImageInfo = &images[i]};
    m_device->updateDescriptorSets(writes, {});
    m_setIsOld = false;
    m_drawsVersion = draws.version();
}

}  // namespace gemba::render
