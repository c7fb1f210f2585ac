#include "engine/render/vk/image.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/render/vk/buffer.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;

vk::ImageSubresourceRange oneLevel(uint32_t level) {
    return {vk::ImageAspectFlagBits::eColor, level, 1, 0, 1};
}

// Halves a level into the next, until one pixel is left.
void makeLevels(const vk::raii::CommandBuffer& commands, vk::Image image, int width, int height,
                uint32_t levels) {
    for (uint32_t level = 1; level < levels; ++level) {
        transition(commands, {.image = image,
                              .range = oneLevel(level - 1),
                              .oldLayout = Layout::eTransferDstOptimal,
                              .newLayout = Layout::eTransferSrcOptimal,
                              .from = Stage::eTransfer,
                              .fromAccess = Access::eTransferWrite,
                              .to = Stage::eTransfer,
                              .toAccess = Access::eTransferRead});
        const int nextWidth = std::max(1, width / 2), nextHeight = std::max(1, height / 2);
        vk::ImageBlit blit{.srcSubresource = {vk::ImageAspectFlagBits::eColor, level - 1, 0, 1},
                           .dstSubresource = {vk::ImageAspectFlagBits::eColor, level, 0, 1}};
        blit.srcOffsets[1] = vk::Offset3D{width, height, 1};
        blit.dstOffsets[1] = vk::Offset3D{nextWidth, nextHeight, 1};
        commands.blitImage(image, Layout::eTransferSrcOptimal, image, Layout::eTransferDstOptimal,
                           blit, vk::Filter::eLinear);
        width = nextWidth;
        height = nextHeight;
    }
}

}  // namespace

Image::Image(Device& device, const ImageSettings& settings)
    : m_width(settings.width),
      m_height(settings.height),
      m_range{settings.aspect, 0, settings.mipLevels, 0, std::max(settings.layers, 1u)} {
    m_image = device->createImage(
        {.imageType = settings.depth > 0 ? vk::ImageType::e3D : vk::ImageType::e2D,
         .format = settings.format,
         .extent = {settings.width, settings.height, std::max(settings.depth, 1u)},
         .mipLevels = settings.mipLevels,
         .arrayLayers = m_range.layerCount,
         .samples = settings.samples,
         .usage = settings.usage});
    m_allocation =
        device.memory().allocate(m_image.getMemoryRequirements(), MemoryUse::deviceImage);
    m_image.bindMemory(m_allocation.memory(), m_allocation.offset());
    const auto viewType = settings.depth > 0    ? vk::ImageViewType::e3D
                          : settings.layers > 0 ? vk::ImageViewType::e2DArray
                                                : vk::ImageViewType::e2D;
    m_view = device->createImageView({.image = *m_image,
                                      .viewType = viewType,
                                      .format = settings.format,
                                      .subresourceRange = m_range});
    for (uint32_t layer = 0; layer < settings.layers; ++layer) {
        m_layerViews.push_back(device->createImageView({.image = *m_image,
                                                        .viewType = vk::ImageViewType::e2D,
                                                        .format = settings.format,
                                                        .subresourceRange = layerRange(layer)}));
        device.label(m_layerViews.back(), settings.label);
    }
    device.label(m_image, settings.label);
    device.label(m_view, settings.label);
}

vk::ImageSubresourceRange Image::layerRange(uint32_t layer) const {
    vk::ImageSubresourceRange range = m_range;
    range.baseArrayLayer = layer;
    range.layerCount = 1;
    return range;
}

void transition(const vk::raii::CommandBuffer& commands, const Transition& change) {
    const vk::ImageMemoryBarrier2 barrier{.srcStageMask = change.from,
                                          .srcAccessMask = change.fromAccess,
                                          .dstStageMask = change.to,
                                          .dstAccessMask = change.toAccess,
                                          .oldLayout = change.oldLayout,
                                          .newLayout = change.newLayout,
                                          .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
                                          .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
                                          .image = change.image,
                                          .subresourceRange = change.range};
    vk::DependencyInfo info;
    info.setImageMemoryBarriers(barrier);
    commands.pipelineBarrier2(info);
}

