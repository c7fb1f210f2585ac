#include "ui/main_menu.h"

#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <tuple>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/language.h"

namespace gemba::ui {

MainMenu::MainMenu(QMenuBar& bar, TransportBar& transport, ViewController& view, RecentFiles recent,
                   QObject* parent)
    : QObject(parent), m_view(view), m_recent(recent) {
    buildFile(bar);
    buildView(bar);
    buildSimulation(bar, transport);
    buildHelp(bar);
    setTwin(nullptr);
}

QAction* MainMenu::add(QMenu& menu, const char* name, const QString& text, const QKeySequence& key,
                       void (MainMenu::*signal)()) {
    QAction* action = menu.addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, signal);
    return action;
}

void MainMenu::buildFile(QMenuBar& bar) {
    QMenu& file = *bar.addMenu(tr("&File"));
    add(file, "file.new", tr("&New twin …"), QKeySequence::New, &MainMenu::newTwinRequested);
    add(file, "file.open", tr("&Open …"), QKeySequence::Open, &MainMenu::browseRequested)
        ->setIcon(icon(IconName::open));
    m_recentMenu = file.addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainMenu::fillRecent);
    add(file, "file.watch", tr("&Watch the packing cell"), {}, &MainMenu::watchRequested);
    m_savers = file.addSeparator();
    m_save = add(file, "file.save_recording", tr("Save &recording …"), {},
                 &MainMenu::saveRecordingRequested);
    m_save->setEnabled(false);
    m_close = add(file, "file.close", tr("&Close"), QKeySequence::Close, &MainMenu::closeRequested);
    add(file, "file.quit", tr("&Quit"), Qt::CTRL | Qt::Key_Q, &MainMenu::quitRequested);
    m_edit = bar.addMenu(tr("&Edit"));
}

void MainMenu::fillRecent() {
    m_recentMenu->clear();
    const QStringList paths = m_recent.list();
    for (const QString& path : paths) {
        QAction* action = m_recentMenu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT openRequested(path); });
    }
    m_recentMenu->setToolTipsVisible(true);
    if (paths.isEmpty()) {
        m_recentMenu->addAction(tr("Nothing yet"))->setEnabled(false);
        return;
    }
    m_recentMenu->addSeparator();
    connect(m_recentMenu->addAction(tr("Clear this list")), &QAction::triggered, this,
            [this] { m_recent.clear(); });
}

void MainMenu::buildView(QMenuBar& bar) {
    QMenu& view = *bar.addMenu(tr("&View"));
    QMenu& camera = *view.addMenu(icon(IconName::frameAll), tr("&Camera"));
    m_camera = camera.menuAction();
    addCamera(camera);
    m_views = view.addMenu(tr("&Named views"));
    addOverlays(*view.addMenu(tr("&Overlays")));
    m_shown = view.addMenu(tr("&Hide and lock"));
    m_coloring = view.addMenu(tr("Co&lour by signal"));
    view.addSeparator();
    m_docks = view.addMenu(tr("&Panels"));
    m_layouts = view.addMenu(tr("&Layouts"));
    add(view, "view.reset_layout", tr("&Reset layout"), Qt::CTRL | Qt::SHIFT | Qt::Key_L,
        &MainMenu::resetLayoutRequested);
    m_looks = view.addMenu(tr("L&ook"));
    addLooks(*m_looks);
    m_languages = view.addMenu(tr("Lan&guage"));
    addLanguages(*m_languages);
    add(view, "view.full_screen", tr("&Full screen"), Qt::Key_F11, &MainMenu::fullScreenRequested);
}

void MainMenu::addLooks(QMenu& menu) {
    for (const auto& [look, name, text] :
         {std::tuple(theme::Look::dark, "view.dark", tr("Dark")),
          std::tuple(theme::Look::light, "view.light", tr("Light"))}) {
        QAction* const action = menu.addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setData(static_cast<int>(look));
        connect(action, &QAction::triggered, this, [this, look = look] {
            setLook(look);
            Q_EMIT lookRequested(look);
        });
    }
}

