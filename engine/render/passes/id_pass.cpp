#include "engine/render/passes/id_pass.h"

#include <array>
#include <cstring>

#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;
constexpr auto kGraphics = vk::PipelineBindPoint::eGraphics;
constexpr std::array kFormats{vk::Format::eR32Uint};

}  // namespace

IdPass::IdPass(Device& device, const Layouts& layouts)
    : m_ids(device, {.width = kSide,
                     .height = kSide,
                     .format = kFormats[0],
                     .usage = vk::ImageUsageFlagBits::eColorAttachment |
                              vk::ImageUsageFlagBits::eTransferSrc,
                     .label = "ids"}),
      m_depth(device, {.width = kSide,
                       .height = kSide,
                       .format = kDepthFormat,
                       .usage = vk::ImageUsageFlagBits::eDepthStencilAttachment,
                       .aspect = vk::ImageAspectFlagBits::eDepth,
                       .label = "id depth"}),
      m_readback(device, {.size = kSide * kSide * 4,
                          .usage = vk::BufferUsageFlagBits::eTransferDst,
                          .memory = MemoryUse::readback,
                          .label = "picked ids"}) {
    for (uint32_t i = 0; i < m_surfaces.size(); ++i) {
        const std::array constants{i & 1u, i >> 1u};
        m_surfaces[i] = makePipeline(device, {.label = "ids of surfaces",
                                              .vertexShader = "id.vert",
                                              .fragmentShader = "id.frag",
                                              .constants = constants,
                                              .layout = *layouts.surface,
                                              .modelVertices = true,
                                              .colors = kFormats,
                                              .depth = kDepthFormat});
    }
    m_line = makePipeline(device, {.label = "ids of lines",
                                   .vertexShader = "line.vert",
                                   .fragmentShader = "line_id.frag",
                                   .layout = *layouts.frame,
                                   .topology = vk::PrimitiveTopology::eTriangleStrip,
                                   .colors = kFormats,
                                   .depth = kDepthFormat});
}

uint32_t IdPass::idAt(Device& device,
                      const std::function<DrawContext(const vk::raii::CommandBuffer&)>& context,
                      uint32_t width, uint32_t height, uint32_t x, uint32_t y) {
    device.runOnce([&](const vk::raii::CommandBuffer& commands) {
        record(context(commands), width, height, x, y);
    });
    return nearest();
}

void IdPass::record(const DrawContext& context, uint32_t width, uint32_t height, uint32_t x,
                    uint32_t y) const {
    const auto& commands = context.commands;
    const vk::PipelineStageFlags2 tests = Stage::eEarlyFragmentTests | Stage::eLateFragmentTests;
    transition(commands, {.image = *m_ids,
                          .range = m_ids.range(),
                          .newLayout = Layout::eColorAttachmentOptimal,
                          .from = Stage::eTransfer,
                          .to = Stage::eColorAttachmentOutput,
                          .toAccess = Access::eColorAttachmentWrite});
    transition(commands, {.image = *m_depth,
                          .range = m_depth.range(),
                          .newLayout = Layout::eDepthAttachmentOptimal,
                          .from = tests,
                          .fromAccess = Access::eDepthStencilAttachmentWrite,
                          .to = tests,
                          .toAccess = Access::eDepthStencilAttachmentRead |
                                      Access::eDepthStencilAttachmentWrite});
    const vk::RenderingAttachmentInfo color{.imageView = m_ids.view(),
                                            .imageLayout = Layout::eColorAttachmentOptimal,
                                            .loadOp = vk::AttachmentLoadOp::eClear,
                                            .storeOp = vk::AttachmentStoreOp::eStore};
    const vk::RenderingAttachmentInfo depth{.imageView = m_depth.view(),
                                            .imageLayout = Layout::eDepthAttachmentOptimal,
                                            .loadOp = vk::AttachmentLoadOp::eClear,
                                            .storeOp = vk::AttachmentStoreOp::eDontCare};
    vk::RenderingInfo info{
        .renderArea = {{0, 0}, {kSide, kSide}}, .layerCount = 1, .pDepthAttachment = &depth};
    commands.beginRendering(info.setColorAttachments(color));

    // The whole picture, moved so that the pixel is in the middle of the square.
    const auto w = static_cast<float>(width), h = static_cast<float>(height);
    const auto left = static_cast<float>(static_cast<int>(x) - kReach);
    const auto top = static_cast<float>(static_cast<int>(y) - kReach);
    commands.setViewport(0, vk::Viewport{-left, h - top, w, -h, 0.0f, 1.0f});
    commands.setScissor(0, vk::Rect2D{{0, 0}, {kSide, kSide}});
    commands.bindVertexBuffers(0, context.gpu.vertices(), vk::DeviceSize{0});
    commands.bindIndexBuffer(context.gpu.indices(), 0, vk::IndexType::eUint32);
    commands.bindDescriptorSets(kGraphics, *context.layouts.surface, 0, context.frameSet, {});
    const FrameData& data = context.data;
    drawSolid(context, data.still->draws, 0);
    drawSolid(context, data.moving, static_cast<uint32_t>(data.still->draws.groups.size()));
    drawBatches(context, data.still->blended, 0);
    for (const auto* batches : {&data.blended, &data.ghosts})
        drawBatches(context, *batches, context.firstMoving());
    if (!data.lines.empty()) {
        commands.bindPipeline(kGraphics, *m_line);
        commands.bindDescriptorSets(kGraphics, *context.layouts.frame, 0, context.frameSet, {});
        commands.draw(4, static_cast<uint32_t>(data.lines.size()), 0, 0);
    }
    commands.endRendering();
    copyOut(commands);
}

