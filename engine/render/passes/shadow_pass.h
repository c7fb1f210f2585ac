#pragma once

#include <span>

#include "engine/render/passes/cull_pass.h"
#include "engine/render/passes/draw_context.h"

namespace gemba::render {

/// The sun's depth maps, one for each cascade. What stands still is drawn once and kept; a frame in
/// which something moved copies it and adds that. One set of maps for all frames in flight: the
/// queue keeps them in order.
class ShadowPass {
 public:
    static constexpr uint32_t kSize = 2048;  ///< texels of a side, as in light.glsl

    ShadowPass(Device& device, const Layouts& layouts);

    /// What must be culled before record() draws this frame's maps. `stillVersion` as in
    /// FrameSlot::write. The parts live until the next call.
    [[nodiscard]] std::span<const CullPass::Part> plan(const FrameData& data,
                                                       uint64_t stillVersion);
    void record(const DrawContext& context);

    [[nodiscard]] vk::Sampler sampler() const { return *m_sampler; }
    [[nodiscard]] vk::ImageView view() const { return m_map.view(); }

 private:
    /// What the kept maps of a cascade show, and what this frame draws of it.
    struct Kept {
        uint64_t still = 0, moving = 0;
        Vec3 center{0.0};
        double radius = 0.0;
        uint32_t texels = 0;
        bool drawStill = false, drawMoving = false;
    };
    void drawStill(const DrawContext& context, uint32_t cascade);
    void drawMoving(const DrawContext& context, uint32_t cascade);
    void beginDepth(const DrawContext& context, const Image& image, uint32_t cascade, bool clear);
    void drawList(const DrawContext& context, const DrawList& list, uint32_t firstNumber,
                  uint32_t cascade);

    Image m_still, m_map;
    vk::raii::Sampler m_sampler = nullptr;
    vk::raii::Pipeline m_solid = nullptr, m_masked = nullptr;
    std::array<Kept, kMaxCascades> m_kept;
    std::vector<CullPass::Part> m_parts;
};

}  // namespace gemba::render
