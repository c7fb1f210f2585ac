#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

#include "engine/render/renderer.h"
#include "engine/sim/latency.h"
#include "ui/vulkan/render_port.h"

namespace gemba::ui {

/// The render thread's work: makes the renderer, takes requests from the port, draws the newest
/// snapshot whenever something changed. Made and destroyed by app/; destroyed after the window,
/// since the window's surface belongs to the renderer's instance.
class RenderLoop {
 public:
    RenderLoop(RenderPort& port, render::RendererSettings settings);
    ~RenderLoop();

    /// Draws until asked to stop; the surface is let go before it returns. Once, on its own thread.
    void run(std::stop_token stop);

 private:
    [[nodiscard]] bool makeRenderer();
    void recoverFromLoss(std::stop_token stop);
    void serve();
    void setSurface(uint64_t surface);
    void setScene(RenderScene scene);
    void forgetDrawn();
    void upload();
    void uploadLevels();
    void refuseScene(const Error& error);
    void makeRoom();
    void answerPick(const PickRequest& request);
    [[nodiscard]] const sim::Snapshot& freshSnapshot(const std::stop_token& stop);
    [[nodiscard]] bool drawFrame(std::stop_token stop);
    [[nodiscard]] bool worthDrawing(const sim::Snapshot& snapshot) const;
    void recordLatency(const sim::Snapshot& snapshot);

    RenderPort& m_port;
    render::RendererSettings m_settings;
    std::unique_ptr<render::Renderer> m_renderer;
    RenderScene m_scene;
    std::vector<render::Renderer::Levels> m_levels;
    RenderPort::Inbox m_inbox;
    bool m_hasSurface = false;
    bool m_lost = false;           // the renderer is of no use any more: it is made again
    bool m_retried = false;        // … for the sake of this scene
    bool m_noLevels = false;       // this scene fits the device only without levels of detail
    std::optional<Error> m_unfit;  // why it does not fit even so
    int m_losses = 0;              // devices lost since a frame was drawn
    bool m_changed = false;        // something was asked that the last frame does not show
    uint64_t m_sequence = 0;       // of the snapshot last drawn
    Tick m_tick = -1;              // … and its tick
    std::chrono::steady_clock::time_point m_drawn;
    UtcNs m_presented = 0;  // newest receive time already on the screen
    sim::LatencyHistogram m_latency;
};

}  // namespace gemba::ui
