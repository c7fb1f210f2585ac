#pragma once

#include "engine/render/passes/draw_context.h"

namespace gemba::render {

/// Decides on the device what each view draws: which instances, in which level of detail. Its
/// lists are what DrawContext::drawGroup draws from.
class CullPass {
 public:
    CullPass(Device& device, const Layouts& layouts);

    /// A part of the scene for one view. The parts of a frame are culled together.
    struct Part {
        uint32_t view = 0;
        bool still = true, moving = true;
    };
    void record(const DrawContext& context, std::span<const Part> parts) const;

 private:
    void dispatch(const DrawContext& context, const vk::raii::Pipeline& pipeline,
                  std::span<const Part> parts, bool groups) const;

    vk::raii::Pipeline m_cull = nullptr, m_compact = nullptr;
};

}  // namespace gemba::render
