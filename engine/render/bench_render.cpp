#include "engine/render/bench_render.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "engine/render/camera.h"
#include "engine/render/passes/draw_context.h"
#include "engine/render/passes/targets.h"
#include "engine/render/renderer.h"
#include "engine/render/shapes.h"
#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Clock = std::chrono::steady_clock;
using Layout = vk::ImageLayout;
using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;
constexpr uint32_t kWidth = 1280, kHeight = 720;
constexpr auto kSamples = vk::SampleCountFlagBits::e1;  // as the lowest quality, which ours has

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

ViewState viewOfBall() {
    ViewState view;
    view.camera = {.eye = {0.0, -1.6, 0.5}, .target = {0.0, 0.0, 0.0}};
    view.quality = Quality::low;
    return view;
}

std::shared_ptr<const assets::Model> ballModel(const std::shared_ptr<const ShapeMesh>& mesh) {
    auto model = std::make_shared<assets::Model>();
    model->meshes = {{.vertexCount = static_cast<uint32_t>(mesh->vertices.size()),
                      .indexCount = static_cast<uint32_t>(mesh->indices.size()),
                      .boundsMin = glm::vec3(-0.5f),
                      .boundsMax = glm::vec3(0.5f)}};
    model->materials = {{}};
    model->nodes = {{}};
    model->instances = {{}};
    model->vertices = mesh->vertices;
    model->indices = mesh->indices;
    model->boundsMin = Vec3(-0.5);
    model->boundsMax = Vec3(0.5);
    model->backing = mesh;
    return model;
}

/// One draw, no scene, no passes.
class BareDraw {
 public:
    BareDraw(Device& device, const ShapeMesh& mesh);
    double frameMs();

 private:
    void record(const vk::raii::CommandBuffer& commands) const;

    Device& m_device;
    uint32_t m_indexCount;
    glm::mat4 m_clipFromModel;
    Layouts m_layouts;
    Targets m_targets;
    Buffer m_vertices, m_indices, m_readback;
    vk::raii::PipelineLayout m_layout = nullptr;
    vk::raii::Pipeline m_pipeline = nullptr;
};

BareDraw::BareDraw(Device& device, const ShapeMesh& mesh)
    : m_device(device),
      m_indexCount(static_cast<uint32_t>(mesh.indices.size())),
      m_clipFromModel(
          cameraMatrices(viewOfBall().camera, double(kWidth) / kHeight, {}).clipFromWorld),
      m_layouts(device),
      m_targets(device, m_layouts, kWidth, kHeight, kSamples, kColorFormat) {
    const std::array vertices{std::as_bytes(std::span(mesh.vertices))};
    const std::array indices{std::as_bytes(std::span(mesh.indices))};
    using Usage = vk::BufferUsageFlagBits;
    m_vertices = uploadedBuffer(device, vertices, Usage::eVertexBuffer, "bare vertices");
    m_indices = uploadedBuffer(device, indices, Usage::eIndexBuffer, "bare indices");
    m_readback = Buffer(device, {.size = uint64_t{kWidth} * kHeight * 4,
                                 .usage = Usage::eTransferDst,
                                 .memory = MemoryUse::readback,
                                 .label = "bare readback"});
    const vk::PushConstantRange push{vk::ShaderStageFlagBits::eVertex, 0, sizeof(glm::mat4)};
    vk::PipelineLayoutCreateInfo layout;
    m_layout = device->createPipelineLayout(layout.setPushConstantRanges(push));
    m_pipeline = makePipeline(device, {.label = "bare",
                                       .vertexShader = "bare.vert",
                                       .fragmentShader = "bare.frag",
                                       .layout = *m_layout,
                                       .modelVertices = true,
                                       .colors = std::span(&kColorFormat, 1),
                                       .depth = kDepthFormat,
                                       .samples = kSamples});
}

