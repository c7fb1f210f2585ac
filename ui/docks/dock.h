#pragma once

#include <QDockWidget>

#include "ui/docks/dock_title.h"

namespace gemba::ui {

/// A dock whose title gives way where it stands behind a tab that says the same.
class Dock final : public QDockWidget {
    Q_OBJECT

 public:
    Dock(const QString& title, QWidget* parent);

    /// Folds or unfolds the title, by whether the dock has tabs. After docks were moved.
    void adaptTitle();
    [[nodiscard]] const DockTitle& title() const { return *m_title; }

 private:
    DockTitle* m_title;
};

}  // namespace gemba::ui
