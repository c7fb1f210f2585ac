#include "ui/vulkan/render_loop.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "engine/core/log.h"
#include "engine/render/follow.h"
#include "ui/format.h"

namespace gemba::ui {
namespace {

using Clock = std::chrono::steady_clock;

// Sixty pictures a second are enough; the rest of the processor is the simulation's.
constexpr auto kFrameInterval = std::chrono::milliseconds(16);
// Nice: where all processors are busy, the session and the window get three times as much.
constexpr int kBehindSession = 5;
// Nothing changed: look again this often, for snapshots do not wake us.
constexpr int kIdleMs = 16;
// A device that is lost again and again without a picture between is given up.
constexpr int kMostLosses = 3;
// States may change while the ticks stand still.
constexpr auto kRefreshInterval = std::chrono::milliseconds(250);
// A snapshot comes with the next tick, 4 ms at 240 Hz: worth waiting for, so that a picture shows
// this tick and not the one before the last frame.
constexpr int kSnapshotWaitMs = 12;

// How far the picture stands between the previous and the current pose at this moment.
[[nodiscard]] double interpolation(const sim::Snapshot& snapshot) {
    if (snapshot.paused || snapshot.rateRequested <= 0.0)
        return 1.0;
    const double since = static_cast<double>(steadyUtcNow() - snapshot.utc) * 1e-9;
    return std::clamp(since * snapshot.rateRequested / snapshot.h, 0.0, 1.0);
}

}  // namespace

RenderLoop::RenderLoop(RenderPort& port, render::RendererSettings settings)
    : m_port(port), m_settings(std::move(settings)) {}

RenderLoop::~RenderLoop() = default;

void RenderLoop::run(std::stop_token stop) {
    // Also of the threads that a driver starts which draws by the processor: they inherit it.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kBehindSession);
    m_port.begin();
    bool alive = makeRenderer();
    while (!stop.stop_requested()) {
        const auto frameStart = Clock::now();
        serve();
        if (alive && (m_lost || !drawFrame(stop))) {
            recoverFromLoss(stop);
            alive = m_renderer != nullptr;
        }

        // Keep the pace, but wake at once when nothing is alive and something is asked.
        const auto spent = Clock::now() - frameStart;
        if (alive && spent < kFrameInterval)
            std::this_thread::sleep_for(kFrameInterval - spent);
        if (!alive)
            m_port.wait(stop, 1000);
    }
    setSurface(0);
    m_port.end();
}

bool RenderLoop::makeRenderer() {
    auto made = render::Renderer::create(m_settings);
    if (!made) {
        log::error(made.error().message());
        Q_EMIT m_port.rendererFailed(format::said(made.error()));
        return false;
    }
    m_renderer = std::move(*made);
    m_lost = false;
    forgetDrawn();
    // First the window: what is said of the scene stands over it.
    Q_EMIT m_port.rendererReady(reinterpret_cast<quint64>(m_renderer->instanceHandle()),
                                QString::fromStdString(m_renderer->deviceName()));
    upload();
    return true;
}

// The window's surface belongs to the old instance: the GUI takes it away first.
void RenderLoop::recoverFromLoss(std::stop_token stop) {
    log::info("the rendering device was lost and is made again");
    m_lost = true;
    setSurface(0);
    Q_EMIT m_port.rendererLost();
    do {
        m_port.wait(stop, 1000);
        serve();
    } while (!m_inbox.lossAcknowledged && !stop.stop_requested());
    if (stop.stop_requested())
        return;
    m_renderer.reset();
    if (m_losses > kMostLosses) {
        const Error error{.doing = "start the renderer",
                          .found = "a graphics device that is lost with each picture",
                          .expected = "another device (--gpu), or a newer driver"};
        log::error(error.message());
        Q_EMIT m_port.rendererFailed(format::said(error));
        return;
    }
    (void)makeRenderer();  // a failure was reported, and leaves m_renderer empty
}

void RenderLoop::serve() {
    m_port.take(m_inbox);
    m_changed |= m_inbox.view || m_inbox.surface || m_inbox.scene || m_inbox.size || m_inbox.levels;
    if (m_inbox.scene)
        setScene(std::move(*m_inbox.scene));
    if (m_inbox.levels) {
        m_levels = std::move(*m_inbox.levels);
        uploadLevels();
    }
    if (m_inbox.surface)
        setSurface(*m_inbox.surface);
    if (m_inbox.size && m_renderer)
        m_renderer->resize(static_cast<uint32_t>(std::max(0, m_inbox.size->width())),
                           static_cast<uint32_t>(std::max(0, m_inbox.size->height())));
    if (m_inbox.pick)
        answerPick(*m_inbox.pick);
    m_port.confirm();
}

void RenderLoop::setSurface(uint64_t surface) {
    if (!m_renderer || (surface == 0 && !m_hasSurface))
        return;
    m_hasSurface = false;
    if (const auto set = m_renderer->setSurface(surface); !set) {
        log::error(set.error().message());
        Q_EMIT m_port.rendererFailed(format::said(set.error()));
        return;
    }
    m_hasSurface = surface != 0;
}

void RenderLoop::setScene(RenderScene scene) {
    // The same plant, seen at another time: only its pictures come from elsewhere.
    const bool same = scene.twin != nullptr && scene.twin == m_scene.twin;
    m_scene = std::move(scene);
    m_retried = false;
    m_noLevels = m_noLevels && same;
    m_unfit.reset();
    m_presented = 0;
    m_latency = {};
    forgetDrawn();
    if (!same)
        upload();
}

void RenderLoop::forgetDrawn() {
    m_sequence = 0;
    m_tick = -1;
    m_changed = true;
}

// To the device that is there, if it is not lost. One that takes no scene may be lost without
// having said so: then a new one is asked, once.
void RenderLoop::upload() {
    if (!m_renderer || m_lost || m_scene.twin == nullptr)
        return;
    if (m_unfit) {
        refuseScene(*std::exchange(m_unfit, std::nullopt));
        return;
    }
    const auto set = m_renderer->setScene(m_scene.twin, m_scene.models);
    if (set) {
        uploadLevels();
        return;
    }
    if (!std::exchange(m_retried, true)) {
        log::info(set.error().message());
        m_lost = true;
        return;
    }
    refuseScene(set.error());
}

void RenderLoop::refuseScene(const Error& error) {
    log::error(error.message());
    Q_EMIT m_port.sceneFailed(format::said(error));
    m_scene = {};
}

// The device is made anew either way: what a frame left half made goes with the old one.
void RenderLoop::makeRoom() {
    if (m_levels.empty() || std::exchange(m_noLevels, true)) {
        m_unfit = render::outOfDeviceMemory("draw the scene");
        return;
    }
    log::info("the scene is drawn without levels of detail, for which the device has no memory");
}

// Without them all is drawn as fine as it is.
void RenderLoop::uploadLevels() {
    if (!m_renderer || m_lost || m_scene.twin == nullptr || m_levels.empty() || m_noLevels)
        return;
    if (const auto set = m_renderer->setLevels(m_levels); !set)
        log::info(set.error().message());
}

void RenderLoop::answerPick(const PickRequest& request) {
    if (!m_renderer || !m_hasSurface || m_scene.twin == nullptr)
        return;
    const render::PickId id = m_renderer->pick(request.x, request.y);
    Q_EMIT m_port.picked(static_cast<int>(id.kind), id.index, request.hover);
}

// One that was built after we asked: the answer to an earlier question is as old as the last frame.
const sim::Snapshot& RenderLoop::freshSnapshot(const std::stop_token& stop) {
    const uint64_t before = m_scene.channel->read().sequence;
    m_scene.channel->ask();
    for (int waited = 0; waited < kSnapshotWaitMs && !stop.stop_requested(); ++waited) {
        if (const sim::Snapshot& now = m_scene.channel->read(); now.sequence != before)
            return now;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return m_scene.channel->read();
}

// False: the device is lost. Draws nothing where nothing changed.
bool RenderLoop::drawFrame(std::stop_token stop) {
    if (!m_hasSurface || m_scene.twin == nullptr || m_scene.channel == nullptr) {
        m_port.wait(stop, kIdleMs);
        return true;
    }
    const sim::Snapshot& snapshot = freshSnapshot(stop);
    if (snapshot.sequence == 0 || !worthDrawing(snapshot)) {
        m_port.wait(stop, kIdleMs);
        return true;
    }
    m_changed = false;
    m_tick = snapshot.tick;
    m_sequence = snapshot.sequence;
    m_drawn = Clock::now();

    render::ViewState view = m_port.view();
    view.interpolation = interpolation(snapshot);
    render::follow(view, snapshot);
    view.seconds = static_cast<double>(snapshot.utc % (3600 * kNsPerSecond)) * 1e-9;
    switch (m_renderer->draw(snapshot, view)) {
        case render::DrawOutcome::deviceLost:
            ++m_losses;
            return false;
        case render::DrawOutcome::outOfMemory:
            makeRoom();
            return false;
        case render::DrawOutcome::skipped:
            m_changed = true;
            m_port.wait(stop, kIdleMs);
            return true;
        case render::DrawOutcome::drawn:
            break;
    }
    m_losses = 0;
    recordLatency(snapshot);
    m_port.setFigures({.frame = m_renderer->statistics(),
                       .latencyP50Ms = m_latency.quantileMs(0.5),
                       .latencyP99Ms = m_latency.quantileMs(0.99),
                       .latencySamples = m_latency.count()});
    return true;
}

bool RenderLoop::worthDrawing(const sim::Snapshot& snapshot) const {
    return m_changed || snapshot.tick != m_tick || Clock::now() - m_drawn > kRefreshInterval;
}

// A sample is on the screen once the frame that first holds it was presented.
void RenderLoop::recordLatency(const sim::Snapshot& snapshot) {
    const UtcNs newest = snapshot.newestReceive;
    const UtcNs before = std::exchange(m_presented, newest);
    // The first one of a scene may be old: nobody looked when it came.
    if (!snapshot.paused && before != 0 && newest != before)
        m_latency.add(steadyUtcNow() - newest);
}

}  // namespace gemba::ui
