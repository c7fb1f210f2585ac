#pragma once

#include "engine/render/layouts.h"
#include "engine/render/vk/image.h"

namespace gemba::render {

constexpr vk::Format kColorFormat = vk::Format::eR8G8B8A8Unorm;
constexpr vk::Format kDepthFormat = vk::Format::eD32Sfloat;

/// The pictures that the main pass draws into, of one size: colour and depth with their samples,
/// and the resolved colour. Its alpha holds the marks of what is selected and hovered.
class Targets {
 public:
    Targets(Device& device, const Layouts& layouts, uint32_t width, uint32_t height,
            vk::SampleCountFlagBits samples);

    [[nodiscard]] bool fits(uint32_t width, uint32_t height) const {
        return m_color.width() == width && m_color.height() == height;
    }
    [[nodiscard]] bool multisampled() const { return m_multisampled; }
    [[nodiscard]] const Image& color() const { return m_color; }  ///< resolved
    [[nodiscard]] const Image& samplesColor() const { return m_samplesColor; }
    [[nodiscard]] const Image& depth() const { return m_depth; }
    [[nodiscard]] vk::DescriptorSet postSet() const { return *m_set; }

 private:
    bool m_multisampled;
    Image m_color, m_samplesColor, m_depth;
    vk::raii::Sampler m_sampler = nullptr;
    vk::raii::DescriptorPool m_pool = nullptr;
    vk::raii::DescriptorSet m_set = nullptr;
};

}  // namespace gemba::render