void MainMenu::setLook(theme::Look look) {
    for (QAction* const action : m_looks->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(look));
}

void MainMenu::addLanguages(QMenu& menu) {
    for (const language::Language& language : language::kLanguages) {
        const QString name = QLatin1String(language.name);
        QAction* const action = menu.addAction(name.isEmpty() ? tr("As the system")
                                                              : QString::fromUtf8(language.title));
        action->setCheckable(true);
        action->setData(name);
        connect(action, &QAction::triggered, this, [this, name] {
            setLanguage(name);
            Q_EMIT languageRequested(name);
        });
    }
}

void MainMenu::setLanguage(const QString& name) {
    for (QAction* const action : m_languages->actions())
        action->setChecked(action->data().toString() == name);
}

// The viewport itself hears these keys while it has the focus; a text behind a tab is shown as one.
void MainMenu::addCamera(QMenu& menu) {
    const auto entry = [&](const char* name, const QString& text, auto act) {
        QAction* const action = menu.addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
    };
    entry("camera.frame_selection", tr("Frame the selection\tF"),
          [this] { m_view.frameSelection(); });
    entry("camera.frame_all", tr("Frame everything\tHome"), [this] { m_view.frameAll(); });
    menu.addSeparator();
    entry("camera.front", tr("From the front\t1"),
          [this] { m_view.viewAlong(StandardView::front); });
    entry("camera.right", tr("From the right\t3"),
          [this] { m_view.viewAlong(StandardView::right); });
    entry("camera.top", tr("From above\t7"), [this] { m_view.viewAlong(StandardView::top); });
    menu.addSeparator();
    QAction* parallel = menu.addAction(tr("Parallel projection\t5"));
    parallel->setObjectName(QStringLiteral("camera.parallel"));
    parallel->setCheckable(true);
    connect(parallel, &QAction::triggered, this, [this] { m_view.toggleOrthographic(); });
    connect(&m_view, &ViewController::cameraModeChanged, parallel, &QAction::setChecked);
}

void MainMenu::addOverlays(QMenu& menu) {
    menu.setToolTipsVisible(true);
    struct Row {
        Overlay overlay;
        const char* name;
        QString text;
    };
    const Row overlays[] = {
        {Overlay::plantAgainstModel, "overlay.plant_against_model",
         tr("Plant solid, model outlined")},
        {Overlay::labels, "overlay.labels", tr("Names and states")},
        {Overlay::serials, "overlay.serials", tr("Numbers on items")},
        {Overlay::grid, "overlay.grid", tr("Ground grid")},
        {Overlay::shadows, "overlay.shadows", tr("Shadows")},
        {Overlay::collision, "overlay.collision", tr("Collision shapes")},
        {Overlay::contacts, "overlay.contacts", tr("Contacts")},
        {Overlay::joints, "overlay.joints", tr("Joints and axes")},
        {Overlay::sleeping, "overlay.sleeping", tr("Sleeping bodies")},
    };
    for (const auto& [overlay, name, text] : overlays) {
        QAction* action = menu.addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(m_view.overlay(overlay));
        if (overlay == Overlay::serials)
            action->setToolTip(
                tr("A question mark: made where an eye saw it, its kind was taken "
                   "for granted"));
        connect(action, &QAction::toggled, this,
                [this, which = overlay](bool on) { m_view.setOverlay(which, on); });
    }
}

void MainMenu::buildSimulation(QMenuBar& bar, TransportBar& transport) {
    QMenu& simulation = *bar.addMenu(tr("&Simulation"));
    simulation.addAction(transport.playAction());
    simulation.addAction(transport.stepAction());
    simulation.addAction(transport.resetAction());
    simulation.addSeparator();
    simulation.addAction(transport.fasterAction());
    simulation.addAction(transport.slowerAction());
    simulation.addSeparator();
    m_time = simulation.addMenu(tr("&Time"));
}

