#pragma once

#include <QObject>
#include <QSize>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/core/triple_buffer.h"
#include "engine/render/renderer.h"
#include "engine/render/view.h"
#include "engine/sim/snapshot.h"

namespace gemba::ui {

/// What the render thread draws: a twin, its models and where its snapshots come from.
struct RenderScene {
    std::shared_ptr<const twin::Twin> twin;  ///< null: nothing is drawn
    render::SceneModels models;
    TripleBuffer<sim::Snapshot>* channel = nullptr;
};

/// Figures of the picture, for the status bar.
struct RenderFigures {
    render::FrameStatistics frame;
    double latencyP50Ms = 0.0, latencyP99Ms = 0.0;  ///< sensor to screen; 0: none yet
    uint64_t latencySamples = 0;
};

struct PickRequest {
    uint32_t x = 0, y = 0;  ///< pixels of the surface
    bool hover = false;     ///< nobody clicked: may be skipped
};

/// The mailbox between the GUI thread and the render thread. Newer requests replace older ones, so
/// neither waits for the other, but when the GUI takes the surface away that the render thread may
/// be using: then it waits for the frame under way.
///
/// Lives on the GUI thread. Signals are emitted by the render thread: connect to objects of the GUI
/// thread only, Qt then queues them.
class RenderPort final : public QObject {
    Q_OBJECT

 public:
    /// What was asked since the last look; empty members: nothing new.
    struct Inbox {
        std::optional<uint64_t> surface;
        std::optional<RenderScene> scene;
        std::optional<PickRequest> pick;
        std::optional<QSize> size;
        std::optional<std::vector<render::Renderer::Levels>> levels;
        bool view = false;  ///< another view waits in view()
        bool lossAcknowledged = false;
    };

    // GUI thread:
    void setView(const render::ViewState& view);
    void setSurface(uint64_t surface);
    /// Returns once the device is done with the surface, or nobody draws.
    void releaseSurface();
    /// Pixels; zero pauses drawing.
    void resize(QSize pixels);
    void setScene(RenderScene scene);
    /// Levels of detail of the scene's models; models that it has not are left out.
    void setLevels(std::vector<render::Renderer::Levels> levels);
    /// Does not wait: the render thread may read the scene's channel until settle() returned.
    void clearScene();
    void requestPick(const PickRequest& request);
    /// The surface of the lost device is gone: the renderer may be made again.
    void acknowledgeLoss();

    // Any thread:
    /// Returns once all that was asked before is obeyed, or nobody draws: up to a frame. Not for
    /// the GUI thread, which would stand still for as long.
    void settle() { releaseAndWait(); }
    [[nodiscard]] RenderFigures figures() const;

    // Render thread:
    void begin();
    /// Takes what was asked and answers whoever waits for an earlier release: call it between
    /// frames, then confirm() when the requests were obeyed.
    void take(Inbox& inbox);
    void confirm();
    [[nodiscard]] const render::ViewState& view() { return m_view.read(); }
    /// Sleeps until something is asked, the time is over or a stop is wanted.
    void wait(std::stop_token stop, int milliseconds);
    void setFigures(const RenderFigures& figures);
    void end();

 Q_SIGNALS:
    void rendererReady(quint64 instance, const QString& deviceName);
    /// Destroy the surface, then acknowledgeLoss().
    void rendererLost();
    void rendererFailed(const QString& message);
    /// The renderer lives, but cannot show this scene; perhaps the next.
    void sceneFailed(const QString& message);
    void picked(int kind, quint32 index, bool hover);

 private:
    void releaseAndWait();

    TripleBuffer<render::ViewState> m_view;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_asked;  // wakes the render thread
    std::condition_variable m_confirmed;  // wakes a GUI that takes something away
    Inbox m_inbox;
    RenderFigures m_figures;
    uint64_t m_requests = 0, m_taken = 0, m_done = 0;  // releases asked, seen, obeyed
    bool m_news = false;
    bool m_running = false;
};

}  // namespace gemba::ui
