#pragma once

#include "engine/render/draw_buffers.h"
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
    const DrawBuffers& draws;
    vk::DescriptorSet frameSet, cullSet;
    bool countsDraws = false;  ///< Device::countsDraws

    /// First of the instances that move, behind those that stand still.
    [[nodiscard]] uint32_t firstMoving() const {
        return static_cast<uint32_t>(data.still->instances.size());
    }

    /// Draws what a view sees of a group. `number` counts the still set's groups, then those of
    /// what moves.
    void drawGroup(uint32_t view, const DrawGroup& group, uint32_t number) const;

    /// Draws instances of a mesh as they are, seen or not.
    void drawBatch(const Batch& batch, uint32_t firstInstance) const {
        const MeshRange& mesh = scene.meshes()[batch.mesh];
        commands.drawIndexed(mesh.indexCount, batch.count, mesh.firstIndex, mesh.vertexOffset,
                             firstInstance + batch.firstInstance);
    }
};

inline void DrawContext::drawGroup(uint32_t view, const DrawGroup& group, uint32_t number) const {
    constexpr uint32_t kCommandBytes = sizeof(vk::DrawIndexedIndirectCommand);
    const uint64_t first = (uint64_t{view} * draws.chunkRoom() + group.record.firstChunk) * kLevels;
    const uint32_t most = group.record.chunks * kLevels;
    if (countsDraws)
        commands.drawIndexedIndirectCount(
            *draws.commands(), first * kCommandBytes, *draws.drawCounts(),
            (uint64_t{view} * draws.groupRoom() + number) * 4, most, kCommandBytes);
    else
        commands.drawIndexedIndirect(*draws.commands(), first * kCommandBytes, most, kCommandBytes);
}

/// Full viewport and scissor; `flipped` for a world whose y goes up.
inline void setViewport(const vk::raii::CommandBuffer& commands, uint32_t width, uint32_t height,
                        bool flipped) {
    const auto w = static_cast<float>(width), h = static_cast<float>(height);
    commands.setViewport(0,
                         vk::Viewport{0.0f, flipped ? h : 0.0f, w, flipped ? -h : h, 0.0f, 1.0f});
    commands.setScissor(0, vk::Rect2D{{0, 0}, {width, height}});
}

}  // namespace gemba::render
