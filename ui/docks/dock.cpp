#include "ui/docks/dock.h"

#include <QAction>
#include <QMainWindow>

#include "ui/make_child.h"

namespace gemba::ui {

Dock::Dock(const QString& title, QWidget* parent)
    : QDockWidget(title, parent), m_title(makeChild<DockTitle>(this, title)) {
    connect(m_title, &DockTitle::detachRequested, this, [this] { setFloating(!isFloating()); });
    connect(m_title, &DockTitle::closeRequested, this, &QDockWidget::close);
    setTitleBarWidget(m_title);
}

void Dock::adaptTitle() {
    const auto* window = qobject_cast<const QMainWindow*>(parentWidget());
    if (window == nullptr)
        return;
    bool tabs = false;
    for (const QDockWidget* other : window->tabifiedDockWidgets(this))
        tabs |= other->toggleViewAction()->isChecked();
    m_title->setFolded(tabs && !isFloating());
}

}  // namespace gemba::ui
