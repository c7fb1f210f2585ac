#pragma once

#include <QAction>
#include <QObject>
#include <QWidget>
#include <initializer_list>

namespace gemba::ui {

/// Shows with the tool tip of a button the key that does the same, as it is at that moment. GUI
/// thread.
class KeyHints final : public QObject {
    Q_OBJECT

 public:
    /// From now on, for all widgets of the program.
    explicit KeyHints(QObject* parent);

    /// A widget of a name of its own does what these actions do. They outlive its tool tip.
    static void pair(QWidget& widget, std::initializer_list<QAction*> actions);
    /// What its tool tip says: with the key of its action, where that has one.
    [[nodiscard]] static QString hintOf(const QWidget& widget);

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace gemba::ui
