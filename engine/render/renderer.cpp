#include "engine/render/renderer.h"

#include <chrono>
#include <cstring>
#include <new>

#include "engine/core/log.h"
#include "engine/render/frame_recorder.h"
#include "engine/render/quality_control.h"
#include "engine/render/vk/swapchain.h"

namespace gemba::render {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uint32_t kMaxPicture = 8192;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The number of samples that is asked for, or the next one below that the device has.
vk::SampleCountFlagBits sampleCount(const Device& device, uint32_t wanted) {
    const auto& limits = device.physical().getProperties().limits;
    const auto both = limits.framebufferColorSampleCounts & limits.framebufferDepthSampleCounts;
    return wanted >= 4 && (both & vk::SampleCountFlagBits::e4) ? vk::SampleCountFlagBits::e4
                                                               : vk::SampleCountFlagBits::e1;
}

// Every public function that may fail: Vulkan's exceptions end here.
template <class Function>
auto guarded(const char* doing, Function&& function) -> decltype(function()) {
    try {
        return function();
    } catch (const vk::OutOfDeviceMemoryError&) {
        return tl::unexpected(outOfDeviceMemory(doing));
    } catch (const vk::SystemError& problem) {
        return fail({.doing = doing, .found = problem.what()});
    } catch (const std::bad_alloc&) {
        return fail({.doing = doing, .found = "out of memory"});
    }
}

// What a test has the driver say.
void throwIfRefused(const std::function<Refusal(DriverStep)>& refuses, DriverStep step) {
    const Refusal said = refuses ? refuses(step) : Refusal::none;
    if (said == Refusal::deviceLost)
        throw vk::DeviceLostError("as a test wants it");
    if (said == Refusal::outOfMemory)
        throw vk::OutOfDeviceMemoryError("as a test wants it");
}

}  // namespace

struct Renderer::Impl {
    std::unique_ptr<Device> device;
    std::unique_ptr<FrameRecorder> recorder;
    std::unique_ptr<Swapchain> swapchain;
    QualityControl quality{Quality::high};
    bool mustRebuild = false;
    uint32_t width = 0, height = 0;
    ViewState shown;  // with the quality that was chosen
    FrameStatistics statistics;
    std::function<Refusal(DriverStep)> refuses;

    // The picture without a window.
    Image offscreen;
    Buffer readback;

    // Frames in flight end before anything that they use.
    ~Impl() { idle(); }

    void idle() {
        try {
            (*device)->waitIdle();
        } catch (const vk::SystemError&) {
            // Lost: nothing runs.
        }
    }

    [[nodiscard]] DrawOutcome drawFrame(const sim::Snapshot& snapshot, const ViewState& view);
    void fitOffscreen(uint32_t pictureWidth, uint32_t pictureHeight);
    void countFrame(const FrameRecorder::Drawn& drawn, Clock::time_point start, double recordMs);
};

Error outOfDeviceMemory(const char* doing) {
    return {.doing = doing,
            .found = "no memory left on the graphics device",
            .expected = "fewer or smaller models, a smaller window, or other programs closed"};
}

Renderer::Renderer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Renderer::~Renderer() = default;

Result<std::unique_ptr<Renderer>> Renderer::create(const RendererSettings& settings) {
    auto device = Device::create(settings);
    if (!device)
        return tl::unexpected(device.error());
    const auto files = settings.fontFiles.empty() ? systemFontFiles() : settings.fontFiles;
    auto fonts = FontSet::open(files);
    if (!fonts)
        log::warn("no labels in pictures: " + fonts.error().message());
    return guarded("start the renderer", [&]() -> Result<std::unique_ptr<Renderer>> {
        auto impl = std::make_unique<Impl>();
        impl->device = std::move(*device);
        impl->recorder = std::make_unique<FrameRecorder>(
            *impl->device, sampleCount(*impl->device, settings.samples),
            (settings.window || settings.asWindow) && impl->device->isProcessor() ? kColorFormat
                                                                                  : kWideFormat,
            fonts ? std::move(*fonts) : nullptr);
        if (impl->device->isProcessor())
            impl->quality = QualityControl(Quality::low);
        impl->refuses = settings.refuses;
        return std::unique_ptr<Renderer>(new Renderer(std::move(impl)));
    });
}

