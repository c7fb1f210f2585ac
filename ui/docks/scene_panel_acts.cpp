#include <QAction>
#include <algorithm>

#include "engine/sim/world.h"
#include "ui/docks/row_marks_delegate.h"
#include "ui/docks/scene_panel.h"
#include "ui/edit/force_dialog.h"
#include "ui/make_child.h"
#include "ui/theme.h"

/// What is done with a row of the scene: forcing its value, hiding and locking what it stands for.
namespace gemba::ui {
namespace {

using Kind = render::PickId::Kind;
constexpr auto kKindRole = SceneTree::kKindRole, kIndexRole = SceneTree::kIndexRole;
constexpr int kHiddenRole = RowMarksDelegate::kHiddenRole;
constexpr int kLockedRole = RowMarksDelegate::kLockedRole;

}  // namespace

void ScenePanel::addForcing() {
    m_force = makeChild<QAction>(m_tree, tr("Force a value …"));
    m_force->setToolTip(tr("For a test: it holds against plant, script and file"));
    m_release = makeChild<QAction>(m_tree, tr("Release it"));
    connect(m_force, &QAction::triggered, this, [this] {
        if (const auto which = chosenProperty()) {
            const size_t at = m_twin->devices[which->device].firstProperty + which->property;
            Q_EMIT forceRequested(which->device, which->property,
                                  at < m_values.size() ? m_values[at] : 0.0);
        }
    });
    connect(m_release, &QAction::triggered, this, [this] {
        if (const auto which = chosenProperty())
            Q_EMIT releaseRequested(which->device, which->property);
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ScenePanel::adaptForcing);
    adaptForcing();
    m_tree->addAction(m_force);
    m_tree->addAction(m_release);
}

void ScenePanel::adaptForcing() {
    const auto which = chosenProperty();
    const size_t at =
        which ? m_twin->devices[which->device].firstProperty + which->property : SIZE_MAX;
    m_force->setEnabled(which.has_value());
    m_release->setEnabled(at < m_drivers.size() &&
                          m_drivers[at] == static_cast<uint8_t>(sim::Driver::forced));
}

std::optional<twin::PropertyRef> ScenePanel::chosenProperty() const {
    const QTreeWidgetItem* const row = m_tree->currentItem();
    if (m_twin == nullptr || row == nullptr || !row->data(0, kKindRole).isValid() ||
        row->data(0, kKindRole).toInt() != static_cast<int>(Kind::device))
        return {};
    const uint32_t device = row->data(0, kIndexRole).toUInt();
    if (device >= m_devices.size() || row->parent() != m_devices[device])
        return {};
    const int property = row->parent()->indexOfChild(const_cast<QTreeWidgetItem*>(row));
    const auto properties = m_twin->devices[device].info().properties;
    if (property < 0 || !canBeForced(properties[static_cast<size_t>(property)]))
        return {};
    return twin::PropertyRef{device, static_cast<uint32_t>(property)};
}

QTreeWidgetItem* ScenePanel::rowOf(const render::PickId& id) const {
    if (id.kind == Kind::device && id.index < m_devices.size())
        return m_devices[id.index];
    return id.kind == Kind::model && id.index < m_models.size() ? m_models[id.index] : nullptr;
}

// What the chosen rows stand for, each once; of the current row last.
std::vector<render::PickId> ScenePanel::chosen() const {
    std::vector<render::PickId> out;
    const auto add = [&](const QTreeWidgetItem* row) {
        if (row == nullptr || !row->data(0, kKindRole).isValid())
            return;
        const render::PickId id{static_cast<Kind>(row->data(0, kKindRole).toInt()),
                                row->data(0, kIndexRole).toUInt()};
        std::erase(out, id);
        out.push_back(id);
    };
    for (const QTreeWidgetItem* row : m_tree->selectedItems())
        add(row);
    if (const QTreeWidgetItem* current = m_tree->currentItem();
        current != nullptr && current->isSelected())
        add(current);
    return out;
}

void ScenePanel::mark(const std::vector<render::PickId>& ids) {
    // Rows say so already, perhaps by a property: the hand that chose them goes on from there.
    const auto now = chosen();
    if (now.size() == ids.size() && std::is_permutation(now.begin(), now.end(), ids.begin()))
        return;
    m_marking = true;
    QTreeWidgetItem* const current = ids.empty() ? nullptr : rowOf(ids.back());
    m_tree->clearSelection();
    m_tree->setCurrentItem(current);
    for (const render::PickId& id : ids) {
        if (QTreeWidgetItem* row = rowOf(id))
            row->setSelected(true);
    }
    if (current != nullptr)
        m_tree->scrollToItem(current);
    m_marking = false;
}

void ScenePanel::addRowActions(const std::vector<QAction*>& actions) {
    auto* line = makeChild<QAction>(m_tree);
    line->setSeparator(true);
    m_tree->addAction(line);
    for (QAction* action : actions)
        m_tree->addAction(action);
}

// A mark of a group is that of all below it; a click makes them all alike.
void ScenePanel::connectMarks() {
    connect(m_tree, &SceneTree::hideClicked, this, [this](QTreeWidgetItem* row) {
        Withholding next = m_withholding;
        next.setHidden(idsOf(*row), !row->data(0, kHiddenRole).toBool());
        Q_EMIT withholdRequested(next);
    });
    connect(m_tree, &SceneTree::lockClicked, this, [this](QTreeWidgetItem* row) {
        Withholding next = m_withholding;
        next.setLocked(idsOf(*row), !row->data(0, kLockedRole).toBool());
        Q_EMIT withholdRequested(next);
    });
}

// Of the equipment and models at a row and below it.
std::vector<std::string> ScenePanel::idsOf(const QTreeWidgetItem& row) const {
    if (row.data(0, kKindRole).isValid()) {
        const uint32_t index = row.data(0, kIndexRole).toUInt();
        const bool device = row.data(0, kKindRole).toInt() == static_cast<int>(Kind::device);
        if (device && row.parent() == m_devices[index])
            return {};  // a property
        return {device ? m_twin->devices[index].id : m_twin->models[index].id};
    }
    std::vector<std::string> out;
    for (int i = 0; i < row.childCount(); ++i) {
        const auto below = idsOf(*row.child(i));
        out.insert(out.end(), below.begin(), below.end());
    }
    return out;
}

void ScenePanel::showWithheld(const Withholding& withholding) {
    m_withholding = withholding;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        markRow(*m_tree->topLevelItem(i));
}

void ScenePanel::markRow(QTreeWidgetItem& row) {
    const auto ids = idsOf(row);
    if (ids.empty())
        return;
    const auto all = [&](auto is) { return std::all_of(ids.begin(), ids.end(), is); };
    const bool hidden = all([&](const auto& id) { return m_withholding.hidden(id); });
    row.setData(0, kHiddenRole, hidden);
    row.setData(0, kLockedRole, all([&](const auto& id) { return m_withholding.locked(id); }));
    if (row.data(0, kKindRole).isValid())
        row.setForeground(SceneTree::name,
                          hidden ? QBrush(QColor(theme::colors().faint)) : QBrush());
    for (int i = 0; i < row.childCount(); ++i)
        markRow(*row.child(i));
}

}  // namespace gemba::ui
