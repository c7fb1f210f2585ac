#include "engine/render/frame_recorder.h"

#include <algorithm>

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
using Layout = vk::ImageLayout;

vk::raii::Sampler glyphSampler(Device& device) {
    return device->createSampler({.magFilter = vk::Filter::eLinear,
                                  .minFilter = vk::Filter::eLinear,
                                  .addressModeU = vk::SamplerAddressMode::eClampToEdge,
                                  .addressModeV = vk::SamplerAddressMode::eClampToEdge});
}

}  // namespace

FrameRecorder::FrameRecorder(Device& device, vk::SampleCountFlagBits samples, vk::Format format,
                             std::unique_ptr<FontSet> fonts)
    : m_device(device),
      m_samples(samples),
      m_format(format),
      m_layouts(device),
      m_sky(device, glm::vec3(sunDirection())),
      m_cull(device, m_layouts),
      m_shadow(device, m_layouts),
      m_draws(device),
      m_occlusion(device, m_layouts),
      m_ids(device, m_layouts),
      m_glyphs(device),
      m_glyphSampler(glyphSampler(device)) {
    if (fonts)
        m_text.emplace(std::move(fonts));
    const FrameSlot::Samplers samplers{.shadow = m_shadow.sampler(),
                                       .glyphs = *m_glyphSampler,
                                       .sky = m_sky.sampler(),
                                       .shadowView = m_shadow.view(),
                                       .glyphView = m_glyphs.image().view(),
                                       .skyView = m_sky.view()};
    for (auto& slot : m_slots)
        slot = std::make_unique<FrameSlot>(device, m_layouts, samplers);
}

void FrameRecorder::setScene(std::shared_ptr<const twin::Twin> twin, SceneModels models) {
    m_device->waitIdle();
    m_gatherer.reset();
    m_gpu.reset();
    m_still = nullptr;
    m_lastSlot = nullptr;  // also should the new one not fit
    m_scene.reset();

    // All of it, or none: what does not fit the device leaves no half a scene.
    auto scene = std::make_unique<Scene>(std::move(twin), std::move(models));
    auto gpu = std::make_unique<GpuScene>(m_device, m_layouts, *scene);
    for (const auto& pass : m_mains)
        pass->prepare(m_device, m_layouts, *scene, *gpu);
    m_gatherer = std::make_unique<FrameGatherer>(*scene, m_text ? &*m_text : nullptr);
    m_scene = std::move(scene);
    m_gpu = std::move(gpu);
    renewSets();
}

// What was drawn last is drawn by other buffers now: nothing can be picked until the next frame.
void FrameRecorder::renewSets() {
    m_lastSlot = nullptr;
    for (const auto& slot : m_slots)
        slot->renewSets();
}

void FrameRecorder::setLevels(const std::vector<Renderer::Levels>& levels) {
    if (!m_scene)
        return;
    std::vector<GpuScene::MeshLevels> known;
    for (const Renderer::Levels& each : levels) {
        const auto first = each.model ? m_scene->firstMesh(*each.model) : std::nullopt;
        if (first && each.levels && each.levels->meshes.size() == each.model->meshes.size())
            known.push_back({*first, each.levels});
    }
    if (known.empty())
        return;
    m_device->waitIdle();
    m_gpu->setLevels(m_device, known);
    renewSets();
}

FrameSlot& FrameRecorder::nextSlot() {
    m_turn = (m_turn + 1) % m_slots.size();
    return *m_slots[m_turn];
}

void FrameRecorder::record(FrameSlot& slot, const sim::Snapshot& snapshot, const ViewState& view,
                           const Destination& destination) {
    // Gather, then write what the device reads.
    const FrameData& data =
        m_gatherer->gather(snapshot, view, destination.width, destination.height);
    const auto samples = data.samples ? m_samples : vk::SampleCountFlagBits::e1;
    fitTargets(destination.width, destination.height, samples);
    MainPass& mainPass = passFor(samples);
    const uint64_t version = stillVersion(data);
    fitDraws(data);
    const vk::raii::CommandBuffer& commands = slot.begin();
    slot.write(data, version, *m_gpu, m_draws);
    if (m_text)
        m_glyphs.update(commands, slot.glyphStaging(), m_text->atlas(), m_text->atlasVersion());

    // What is seen, shadows, world, picture.
    const DrawContext context = contextOf(commands, slot);
    const auto shadowParts = m_shadow.plan(data, version);
    m_parts.assign(1, {.view = 0});
    m_parts.insert(m_parts.end(), shadowParts.begin(), shadowParts.end());
    m_cull.record(context, m_parts);
    slot.fetchCounted(m_draws);
    commands.bindVertexBuffers(0, m_gpu->vertices(), vk::DeviceSize{0});
    commands.bindIndexBuffer(m_gpu->indices(), 0, vk::IndexType::eUint32);
    m_shadow.record(context);
    mainPass.record(context, *m_targets);
    if (data.occlusion)
        m_occlusion.record(context, *m_targets);
    transition(commands, {.image = destination.image,
                          .range = {vk::ImageAspectFlagBits::eColor, 0, 1, 0, 1},
                          .newLayout = Layout::eColorAttachmentOptimal,
                          .from = Stage::eColorAttachmentOutput | Stage::eTransfer,
                          .to = Stage::eColorAttachmentOutput,
                          .toAccess = Access::eColorAttachmentWrite});
    postPass(destination.format).record(context, *m_targets, destination.view);
    copyPicture(commands, destination);
    m_lastSlot = &slot;
    count(data);
}

