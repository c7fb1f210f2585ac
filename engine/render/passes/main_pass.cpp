#include "engine/render/passes/main_pass.h"

#include <algorithm>

#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;
constexpr auto kGraphics = vk::PipelineBindPoint::eGraphics;

// Depth is resolved as colours are, by the output of colours.
const vk::PipelineStageFlags2 kDepthWritten =
    Stage::eEarlyFragmentTests | Stage::eLateFragmentTests | Stage::eColorAttachmentOutput;

template <size_t... I>
std::array<vk::raii::Pipeline, sizeof...(I)> noPipelines(std::index_sequence<I...>) {
    return {((void)I, vk::raii::Pipeline(nullptr))...};
}

// Old content is not kept; what read or wrote it before must be through.
void openTarget(const vk::raii::CommandBuffer& commands, const Image& image) {
    transition(commands,
               {.image = *image,
                .range = image.range(),
                .newLayout = Layout::eColorAttachmentOptimal,
                .from = Stage::eColorAttachmentOutput | Stage::eFragmentShader | Stage::eTransfer,
                .fromAccess = Access::eColorAttachmentWrite,
                .to = Stage::eColorAttachmentOutput,
                .toAccess = Access::eColorAttachmentRead | Access::eColorAttachmentWrite});
}

void closeTarget(const vk::raii::CommandBuffer& commands, const Image& image) {
    transition(commands, {.image = *image,
                          .range = image.range(),
                          .oldLayout = Layout::eColorAttachmentOptimal,
                          .newLayout = Layout::eShaderReadOnlyOptimal,
                          .from = Stage::eColorAttachmentOutput,
                          .fromAccess = Access::eColorAttachmentWrite,
                          .to = Stage::eFragmentShader,
                          .toAccess = Access::eShaderSampledRead});
}

vk::RenderingAttachmentInfo attachment(const Targets& targets) {
    // The sky covers what nothing else does: no need to clear.
    vk::RenderingAttachmentInfo out{.imageLayout = Layout::eColorAttachmentOptimal,
                                    .loadOp = vk::AttachmentLoadOp::eDontCare};
    if (targets.multisampled()) {
        out.imageView = targets.samplesColor().view();
        out.resolveMode = vk::ResolveModeFlagBits::eAverage;
        out.resolveImageView = targets.color().view();
        out.resolveImageLayout = Layout::eColorAttachmentOptimal;
        out.storeOp = vk::AttachmentStoreOp::eDontCare;
    } else {
        out.imageView = targets.color().view();
        out.storeOp = vk::AttachmentStoreOp::eStore;
    }
    return out;
}

}  // namespace

MainPass::MainPass(Device& device, const Layouts& layouts, vk::SampleCountFlagBits samples,
                   vk::Format format)
    : m_samples(samples),
      m_format(format),
      m_solid(noPipelines(std::make_index_sequence<64>())),
      m_blended(noPipelines(std::make_index_sequence<64>())) {
    const auto plain = [&](const char* label, const char* vertex, const char* fragment, bool write,
                           bool blend) {
        return makePipeline(device, {.label = label,
                                     .vertexShader = vertex,
                                     .fragmentShader = fragment,
                                     .layout = *layouts.frame,
                                     .topology = vk::PrimitiveTopology::eTriangleStrip,
                                     .colors = std::span(&m_format, 1),
                                     .depth = kDepthFormat,
                                     .samples = samples,
                                     .depthWrite = write,
                                     .blend = blend});
    };
    m_sky = plain("sky", "screen.vert", "sky.frag", false, false);
    m_ground = plain("ground", "ground.vert", "ground.frag", true, false);
    m_belt = plain("belt", "belt.vert", "belt.frag", false, true);
    m_decal = plain("printed numbers", "decal.vert", "decal.frag", false, true);
    m_line = plain("lines", "line.vert", "line.frag", false, true);
    m_blended[0] = surfacePipeline(device, layouts, 0, true);  // ghosts
}

vk::raii::Pipeline MainPass::surfacePipeline(Device& device, const Layouts& layouts, SurfaceKey key,
                                             bool blend) const {
    const bool textured = (key & ~kMaskKey) != 0;
    const std::array<uint32_t, 4> constants{key & 31u, (key & kMaskKey) != 0, blend, !blend};
    return makePipeline(device, {.label = blend ? "glass" : "surface",
                                 .vertexShader = textured ? "surface.vert" : "plain.vert",
                                 .fragmentShader = textured ? "surface.frag" : "plain.frag",
                                 .constants = constants,
                                 .layout = *layouts.surface,
                                 .modelVertices = true,
                                 .dynamicCulling = true,
                                 .colors = std::span(&m_format, 1),
                                 .depth = kDepthFormat,
                                 .samples = m_samples,
                                 .depthWrite = !blend,
                                 .blend = blend});
}

