#include "engine/render/passes/post_pass.h"

#include <array>

#include "engine/render/vk/pipeline.h"

namespace gemba::render {

PostPass::PostPass(Device& device, const Layouts& layouts, vk::Format format) : m_format(format) {
    const auto pipeline = [&](const char* label, const char* vertex, const char* fragment,
                              vk::PipelineLayout layout, uint32_t outlined, bool blend) {
        return makePipeline(device, {.label = label,
                                     .vertexShader = vertex,
                                     .fragmentShader = fragment,
                                     .constants = std::span(&outlined, 1),
                                     .layout = layout,
                                     .topology = vk::PrimitiveTopology::eTriangleStrip,
                                     .colors = std::span(&m_format, 1),
                                     .depthTest = false,
                                     .depthWrite = false,
                                     .blend = blend});
    };
    m_plain = pipeline("picture", "screen.vert", "post.frag", *layouts.post, 0, false);
    m_outlined = pipeline("outlined picture", "screen.vert", "post.frag", *layouts.post, 1, false);
    m_overlay = pipeline("labels", "overlay.vert", "overlay.frag", *layouts.frame, 0, true);
}

void PostPass::record(const DrawContext& context, const Targets& targets,
                      vk::ImageView view) const {
    const auto& commands = context.commands;
    const vk::RenderingAttachmentInfo color{.imageView = view,
                                            .imageLayout = vk::ImageLayout::eColorAttachmentOptimal,
                                            .loadOp = vk::AttachmentLoadOp::eDontCare,
                                            .storeOp = vk::AttachmentStoreOp::eStore};
    vk::RenderingInfo info{
        .renderArea = {{0, 0}, {targets.color().width(), targets.color().height()}},
        .layerCount = 1};
    info.setColorAttachments(color);
    commands.beginRendering(info);
    setViewport(commands, targets.color().width(), targets.color().height(), false);

    const auto graphics = vk::PipelineBindPoint::eGraphics;
    const std::array sets{context.frameSet, targets.postSet()};
    commands.bindPipeline(graphics, context.data.outline ? *m_outlined : *m_plain);
    commands.bindDescriptorSets(graphics, *context.layouts.post, 0, sets, {});
    commands.draw(3, 1, 0, 0);

    if (!context.data.quads.empty()) {
        commands.bindPipeline(graphics, *m_overlay);
        commands.bindDescriptorSets(graphics, *context.layouts.frame, 0, context.frameSet, {});
        commands.draw(4, static_cast<uint32_t>(context.data.quads.size()), 0, 0);
    }
    commands.endRendering();
}

}  // namespace gemba::render