void MainMenu::buildHelp(QMenuBar& bar) {
    QMenu& help = *bar.addMenu(tr("&Help"));
    add(help, "help.find", tr("&Find a command …"), Qt::CTRL | Qt::Key_K,
        &MainMenu::paletteRequested);
    add(help, "help.shortcuts", tr("Keyboard &shortcuts …"), {}, &MainMenu::shortcutsRequested);
    add(help, "help.keys", tr("&Mouse and keys"), QKeySequence::HelpContents,
        &MainMenu::helpRequested);
    add(help, "help.support", tr("Save a report for su&pport …"), {}, &MainMenu::supportRequested);
    help.addSeparator();
    add(help, "help.about", tr("&About Gemba"), {}, &MainMenu::aboutRequested);
}

void MainMenu::addDock(QDockWidget& dock) {
    QAction* action = dock.toggleViewAction();
    action->setIcon(dock.windowIcon());
    action->setObjectName(dock.objectName() + QStringLiteral(".show"));
    m_docks->addAction(action);
}

void MainMenu::addEditing(const std::vector<QAction*>& savers, const std::vector<QAction*>& steps,
                          const std::vector<QAction*>& acts) {
    auto* file = static_cast<QMenu*>(m_savers->parent());
    file->insertSeparator(m_savers);
    for (QAction* action : savers)
        file->insertAction(m_savers, action);
    for (QAction* action : steps)
        m_edit->addAction(action);
    m_edit->addSeparator();
    for (QAction* action : acts)
        m_edit->addAction(action);
}

void MainMenu::addPlacing(const std::vector<QAction*>& acts) {
    m_edit->addSeparator();
    for (QAction* action : acts)
        m_edit->addAction(action);
}

void MainMenu::addWithholding(const std::vector<QAction*>& acts) {
    for (QAction* action : acts)
        m_shown->addAction(action);
    m_shown->setToolTipsVisible(true);
}

void MainMenu::setLayouts(const QStringList& names) {
    m_layouts->clear();
    for (const QString& name : names)
        connect(m_layouts->addAction(name), &QAction::triggered, this,
                [this, name] { Q_EMIT layoutRequested(name); });
    if (!names.isEmpty())
        m_layouts->addSeparator();
    QAction* const keep = m_layouts->addAction(tr("Keep this one as …"));
    keep->setObjectName(QStringLiteral("keepLayout"));
    connect(keep, &QAction::triggered, this, &MainMenu::keepLayoutRequested);
    if (names.isEmpty())
        return;
    QMenu* const forget = m_layouts->addMenu(tr("Forget"));
    for (const QString& name : names)
        connect(forget->addAction(name), &QAction::triggered, this,
                [this, name] { Q_EMIT forgetLayoutRequested(name); });
}

void MainMenu::addColoring(QAction* start, QAction* stop) {
    m_coloring->addAction(start);
    m_coloring->addAction(stop);
}

void MainMenu::addTime(const std::vector<QAction*>& moves, const std::vector<QAction*>& places) {
    for (QAction* action : moves)
        m_time->addAction(action);
    m_time->addSeparator();
    for (QAction* action : places)
        m_time->addAction(action);
}

void MainMenu::setTwin(const twin::Twin* twin) {
    m_close->setEnabled(twin != nullptr);
    m_camera->setEnabled(twin != nullptr);
    m_shown->setEnabled(twin != nullptr);
    m_docks->setEnabled(twin != nullptr);
    m_layouts->setEnabled(twin != nullptr);
    m_views->clear();
    m_views->setEnabled(twin != nullptr && !twin->views.empty());
    if (twin == nullptr)
        return;
    for (size_t i = 0; i < twin->views.size(); ++i)
        connect(m_views->addAction(format::text(twin->views[i].name)), &QAction::triggered, this,
                [this, i] { m_view.goToView(i); });
}

}  // namespace gemba::ui
