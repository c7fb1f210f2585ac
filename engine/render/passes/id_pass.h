#pragma once

#include <array>
#include <functional>

#include "engine/render/passes/draw_context.h"
#include "engine/render/passes/targets.h"
#include "engine/render/vk/buffer.h"

namespace gemba::render {

/// Tells what is seen at a pixel: draws the ids of everything into a small square around it, only
/// when asked, so that frames do not pay for it.
class IdPass {
 public:
    static constexpr int kReach = 3;  ///< pixels around the pointer in which thin things are found

    IdPass(Device& device, const Layouts& layouts);

    /// Number nearest to a pixel of a picture of `width` x `height`; waits for the device. The
    /// frame of `context` has been drawn, and its buffers still hold it.
    [[nodiscard]] uint32_t idAt(
        Device& device, const std::function<DrawContext(const vk::raii::CommandBuffer&)>& context,
        uint32_t width, uint32_t height, uint32_t x, uint32_t y);

 private:
    static constexpr uint32_t kSide = 2 * kReach + 1;
    void record(const DrawContext& context, uint32_t width, uint32_t height, uint32_t x,
                uint32_t y) const;
    void drawSolid(const DrawContext& context, const DrawList& list, uint32_t firstNumber) const;
    void drawBatches(const DrawContext& context, const std::vector<Batch>& batches,
                     uint32_t first) const;
    void bindMaterial(const DrawContext& context, uint32_t material, bool listed) const;
    void copyOut(const vk::raii::CommandBuffer& commands) const;
    [[nodiscard]] uint32_t nearest() const;

    Image m_ids, m_depth;
    Buffer m_readback;
    // Bit 0: with an alpha mask; bit 1: drawn by the list of what is seen.
    std::array<vk::raii::Pipeline, 4> m_surfaces{nullptr, nullptr, nullptr, nullptr};
    vk::raii::Pipeline m_line = nullptr;
};

}  // namespace gemba::render
