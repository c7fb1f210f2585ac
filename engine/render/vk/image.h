#pragma once

#include <span>
#include <vector>

#include "engine/render/vk/device.h"

namespace gemba::render {

struct ImageSettings {
    uint32_t width = 1, height = 1;
    uint32_t depth = 0;  ///< 0: not a volume
    uint32_t mipLevels = 1;
    uint32_t layers = 0;  ///< 0: no array; its view is of all of them
    vk::Format format = vk::Format::eR8G8B8A8Unorm;
    vk::ImageUsageFlags usage;
    vk::SampleCountFlagBits samples = vk::SampleCountFlagBits::e1;
    vk::ImageAspectFlags aspect = vk::ImageAspectFlagBits::eColor;
    const char* label = "image";
};

/// A two-dimensional image, an array of them, or a volume, with its memory and views. Move-only.
class Image {
 public:
    Image() = default;
    Image(Device& device, const ImageSettings& settings);

    [[nodiscard]] vk::Image operator*() const { return *m_image; }
    [[nodiscard]] vk::ImageView view() const { return *m_view; }
    /// Of one layer of an array.
    [[nodiscard]] vk::ImageView layerView(uint32_t layer) const { return *m_layerViews[layer]; }
    [[nodiscard]] vk::ImageSubresourceRange layerRange(uint32_t layer) const;
    [[nodiscard]] uint32_t width() const { return m_width; }
    [[nodiscard]] uint32_t height() const { return m_height; }
    [[nodiscard]] vk::ImageSubresourceRange range() const { return m_range; }

 private:
    Allocation m_allocation;
    vk::raii::Image m_image = nullptr;
    vk::raii::ImageView m_view = nullptr;
    std::vector<vk::raii::ImageView> m_layerViews;
    uint32_t m_width = 0, m_height = 0;
    vk::ImageSubresourceRange m_range;
};

/// Where an image goes from and to; the barrier waits for `from` and holds back `to`.
struct Transition {
    vk::Image image;
    vk::ImageSubresourceRange range;
    vk::ImageLayout oldLayout = vk::ImageLayout::eUndefined, newLayout;
    vk::PipelineStageFlags2 from;
    vk::AccessFlags2 fromAccess;
    vk::PipelineStageFlags2 to;
    vk::AccessFlags2 toAccess;
};
void transition(const vk::raii::CommandBuffer& commands, const Transition& change);

/// The first `width` by `height` pixels of an image in layout transfer source, into a buffer that
/// the host may read once the commands are done.
void copyToHost(const vk::raii::CommandBuffer& commands, vk::Image image, vk::Buffer readback,
                uint32_t width, uint32_t height);

/// Images that nothing was drawn into yet, made fit to be sampled. Waits until they are.
void makeReadable(Device& device, std::initializer_list<const Image*> images);

/// RGBA8 pixels, top row first, as a sampled image with all its mip levels and the numbers as they
/// are: shaders make colours linear. Waits until it is there.
[[nodiscard]] Image uploadedTexture(Device& device, uint32_t width, uint32_t height,
                                    std::span<const std::byte> pixels, const char* label);

}  // namespace gemba::render
