#include "engine/render/passes/shadow_pass.h"

#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;
constexpr vk::Format kFormat = vk::Format::eD16Unorm;
const vk::PipelineStageFlags2 kTests = Stage::eEarlyFragmentTests | Stage::eLateFragmentTests;
const vk::AccessFlags2 kDepthAccess =
    Access::eDepthStencilAttachmentRead | Access::eDepthStencilAttachmentWrite;

void drawBatches(const DrawContext& context, const std::vector<Batch>& batches, uint32_t first) {
    for (const Batch& batch : batches) {
        const MeshRange& mesh = context.scene.meshes()[batch.mesh];
        context.commands.drawIndexed(mesh.indexCount, batch.count, mesh.firstIndex,
                                     mesh.vertexOffset, first + batch.firstInstance);
    }
}

}  // namespace

ShadowPass::ShadowPass(Device& device, const Layouts& layouts) {
    using Usage = vk::ImageUsageFlagBits;
    const auto map = [&](vk::ImageUsageFlags usage, const char* label) {
        return Image(device, {.width = kSize,
                              .height = kSize,
                              .format = kFormat,
                              .usage = usage | Usage::eDepthStencilAttachment,
                              .aspect = vk::ImageAspectFlagBits::eDepth,
                              .label = label});
    };
    m_still = map(Usage::eTransferSrc, "shadow of what stands still");
    m_map = map(Usage::eTransferDst | Usage::eSampled, "shadow");
    m_sampler = device->createSampler({.magFilter = vk::Filter::eLinear,
                                       .minFilter = vk::Filter::eLinear,
                                       .addressModeU = vk::SamplerAddressMode::eClampToEdge,
                                       .addressModeV = vk::SamplerAddressMode::eClampToEdge,
                                       .compareEnable = VK_TRUE,
                                       .compareOp = vk::CompareOp::eLessOrEqual});
    device.label(m_sampler, "shadow sampler");
    m_pipeline = makePipeline(device, {.label = "shadow",
                                       .vertexShader = "shadow.vert",
                                       .layout = *layouts.surface,
                                       .modelVertices = true,
                                       .positionsOnly = true,
                                       .depth = kFormat,
                                       .compare = vk::CompareOp::eLessOrEqual,
                                       .depthBias = 2.0f,
                                       .depthSlopeBias = 2.0f});
    makeReadable(device, m_map);
}

void ShadowPass::record(const DrawContext& context, uint64_t stillVersion) {
    const FrameData& data = context.data;
    if (!data.shadows)
        return;
    if (m_stillVersion != stillVersion || m_center != data.shadowCenter) {
        drawStill(context);
        m_stillVersion = stillVersion;
        m_center = data.shadowCenter;
        m_everCopied = false;
    }
    // With nothing that moves the copy of the last frame will do.
    if (m_everCopied && data.solid.empty())
        return;
    drawMoving(context);
    m_everCopied = data.solid.empty();
}

void ShadowPass::drawStill(const DrawContext& context) {
    const auto& commands = context.commands;
    transition(commands, {.image = *m_still,
                          .range = m_still.range(),
                          .newLayout = Layout::eDepthAttachmentOptimal,
                          .from = Stage::eTransfer,
                          .fromAccess = Access::eTransferRead,
                          .to = kTests,
                          .toAccess = kDepthAccess});
    beginDepth(context, m_still, true);
    drawBatches(context, context.data.still->solid, 0);
    commands.endRendering();
    transition(commands, {.image = *m_still,
                          .range = m_still.range(),
                          .oldLayout = Layout::eDepthAttachmentOptimal,
                          .newLayout = Layout::eTransferSrcOptimal,
                          .from = kTests,
                          .fromAccess = Access::eDepthStencilAttachmentWrite,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferRead});
}

void ShadowPass::drawMoving(const DrawContext& context) {
    const auto& commands = context.commands;
    transition(commands, {.image = *m_map,
                          .range = m_map.range(),
                          .newLayout = Layout::eTransferDstOptimal,
                          .from = Stage::eFragmentShader,
                          .fromAccess = Access::eShaderSampledRead,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferWrite});
    const vk::ImageSubresourceLayers depth{vk::ImageAspectFlagBits::eDepth, 0, 0, 1};
    commands.copyImage(
        *m_still, Layout::eTransferSrcOptimal, *m_map, Layout::eTransferDstOptimal,
        vk::ImageCopy{
            .srcSubresource = depth, .dstSubresource = depth, .extent = {kSize, kSize, 1}});
    transition(commands, {.image = *m_map,
                          .range = m_map.range(),
                          .oldLayout = Layout::eTransferDstOptimal,
                          .newLayout = Layout::eDepthAttachmentOptimal,
                          .from = Stage::eTransfer,
                          .fromAccess = Access::eTransferWrite,
                          .to = kTests,
                          .toAccess = kDepthAccess});
    beginDepth(context, m_map, false);
    drawBatches(context, context.data.solid, context.firstMoving());
    commands.endRendering();
    transition(commands, {.image = *m_map,
                          .range = m_map.range(),
                          .oldLayout = Layout::eDepthAttachmentOptimal,
                          .newLayout = Layout::eShaderReadOnlyOptimal,
                          .from = kTests,
                          .fromAccess = Access::eDepthStencilAttachmentWrite,
                          .to = Stage::eFragmentShader,
                          .toAccess = Access::eShaderSampledRead});
}

void ShadowPass::beginDepth(const DrawContext& context, const Image& image, bool clear) {
    const vk::RenderingAttachmentInfo depth{
        .imageView = image.view(),
        .imageLayout = Layout::eDepthAttachmentOptimal,
        .loadOp = clear ? vk::AttachmentLoadOp::eClear : vk::AttachmentLoadOp::eLoad,
        .storeOp = vk::AttachmentStoreOp::eStore,
        .clearValue = {vk::ClearDepthStencilValue{1.0f, 0}}};
    const auto& commands = context.commands;
    commands.beginRendering(
        {.renderArea = {{0, 0}, {kSize, kSize}}, .layerCount = 1, .pDepthAttachment = &depth});
    setViewport(commands, kSize, kSize, false);
    commands.bindPipeline(vk::PipelineBindPoint::eGraphics, *m_pipeline);
    commands.bindDescriptorSets(vk::PipelineBindPoint::eGraphics, *context.layouts.surface, 0,
                                context.frameSet, {});
}

}  // namespace gemba::render
