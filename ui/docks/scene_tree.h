#pragma once

#include <QTreeWidget>
#include <functional>

namespace gemba::ui {

/// The tree of the scene, whose rows carry the signals that are bound to them into a plot, and
/// marks that hide and lock what they stand for.
class SceneTree final : public QTreeWidget {
    Q_OBJECT

 public:
    explicit SceneTree(QWidget* parent);

    /// Data of a row's first column: a render::PickId's kind and index.
    static constexpr int kKindRole = Qt::UserRole, kIndexRole = Qt::UserRole + 1;
    /// Of a row whose title is said in the user's language: its name in every language.
    static constexpr int kNameRole = Qt::UserRole + 4;
    enum Column { name, value, from, columns };

    /// Full names of the signals that belong to a row.
    std::function<QStringList(const QTreeWidgetItem&)> signalsOfRow;

 Q_SIGNALS:
    /// The marks of a row were clicked; they do not select it.
    void hideClicked(QTreeWidgetItem* row);
    void lockClicked(QTreeWidgetItem* row);

 protected:
    [[nodiscard]] QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
    bool clickMark(const QMouseEvent& event);
};

}  // namespace gemba::ui
