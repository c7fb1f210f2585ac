#include "engine/render/passes/occlusion_pass.h"

#include <array>

#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;
constexpr auto kGraphics = vk::PipelineBindPoint::eGraphics;

}  // namespace

OcclusionPass::OcclusionPass(Device& device, const Layouts& layouts) {
    const auto pipeline = [&](const char* label, const char* fragment) {
        return makePipeline(device, {.label = label,
                                     .vertexShader = "screen.vert",
                                     .fragmentShader = fragment,
                                     .layout = *layouts.post,
                                     .colors = std::span(&kOcclusionFormat, 1),
                                     .depthTest = false,
                                     .depthWrite = false});
    };
    m_gather = pipeline("occlusion", "occlusion.frag");
    m_blur = pipeline("occlusion without pattern", "occlusion_blur.frag");
}

void OcclusionPass::record(const DrawContext& context, const Targets& targets) const {
    draw(context, targets.occlusionRaw(), m_gather, targets.depthSet());
    draw(context, targets.occlusion(), m_blur, targets.blurSet());
}

void OcclusionPass::draw(const DrawContext& context, const Image& target,
                         const vk::raii::Pipeline& pipeline, vk::DescriptorSet set) const {
    const auto& commands = context.commands;
    transition(commands, {.image = *target,
                          .range = target.range(),
                          .newLayout = Layout::eColorAttachmentOptimal,
                          .from = Stage::eFragmentShader,
                          .fromAccess = Access::eShaderSampledRead,
                          .to = Stage::eColorAttachmentOutput,
                          .toAccess = Access::eColorAttachmentWrite});
    const vk::RenderingAttachmentInfo color{.imageView = target.view(),
                                            .imageLayout = Layout::eColorAttachmentOptimal,
                                            .loadOp = vk::AttachmentLoadOp::eDontCare,
                                            .storeOp = vk::AttachmentStoreOp::eStore};
    vk::RenderingInfo info{.renderArea = {{0, 0}, {target.width(), target.height()}},
                           .layerCount = 1};
    commands.beginRendering(info.setColorAttachments(color));
    setViewport(commands, target.width(), target.height(), false);
    const std::array sets{context.frameSet, set};
    commands.bindPipeline(kGraphics, *pipeline);
    commands.bindDescriptorSets(kGraphics, *context.layouts.post, 0, sets, {});
    commands.draw(3, 1, 0, 0);
    commands.endRendering();
    transition(commands, {.image = *target,
                          .range = target.range(),
                          .oldLayout = Layout::eColorAttachmentOptimal,
                          .newLayout = Layout::eShaderReadOnlyOptimal,
                          .from = Stage::eColorAttachmentOutput,
                          .fromAccess = Access::eColorAttachmentWrite,
                          .to = Stage::eFragmentShader,
                          .toAccess = Access::eShaderSampledRead});
}

}  // namespace gemba::render