void copyToHost(const vk::raii::CommandBuffer& commands, vk::Image image, vk::Buffer readback,
                uint32_t width, uint32_t height) {
    commands.copyImageToBuffer(
        image, Layout::eTransferSrcOptimal, readback,
        vk::BufferImageCopy{.imageSubresource = {vk::ImageAspectFlagBits::eColor, 0, 0, 1},
                            .imageExtent = {width, height, 1}});
    const vk::MemoryBarrier2 visible{.srcStageMask = Stage::eTransfer,
                                     .srcAccessMask = Access::eTransferWrite,
                                     .dstStageMask = Stage::eHost,
                                     .dstAccessMask = Access::eHostRead};
    vk::DependencyInfo info;
    info.setMemoryBarriers(visible);
    commands.pipelineBarrier2(info);
}

void makeReadable(Device& device, std::initializer_list<const Image*> images) {
    device.runOnce([&](const vk::raii::CommandBuffer& commands) {
        for (const Image* image : images)
            transition(commands, {.image = **image,
                                  .range = image->range(),
                                  .newLayout = Layout::eShaderReadOnlyOptimal,
                                  .to = Stage::eFragmentShader,
                                  .toAccess = Access::eShaderSampledRead});
    });
}

Image uploadedTexture(Device& device, uint32_t width, uint32_t height,
                      std::span<const std::byte> pixels, const char* label) {
    const auto levels = static_cast<uint32_t>(std::bit_width(std::max(width, height)));
    using Usage = vk::ImageUsageFlagBits;
    Image out(device, {.width = width,
                       .height = height,
                       .mipLevels = levels,
                       .usage = Usage::eSampled | Usage::eTransferDst | Usage::eTransferSrc,
                       .label = label});
    const Buffer staging(device, {.size = pixels.size(),
                                  .usage = vk::BufferUsageFlagBits::eTransferSrc,
                                  .memory = MemoryUse::upload,
                                  .label = "staging"});
    std::memcpy(staging.mapped(), pixels.data(), pixels.size());

    device.runOnce([&](const vk::raii::CommandBuffer& commands) {
        transition(commands, {.image = *out,
                              .range = out.range(),
                              .newLayout = Layout::eTransferDstOptimal,
                              .to = Stage::eTransfer,
                              .toAccess = Access::eTransferWrite});
        commands.copyBufferToImage(
            *staging, *out, Layout::eTransferDstOptimal,
            vk::BufferImageCopy{.imageSubresource = {vk::ImageAspectFlagBits::eColor, 0, 0, 1},
                                .imageExtent = {width, height, 1}});
        makeLevels(commands, *out, static_cast<int>(width), static_cast<int>(height), levels);

        // All but the last level were read from; the last was only written.
        vk::ImageSubresourceRange read = oneLevel(0);
        read.levelCount = levels - 1;
        if (levels > 1)
            transition(commands, {.image = *out,
                                  .range = read,
                                  .oldLayout = Layout::eTransferSrcOptimal,
                                  .newLayout = Layout::eShaderReadOnlyOptimal,
                                  .from = Stage::eTransfer,
                                  .fromAccess = Access::eTransferRead,
                                  .to = Stage::eFragmentShader,
                                  .toAccess = Access::eShaderSampledRead});
        transition(commands, {.image = *out,
                              .range = oneLevel(levels - 1),
                              .oldLayout = Layout::eTransferDstOptimal,
                              .newLayout = Layout::eShaderReadOnlyOptimal,
                              .from = Stage::eTransfer,
                              .fromAccess = Access::eTransferWrite,
                              .to = Stage::eFragmentShader,
                              .toAccess = Access::eShaderSampledRead});
    });
    return out;
}

}  // namespace gemba::render
