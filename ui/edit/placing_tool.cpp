#include "ui/edit/placing_tool.h"

#include <algorithm>
#include <numbers>
#include <utility>

#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/scene_bounds.h"

namespace gemba::ui {
namespace {

constexpr double kGrid = 0.05, kAlong = 0.01, kDegrees = 5.0;  // m, m, degrees
constexpr double kJoinPx = 24.0;                               // how near ends come together
constexpr uint32_t kOutline = 0xffb0c85cu, kJoint = 0xff5ac8f5u;

void drawBox(const Pose& pose, const Bounds& box, std::vector<render::MarkLine>& out) {
    const auto& [min, max] = box;
    for (int axis = 0; axis < 3; ++axis) {
        for (int corner = 0; corner < 4; ++corner) {
            Vec3 a = min, b = min;
            a[(axis + 1) % 3] = b[(axis + 1) % 3] =
                corner & 1 ? max[(axis + 1) % 3] : min[(axis + 1) % 3];
            a[(axis + 2) % 3] = b[(axis + 2) % 3] =
                corner & 2 ? max[(axis + 2) % 3] : min[(axis + 2) % 3];
            b[axis] = max[axis];
            out.push_back({.from = pose * a,
                           .to = pose * b,
                           .color = kOutline,
                           .width = 2.0f,
                           .onTop = true});
        }
    }
}

void drawCross(const Vec3& at, double size, std::vector<render::MarkLine>& out) {
    for (int axis = 0; axis < 3; ++axis) {
        Vec3 arm(0.0);
        arm[axis] = size;
        out.push_back(
            {.from = at - arm, .to = at + arm, .color = kJoint, .width = 4.0f, .onTop = true});
    }
}

}  // namespace

PlacingTool::PlacingTool(ViewController& view, TwinEditing& editing, QObject* parent)
    : QObject(parent),
      m_view(view),
      m_editing(editing),
      m_on(makeChild<QAction>(this, tr("&Move and turn"))),
      m_snap(makeChild<QAction>(this, tr("S&nap to grid and ends"))) {
    m_on->setObjectName(QStringLiteral("edit.move"));
    m_on->setCheckable(true);
    m_on->setShortcut(Qt::Key_M);
    m_on->setToolTip(tr("Handles at what is selected: arrows move it, the ring turns it"));
    m_snap->setObjectName(QStringLiteral("edit.snap"));
    m_snap->setCheckable(true);
    m_snap->setChecked(true);
    m_snap->setToolTip(
        tr("Steps of 5 cm and 5 degrees, belts to each other's ends; "
           "hold Shift to move freely"));
    connect(m_on, &QAction::toggled, this, &PlacingTool::refresh);
    connect(&view, &ViewController::selectionChanged, this, &PlacingTool::refresh);
    connect(&view, &ViewController::withheldChanged, this, &PlacingTool::refresh);
    connect(&editing, &TwinEditing::edited, this, &PlacingTool::refresh);
    connect(&editing, &TwinEditing::opened, this, &PlacingTool::refresh);
    view.setTool(this);
}

// Of the twin as it is edited, which the picture may be a moment behind.
void PlacingTool::refresh() {
    const std::optional<Target> before = std::exchange(m_target, {});
    const auto twin = m_editing.twin();
    std::vector<std::string> roots;
    if (twin != nullptr)
        roots = twin::rootsOf(*twin, m_view.selectedIds());
    const std::string id = roots.empty() ? std::string() : roots.back();
    const Withholding& withheld = m_view.withholding();
    const bool inReach = !id.empty() && !withheld.locked(id) && !withheld.hidden(id);
    if (twin != nullptr && m_on->isChecked() && inReach) {
        if (const auto standing = twin::standingOf(*twin, id)) {
            Target target{.id = id, .standing = *standing};
            target.gizmo.frame.position = standing->worldFromThing.position;
            if (standing->device >= 0) {
                const twin::Device& device = twin->devices[static_cast<size_t>(standing->device)];
                target.gizmo.alongOnly = device.on >= 0;
                if (device.on >= 0)
                    target.gizmo.frame.rotation = device.worldFromDevice.rotation;
            }
            target.box = m_view.boxOf(id).value_or(Bounds{});
            roots.pop_back();
            target.others = companionsOf(*twin, roots);
            m_target = std::move(target);
        }
    }
    // A drag goes on where only the picture caught up.
    const bool same = before && m_target && before->id == m_target->id &&
                      before->standing.worldFromThing == m_target->standing.worldFromThing;
    if (!same) {
        m_drag.reset();
        m_hot = Handle::none;
    }
    m_view.publish();
}

// What stands on what moves anyway does not move twice.
std::vector<PlacingTool::Companion> PlacingTool::companionsOf(
    const twin::Twin& twin, const std::vector<std::string>& roots) const {
    std::vector<Companion> out;
    const Withholding& withheld = m_view.withholding();
    for (const std::string& other : roots) {
        if (withheld.locked(other) || withheld.hidden(other))
            continue;
        out.push_back({other, twin::standingOf(twin, other)->worldFromThing,
                       m_view.boxOf(other).value_or(Bounds{})});
    }
    return out;
}

// As if it were fixed to what has the handles.
Pose PlacingTool::alongWith(const Companion& other) const {
    return m_drag->now * inverse(m_target->standing.worldFromThing) * other.worldFromThing;
}

bool PlacingTool::press(const glm::dvec2& pixel) {
    if (!m_target)
        return false;
    const Handle handle = m_target->gizmo.handleAt(m_view.picture(), pixel);
    if (handle == Handle::none)
        return false;
    m_hot = handle;
    m_drag = Drag{.handle = handle, .from = pixel, .now = m_target->standing.worldFromThing};
    m_view.publish();
    return true;
}

void PlacingTool::drag(const glm::dvec2& pixel, bool free) {
    if (!m_drag || !m_target)
        return;
    m_drag->now = placed(pixel, free);
    Q_EMIT said(readout(m_drag->now));
    m_view.publish();
}

Pose PlacingTool::placed(const glm::dvec2& pixel, bool free) {
    const Picture picture = m_view.picture();
    const Pose& start = m_target->standing.worldFromThing;
    const Pose moved = m_target->gizmo.dragged(picture, start, m_drag->handle, m_drag->from, pixel);
    m_drag->joint.reset();
    const auto twin = m_editing.twin();
    if (m_target->gizmo.alongOnly) {
        // Along its belt, within it.
        const twin::Device& device = twin->devices[static_cast<size_t>(m_target->standing.device)];
        const twin::Device& belt = twin->devices[static_cast<size_t>(device.on)];
        double at = (inverse(belt.worldFromDevice) * moved.position).x;
        at = std::clamp(at, 0.0, belt.vec3("size").x);
        if (!free && m_snap->isChecked())
            at = std::round(at / kAlong) * kAlong;
        return {belt.worldFromDevice * Vec3(at, 0.0, 0.0), start.rotation};
    }
    if (free || !m_snap->isChecked())
        return moved;
    if (m_target->standing.device >= 0 && m_drag->handle != Handle::turn) {
        const double reach =
            std::clamp(kJoinPx * picture.metresPerPixel(moved.position), 0.05, 0.5);
        m_drag->joint = twin::snappedToPorts(
            *twin, static_cast<uint32_t>(m_target->standing.device), moved, reach);
        if (m_drag->joint)
            return m_drag->joint->worldFromDevice;
    }
    return onGrid(moved, m_drag->handle, kGrid, kDegrees);
}

// "infeed: 1.250, 0.000, 0.800 m": what will stand in the inspector.
QString PlacingTool::readout(const Pose& pose) const {
    const QString name = format::text(m_target->id);
    const auto twin = m_editing.twin();
    if (m_target->gizmo.alongOnly) {
        const twin::Device& device = twin->devices[static_cast<size_t>(m_target->standing.device)];
        const twin::Device& belt = twin->devices[static_cast<size_t>(device.on)];
        return tr("%1: %2 m along %3")
            .arg(name)
            .arg((inverse(belt.worldFromDevice) * pose.position).x, 0, 'f', 3)
            .arg(format::text(belt.id));
    }
    if (m_drag->joint)
        return tr("%1 joins %2")
            .arg(name, format::text(twin->devices[m_drag->joint->neighbour].id));
    if (m_drag->handle == Handle::turn) {
        const Vec3 ahead = pose.rotation * Vec3(1, 0, 0);
        return tr("%1: %2°").arg(name).arg(std::atan2(ahead.y, ahead.x) * 180.0 / std::numbers::pi,
                                           0, 'f', 1);
    }
    return tr("%1: %2, %3, %4 m")
        .arg(name)
        .arg(pose.position.x, 0, 'f', 3)
        .arg(pose.position.y, 0, 'f', 3)
        .arg(pose.position.z, 0, 'f', 3);
}

void PlacingTool::release() {
    if (!m_drag || !m_target)
        return;
    const auto twin = m_editing.twin();
    auto changes = twin::movedTo(*twin, m_target->id, m_drag->now);
    for (const Companion& other : m_target->others) {
        const auto more = twin::movedTo(*twin, other.id, alongWith(other));
        changes.insert(changes.end(), more.begin(), more.end());
    }
    const bool turned = m_drag->handle == Handle::turn;
    const auto count = static_cast<int>(m_target->others.size());
    const QString label = count == 0 ? (turned ? tr("Turn %1") : tr("Move %1"))
                          : turned   ? tr("Turn %1 and %n more", nullptr, count)
                                     : tr("Move %1 and %n more", nullptr, count);
    m_drag.reset();
    if (changes.empty() || !m_editing.apply(label.arg(format::text(m_target->id)), changes))
        m_view.publish();
}

bool PlacingTool::cancel() {
    if (!m_drag)
        return false;
    m_drag.reset();
    m_view.publish();
    return true;
}

bool PlacingTool::hover(const glm::dvec2& pixel) {
    const Handle hot = m_target ? m_target->gizmo.handleAt(m_view.picture(), pixel) : Handle::none;
    if (hot != m_hot) {
        m_hot = hot;
        m_view.publish();
    }
    return hot != Handle::none;
}

void PlacingTool::draw(const Picture& picture, std::vector<render::MarkLine>& out) const {
    if (!m_target)
        return;
    Gizmo gizmo = m_target->gizmo;
    if (m_drag) {
        gizmo.frame.position = m_drag->now.position;
        drawBox(m_drag->now, m_target->box, out);
        for (const Companion& other : m_target->others)
            drawBox(alongWith(other), other.box, out);
        if (m_drag->joint)
            drawCross(m_drag->joint->at, 0.15, out);
    }
    gizmo.draw(picture, m_hot, out);
}

}  // namespace gemba::ui