void BareDraw::record(const vk::raii::CommandBuffer& commands) const {
    transition(commands, {.image = *m_targets.color(),
                          .range = m_targets.color().range(),
                          .newLayout = Layout::eColorAttachmentOptimal,
                          .from = Stage::eTransfer,
                          .to = Stage::eColorAttachmentOutput,
                          .toAccess = Access::eColorAttachmentWrite});
    transition(commands, {.image = *m_targets.depth(),
                          .range = m_targets.depth().range(),
                          .newLayout = Layout::eDepthAttachmentOptimal,
                          .to = Stage::eEarlyFragmentTests | Stage::eLateFragmentTests,
                          .toAccess = Access::eDepthStencilAttachmentWrite});
    const vk::RenderingAttachmentInfo color{.imageView = m_targets.color().view(),
                                            .imageLayout = Layout::eColorAttachmentOptimal,
                                            .loadOp = vk::AttachmentLoadOp::eClear,
                                            .storeOp = vk::AttachmentStoreOp::eStore};
    const vk::RenderingAttachmentInfo depth{.imageView = m_targets.depth().view(),
                                            .imageLayout = Layout::eDepthAttachmentOptimal,
                                            .loadOp = vk::AttachmentLoadOp::eClear,
                                            .storeOp = vk::AttachmentStoreOp::eDontCare};
    vk::RenderingInfo info{
        .renderArea = {{0, 0}, {kWidth, kHeight}}, .layerCount = 1, .pDepthAttachment = &depth};
    commands.beginRendering(info.setColorAttachments(color));
    setViewport(commands, kWidth, kHeight, true);
    commands.bindPipeline(vk::PipelineBindPoint::eGraphics, *m_pipeline);
    commands.bindVertexBuffers(0, *m_vertices, vk::DeviceSize{0});
    commands.bindIndexBuffer(*m_indices, 0, vk::IndexType::eUint32);
    commands.pushConstants<glm::mat4>(*m_layout, vk::ShaderStageFlagBits::eVertex, 0,
                                      m_clipFromModel);
    commands.drawIndexed(m_indexCount, 1, 0, 0, 0);
    commands.endRendering();
    transition(commands, {.image = *m_targets.color(),
                          .range = m_targets.color().range(),
                          .oldLayout = Layout::eColorAttachmentOptimal,
                          .newLayout = Layout::eTransferSrcOptimal,
                          .from = Stage::eColorAttachmentOutput,
                          .fromAccess = Access::eColorAttachmentWrite,
                          .to = Stage::eTransfer,
                          .toAccess = Access::eTransferRead});
    commands.copyImageToBuffer(
        *m_targets.color(), Layout::eTransferSrcOptimal, *m_readback,
        vk::BufferImageCopy{.imageSubresource = {vk::ImageAspectFlagBits::eColor, 0, 0, 1},
                            .imageExtent = {kWidth, kHeight, 1}});
}

double BareDraw::frameMs() {
    const auto start = Clock::now();
    m_device.runOnce([&](const vk::raii::CommandBuffer& commands) { record(commands); });
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

Result<RenderBench> benchRender(uint64_t triangles, int frames) {
    // The same ball for both, a square of segments.
    const auto segments = static_cast<uint32_t>(std::sqrt(static_cast<double>(triangles)));
    const auto mesh = std::make_shared<const ShapeMesh>(unitSphere(std::max(segments, 8u)));
    auto renderer = Renderer::create({.asWindow = true});
    if (!renderer)
        return tl::unexpected(renderer.error());
    auto twin = std::make_shared<twin::Twin>();
    twin->models.push_back({.id = "ball"});
    if (auto set = (*renderer)->setScene(twin, {.placed = {ballModel(mesh)}}); !set)
        return tl::unexpected(set.error());
    auto device = Device::create({});
    if (!device)
        return tl::unexpected(device.error());

    try {
        BareDraw bare(**device, *mesh);
        std::vector<double> ours, theirs, record;
        // The first of each is warm-up.
        for (int i = 0; i <= frames; ++i) {
            const auto picture = (*renderer)->renderOffscreen({}, viewOfBall(), kWidth, kHeight);
            if (!picture)
                return tl::unexpected(picture.error());
            const double bareMs = bare.frameMs();
            if (i == 0)
                continue;
            ours.push_back((*renderer)->statistics().frameMs);
            record.push_back((*renderer)->statistics().cpuRecordMs);
            theirs.push_back(bareMs);
        }
        return RenderBench{mesh->indices.size() / 3, median(ours), median(theirs), median(record)};
    } catch (const vk::SystemError& problem) {
        return fail({.doing = "measure the renderer", .found = problem.what()});
    }
}

}  // namespace gemba::render
