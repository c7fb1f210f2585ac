#include "ui/edit/align_actions.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/twin/placing.h"
#include "ui/make_child.h"

namespace gemba::ui {
namespace {

[[nodiscard]] Bounds worldBox(const Pose& worldFromThing, const Bounds& own) {
    Bounds out{Vec3(1e300), Vec3(-1e300)};
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 at = worldFromThing * Vec3(corner & 1 ? own.max.x : own.min.x,
                                              corner & 2 ? own.max.y : own.min.y,
                                              corner & 4 ? own.max.z : own.min.z);
        out = {glm::min(out.min, at), glm::max(out.max, at)};
    }
    return out;
}

}  // namespace

AlignActions::AlignActions(ViewController& view, TwinEditing& editing, QWidget* parent)
    : QObject(parent),
      m_view(view),
      m_editing(editing),
      m_menu(makeChild<QMenu>(parent, tr("Al&ign"))) {
    const QString axes[] = {QStringLiteral("X"), QStringLiteral("Y"), QStringLiteral("Z")};
    const std::pair<Edge, QString> edges[] = {{Edge::start, tr("Align the starts in %1")},
                                              {Edge::centre, tr("Align the centres in %1")},
                                              {Edge::end, tr("Align the ends in %1")}};
    const QString names[] = {QStringLiteral("start"), QStringLiteral("centre"),
                             QStringLiteral("end")};
    for (int axis = 0; axis < 3; ++axis) {
        for (const auto& [edge, text] : edges)
            add(QStringLiteral("align.%1_%2")
                    .arg(names[static_cast<int>(edge)], axes[axis].toLower()),
                text.arg(axes[axis]), tr("With the one that was selected last, which stays"),
                [this, axis, edge = edge] { align(axis, edge); });
        m_menu->addSeparator();
    }
    for (int axis = 0; axis < 3; ++axis)
        add(QStringLiteral("align.distribute_") + axes[axis].toLower(),
            tr("Distribute in %1").arg(axes[axis]),
            tr("Equal distances between the centres; the two outermost stay"),
            [this, axis] { distribute(axis); });
    m_menu->setToolTipsVisible(true);
}

void AlignActions::add(const QString& name, const QString& text, const QString& tip,
                       const std::function<void()>& act) {
    QAction* const action = m_menu->addAction(text);
    action->setObjectName(name);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, act);
    connect(&m_editing, &TwinEditing::changedChanged, action,
            [this, action] { action->setEnabled(m_editing.canEdit()); });
}

// What is selected and not locked, the last one last; none where there are too few.
std::vector<AlignActions::Thing> AlignActions::things(size_t least) {
    std::vector<Thing> out;
    const auto twin = m_editing.twin();
    if (twin == nullptr)
        return out;
    for (const std::string& id : twin::rootsOf(*twin, m_view.selectedIds())) {
        const Pose pose = twin::standingOf(*twin, id)->worldFromThing;
        out.push_back({id, pose, worldBox(pose, m_view.boxOf(id).value_or(Bounds{}))});
    }
    if (out.size() >= least)
        return out;
    Q_EMIT said(least == 2
                    ? tr("Select several first: with Ctrl in the tree or the picture.")
                    : tr("Select three or more first: with Ctrl in the tree or the picture."));
    return {};
}

void AlignActions::align(int axis, Edge edge) {
    const std::vector<Thing> all = things(2);
    const auto place = [&](const Bounds& box) {
        return edge == Edge::start ? box.min[axis]
               : edge == Edge::end ? box.max[axis]
                                   : box.center()[axis];
    };
    std::vector<double> shifts;
    for (const Thing& thing : all)
        shifts.push_back(place(all.back().world) - place(thing.world));
    move(tr("Align %n things", nullptr, static_cast<int>(all.size())), all, shifts, axis);
}

void AlignActions::distribute(int axis) {
    const std::vector<Thing> all = things(3);
    if (all.empty())
        return;
    const auto centre = [&](size_t i) { return all[i].world.center()[axis]; };
    std::vector<size_t> order(all.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return centre(a) < centre(b); });
    const double first = centre(order.front());
    const double step = (centre(order.back()) - first) / static_cast<double>(all.size() - 1);
    std::vector<double> shifts(all.size());
    for (size_t i = 0; i < order.size(); ++i)
        shifts[order[i]] = first + step * static_cast<double>(i) - centre(order[i]);
    move(tr("Distribute %n things", nullptr, static_cast<int>(all.size())), all, shifts, axis);
}

void AlignActions::move(const QString& label, const std::vector<Thing>& things,
                        const std::vector<double>& shifts, int axis) {
    std::vector<twin::Change> changes;
    for (size_t i = 0; i < things.size(); ++i) {
        if (m_view.withholding().locked(things[i].id))
            continue;
        Pose pose = things[i].worldFromThing;
        pose.position[axis] += shifts[i];
        const auto more = twin::movedTo(*m_editing.twin(), things[i].id, pose);
        changes.insert(changes.end(), more.begin(), more.end());
    }
    if (!changes.empty())
        (void)m_editing.apply(label, changes);
}

}  // namespace gemba::ui