void MainPass::prepare(Device& device, const Layouts& layouts, const Scene& scene,
                       const GpuScene& gpu) {
    // Any material may be drawn transparent: items are, where the plant is a guess.
    std::array<bool, 64> item{};
    for (uint32_t type = 0; type < scene.twin().items.size(); ++type) {
        for (const PrefabPart& part : scene.prefabs()[scene.itemPrefab(type)].parts)
            item[gpu.material(scene.meshes()[part.mesh].material).key] = true;
    }
    for (uint32_t i = 0; i < scene.materials().size(); ++i) {
        const SurfaceKey key = gpu.material(i).key;
        const bool blended = scene.materials()[i].blended();
        if (!blended && !*m_solid[key])
            m_solid[key] = surfacePipeline(device, layouts, key, false);
        if ((blended || item[key]) && !*m_blended[key])
            m_blended[key] = surfacePipeline(device, layouts, key, true);
    }
}

void MainPass::record(const DrawContext& context, const Targets& targets) {
    const auto& commands = context.commands;
    const FrameData& data = context.data;
    begin(context, targets);
    setViewport(commands, targets.color().width(), targets.color().height(), true);

    // Solid things first, then ground and sky where nothing stands before them.
    drawSolid(context, data.still->draws, 0);
    drawSolid(context, data.moving, static_cast<uint32_t>(data.still->draws.groups.size()));
    if (data.ground)
        drawPlain(context, m_ground, 4, 1, 0);
    drawPlain(context, m_sky, 3, 1, 0);

    // Marks on surfaces, glass from back to front, ghosts, lines.
    drawPlain(context, m_belt, 4, data.beltCount, context.firstMoving() + data.firstBelt);
    drawPlain(context, m_decal, 4, static_cast<uint32_t>(data.decals.size()), 0);
    drawBlended(context, data.blended, context.firstMoving());
    drawSortedGlass(context);
    drawGhosts(context);
    drawPlain(context, m_line, 4, static_cast<uint32_t>(data.lines.size()), 0);
    commands.endRendering();
    closeTarget(commands, targets.color());
    if (data.occlusion || !targets.multisampled())  // the post pass may read it
        transition(commands, {.image = *targets.resolvedDepth(),
                              .range = targets.resolvedDepth().range(),
                              .oldLayout = Layout::eDepthAttachmentOptimal,
                              .newLayout = Layout::eShaderReadOnlyOptimal,
                              .from = kDepthWritten,
                              .fromAccess = Access::eDepthStencilAttachmentWrite |
                                            Access::eColorAttachmentWrite,
                              .to = Stage::eFragmentShader,
                              .toAccess = Access::eShaderSampledRead});
}

void MainPass::begin(const DrawContext& context, const Targets& targets) const {
    const auto& commands = context.commands;
    openTarget(commands, targets.color());
    if (targets.multisampled())
        openTarget(commands, targets.samplesColor());
    const bool resolves = context.data.occlusion && targets.multisampled();
    const auto openDepth = [&](const Image& image) {
        transition(commands, {.image = *image,
                              .range = image.range(),
                              .newLayout = Layout::eDepthAttachmentOptimal,
                              .from = kDepthWritten | Stage::eFragmentShader,
                              .fromAccess = Access::eDepthStencilAttachmentWrite,
                              .to = kDepthWritten,
                              .toAccess = Access::eDepthStencilAttachmentRead |
                                          Access::eDepthStencilAttachmentWrite |
                                          Access::eColorAttachmentWrite});
    };
    openDepth(targets.depth());
    if (resolves)
        openDepth(targets.resolvedDepth());

    const vk::RenderingAttachmentInfo color = attachment(targets);
    vk::RenderingAttachmentInfo depth{.imageView = targets.depth().view(),
                                      .imageLayout = Layout::eDepthAttachmentOptimal,
                                      .loadOp = vk::AttachmentLoadOp::eClear,
                                      .storeOp = context.data.occlusion && !resolves
                                                     ? vk::AttachmentStoreOp::eStore
                                                     : vk::AttachmentStoreOp::eDontCare,
                                      .clearValue = {vk::ClearDepthStencilValue{0.0f, 0}}};
    if (resolves) {
        depth.resolveMode = vk::ResolveModeFlagBits::eSampleZero;
        depth.resolveImageView = targets.resolvedDepth().view();
        depth.resolveImageLayout = Layout::eDepthAttachmentOptimal;
    }
    vk::RenderingInfo info{
        .renderArea = {{0, 0}, {targets.color().width(), targets.color().height()}},
        .layerCount = 1,
        .pDepthAttachment = &depth};
    info.setColorAttachments(color);
    commands.beginRendering(info);
}

