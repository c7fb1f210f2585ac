#include "ui/docks/scene_rows.h"

#include <QItemSelectionModel>
#include <QScrollBar>
#include <QTreeWidget>
#include <QTreeWidgetItem>

#include "ui/docks/scene_tree.h"

namespace gemba::ui {
namespace {

constexpr QLatin1Char kBelow('\n');  // in no name

// Titles change with the language, the names behind them do not.
[[nodiscard]] QString nameOf(const QTreeWidgetItem& row) {
    const QVariant name = row.data(0, SceneTree::kNameRole);
    return name.isValid() ? name.toString() : row.text(SceneTree::name);
}

[[nodiscard]] QString pathOf(const QTreeWidgetItem* row) {
    QString out;
    for (; row != nullptr; row = row->parent())
        out.prepend(kBelow + nameOf(*row));
    return out;
}

template <typename Visit>
void visitBelow(const QTreeWidgetItem& above, const QString& path, const Visit& visit) {
    for (int i = 0; i < above.childCount(); ++i) {
        QTreeWidgetItem& row = *above.child(i);
        const QString own = path + kBelow + nameOf(row);
        visit(row, own);
        visitBelow(row, own, visit);
    }
}

}  // namespace

SceneRows::SceneRows(QTreeWidget& tree)
    : m_current(pathOf(tree.currentItem())), m_scrolled(tree.verticalScrollBar()->value()) {
    visitBelow(*tree.invisibleRootItem(), {}, [this](QTreeWidgetItem& row, const QString& path) {
        if (row.childCount() > 0)
            m_open.insert(path, row.isExpanded());
        if (row.isSelected())
            m_chosen.insert(path);
    });
}

void SceneRows::restore(QTreeWidget& tree) const {
    visitBelow(*tree.invisibleRootItem(), {}, [&](QTreeWidgetItem& row, const QString& path) {
        if (path == m_current)
            tree.setCurrentItem(&row, 0, QItemSelectionModel::NoUpdate);
        if (m_chosen.contains(path))
            row.setSelected(true);
        row.setExpanded(m_open.value(path, row.isExpanded()));
    });
    tree.doItemsLayout();  // the bar must know how far it reaches
    tree.verticalScrollBar()->setValue(m_scrolled);
}

}  // namespace gemba::ui
