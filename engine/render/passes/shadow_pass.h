#pragma once

#include "engine/render/passes/draw_context.h"

namespace gemba::render {

/// The sun's depth map. What stands still is drawn once and kept; each frame copies it and adds
/// what moves. One map for all frames in flight: the queue keeps them in order.
class ShadowPass {
 public:
    static constexpr uint32_t kSize = 2048;  ///< texels, as in light.glsl

    ShadowPass(Device& device, const Layouts& layouts);

    /// `stillVersion` as in FrameSlot::write.
    void record(const DrawContext& context, uint64_t stillVersion);

    [[nodiscard]] vk::Sampler sampler() const { return *m_sampler; }
    [[nodiscard]] vk::ImageView view() const { return m_map.view(); }

 private:
    void drawStill(const DrawContext& context);
    void drawMoving(const DrawContext& context);
    void beginDepth(const DrawContext& context, const Image& image, bool clear);

    Image m_still, m_map;
    vk::raii::Sampler m_sampler = nullptr;
    vk::raii::Pipeline m_pipeline = nullptr;

    // What the kept map shows.
    uint64_t m_stillVersion = 0;
    Vec3 m_center{0.0};
    bool m_everCopied = false;
};

}  // namespace gemba::render
