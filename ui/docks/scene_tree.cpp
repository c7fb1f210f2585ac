#include "ui/docks/scene_tree.h"

#include "ui/plot/signal_mime.h"

namespace gemba::ui {

SceneTree::SceneTree(QWidget* parent) : QTreeWidget(parent) {
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
}

// None: what has no signal is not dragged.
QMimeData* SceneTree::mimeData(const QList<QTreeWidgetItem*>& items) const {
    QStringList names;
    for (const QTreeWidgetItem* item : items)
        names << signalsOfRow(*item);
    return names.isEmpty() ? nullptr : signalMime(names);
}

}  // namespace gemba::ui
