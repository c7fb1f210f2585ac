#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <optional>
#include <string>
#include <utility>

#include "engine/render/view.h"
#include "engine/sim/snapshot.h"
#include "ui/camera_controller.h"
#include "ui/pointer_tool.h"
#include "ui/vulkan/render_port.h"
#include "ui/withholding.h"

namespace gemba::ui {

enum class Overlay {
    grid,
    labels,
    serials,
    plantAgainstModel,
    collision,
    shadows,
    contacts,
    joints,
    sleeping
};

/// What the eye chose: camera, selection, overlays. The mouse, the menus and the docks change it
/// here, and it goes to the render thread. GUI thread.
class ViewController final : public QObject {
    Q_OBJECT

 public:
    explicit ViewController(RenderPort& port, QObject* parent = nullptr);

    [[nodiscard]] CameraController& camera() { return m_camera; }
    [[nodiscard]] const render::ViewState& state() const { return m_state; }
    /// What is shown; null: nothing.
    [[nodiscard]] const twin::Twin* twin() const { return m_twin.get(); }
    /// Hands camera and state to the render thread.
    void publish();

    /// The language is another one now: labels in the picture say so.
    void renew();
    void setViewport(int width, int height, double pixelRatio);
    /// Another twin, or none (null): the first named view, or everything.
    void showScene(std::shared_ptr<const twin::Twin> twin, render::SceneModels models);
    /// The same twin after an edit: camera and selection stay, the selection by its id.
    void changeScene(std::shared_ptr<const twin::Twin> twin, render::SceneModels models);
    /// Remembers where the selected thing is.
    void observe(const sim::Snapshot& snapshot);

    void setOverlay(Overlay overlay, bool on);
    [[nodiscard]] bool overlay(Overlay overlay) const;
    /// Parts of futures that are outlined in the picture; empty: none.
    void showGhosts(std::vector<render::FutureGhost> ghosts);
    void colorBySignal(int32_t signal, double min, double max);

    /// What is hidden and locked.
    [[nodiscard]] const Withholding& withholding() const { return m_withholding; }
    void withhold(Withholding next);

    void select(const render::PickId& id);
    /// Several: the last one is what panels show.
    void selectMany(std::vector<render::PickId> ids);
    /// What is picked in the picture next is added to the selection, or taken from it.
    void extendByNextPick(bool extend) { m_extends = extend; }
    [[nodiscard]] const render::PickId& selected() const { return m_state.selected; }
    /// All of it, selected() last; empty: nothing.
    [[nodiscard]] std::vector<render::PickId> selection() const;
    /// Id of the selected equipment or model; empty: neither.
    [[nodiscard]] std::string selectedId() const;
    /// Of all that is selected but moving parts, selectedId() last.
    [[nodiscard]] std::vector<std::string> selectedIds() const;
    /// Box at rest of equipment or a model, in its own frame.
    [[nodiscard]] std::optional<Bounds> boxOf(const std::string& id) const;
    /// Of all that is selected, in the world; of one thing in its own frame.
    [[nodiscard]] std::optional<Bounds> selectionBox() const;

    /// What takes the mouse before the camera does, and draws into the picture; outlives this, or
    /// null.
    void setTool(PointerTool* tool) { m_tool = tool; }
    [[nodiscard]] PointerTool* tool() const { return m_tool; }
    /// The picture as it is seen, in logical pixels.
    [[nodiscard]] Picture picture() const { return {m_camera.camera(), m_width, m_height}; }
    /// Where something is dropped: what is added next comes there.
    void setDrop(const glm::dvec2& pixel) { m_drop = pixel; }
    [[nodiscard]] std::optional<glm::dvec2> takeDrop() { return std::exchange(m_drop, {}); }

    void frameSelection();
    void frameAll();
    void viewAlong(StandardView view);
    void toggleOrthographic();
    void goToView(size_t index);

 Q_SIGNALS:
    void selectionChanged(const gemba::render::PickId& id);
    void withheldChanged();
    void overlayChanged(gemba::ui::Overlay overlay, bool on);
    void cameraModeChanged(bool orthographic);

 private:
    [[nodiscard]] std::optional<Bounds> worldBoxOfSelection() const;
    void setSelection(std::vector<render::PickId> ids);
    void pick(const render::PickId& id);
    void onPicked(int kind, quint32 index, bool hover);
    [[nodiscard]] render::PickId pickOf(const std::string& id) const;
    [[nodiscard]] std::string idOf(const render::PickId& id) const;
    [[nodiscard]] render::PickId ownerOf(const render::PickId& id) const;
    void glide();
    void glideOn();

    RenderPort& m_port;
    CameraController m_camera;
    render::ViewState m_state;
    std::shared_ptr<const twin::Twin> m_twin;
    render::SceneModels m_models;
    Withholding m_withholding;
    std::optional<Bounds> m_selectedBounds;
    PointerTool* m_tool = nullptr;
    double m_width = 1.0, m_height = 1.0;  // logical pixels
    std::optional<glm::dvec2> m_drop;
    bool m_extends = false;
    QTimer m_glide;
    QElapsedTimer m_glideClock;
};

}  // namespace gemba::ui
