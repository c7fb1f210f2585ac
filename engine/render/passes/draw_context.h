#pragma once

#include "engine/render/frame_data.h"
#include "engine/render/gpu_scene.h"

namespace gemba::render {

/// What a pass needs to record one frame.
struct DrawContext {
    const vk::raii::CommandBuffer& commands;
    const Scene& scene;
    const GpuScene& gpu;
    const FrameData& data;
    const Layouts& layouts;
    vk::DescriptorSet frameSet;

    /// First of the instances that move, behind those that stand still.
    [[nodiscard]] uint32_t firstMoving() const {
        return static_cast<uint32_t>(data.still->instances.size());
    }
};

/// Full viewport and scissor; `flipped` for a world whose y goes up.
inline void setViewport(const vk::raii::CommandBuffer& commands, uint32_t width, uint32_t height,
                        bool flipped) {
    const auto w = static_cast<float>(width), h = static_cast<float>(height);
    commands.setViewport(0,
                         vk::Viewport{0.0f, flipped ? h : 0.0f, w, flipped ? -h : h, 0.0f, 1.0f});
    commands.setScissor(0, vk::Rect2D{{0, 0}, {width, height}});
}

}  // namespace gemba::render
