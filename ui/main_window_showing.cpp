#include <QMenu>

#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/make_child.h"

/// What the main window hides, locks and removes.
namespace gemba::ui {

void MainWindow::connectWithholding() {
    connect(m_withhold, &WithholdActions::said, this, &MainWindow::say);
    connect(m_scene, &ScenePanel::withholdRequested, &m_view, &ViewController::withhold);
    connect(&m_view, &ViewController::withheldChanged, this,
            [this] { m_scene->showWithheld(m_view.withholding()); });
    connect(&m_view, &ViewController::overlayChanged, this, [this](Overlay overlay, bool on) {
        if (overlay == Overlay::contacts && m_link && m_link->wantContacts)
            m_link->wantContacts(on);
    });
    m_menu->addWithholding(m_withhold->actions());
    m_scene->addRowActions(m_withhold->actions());

    // What a right click in the picture offers.
    auto* menu = makeChild<QMenu>(this);
    for (const char* name :
         {"camera.frame_selection", "", "shown.hide", "shown.isolate", "shown.all", "shown.lock",
          "", "edit.move", "edit.duplicate", "edit.remove"}) {
        auto* action = findChild<QAction*>(QLatin1String(name));
        *name == '\0' ? (void)menu->addSeparator() : menu->addAction(action);
    }
    menu->addSeparator();
    menu->addMenu(&m_menu->cameraMenu());
    connect(m_viewport, &ViewportHost::contextMenuRequested, this, [this, menu](const QPoint& at) {
        if (m_link)
            menu->popup(at);
    });
}

// What is locked stays.
void MainWindow::removeSelected() {
    std::vector<std::string> ids = m_view.selectedIds();
    const auto locked = std::erase_if(
        ids, [this](const std::string& id) { return m_view.withholding().locked(id); });
    if (locked > 0)
        say(tr("What is locked is not removed."));
    if (!ids.empty())
        m_inspector->remove(ids);
}

}  // namespace gemba::ui
