#include <QDockWidget>
#include <QTabBar>

#include "ui/main_window.h"
#include "ui/make_child.h"

/// The docks of the main window, where they stand at first, and what they tell each other.
namespace gemba::ui {

// A panel is one line here.
void MainWindow::buildDocks() {
    using enum IconName;
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDockOptions(AllowTabbedDocks | AllowNestedDocks | GroupedDragging);
    const Qt::DockWidgetArea left = Qt::LeftDockWidgetArea, right = Qt::RightDockWidgetArea,
                             bottom = Qt::BottomDockWidgetArea;
    addDock(m_scene, m_scene, "dock.scene", tr("Scene"), tree, left);
    addDock(m_residuals, m_residuals, "dock.residuals", tr("Plant against model"),
            IconName::residuals, right);
    addDock(m_inspector, m_inspector, "dock.inspector", tr("Inspector"), IconName::inspector,
            right);
    addDock(m_kinds, m_kinds, "dock.equipment", tr("Equipment"), IconName::equipment, left);
    addDock(m_sources, m_sources, "dock.sources", tr("Sources"), IconName::sources, right);
    addDock(m_lanes, m_lanes, "dock.lanes", tr("Eyes"), IconName::lanes, bottom);
    addDock(m_alarms, m_alarms, "dock.alarms", tr("Alarms"), IconName::alarms, bottom);
    addDock(m_signals, m_signals, "dock.signals", tr("Signals"), signalTable, bottom);
    addDock(m_wire, m_wire, "dock.wire", tr("Wire"), IconName::wire, bottom);
    addDock(m_futures, m_futures, "dock.futures", tr("Futures"), IconName::futures, bottom);
    addDock(m_log, m_log, "dock.log", tr("Log"), IconName::log, bottom);
    m_problemDock =
        addDock(m_problems, nullptr, "dock.problems", tr("Problems"), IconName::problems, bottom);
    addDock(m_plot, m_plot, "dock.plot", tr("Plot"), IconName::plot, bottom);
    arrangeDocks();
    m_layout.rememberDefault();
}

Dock* MainWindow::addDock(QWidget* content, Panel* panel, const char* name, const QString& title,
                          IconName iconName, Qt::DockWidgetArea area) {
    auto* dock = makeChild<Dock>(this, title);
    dock->setObjectName(QLatin1String(name));
    dock->setWindowIcon(icon(iconName));
    dock->setWidget(content);
    addDockWidget(area, dock);
    m_menu->addDock(*dock);
    m_docks.push_back({dock, panel});
    connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::adaptTitles);
    connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::adaptTitles);
    connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::adaptTitles);
    return dock;
}

void MainWindow::adaptTitles() {
    for (const DockedPanel& docked : m_docks)
        docked.dock->adaptTitle();
    // A line below the tabs, which Qt draws of its own accord.
    for (QTabBar* const bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setDrawBase(false);
        bar->setAccessibleName(tr("Panels"));
    }
}

void MainWindow::arrangeDocks() {
    const auto dock = [this](const QWidget* content) {
        return static_cast<QDockWidget*>(content->parentWidget());
    };
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    splitDockWidget(dock(m_lanes), dock(m_plot), Qt::Horizontal);
    for (QWidget* behind :
         std::initializer_list<QWidget*>{m_alarms, m_signals, m_wire, m_futures, m_log, m_problems})
        tabifyDockWidget(dock(m_lanes), dock(behind));
    tabifyDockWidget(dock(m_residuals), dock(m_inspector));
    tabifyDockWidget(dock(m_scene), dock(m_kinds));
    dock(m_scene)->raise();
    dock(m_residuals)->raise();
    dock(m_lanes)->raise();
    m_problemDock->hide();
    resizeDocks({dock(m_scene), dock(m_residuals)}, {330, 360}, Qt::Horizontal);
    resizeDocks({dock(m_residuals), dock(m_sources)}, {460, 260}, Qt::Vertical);
    resizeDocks({dock(m_lanes)}, {270}, Qt::Vertical);
    resizeDocks({dock(m_lanes), dock(m_plot)}, {640, 440}, Qt::Horizontal);
}