void FrameRecorder::copyPicture(const vk::raii::CommandBuffer& commands,
                                const Destination& destination) const {
    const bool copies = static_cast<bool>(destination.readback);
    transition(commands,
               {.image = destination.image,
                .range = {vk::ImageAspectFlagBits::eColor, 0, 1, 0, 1},
                .oldLayout = Layout::eColorAttachmentOptimal,
                .newLayout = destination.finalLayout,
                .from = Stage::eColorAttachmentOutput,
                .fromAccess = Access::eColorAttachmentWrite,
                .to = copies ? vk::PipelineStageFlags2(Stage::eTransfer) : Stage::eBottomOfPipe,
                .toAccess = copies ? vk::AccessFlags2(Access::eTransferRead) : Access::eNone});
    if (!copies)
        return;
    copyToHost(commands, destination.image, destination.readback, destination.width,
               destination.height);
}

void FrameRecorder::fitTargets(uint32_t width, uint32_t height, vk::SampleCountFlagBits samples) {
    if (m_targets && m_targets->fits(width, height, samples))
        return;
    m_device->waitIdle();
    m_targets.reset();
    m_lastSlot = nullptr;
    m_targets = std::make_unique<Targets>(m_device, m_layouts, width, height, samples, m_format);
}

MainPass& FrameRecorder::passFor(vk::SampleCountFlagBits samples) {
    for (const auto& pass : m_mains) {
        if (pass->samples() == samples)
            return *pass;
    }
    auto pass = std::make_unique<MainPass>(m_device, m_layouts, samples, m_format);
    pass->prepare(m_device, m_layouts, *m_scene, *m_gpu);
    return *m_mains.emplace_back(std::move(pass));
}

uint64_t FrameRecorder::stillVersion(const FrameData& data) {
    if (data.still != m_still || data.camera.origin != m_stillOrigin ||
        data.withheld != m_withheld) {
        m_still = data.still;
        m_withheld = data.withheld;
        m_stillOrigin = data.camera.origin;
        ++m_stillVersion;
    }
    return m_stillVersion;
}

const PostPass& FrameRecorder::postPass(vk::Format format) {
    for (const auto& pass : m_posts) {
        if (pass->format() == format)
            return *pass;
    }
    m_posts.push_back(std::make_unique<PostPass>(m_device, m_layouts, format));
    return *m_posts.back();
}

void FrameRecorder::count(const FrameData& data) {
    m_unculled = {};
    for (const auto* batches : {&data.still->blended, &data.blended, &data.ghosts}) {
        for (const Batch& batch : *batches) {
            m_unculled.triangles +=
                uint64_t{m_scene->meshes()[batch.mesh].indexCount} / 3 * batch.count;
            m_unculled.instances += batch.count;
        }
    }
    m_submitted = {data.still->draws.triangles + data.moving.triangles + m_unculled.triangles,
                   data.still->instances.size() + data.instances.size() - data.beltCount};
}

FrameRecorder::Drawn FrameRecorder::drawn(const FrameSlot& slot) const {
    const FrameSlot::Counted counted = slot.counted();
    return {m_unculled.triangles + counted.triangles, m_unculled.instances + counted.instances};
}

void FrameRecorder::fitDraws(const FrameData& data) {
    const DrawList& still = data.still->draws;
    m_draws.fit(data.still->instances.size() + data.instances.size(),
                still.chunks.size() + data.moving.chunks.size(),
                still.groups.size() + data.moving.groups.size());
}

DrawContext FrameRecorder::contextOf(const vk::raii::CommandBuffer& commands,
                                     const FrameSlot& slot) const {
    return {.commands = commands,
            .scene = *m_scene,
            .gpu = *m_gpu,
            .data = m_gatherer->data(),
            .layouts = m_layouts,
            .draws = m_draws,
            .frameSet = slot.set(),
            .cullSet = slot.cullSet(),
            .countsDraws = m_device.countsDraws()};
}

uint32_t FrameRecorder::idAt(uint32_t x, uint32_t y) {
    if (m_lastSlot == nullptr || x >= m_targets->color().width() ||
        y >= m_targets->color().height())
        return 0;
    m_lastSlot->wait();
    return m_ids.idAt(
        m_device,
        [&](const vk::raii::CommandBuffer& commands) { return contextOf(commands, *m_lastSlot); },
        m_targets->color().width(), m_targets->color().height(), x, y);
}

}  // namespace gemba::render
