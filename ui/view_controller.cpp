#include "ui/view_controller.h"

#include <algorithm>
#include <utility>

#include "ui/label_words.h"
#include "ui/scene_bounds.h"

namespace gemba::ui {
namespace {

[[nodiscard]] bool render::ViewState::*field(Overlay overlay) {
    using render::ViewState;
    switch (overlay) {
        case Overlay::grid:
            return &ViewState::grid;
        case Overlay::labels:
            return &ViewState::labels;
        case Overlay::serials:
            return &ViewState::serials;
        case Overlay::plantAgainstModel:
            return &ViewState::plantAgainstModel;
        case Overlay::collision:
            return &ViewState::collision;
        case Overlay::shadows:
            break;
    }
    return &ViewState::shadows;
}

}  // namespace

ViewController::ViewController(RenderPort& port, QObject* parent) : QObject(parent), m_port(port) {
    m_state.words = labelWords();
    m_glide.setInterval(16);
    connect(&m_glide, &QTimer::timeout, this, &ViewController::glideOn);
    connect(&port, &RenderPort::picked, this, &ViewController::onPicked);
}

void ViewController::publish() {
    m_state.camera = m_camera.camera();
    m_state.marks.clear();
    if (m_tool != nullptr)
        m_tool->draw(picture(), m_state.marks);
    m_port.setView(m_state);
}

void ViewController::setViewport(int width, int height, double pixelRatio) {
    m_camera.setViewport(width, height);
    m_width = std::max(width, 1);
    m_height = std::max(height, 1);
    m_state.pixelRatio = static_cast<float>(pixelRatio);
    publish();
}

void ViewController::showScene(std::shared_ptr<const twin::Twin> twin, render::SceneModels models) {
    m_twin = std::move(twin);
    m_models = std::move(models);
    m_selectedBounds.reset();
    select({});
    m_state.hovered = {};
    m_state.colorBySignal = -1;
    m_state.ghosts.clear();
    if (m_twin == nullptr)
        return;

    // Begin where the twin's author wants us to look from.
    if (m_twin->views.empty()) {
        m_camera.set({});
        m_camera.frame(boundsOfAll(*m_twin, m_models));
        (void)m_camera.advance(1.0);  // there at once
    } else {
        const twin::View& view = m_twin->views.front();
        m_camera.set({.eye = view.eye, .target = view.target, .fovDeg = view.fovDeg});
    }
    publish();
}

void ViewController::changeScene(std::shared_ptr<const twin::Twin> twin,
                                 render::SceneModels models) {
    using Kind = render::PickId::Kind;
    render::PickId next;
    const render::PickId was = m_state.selected;
    const auto find = [&](const auto& before, const auto& now, Kind kind) {
        if (was.kind != kind || was.index >= before.size())
            return;
        for (uint32_t i = 0; i < now.size(); ++i) {
            if (now[i].id == before[was.index].id)
                next = {kind, i};
        }
    };
    if (m_twin != nullptr) {
        find(m_twin->devices, twin->devices, Kind::device);
        find(m_twin->models, twin->models, Kind::model);
    }
    m_twin = std::move(twin);
    m_models = std::move(models);
    m_selectedBounds.reset();
    m_state.hovered = {};
    m_state.colorBySignal = -1;
    m_state.ghosts.clear();
    m_state.selected = next;
    publish();
    // Panels know the thing by its new index.
    Q_EMIT selectionChanged(next);
}

void ViewController::observe(const sim::Snapshot& snapshot) {
    if (m_twin != nullptr)
        m_selectedBounds = boundsOf(m_state.selected, *m_twin, m_models, snapshot);
}

void ViewController::setOverlay(Overlay overlay, bool on) {
    m_state.*field(overlay) = on;
    publish();
}

bool ViewController::overlay(Overlay overlay) const {
    return m_state.*field(overlay);
}

void ViewController::showGhosts(std::vector<render::FutureGhost> ghosts) {
    if (ghosts.empty() && m_state.ghosts.empty())
        return;
    m_state.ghosts = std::move(ghosts);
    publish();
}

void ViewController::colorBySignal(int32_t signal, double min, double max) {
    m_state.colorBySignal = signal;
    m_state.colorMin = min;
    m_state.colorMax = max;
    publish();
}

void ViewController::select(const render::PickId& id) {
    if (m_state.selected == id)
        return;
    m_state.selected = id;
    m_selectedBounds.reset();
    publish();
    Q_EMIT selectionChanged(id);
}

std::string ViewController::selectedId() const {
    using Kind = render::PickId::Kind;
    const auto [kind, index] = m_state.selected;
    if (m_twin == nullptr)
        return {};
    if (kind == Kind::device && index < m_twin->devices.size())
        return m_twin->devices[index].id;
    return kind == Kind::model && index < m_twin->models.size() ? m_twin->models[index].id
                                                                : std::string();
}

std::optional<Bounds> ViewController::selectedBox() const {
    return m_twin != nullptr ? ownBoxOf(m_state.selected, *m_twin, m_models) : std::nullopt;
}

// What a robot looks like is the robot: such models have an id with a colon.
render::PickId ViewController::ownerOf(const render::PickId& id) const {
    using Kind = render::PickId::Kind;
    if (m_twin == nullptr || id.kind != Kind::model || id.index >= m_twin->models.size())
        return id;
    const twin::PlacedModel& model = m_twin->models[id.index];
    if (model.device < 0 || model.id.find(':') == std::string::npos)
        return id;
    return {Kind::device, static_cast<uint32_t>(model.device)};
}

void ViewController::onPicked(int kind, quint32 index, bool hover) {
    const render::PickId id{static_cast<render::PickId::Kind>(kind), index};
    if (!hover) {
        select(ownerOf(id));
    } else if (m_state.hovered != id) {
        m_state.hovered = id;
        publish();
    }
}

void ViewController::frameSelection() {
    if (!m_selectedBounds && m_twin != nullptr)
        m_selectedBounds = boundsOf(m_state.selected, *m_twin, m_models, {});
    if (!m_selectedBounds)
        return;
    m_camera.frame(*m_selectedBounds);
    glide();
}

void ViewController::frameAll() {
    if (m_twin == nullptr)
        return;
    m_camera.frame(boundsOfAll(*m_twin, m_models));
    glide();
}

void ViewController::viewAlong(StandardView view) {
    m_camera.viewAlong(view);
    glide();
}

void ViewController::toggleOrthographic() {
    m_camera.toggleOrthographic();
    publish();
    Q_EMIT cameraModeChanged(m_state.camera.orthographic);
}

void ViewController::goToView(size_t index) {
    if (m_twin == nullptr || index >= m_twin->views.size())
        return;
    const twin::View& view = m_twin->views[index];
    m_camera.glideTo({.eye = view.eye, .target = view.target, .fovDeg = view.fovDeg});
    glide();
}

void ViewController::glide() {
    m_glideClock.start();
    m_glide.start();
}

void ViewController::glideOn() {
    if (!m_camera.advance(static_cast<double>(m_glideClock.restart()) * 1e-3))
        m_glide.stop();
    publish();
}

}  // namespace gemba::ui