const std::string& Renderer::deviceName() const {
    return m_impl->device->name();
}

void* Renderer::instanceHandle() const {
    return static_cast<VkInstance>(*m_impl->device->instance());
}

Result<void> Renderer::setScene(std::shared_ptr<const twin::Twin> twin, SceneModels models) {
    return guarded("upload the scene", [&]() -> Result<void> {
        throwIfRefused(m_impl->refuses, DriverStep::scene);
        m_impl->recorder->setScene(std::move(twin), std::move(models));
        return {};
    });
}

Result<void> Renderer::setLevels(const std::vector<Levels>& levels) {
    return guarded("upload levels of detail", [&]() -> Result<void> {
        throwIfRefused(m_impl->refuses, DriverStep::levels);
        m_impl->recorder->setLevels(levels);
        return {};
    });
}

Result<void> Renderer::setSurface(uint64_t surface) {
    return guarded("draw to the window", [&]() -> Result<void> {
        // Of a lost device too the swapchain goes before its surface.
        m_impl->idle();
        m_impl->swapchain.reset();
        if (surface == 0)
            return {};
        const vk::SurfaceKHR handle(reinterpret_cast<VkSurfaceKHR>(surface));
        auto made = Swapchain::create(*m_impl->device, handle);
        if (!made)
            return tl::unexpected(made.error());
        m_impl->swapchain = std::move(*made);
        m_impl->mustRebuild = true;
        return {};
    });
}

void Renderer::resize(uint32_t width, uint32_t height) {
    m_impl->mustRebuild |= width != m_impl->width || height != m_impl->height;
    m_impl->width = width;
    m_impl->height = height;
}

DrawOutcome Renderer::draw(const sim::Snapshot& snapshot, const ViewState& view) {
    try {
        return m_impl->drawFrame(snapshot, view);
    } catch (const vk::SurfaceLostKHRError&) {
        m_impl->mustRebuild = true;
        return DrawOutcome::skipped;
    } catch (const vk::OutOfDeviceMemoryError&) {
        return DrawOutcome::outOfMemory;
    } catch (const vk::OutOfHostMemoryError&) {
        return DrawOutcome::outOfMemory;
    } catch (const std::bad_alloc&) {
        return DrawOutcome::outOfMemory;
    } catch (const vk::SystemError& problem) {
        log::error(std::string("the renderer lost its device: ") + problem.what());
        return DrawOutcome::deviceLost;
    }
}

DrawOutcome Renderer::Impl::drawFrame(const sim::Snapshot& snapshot, const ViewState& view) {
    if (!swapchain || !recorder->hasScene() || width == 0 || height == 0)
        return DrawOutcome::skipped;
    if (mustRebuild || !swapchain->fits()) {
        (*device)->waitIdle();
        if (!swapchain->rebuild(width, height))
            return DrawOutcome::skipped;
        mustRebuild = false;
    }

    // The slot first: its semaphore is free once its last frame is done.
    const auto start = Clock::now();
    FrameSlot& slot = recorder->nextSlot();
    slot.wait();
    const FrameRecorder::Drawn drawn = recorder->drawn(slot);
    throwIfRefused(refuses, DriverStep::frame);
    const auto index = swapchain->acquire(slot.acquired());
    if (!index)
        return DrawOutcome::skipped;
    slot.waitsForAcquire();
    const auto recording = Clock::now();
    shown = view;
    shown.quality = quality.level(view.quality);
    recorder->record(slot, snapshot, shown,
                     {.image = swapchain->image(*index),
                      .view = swapchain->view(*index),
                      .format = swapchain->format(),
                      .width = swapchain->extent().width,
                      .height = swapchain->extent().height});
    const double recordMs = millisecondsSince(recording);
    slot.submit(swapchain->finished(*index));
    swapchain->present(*index);
    countFrame(drawn, start, recordMs);
    if (view.quality == Quality::automatic)
        quality.add(statistics.frameMs);
    return DrawOutcome::drawn;
}

