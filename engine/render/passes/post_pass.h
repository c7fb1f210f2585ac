#pragma once

#include "engine/render/passes/draw_context.h"
#include "engine/render/passes/targets.h"

namespace gemba::render {

/// Brings the resolved picture to its destination, with the outlines of what is selected and
/// hovered, and the labels over it. One for each destination format.
class PostPass {
 public:
    PostPass(Device& device, const Layouts& layouts, vk::Format format);

    /// `view` is in colour attachment layout before and after.
    void record(const DrawContext& context, const Targets& targets, vk::ImageView view) const;

    [[nodiscard]] vk::Format format() const { return m_format; }

 private:
    vk::Format m_format;
    vk::raii::Pipeline m_plain = nullptr, m_outlined = nullptr, m_overlay = nullptr;
};

}  // namespace gemba::render
