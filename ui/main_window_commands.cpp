#include <QApplication>
#include <QFileDialog>
#include <QSaveFile>
#include <QStatusBar>

#include "ui/ask_for_text.h"
#include "ui/commands/shortcut_dialog.h"
#include "ui/format.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/make_child.h"
#include "ui/pages/about_box.h"
#include "ui/pages/help_dialog.h"
#include "ui/renewal.h"
#include "ui/support_report.h"
#include "ui/theme.h"

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
    connectLayouts();
    m_menu->setLook(theme::chosen(m_settings));
    connect(m_menu, &MainMenu::lookRequested, this, [this](theme::Look look) {
        theme::choose(m_settings, look);
        theme::change(*qApp, *this, look);
    });
    m_menu->setLanguage(language::chosen(m_settings));
    connect(m_menu, &MainMenu::languageRequested, this, [this](const QString& name) {
        language::choose(m_settings, name);
        language::change(*qApp, *this, name);
    });
    connect(m_menu, &MainMenu::supportRequested, this, &MainWindow::saveSupportReport);
    connect(m_menu, &MainMenu::fullScreenRequested, this, &MainWindow::toggleFullScreen);
    connect(m_menu, &MainMenu::aboutRequested, this, [this] { makeChild<AboutBox>(this)->open(); });
    connect(m_menu, &MainMenu::shortcutsRequested, this, [this] {
        auto* dialog = findChild<ShortcutDialog*>();
        (dialog != nullptr ? dialog : makeChild<ShortcutDialog>(this, *m_shortcuts))->show();
    });
    connect(m_menu, &MainMenu::paletteRequested, this, &MainWindow::showPalette);
    auto* help = makeChild<HelpDialog>(this);
    connect(m_menu, &MainMenu::helpRequested, help, &QDialog::show);
}

// Panels make their own texts and colours anew; here is what stands in no widget.
void MainWindow::customEvent(QEvent* event) {
    const Renewal* const renewal = Renewal::of(*event);
    if (renewal == nullptr)
        return;
    statusBar()->clearMessage();
    m_view.renew();
    m_coloring.renew();
    if (renewal->before() != nullptr)
        m_editing->renew(*renewal->before());
    sayEquipment();
    // Names that people gave may be words of ours.
    m_menu->setLayouts(m_layout.names());
    m_menu->setTwin(m_link ? m_link->twin.get() : nullptr);
    m_sequence = 0;
    m_shownUtc = INT64_MAX;  // all panels show it at once
}

void MainWindow::connectLayouts() {
    m_menu->setLayouts(m_layout.names());
    connect(m_menu, &MainMenu::layoutRequested, this, [this](const QString& name) {
        if (!m_layout.apply(name))
            say(tr("The layout %1 is of an older version.").arg(name));
    });
    connect(m_menu, &MainMenu::forgetLayoutRequested, this, [this](const QString& name) {
        m_layout.remove(name);
        m_menu->setLayouts(m_layout.names());
    });
    connect(m_menu, &MainMenu::keepLayoutRequested, this, [this] {
        askForText(*this, tr("Layout"), tr("Name of this arrangement:"),
                   [this](const QString& name) {
                       if (name.trimmed().isEmpty())
                           return;
                       m_layout.saveAs(name.trimmed());
                       m_menu->setLayouts(m_layout.names());
                   });
    });
}

// Written where the user says: nothing leaves this machine by itself.
void MainWindow::saveSupportReport() {
    const QString name =
        QFileDialog::getSaveFileName(this, tr("Save a report for support"),
                                     QStringLiteral("gemba-report.txt"), tr("Text (*.txt)"));
    if (name.isEmpty())
        return;
    const QString text = supportReport(
        {.deviceName = m_viewport->deviceName(),
         .figures = m_port.figures(),
         .twin = m_link ? m_link->twin : nullptr,
         .links = m_link && m_link->links ? m_link->links() : std::vector<sim::LinkStatus>{},
         .log = m_log->model().allText()});
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.write(text.toUtf8()) == text.toUtf8().size() && file.commit();
    say(written ? tr("The report is in %1. Look at it before you send it: it holds the twin file.")
                      .arg(name)
                : tr("%1 cannot be written: %2").arg(name, file.errorString()));
}

void MainWindow::browse() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open"), {},
        tr("Twins, models and recordings (*.toml *.glb *.gltf *.dae *.obj *.stl *.ply *.mcap);;"
           "All files (*)"));
    if (!path.isEmpty())
        askOpen(path);
}

void MainWindow::toggleFullScreen() {
    isFullScreen() ? showNormal() : showFullScreen();
}

// All that the menus can do, and each piece of equipment by its name.
void MainWindow::showPalette() {
    QList<Command> commands = commandsOf(*menuBar());
    if (m_link) {
        const twin::Twin& twin = *m_link->twin;
        const auto add = [&](const std::string& id, const QString& path) {
            commands.push_back({.title = format::text(id), .path = path, .run = [this, id] {
                                    if (m_link)
                                        selectByIds({id});
                                    m_view.frameSelection();
                                }});
        };
        for (const twin::Device& device : twin.devices)
            add(device.id, tr("Show › %1").arg(format::kind(device.info().name)));
        for (const twin::PlacedModel& model : twin.models)
            add(model.id, tr("Show › model"));
    }
    m_palette->open(std::move(commands));
}

}  // namespace gemba::ui
