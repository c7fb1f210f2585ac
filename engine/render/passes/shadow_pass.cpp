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

}  // namespace

ShadowPass::ShadowPass(Device& device, const Layouts& layouts) {
    using Usage = vk::ImageUsageFlagBits;
    const auto map = [&](vk::ImageUsageFlags usage, const char* label) {
        return Image(device, {.width = kSize,
                              .height = kSize,
                              .layers = kMaxCascades,
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
    const auto pipeline = [&](const char* label, const char* vertex, const char* fragment) {
        return makePipeline(device, {.label = label,
                                     .vertexShader = vertex,
                                     .fragmentShader = fragment,
                                     .layout = *layouts.shadow,
                                     .modelVertices = true,
                                     .positionsOnly = fragment[0] == '\0',
                                     .depth = kFormat,
                                     .compare = vk::CompareOp::eLessOrEqual,
                                     .depthBias = 2.0f,
                                     .depthSlopeBias = 2.0f});
    };
    m_solid = pipeline("shadow", "shadow.vert", "");
    m_masked = pipeline("shadow with holes", "shadow_mask.vert", "shadow_mask.frag");
    makeReadable(device, {&m_map});
}

std::span<const CullPass::Part> ShadowPass::plan(const FrameData& data, uint64_t stillVersion) {
    m_parts.clear();
    for (uint32_t i = 0; i < data.cascades.size(); ++i) {
        Kept& kept = m_kept[i];
        const Cascade& cascade = data.cascades[i];
        kept.drawStill = kept.still != stillVersion || kept.center != cascade.center ||
                         kept.radius != cascade.radius || kept.texels != data.shadowTexels;
        kept.drawMoving = kept.drawStill || kept.moving != data.movingVersion;
        if (kept.drawMoving)
            m_parts.push_back({.view = 1 + i, .still = kept.drawStill, .moving = true});
        kept.still = stillVersion;
        kept.moving = data.movingVersion;
        kept.center = cascade.center;
        kept.radius = cascade.radius;
        kept.texels = data.shadowTexels;
    }
    return m_parts;
}

void ShadowPass::record(const DrawContext& context) {
    for (uint32_t i = 0; i < context.data.cascades.size(); ++i) {
        if (m_kept[i].drawStill)
            drawStill(context, i);
        if (m_kept[i].drawMoving)
            drawMoving(context, i);
    }
}

void ShadowPass::drawStill(const DrawContext& context, uint32_t cascade) {
    const auto& commands = context.commands;
    transition(commands, {.image = *m_still,
                          .range = m_still.layerRange(cascade),
                          .newLayout = Layout::eDepthAttachmentOptimal,
                          .from = Stage::eTransfer,
                          .fromAccess = Access::eTransferRead,
                          .to = kTests,
                          .toAccess = kDepthAccess});
    beginDepth(context, m_still, cascade, true);
    drawList(context, context.data.still->draws, 0, cascade);
    commands.endRendering();
    transition(commands, {.image = *m_still,
                          .range = m_still.layerRange(cascade),
                          .oldLayout = Layout::eDepthAttachmentOptimal,
                          .newLayout = Layout::eTransferSrcOptimal,
                          .from = kTests,
                          .fromAccess = Access::eDepthStencilAttachmentWrite,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferRead});
}

void ShadowPass::drawMoving(const DrawContext& context, uint32_t cascade) {
    const auto& commands = context.commands;
    transition(commands, {.image = *m_map,
                          .range = m_map.layerRange(cascade),
                          .newLayout = Layout::eTransferDstOptimal,
                          .from = Stage::eFragmentShader,
                          .fromAccess = Access::eShaderSampledRead,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferWrite});
    const uint32_t texels = context.data.shadowTexels;
    const vk::ImageSubresourceLayers depth{vk::ImageAspectFlagBits::eDepth, 0, cascade, 1};
    commands.copyImage(
        *m_still, Layout::eTransferSrcOptimal, *m_map, Layout::eTransferDstOptimal,
        vk::ImageCopy{
            .srcSubresource = depth, .dstSubresource = depth, .extent = {texels, texels, 1}});
    transition(commands, {.image = *m_map,
                          .range = m_map.layerRange(cascade),
                          .oldLayout = Layout::eTransferDstOptimal,
                          .newLayout = Layout::eDepthAttachmentOptimal,
                          .from = Stage::eTransfer,
                          .fromAccess = Access::eTransferWrite,
                          .to = kTests,
                          .toAccess = kDepthAccess});
    beginDepth(context, m_map, cascade, false);
    drawList(context, context.data.moving,
             static_cast<uint32_t>(context.data.still->draws.groups.size()), cascade);
    commands.endRendering();
    transition(commands, {.image = *m_map,
                          .range = m_map.layerRange(cascade),
                          .oldLayout = Layout::eDepthAttachmentOptimal,
                          .newLayout = Layout::eShaderReadOnlyOptimal,
                          .from = kTests,
                          .fromAccess = Access::eDepthStencilAttachmentWrite,
                          .to = Stage::eFragmentShader,
                          .toAccess = Access::eShaderSampledRead});
}

void ShadowPass::beginDepth(const DrawContext& context, const Image& image, uint32_t cascade,
                            bool clear) {
    const vk::RenderingAttachmentInfo depth{
        .imageView = image.layerView(cascade),
        .imageLayout = Layout::eDepthAttachmentOptimal,
        .loadOp = clear ? vk::AttachmentLoadOp::eClear : vk::AttachmentLoadOp::eLoad,
        .storeOp = vk::AttachmentStoreOp::eStore,
        .clearValue = {vk::ClearDepthStencilValue{1.0f, 0}}};
    const auto& commands = context.commands;
    const uint32_t texels = context.data.shadowTexels;
    commands.beginRendering(
        {.renderArea = {{0, 0}, {texels, texels}}, .layerCount = 1, .pDepthAttachment = &depth});
    setViewport(commands, texels, texels, false);
    commands.bindDescriptorSets(vk::PipelineBindPoint::eGraphics, *context.layouts.shadow, 0,
                                context.frameSet, {});
}

// Only what has holes looks at its material.
void ShadowPass::drawList(const DrawContext& context, const DrawList& list, uint32_t firstNumber,
                          uint32_t cascade) {
    const auto& commands = context.commands;
    constexpr auto kGraphics = vk::PipelineBindPoint::eGraphics;
    const vk::PipelineLayout layout = *context.layouts.shadow;
    for (const bool masked : {false, true}) {
        bool bound = false;
        for (uint32_t i = 0; i < list.groups.size(); ++i) {
            const DrawGroup& group = list.groups[i];
            const GpuScene::Material& material = context.gpu.material(group.material);
            if (((material.key & kMaskKey) != 0) != masked)
                continue;
            if (!bound)
                commands.bindPipeline(kGraphics, masked ? *m_masked : *m_solid);
            if (masked)
                commands.bindDescriptorSets(kGraphics, layout, 1, material.set, {});
            if (masked || !bound)
                commands.pushConstants<ShadowConstants>(
                    layout, vk::ShaderStageFlagBits::eVertex | vk::ShaderStageFlagBits::eFragment,
                    0,
                    ShadowConstants{cascade, material.constants.baseColor[3],
                                    material.constants.emissive[3]});
            bound = true;
            context.drawGroup(1 + cascade, group, firstNumber + i);
        }
    }
}

}  // namespace gemba::render
