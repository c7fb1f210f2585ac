#pragma once

#include "engine/render/layouts.h"
#include "engine/render/vk/image.h"

namespace gemba::render {

/// Of pictures that leave us.
constexpr vk::Format kColorFormat = vk::Format::eR8G8B8A8Unorm;
/// Of the picture as it is drawn, through the film curve: halves keep what is bright apart, so that
/// the curve can be undone; a processor has only the bandwidth for bytes.
constexpr vk::Format kWideFormat = vk::Format::eR16G16B16A16Sfloat;
constexpr vk::Format kDepthFormat = vk::Format::eD32Sfloat;
constexpr vk::Format kOcclusionFormat = vk::Format::eR16G16Sfloat;

/// The pictures that the passes draw into, of one size: colour and depth with their samples, both
/// resolved, and the occlusion at half the size. The colour's alpha holds the marks of what is
/// selected and hovered.
class Targets {
 public:
    Targets(Device& device, const Layouts& layouts, uint32_t width, uint32_t height,
            vk::SampleCountFlagBits samples, vk::Format format);

    [[nodiscard]] bool fits(uint32_t width, uint32_t height,
                            vk::SampleCountFlagBits samples) const {
        return m_color.width() == width && m_color.height() == height && m_samples == samples;
    }
    [[nodiscard]] bool multisampled() const { return m_samples != vk::SampleCountFlagBits::e1; }
    [[nodiscard]] vk::SampleCountFlagBits samples() const { return m_samples; }
    [[nodiscard]] const Image& color() const { return m_color; }  ///< resolved
    [[nodiscard]] const Image& samplesColor() const { return m_samplesColor; }
    /// With its samples; without any it is the resolved one.
    [[nodiscard]] const Image& depth() const { return multisampled() ? m_depth : m_resolvedDepth; }
    /// One sample of each pixel, for the occlusion; only written where that is wanted.
    [[nodiscard]] const Image& resolvedDepth() const { return m_resolvedDepth; }
    [[nodiscard]] const Image& occlusionRaw() const { return m_occlusionRaw; }
    [[nodiscard]] const Image& occlusion() const { return m_occlusion; }
    [[nodiscard]] vk::DescriptorSet postSet() const { return *m_sets[0]; }
    [[nodiscard]] vk::DescriptorSet depthSet() const { return *m_sets[1]; }
    [[nodiscard]] vk::DescriptorSet blurSet() const { return *m_sets[2]; }

 private:
    vk::SampleCountFlagBits m_samples;
    void makeSets(Device& device, const Layouts& layouts);

    Image m_color, m_samplesColor, m_depth, m_resolvedDepth, m_occlusionRaw, m_occlusion;
    vk::raii::Sampler m_sampler = nullptr, m_linear = nullptr;
    vk::raii::DescriptorPool m_pool = nullptr;
    std::vector<vk::raii::DescriptorSet> m_sets;  // of the post, occlusion and blur passes
};

}  // namespace gemba::render
