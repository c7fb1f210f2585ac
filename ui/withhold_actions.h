#pragma once

#include <QAction>
#include <QObject>
#include <vector>

#include "ui/view_controller.h"

namespace gemba::ui {

/// Hide, isolate, show all, lock: what is selected is kept from the eye or from the hand. GUI
/// thread.
class WithholdActions final : public QObject {
    Q_OBJECT

 public:
    /// The view outlives it.
    WithholdActions(ViewController& view, QObject* parent);

    /// For menus, in this order: hide, isolate, show all, lock.
    [[nodiscard]] std::vector<QAction*> actions() const {
        return {m_hide, m_isolate, m_showAll, m_lock};
    }

 Q_SIGNALS:
    void said(const QString& text);

 private:
    void hide();
    void isolate();
    void showAll();
    void lock();
    void adapt();
    [[nodiscard]] bool somethingSelected();

    ViewController& m_view;
    QAction* m_hide;
    QAction* m_isolate;
    QAction* m_showAll;
    QAction* m_lock;
};

}  // namespace gemba::ui
