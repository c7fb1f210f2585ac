#pragma once

#include <QTreeWidget>
#include <functional>

namespace gemba::ui {

/// The tree of the scene, whose rows carry the signals that are bound to them into a plot.
class SceneTree final : public QTreeWidget {
    Q_OBJECT

 public:
    explicit SceneTree(QWidget* parent);

    /// Full names of the signals that belong to a row.
    std::function<QStringList(const QTreeWidgetItem&)> signalsOfRow;

 protected:
    [[nodiscard]] QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
};

}  // namespace gemba::ui
