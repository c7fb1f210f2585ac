#pragma once

#include "engine/render/passes/draw_context.h"
#include "engine/render/passes/targets.h"

namespace gemba::render {

/// How much of the sky nearby things hide, from the depth of the picture and at half its size: once
/// with a pattern, once with the pattern averaged away. The post pass darkens the picture by it.
class OcclusionPass {
 public:
    OcclusionPass(Device& device, const Layouts& layouts);

    /// After the main pass, which left the depth to be read; only where Targets::occlusion() is
    /// wanted by the frame.
    void record(const DrawContext& context, const Targets& targets) const;

 private:
    void draw(const DrawContext& context, const Image& target, const vk::raii::Pipeline& pipeline,
              vk::DescriptorSet set) const;

    vk::raii::Pipeline m_gather = nullptr, m_blur = nullptr;
};

}  // namespace gemba::render