Result<Picture> Renderer::renderOffscreen(const sim::Snapshot& snapshot, const ViewState& view,
                                          uint32_t width, uint32_t height) {
    if (width == 0 || height == 0 || width > kMaxPicture || height > kMaxPicture)
        return fail({.doing = "draw a picture",
                     .found = std::to_string(width) + " x " + std::to_string(height),
                     .expected = "1 to 8192 pixels each way"});
    if (!m_impl->recorder->hasScene())
        return fail({.doing = "draw a picture", .found = "no scene"});
    return guarded("draw a picture", [&]() -> Result<Picture> {
        Impl& impl = *m_impl;
        const auto start = Clock::now();
        impl.fitOffscreen(width, height);
        FrameSlot& slot = impl.recorder->nextSlot();
        slot.wait();
        const auto recording = Clock::now();
        impl.shown = view;
        if (view.quality == Quality::automatic)
            impl.shown.quality = Quality::high;  // one picture is worth its time
        impl.recorder->record(slot, snapshot, impl.shown,
                              {.image = *impl.offscreen,
                               .view = impl.offscreen.view(),
                               .width = width,
                               .height = height,
                               .finalLayout = vk::ImageLayout::eTransferSrcOptimal,
                               .readback = *impl.readback});
        const double recordMs = millisecondsSince(recording);
        slot.submit({});
        slot.wait();
        impl.countFrame(impl.recorder->drawn(slot), start, recordMs);

        Picture picture{.width = width, .height = height};
        picture.pixels.resize(size_t{width} * height * 4);
        std::memcpy(picture.pixels.data(), impl.readback.mapped(), picture.pixels.size());
        return picture;
    });
}

void Renderer::Impl::fitOffscreen(uint32_t pictureWidth, uint32_t pictureHeight) {
    if (*offscreen && offscreen.width() == pictureWidth && offscreen.height() == pictureHeight)
        return;
    (*device)->waitIdle();
    offscreen = {};  // should memory end before both are there
    readback = Buffer(*device, {.size = uint64_t{pictureWidth} * pictureHeight * 4,
                                .usage = vk::BufferUsageFlagBits::eTransferDst,
                                .memory = MemoryUse::readback,
                                .label = "picture readback"});
    using Usage = vk::ImageUsageFlagBits;
    offscreen = Image(*device, {.width = pictureWidth,
                                .height = pictureHeight,
                                .format = kColorFormat,
                                .usage = Usage::eColorAttachment | Usage::eTransferSrc,
                                .label = "picture"});
}

void Renderer::Impl::countFrame(const FrameRecorder::Drawn& drawn, Clock::time_point start,
                                double recordMs) {
    statistics.cpuRecordMs = recordMs;
    statistics.frameMs = millisecondsSince(start);
    ++statistics.frames;
    statistics.quality = shown.quality;
    const FrameRecorder::Drawn all = recorder->submitted();
    statistics.triangles = drawn.triangles;
    statistics.instances = drawn.instances;
    statistics.trianglesSubmitted = all.triangles;
    statistics.instancesSubmitted = all.instances;
}

PickId Renderer::pick(uint32_t x, uint32_t y) {
    try {
        return pickFromNumber(m_impl->recorder->idAt(x, y));
    } catch (const vk::SystemError&) {
        return {};  // the next draw() reports the lost device
    }
}

FrameStatistics Renderer::statistics() const {
    FrameStatistics out = m_impl->statistics;
    out.validationMessages = m_impl->device->validationMessages();
    return out;
}

}  // namespace gemba::render
