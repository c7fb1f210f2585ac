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

FrameRecorder::FrameRecorder(Device& device, vk::SampleCountFlagBits samples,
                             std::unique_ptr<FontSet> fonts)
    : m_device(device),
      m_samples(samples),
      m_layouts(device),
      m_shadow(device, m_layouts),
      m_main(device, m_layouts, samples),
      m_ids(device, m_layouts),
      m_glyphs(device),
      m_glyphSampler(glyphSampler(device)) {
    if (fonts)
        m_text.emplace(std::move(fonts));
    const FrameSlot::Samplers samplers{m_shadow.sampler(), *m_glyphSampler, m_shadow.view(),
                                       m_glyphs.image().view()};
    for (auto& slot : m_slots)
        slot = std::make_unique<FrameSlot>(device, m_layouts, samplers);
}

void FrameRecorder::setScene(std::shared_ptr<const twin::Twin> twin, SceneModels models) {
    m_device->waitIdle();
    m_gatherer.reset();
    m_gpu.reset();
    m_still = nullptr;
    m_lastSlot = nullptr;
    m_scene.reset();

    // All of it, or none: what does not fit the device leaves no half a scene.
    auto scene = std::make_unique<Scene>(std::move(twin), std::move(models));
    auto gpu = std::make_unique<GpuScene>(m_device, m_layouts, *scene);
    m_main.prepare(m_device, m_layouts, *scene, *gpu);
    m_gatherer = std::make_unique<FrameGatherer>(*scene, m_text ? &*m_text : nullptr);
    m_scene = std::move(scene);
    m_gpu = std::move(gpu);
}

FrameSlot& FrameRecorder::nextSlot() {
    m_turn = (m_turn + 1) % m_slots.size();
    return *m_slots[m_turn];
}

void FrameRecorder::record(FrameSlot& slot, const sim::Snapshot& snapshot, const ViewState& view,
                           const Destination& destination) {
    // Gather, then write what the device reads.
    fitTargets(destination.width, destination.height);
    const FrameData& data =
        m_gatherer->gather(snapshot, view, destination.width, destination.height);
    const uint64_t version = stillVersion(data);
    const vk::raii::CommandBuffer& commands = slot.begin();
    slot.write(data, version);
    if (m_text)
        m_glyphs.update(commands, slot.glyphStaging(), m_text->atlas(), m_text->atlasVersion());

    // Shadow, world, picture.
    const DrawContext context{commands, *m_scene, *m_gpu, data, m_layouts, slot.set()};
    commands.bindVertexBuffers(0, m_gpu->vertices(), vk::DeviceSize{0});
    commands.bindIndexBuffer(m_gpu->indices(), 0, vk::IndexType::eUint32);
    m_shadow.record(context, version);
    m_main.record(context, *m_targets);
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

void FrameRecorder::fitTargets(uint32_t width, uint32_t height) {
    if (m_targets && m_targets->fits(width, height))
        return;
    m_device->waitIdle();
    m_targets.reset();
    m_targets = std::make_unique<Targets>(m_device, m_layouts, width, height, m_samples);
    m_lastSlot = nullptr;
}

uint64_t FrameRecorder::stillVersion(const FrameData& data) {
    if (data.still != m_still || data.camera.origin != m_stillOrigin) {
        m_still = data.still;
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
    m_triangles = 0;
    m_instances = data.still->instances.size() + data.instances.size();
    for (const auto* batches :
         {&data.still->solid, &data.still->blended, &data.solid, &data.blended, &data.ghosts}) {
        for (const Batch& batch : *batches)
            m_triangles += uint64_t{m_scene->meshes()[batch.mesh].indexCount} / 3 * batch.count;
    }
}

uint32_t FrameRecorder::idAt(uint32_t x, uint32_t y) {
    if (m_lastSlot == nullptr || x >= m_targets->color().width() ||
        y >= m_targets->color().height())
        return 0;
    m_lastSlot->wait();
    const DrawContext context{m_lastSlot->commands(), *m_scene,  *m_gpu,
                              m_gatherer->data(),     m_layouts, m_lastSlot->set()};
    return m_ids.idAt(m_device, context, m_targets->color().width(), m_targets->color().height(), x,
                      y);
}

}  // namespace gemba::render
