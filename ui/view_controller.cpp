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
        case Overlay::contacts:
            return &ViewState::contacts;
        case Overlay::joints:
            return &ViewState::joints;
        case Overlay::sleeping:
            return &ViewState::sleeping;
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

void ViewController::renew() {
    m_state.words = labelWords();
    publish();
}

void ViewController::publish() {
    m_state.camera = m_camera.camera();
    m_state.marks.clear();
    m_state.texts.clear();
    if (m_tool != nullptr) {
        m_tool->draw(picture(), m_state.marks);
        m_tool->write(m_state.texts);
    }
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
    withhold({});
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
    const bool wasEmpty = m_twin == nullptr || (m_twin->devices.empty() && m_twin->models.empty());
    std::vector<render::PickId> next;
    const std::vector<std::string> ids = selectedIds();
    m_twin = std::move(twin);
    m_models = std::move(models);
    m_selectedBounds.reset();
    m_state.hovered = {};
    m_state.colorBySignal = -1;
    m_state.ghosts.clear();
    for (const std::string& id : ids)
        next.push_back(pickOf(id));
    std::erase(next, render::PickId{});
    setSelection(std::move(next));
    m_state.withheld = m_withholding.of(*m_twin);
    if (wasEmpty)
        m_camera.frame(boundsOfAll(*m_twin, m_models));  // the first thing there is to see
    publish();
    // Panels know the thing by its new index.
    Q_EMIT selectionChanged(m_state.selected);
}

void ViewController::withhold(Withholding next) {
    m_withholding = std::move(next);
    m_state.withheld = m_twin != nullptr ? m_withholding.of(*m_twin) : nullptr;
    publish();
    Q_EMIT withheldChanged();
}

void ViewController::observe(const sim::Snapshot& snapshot) {
    if (m_twin != nullptr)
        m_selectedBounds = boundsOf(m_state.selected, *m_twin, m_models, snapshot);
}

void ViewController::setOverlay(Overlay overlay, bool on) {
    m_state.*field(overlay) = on;
    publish();
    Q_EMIT overlayChanged(overlay, on);
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
    selectMany(id == render::PickId{} ? std::vector<render::PickId>{} : std::vector{id});
}

void ViewController::selectMany(std::vector<render::PickId> ids) {
    if (ids == selection())
        return;
    setSelection(std::move(ids));
    m_selectedBounds.reset();
    publish();
    Q_EMIT selectionChanged(m_state.selected);
}

void ViewController::setSelection(std::vector<render::PickId> ids) {
    m_state.selected = ids.empty() ? render::PickId{} : ids.back();
    if (!ids.empty())
        ids.pop_back();
    m_state.alsoSelected = std::move(ids);
}

std::vector<render::PickId> ViewController::selection() const {
    std::vector<render::PickId> out = m_state.alsoSelected;
    if (m_state.selected != render::PickId{})
        out.push_back(m_state.selected);
    return out;
}

std::string ViewController::selectedId() const {
    return idOf(m_state.selected);
}

std::vector<std::string> ViewController::selectedIds() const {
    std::vector<std::string> out;
    for (const render::PickId& one : selection())
        out.push_back(idOf(one));
    std::erase(out, std::string());
    return out;
}

render::PickId ViewController::pickOf(const std::string& id) const {
    using Kind = render::PickId::Kind;
    for (uint32_t d = 0; m_twin != nullptr && d < m_twin->devices.size(); ++d) {
        if (m_twin->devices[d].id == id)
            return {Kind::device, d};
    }
    for (uint32_t m = 0; m_twin != nullptr && m < m_twin->models.size(); ++m) {
        if (m_twin->models[m].id == id)
            return {Kind::model, m};
    }
    return {};
}

// Empty: neither equipment nor model.
std::string ViewController::idOf(const render::PickId& id) const {
    using Kind = render::PickId::Kind;
    const auto [kind, index] = id;
    if (m_twin == nullptr)
        return {};
    if (kind == Kind::device && index < m_twin->devices.size())
        return m_twin->devices[index].id;
    return kind == Kind::model && index < m_twin->models.size() ? m_twin->models[index].id
                                                                : std::string();
}

std::optional<Bounds> ViewController::boxOf(const std::string& id) const {
    return m_twin != nullptr ? ownBoxOf(pickOf(id), *m_twin, m_models) : std::nullopt;
}

std::optional<Bounds> ViewController::selectionBox() const {
    if (!m_state.alsoSelected.empty())
        return worldBoxOfSelection();
    return m_twin != nullptr ? ownBoxOf(m_state.selected, *m_twin, m_models) : std::nullopt;
}

// At rest; of moving parts where they were seen last.
std::optional<Bounds> ViewController::worldBoxOfSelection() const {
    std::optional<Bounds> out = m_selectedBounds;
    if (m_twin == nullptr)
        return {};
    for (const render::PickId& id : selection()) {
        const auto box = boundsOf(id, *m_twin, m_models, {});
        if (box && out)
            out = Bounds{glm::min(out->min, box->min), glm::max(out->max, box->max)};
        else if (box)
            out = box;
    }
    return out;
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

void ViewController::pick(const render::PickId& id) {
    if (!std::exchange(m_extends, false)) {
        select(id);
        return;
    }
    if (id == render::PickId{})
        return;  // beside everything: what was chosen so far stays
    std::vector<render::PickId> next = selection();
    if (std::erase(next, id) == 0)
        next.push_back(id);
    selectMany(std::move(next));
}

void ViewController::onPicked(int kind, quint32 index, bool hover) {
    const render::PickId id{static_cast<render::PickId::Kind>(kind), index};
    if (m_withholding.locked(idOf(ownerOf(id))))
        return;  // locked since this picture
    if (!hover) {
        pick(ownerOf(id));
    } else if (m_state.hovered != id) {
        m_state.hovered = id;
        publish();
    }
}

void ViewController::frameSelection() {
    const auto box =
        m_selectedBounds && m_state.alsoSelected.empty() ? m_selectedBounds : worldBoxOfSelection();
    if (!box)
        return;
    m_camera.frame(*box);
    glide();
}

void ViewController::frameAll() {
    if (m_twin == nullptr)
        return;
    m_camera.frame(boundsOfAll(*m_twin, m_models, m_state.withheld.get()));
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
