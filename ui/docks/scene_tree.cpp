#include "ui/docks/scene_tree.h"

#include <QMouseEvent>

#include "ui/docks/row_marks_delegate.h"
#include "ui/make_child.h"
#include "ui/plot/signal_mime.h"

namespace gemba::ui {

SceneTree::SceneTree(QWidget* parent) : QTreeWidget(parent) {
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setItemDelegateForColumn(from, makeChild<RowMarksDelegate>(this));
}

// None: what has no signal is not dragged.
QMimeData* SceneTree::mimeData(const QList<QTreeWidgetItem*>& items) const {
    QStringList names;
    for (const QTreeWidgetItem* item : items)
        names << signalsOfRow(*item);
    return names.isEmpty() ? nullptr : signalMime(names);
}

bool SceneTree::clickMark(const QMouseEvent& event) {
    using Mark = RowMarksDelegate::Mark;
    const QPoint at = event.position().toPoint();
    const QModelIndex index = indexAt(at);
    if (event.button() != Qt::LeftButton || !index.isValid() || index.column() != from ||
        !index.siblingAtColumn(name).data(RowMarksDelegate::kHiddenRole).isValid())
        return false;
    const Mark mark = RowMarksDelegate::markAt(visualRect(index), at);
    if (mark == Mark::eye)
        Q_EMIT hideClicked(itemFromIndex(index));
    else if (mark == Mark::lock)
        Q_EMIT lockClicked(itemFromIndex(index));
    return mark != Mark::none;
}

void SceneTree::mousePressEvent(QMouseEvent* event) {
    if (!clickMark(*event))
        QTreeWidget::mousePressEvent(event);
}

void SceneTree::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!clickMark(*event))
        QTreeWidget::mouseDoubleClickEvent(event);
}

}  // namespace gemba::ui