void MainPass::bindMaterial(const DrawContext& context,
                            const std::array<vk::raii::Pipeline, 64>& from, uint32_t number,
                            bool mirrored, Bound& bound) const {
    const auto& commands = context.commands;
    const vk::PipelineLayout layout = *context.layouts.surface;
    const GpuScene::Material& material = context.gpu.material(number);
    if (material.key != bound.key)
        commands.bindPipeline(kGraphics, *from[material.key]);
    if (material.set != bound.set)
        commands.bindDescriptorSets(kGraphics, layout, 1, material.set, {});
    if (number != bound.material || material.key != bound.key) {
        commands.pushConstants<MaterialConstants>(layout, vk::ShaderStageFlagBits::eFragment, 0,
                                                  material.constants);
        commands.setCullMode(material.doubleSided ? vk::CullModeFlagBits::eNone
                                                  : vk::CullModeFlagBits::eBack);
    }
    commands.setFrontFace(mirrored ? vk::FrontFace::eClockwise : vk::FrontFace::eCounterClockwise);
    bound = {material.key, number, material.set};
}

void MainPass::drawSolid(const DrawContext& context, const DrawList& list,
                         uint32_t firstNumber) const {
    context.commands.bindDescriptorSets(kGraphics, *context.layouts.surface, 0, context.frameSet,
                                        {});
    Bound bound;
    for (uint32_t i = 0; i < list.groups.size(); ++i) {
        const DrawGroup& group = list.groups[i];
        bindMaterial(context, m_solid, group.material, group.mirrored, bound);
        context.drawGroup(0, group, firstNumber + i);
    }
}

void MainPass::drawBlended(const DrawContext& context, const std::vector<Batch>& batches,
                           uint32_t first) const {
    context.commands.bindDescriptorSets(kGraphics, *context.layouts.surface, 0, context.frameSet,
                                        {});
    Bound bound;
    for (const Batch& batch : batches) {
        bindMaterial(context, m_blended, context.scene.meshes()[batch.mesh].material,
                     batch.mirrored, bound);
        context.drawBatch(batch, first);
    }
}

void MainPass::drawSortedGlass(const DrawContext& context) {
    // By the distance of each instance's place; one draw each.
    const StaticSet& still = *context.data.still;
    const Vec3 eye = context.data.camera.origin + Vec3(context.data.camera.eye);
    m_glass.clear();
    for (const Batch& batch : still.blended) {
        const Vec3 place(still.instances[batch.firstInstance].worldFromMesh[3]);
        m_glass.push_back({static_cast<float>(glm::length(place - eye)), batch});
    }
    std::sort(m_glass.begin(), m_glass.end(),
              [](const Glass& a, const Glass& b) { return a.distance > b.distance; });
    m_sorted.clear();
    for (const Glass& glass : m_glass)
        m_sorted.push_back(glass.batch);
    drawBlended(context, m_sorted, 0);
}

void MainPass::drawGhosts(const DrawContext& context) {
    if (context.data.ghosts.empty())
        return;
    const auto& commands = context.commands;
    const MaterialConstants constants{{1, 1, 1, 1}, {0, 0, 0, 0}, 0.0f, 0.6f};
    commands.bindDescriptorSets(kGraphics, *context.layouts.surface, 0, context.frameSet, {});
    commands.bindPipeline(kGraphics, *m_blended[0]);
    commands.bindDescriptorSets(kGraphics, *context.layouts.surface, 1, context.gpu.material(0).set,
                                {});
    commands.pushConstants<MaterialConstants>(*context.layouts.surface,
                                              vk::ShaderStageFlagBits::eFragment, 0, constants);
    commands.setCullMode(vk::CullModeFlagBits::eBack);
    commands.setFrontFace(vk::FrontFace::eCounterClockwise);
    for (const Batch& batch : context.data.ghosts)
        context.drawBatch(batch, context.firstMoving());
}

void MainPass::drawPlain(const DrawContext& context, const vk::raii::Pipeline& pipeline,
                         uint32_t vertices, uint32_t instances, uint32_t first) const {
    if (instances == 0)
        return;
    context.commands.bindPipeline(kGraphics, *pipeline);
    context.commands.bindDescriptorSets(kGraphics, *context.layouts.frame, 0, context.frameSet, {});
    context.commands.draw(vertices, instances, 0, first);
}

}  // namespace gemba::render