void IdPass::drawSolid(const DrawContext& context, const DrawList& list,
                       uint32_t firstNumber) const {
    for (uint32_t i = 0; i < list.groups.size(); ++i) {
        bindMaterial(context, list.groups[i].material, true);
        context.drawGroup(0, list.groups[i], firstNumber + i);
    }
}

void IdPass::drawBatches(const DrawContext& context, const std::vector<Batch>& batches,
                         uint32_t first) const {
    for (const Batch& batch : batches) {
        bindMaterial(context, context.scene.meshes()[batch.mesh].material, false);
        context.drawBatch(batch, first);
    }
}

void IdPass::bindMaterial(const DrawContext& context, uint32_t number, bool listed) const {
    const GpuScene::Material& material = context.gpu.material(number);
    const bool masked = (material.key & kMaskKey) != 0;
    const auto& commands = context.commands;
    commands.bindPipeline(kGraphics, *m_surfaces[(masked ? 1u : 0u) + (listed ? 2u : 0u)]);
    commands.bindDescriptorSets(kGraphics, *context.layouts.surface, 1, material.set, {});
    commands.pushConstants<MaterialConstants>(
        *context.layouts.surface, vk::ShaderStageFlagBits::eFragment, 0, material.constants);
}

void IdPass::copyOut(const vk::raii::CommandBuffer& commands) const {
    transition(commands, {.image = *m_ids,
                          .range = m_ids.range(),
                          .oldLayout = Layout::eColorAttachmentOptimal,
                          .newLayout = Layout::eTransferSrcOptimal,
                          .from = Stage::eColorAttachmentOutput,
                          .fromAccess = Access::eColorAttachmentWrite,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferRead});
    copyToHost(commands, *m_ids, *m_readback, kSide, kSide);
}

uint32_t IdPass::nearest() const {
    std::array<uint32_t, size_t{kSide} * kSide> ids{};
    std::memcpy(ids.data(), m_readback.mapped(), sizeof ids);
    uint32_t best = 0;
    int bestDistance = 1 << 20;
    for (int row = 0; row < static_cast<int>(kSide); ++row) {
        for (int column = 0; column < static_cast<int>(kSide); ++column) {
            const uint32_t id = ids[static_cast<size_t>(row) * kSide + static_cast<size_t>(column)];
            const int dx = column - kReach, dy = row - kReach;
            if (id != 0 && dx * dx + dy * dy < bestDistance) {
                bestDistance = dx * dx + dy * dy;
                best = id;
            }
        }
    }
    return best;
}

}  // namespace gemba::render
