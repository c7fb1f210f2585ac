#include "ui/commands/shortcut_dialog.h"
#include "ui/format.h"
#include "ui/main_window.h"
#include "ui/make_child.h"
#include "ui/pages/about_box.h"
#include "ui/pages/help_dialog.h"

/// What the menus and the palette of the main window do.
namespace gemba::ui {

void MainWindow::connectMenu() {
    connect(m_menu, &MainMenu::browseRequested, this, &MainWindow::browse);
    connect(m_menu, &MainMenu::openRequested, this, &MainWindow::askOpen);
    connect(m_menu, &MainMenu::watchRequested, this, [this] {
        if (m_editing->mayLeave())
            Q_EMIT watchRequested();
    });
    connect(m_menu, &MainMenu::saveRecordingRequested, m_recording,
            [this] { m_recording->askAndSave(m_timeBar->reach(), m_timeBar->chosen()); });
    connect(m_recording, &RecordingBar::canSaveChanged, m_menu, &MainMenu::setCanSave);
    connect(m_recording, &RecordingBar::said, this, &MainWindow::say);
    connect(m_menu, &MainMenu::closeRequested, this, [this] {
        if (m_editing->mayLeave())
            Q_EMIT closeSessionRequested();
    });
    connect(m_menu, &MainMenu::quitRequested, this, &MainWindow::close);
    connect(m_menu, &MainMenu::resetLayoutRequested, this, [this] { m_layout.reset(); });
    connect(m_menu, &MainMenu::fullScreenRequested, this, &MainWindow::toggleFullScreen);
    connect(m_menu, &MainMenu::aboutRequested, this, [this] { showAbout(*this); });
    connect(m_menu, &MainMenu::shortcutsRequested, this, [this] {
        auto* dialog = findChild<ShortcutDialog*>();
        (dialog != nullptr ? dialog : makeChild<ShortcutDialog>(this, *m_shortcuts))->show();
    });
    connect(m_menu, &MainMenu::paletteRequested, this, &MainWindow::showPalette);
    auto* help = makeChild<HelpDialog>(this);
    connect(m_menu, &MainMenu::helpRequested, help, &QDialog::show);
}

// All that the menus can do, and each piece of equipment by its name.
void MainWindow::showPalette() {
    QList<Command> commands = commandsOf(*menuBar());
    if (m_link) {
        const twin::Twin& twin = *m_link->twin;
        const auto add = [&](const std::string& id, const QString& path, render::PickId at) {
            commands.push_back({.title = format::text(id), .path = path, .run = [this, at] {
                                    m_view.select(at);
                                    m_view.frameSelection();
                                }});
        };
        for (uint32_t d = 0; d < twin.devices.size(); ++d)
            add(twin.devices[d].id, tr("Show › %1").arg(format::words(twin.devices[d].info().name)),
                {render::PickId::Kind::device, d});
        for (uint32_t m = 0; m < twin.models.size(); ++m)
            add(twin.models[m].id, tr("Show › model"), {render::PickId::Kind::model, m});
    }
    m_palette->open(std::move(commands));
}

}  // namespace gemba::ui
