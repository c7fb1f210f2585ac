#pragma once

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
    /// frame of `context` has been drawn, and its buffers still hold it; its commands are not used.
    [[nodiscard]] uint32_t idAt(Device& device, const DrawContext& context, uint32_t width,
                                uint32_t height, uint32_t x, uint32_t y);

 private:
    static constexpr uint32_t kSide = 2 * kReach + 1;
    void record(const vk::raii::CommandBuffer& commands, const DrawContext& context, uint32_t width,
                uint32_t height, uint32_t x, uint32_t y) const;
    void drawBatches(const vk::raii::CommandBuffer& commands, const DrawContext& context,
                     const std::vector<Batch>& batches, uint32_t first) const;
    void copyOut(const vk::raii::CommandBuffer& commands) const;
    [[nodiscard]] uint32_t nearest() const;

    Image m_ids, m_depth;
    Buffer m_readback;
    vk::raii::Pipeline m_solid = nullptr, m_masked = nullptr, m_line = nullptr;
};

}  // namespace gemba::render