void MainWindow::connectPanels() {
    // What is chosen in one place is chosen everywhere.
    connect(m_scene, &ScenePanel::selected, &m_view, &ViewController::selectMany);
    connect(m_scene, &ScenePanel::frameRequested, &m_view, &ViewController::frameSelection);
    connect(&m_view, &ViewController::selectionChanged, m_scene,
            [this] { m_scene->mark(m_view.selection()); });
    connect(m_signals, &SignalPanel::signalChosen, m_plot, &PlotPanel::showSignal);
    connect(m_scene, &ScenePanel::plotRequested, this, [this](const QStringList& names) {
        m_plot->plot(names);
        m_plot->parentWidget()->show();
        static_cast<QDockWidget*>(m_plot->parentWidget())->raise();
    });
    connect(m_plot, &PlotPanel::sought, m_timeBar, &TimeBar::seek);
    connect(m_plot, &PlotPanel::said, this, &MainWindow::say);
    connect(m_scene, &ScenePanel::forceRequested, this, &MainWindow::askForForce);
    connect(m_scene, &ScenePanel::releaseRequested, this, [this](uint device, uint property) {
        const twin::Device& what = m_link->twin->devices[device];
        post({.type = sim::CommandType::release, .property = what.firstProperty + property});
    });
    connect(m_signals, &SignalPanel::signalChosen, m_timeBar, &TimeBar::setSignal);
    connect(m_residuals, &ResidualPanel::rowChosen, this, [this](uint32_t device, uint32_t signal) {
        m_view.select({render::PickId::Kind::device, device});
        m_signals->choose(signal);
    });
    connect(m_residuals, &ResidualPanel::bindingWanted, this, [this](const QString& property) {
        m_wire->lookFor(property);
        m_wire->parentWidget()->show();
        static_cast<QDockWidget*>(m_wire->parentWidget())->raise();
    });
    connect(m_residuals, &ResidualPanel::said, this, &MainWindow::say);
    connect(m_alarms, &AlarmPanel::alarmChosen, this, [this](uint32_t device) {
        m_view.select({render::PickId::Kind::device, device});
        m_view.frameSelection();
    });
    connect(m_alarms, &AlarmPanel::waitingChanged, this, [this](int count) {
        // Also where the dock is behind others its tab says so.
        m_alarms->parentWidget()->setWindowTitle(count > 0 ? tr("Alarms (%1)").arg(count)
                                                           : tr("Alarms"));
    });
    connect(m_futures, &FuturesPanel::ghostsChanged, &m_view, &ViewController::showGhosts);
    connect(m_futures, &FuturesPanel::said, this, &MainWindow::say);
    connect(m_alarms, &AlarmPanel::instantRequested, m_timeBar, &TimeBar::seek);
    connect(m_alarms, &AlarmPanel::acknowledgeRequested, this, [this](uint32_t alarm) {
        post({.type = sim::CommandType::acknowledge, .property = alarm});
    });

    connect(m_viewport, &ViewportHost::openRequested, this, &MainWindow::askOpen);
    connect(m_viewport, &ViewportHost::equipmentDropped, this, &MainWindow::addEquipment);
    connect(m_kinds, &PalettePanel::addRequested, this, &MainWindow::addEquipment);
    connect(m_kinds, &PalettePanel::modelRequested, this, &MainWindow::importModel);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::askOpen);
    connect(m_welcome, &WelcomePage::newRequested, this, &MainWindow::newTwin);
    connect(m_welcome, &WelcomePage::watchRequested, this, &MainWindow::watchRequested);
    connect(m_welcome, &WelcomePage::browseRequested, this, &MainWindow::browse);
    for (ProblemList* list : {m_problemPage, m_problems})
        connect(list, &ProblemList::retryRequested, this, &MainWindow::askOpen);
    connect(m_problemPage, &ProblemList::dismissed, this, &MainWindow::showWelcome);
    connect(m_problems, &ProblemList::dismissed, m_problemDock, &QDockWidget::hide);
}

}  // namespace gemba::ui
