#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QScreen>
#include <QSize>
#include <QStatusBar>
#include <QVBoxLayout>
#include <utility>

#include "engine/core/log.h"
#include "ui/commands/key_hints.h"
#include "ui/format.h"
#include "ui/key_guard.h"
#include "ui/make_child.h"

namespace gemba::ui {
namespace {

constexpr int kLookMs = 33;      // 30 a second: the eye sees no more in figures
constexpr int kStatusEvery = 8;  // looks between changes of the status bar
constexpr int kMessageMs = 6000;
constexpr QSize kSize(1440, 900);  // as long as nobody chose another one

}  // namespace

MainWindow::MainWindow(RenderPort& port, QSettings& settings)
    : m_port(port),
      m_view(port),
      m_coloring(m_view, nullptr),
      m_recent(settings),
      m_layout(*this, settings),
      m_settings(settings),
      m_pages(makeChild<QStackedWidget>(this)),
      m_viewport(makeChild<ViewportHost>(this, port, m_view)),
      m_welcome(makeChild<WelcomePage>(this)),
      m_problemPage(makeChild<ProblemList>(this)),
      m_problems(makeChild<ProblemList>(this)),
      m_transport(makeChild<TransportBar>(this)),
      m_status(makeChild<StatusPanel>(this)),
      m_opening(makeChild<OpeningBar>(this)),
      m_recording(makeChild<RecordingBar>(this)),
      m_noticeBar(makeChild<NoticeBar>(this)),
      m_timeBar(makeChild<TimeBar>(this)),
      m_scene(makeChild<ScenePanel>(this)),
      m_alarms(makeChild<AlarmPanel>(this)),
      m_sources(makeChild<SourcePanel>(this)),
      m_lanes(makeChild<LanesPanel>(this)),
      m_signals(makeChild<SignalPanel>(this)),
      m_futures(makeChild<FuturesPanel>(this)),
      m_editing(std::make_unique<TwinEditing>(*this).release()),
      m_residuals(makeChild<ResidualPanel>(this, *m_editing)),
      m_inspector(makeChild<InspectorPanel>(this, *m_editing)),
      m_wire(makeChild<WirePanel>(this, *m_editing)),
      m_kinds(makeChild<PalettePanel>(this)),
      m_placing(makeChild<PlacingTool>(this, m_view, *m_editing)),
      m_withhold(makeChild<WithholdActions>(this, m_view)),
      m_plot(makeChild<PlotPanel>(this, settings)),
      m_log(makeChild<LogPanel>(this)),
      m_menu(makeChild<MainMenu>(this, *menuBar(), *m_transport, m_view, m_recent)),
      m_palette(makeChild<CommandPalette>(this, settings)) {
    setWindowIcon(icon(IconName::application));
    setAcceptDrops(true);
    resize(kSize.boundedTo(screen()->availableSize()));
    buildCentre();
    addToolBar(m_transport);
    statusBar()->addWidget(m_status, 1);
    for (QWidget* bar : std::initializer_list<QWidget*>{m_recording, m_opening})
        statusBar()->addPermanentWidget(bar);
    connect(m_opening, &OpeningBar::cancelled, this, &MainWindow::openingCancelled);
    statusBar()->setSizeGripEnabled(false);

    buildDocks();
    connectTransport();
    connectMenu();
    connectPanels();
    connectNotices();
    connectEditing();
    connectPlacing();
    connectWithholding();
    m_shortcuts.emplace(*this, settings);
    qApp->installEventFilter(makeChild<KeyGuard>(this));
    (void)makeChild<KeyHints>(this);
    auto* const live = findChild<QAction*>(QStringLiteral("time.live"));
    m_noticeBar->liveButton().setToolTip(live->text());
    KeyHints::pair(m_noticeBar->liveButton(), {live});
    // On a screen that has no room for it and its frame it fills the screen at its first start.
    const QSize screenSize = screen()->availableSize();
    const bool fits = screenSize.width() > kSize.width() && screenSize.height() > kSize.height();
    if (!m_layout.restoreGeometry() && !fits)
        setWindowState(Qt::WindowMaximized);
    showWelcome();
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::look);
    m_timer.start(kLookMs);
}

MainWindow::~MainWindow() {
    // Docks announce their end when this is a window no more.
    for (const DockedPanel& docked : m_docks)
        docked.dock->disconnect(this);
    // The picture's window uses m_view, which goes before the tree of widgets does.
    const std::unique_ptr<QWidget> picture(m_viewport);
}

// Notices stand above the picture, its time below: nothing is laid over it.
void MainWindow::buildCentre() {
    for (QWidget* page : std::initializer_list<QWidget*>{m_welcome, m_viewport, m_problemPage})
        m_pages->addWidget(page);
    // Only what is seen says how small the window may be.
    const auto adapt = [this] {
        for (int i = 0; i < m_pages->count(); ++i) {
            const auto policy =
                i == m_pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            m_pages->widget(i)->setSizePolicy(policy, policy);
        }
    };
    connect(m_pages, &QStackedWidget::currentChanged, this, adapt);
    adapt();
    auto* centre = makeChild<QWidget>(this);
    auto* column = makeChild<QVBoxLayout>(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_noticeBar);
    column->addWidget(m_pages, 1);
    column->addWidget(m_timeBar);
    setCentralWidget(centre);
}

void MainWindow::connectTransport() {
    using sim::CommandType;
    connect(m_transport, &TransportBar::playRequested, this, [this](bool play) {
        if (!post({.type = play ? CommandType::resume : CommandType::pause}))
            m_transport->forgetAsked();
    });
    connect(m_transport, &TransportBar::stepRequested, this, [this] {
        if (!post({.type = CommandType::step, .count = 1}))
            m_transport->forgetAsked();
    });
    connect(m_transport, &TransportBar::resetRequested, this,
            [this] { post({.type = CommandType::reset}); });
    connect(m_transport, &TransportBar::speedRequested, this,
            [this](double rate) { post({.type = CommandType::setRate, .value = rate}); });
    connect(m_timeBar, &TimeBar::said, this, &MainWindow::say);
    connect(m_timeBar, &TimeBar::saveRequested, this, [this](qint64 from, qint64 to) {
        m_recording->askAndSave(m_timeBar->reach(), {from, to});
    });
    connect(m_noticeBar, &NoticeBar::liveRequested, m_timeBar, &TimeBar::goLive);
    connect(m_plot, &PlotPanel::spanChanged, m_timeBar, &TimeBar::setHistory);
    m_menu->addTime(m_timeBar->moves(), m_timeBar->places());
}

void MainWindow::connectNotices() {
    connect(m_signals, &SignalPanel::signalChosen, &m_coloring, &SignalColoring::choose);
    connect(&m_coloring, &SignalColoring::legendChanged, m_noticeBar, &NoticeBar::setLegend);
    connect(m_noticeBar, &NoticeBar::stopColoringRequested, &m_coloring, &SignalColoring::stop);
    connect(m_noticeBar, &NoticeBar::restartPlantRequested, this,
            &MainWindow::restartPlantRequested);
    connect(m_noticeBar, &NoticeBar::showRequested, this, [this](const render::PickId& at) {
        m_view.select(at);
        m_view.frameSelection();
    });
    for (QAction* action :
         {m_coloring.startAction(), m_coloring.stopAction(), m_plot->plotAction()})
        m_signals->addRowAction(action);
    m_menu->addColoring(m_coloring.startAction(), m_coloring.stopAction());
}

void MainWindow::showSession(SessionLink link, const QString& path) {
    if (link.continues && m_link) {
        m_link = std::move(link);
        showOpening({});
        showEdited();
        return;
    }
    if (m_link)
        clearSession();
    m_link = std::move(link);
    showOpening({});
    m_editing->open(m_link->source);
    showPanels();
    m_view.showScene(m_link->twin, m_link->models);
    showParts();
    if (!path.isEmpty())
        m_recent.add(path);

    m_pages->setCurrentWidget(m_viewport);
    m_viewport->prepare();
    setDocksVisible(true);
    m_problemDock->hide();
    m_viewport->setFocus();
    Q_EMIT sessionShown(path);
}

void MainWindow::showPanels() {
    for (const DockedPanel& docked : m_docks) {
        if (docked.panel != nullptr)
            docked.panel->showSession(&*m_link);
    }
}

// All that shows the session but panels and picture.
void MainWindow::showParts() {
    if (m_link->wantContacts)
        m_link->wantContacts(m_view.overlay(Overlay::contacts));
    m_coloring.showSession(&*m_link);
    m_notices.setTwin(m_link->twin);
    m_recording->setServices(m_link->recording, m_link->saving);
    showEyes();
    m_menu->setTwin(m_link->twin.get());
    m_timeBar->setControl(m_link->time);
    setWindowTitle(QStringLiteral("%1[*] — Gemba").arg(format::text(m_link->twin->name)));
}

void MainWindow::clearSession() {
    if (!m_link)
        return;
    if (m_import != nullptr)
        m_import->close();  // it was for this twin
    m_port.clearScene();
    m_editing->open(nullptr);
    m_recording->setServices(nullptr, nullptr);
    for (const DockedPanel& docked : m_docks) {
        if (docked.panel != nullptr)
            docked.panel->showSession(nullptr);
    }
    m_view.showScene(nullptr, {});
    m_coloring.showSession(nullptr);
    m_notices.setTwin(nullptr);
    m_noticeBar->setNotices({});
    m_noticeBar->setPast({});
    m_noticeBar->setPlantEnded({});
    m_noticeBar->withdrawOffers();
    m_menu->setTwin(nullptr);
    m_transport->setSessionOpen(false);
    m_timeBar->setControl(nullptr);
    m_status->clear();
    m_link.reset();
    showWelcome();
}

void MainWindow::showWelcome() {
    m_welcome->setRecent(m_recent.list());
    m_welcome->setNote({});
    m_pages->setCurrentWidget(m_welcome);
    setDocksVisible(false);
    setWindowTitle(QStringLiteral("Gemba"));
}

// While nothing is open there is nothing to dock; the arrangement is kept for the next session.
void MainWindow::setDocksVisible(bool visible) {
    // Saved with its bar of buttons, restored before the bar is shown.
    const bool changes = visible != m_docksShown;
    if (changes && !visible && isVisible())
        m_layout.save();
    m_docksShown = visible;
    if (changes && visible)
        m_layout.restoreDocks();
    if (changes && !visible) {
        for (const DockedPanel& docked : m_docks)
            docked.dock->hide();
    }
    m_transport->setVisible(visible);
    m_status->setVisible(visible);
    statusBar()->setVisible(visible || !m_opening->text().isEmpty());
}

// Pictures and curves come from where one looks: the session, or its past.
void MainWindow::showEyes() {
    using Past = TransportBar::Past;
    const Eyes& eyes = m_link->eyes();
    if (eyes.viewport != nullptr)
        m_port.setScene({m_link->twin, m_link->models, eyes.viewport});
    const bool recorded = m_link->recorded();
    m_transport->setSessionOpen(true, !m_link->twin->live.empty() && !recorded);
    m_transport->setPast(!recorded           ? Past::none
                         : m_link->looksBack ? Past::session
                                             : Past::recording);
    m_sequence = 0;
    m_shownUtc = INT64_MAX;  // all panels show it at once
}

// Once a picture of the past is there, so that no older one flashes up.
void MainWindow::turn() {
    if (m_link->past.window == nullptr)
        return;
    const sim::TimeStatus time = m_link->time->status();
    const bool back = !time.live && time.shown;
    m_noticeBar->setPast(TimeBar::pastText(time));
    if (std::exchange(m_link->looksBack, back) != back)
        showEyes();
}

void MainWindow::look() {
    m_log->drain();
    if (!m_link || m_link->now.window == nullptr)
        return;
    turn();
    m_timeBar->refresh();
    m_link->eyes().window->ask();
    const sim::Snapshot& snapshot = m_link->eyes().window->read();
    if (snapshot.sequence == m_sequence) {
        // The picture stands; the plant and its links go on.
        if (m_looks++ % kStatusEvery == 0 && m_sources->isVisible())
            m_sources->refresh(snapshot, snapshot.utc);
        return;
    }
    m_sequence = snapshot.sequence;

    // Where the cursor jumped all show the new instant at once, the slow ones too.
    const bool jumped = snapshot.paused ? snapshot.utc != m_shownUtc : snapshot.utc < m_shownUtc;
    m_shownUtc = snapshot.utc;
    const uint64_t looks = m_looks++;
    for (const DockedPanel& docked : m_docks) {
        Panel* panel = docked.panel;
        if (panel != nullptr && panel->isVisible() &&
            (jumped || looks % static_cast<uint64_t>(panel->refreshEvery()) == 0))
            panel->refresh(snapshot, snapshot.utc);
    }
    if (jumped || looks % 3 == 0) {
        m_transport->refresh(snapshot);
        m_view.observe(snapshot);
        m_coloring.refresh(snapshot);
        m_noticeBar->setNotices(m_notices.update(snapshot));
        if (!m_link->recorded()) {
            for (const std::string& line : m_notices.switches())
                log::info(line);
        }
    }
    if (jumped || looks % kStatusEvery == 0)
        m_status->refresh(snapshot, m_port.figures(), m_viewport->deviceName());
}

// False: refused, and the user was told.
bool MainWindow::post(const sim::Command& command) {
    if (!m_link || !m_link->post || m_link->post(command))
        return true;
    const QString refused =
        tr("Not done: the simulation has too many commands waiting. Try again.");
    log::info(refused.toStdString());
    say(refused);
    return false;
}

void MainWindow::say(const QString& message) {
    statusBar()->showMessage(message, kMessageMs);
    m_welcome->setNote(message);
}

void MainWindow::showOpening(const QString& what) {
    m_opening->setText(what);
    m_welcome->setNote(what);
    statusBar()->setVisible(m_docksShown || !what.isEmpty());
}

void MainWindow::showProblems(const QString& path, const std::vector<twin::Problem>& problems) {
    ProblemList& list = m_link ? *m_problems : *m_problemPage;
    list.show(path, problems, m_link.has_value());
    raiseProblems(m_link.has_value());
}

void MainWindow::showFailure(const QString& path, const QString& message) {
    ProblemList& list = m_link ? *m_problems : *m_problemPage;
    list.showMessage(path, message, m_link.has_value());
    raiseProblems(m_link.has_value());
}

void MainWindow::raiseProblems(bool inDock) {
    showOpening({});
    if (!inDock) {
        m_pages->setCurrentWidget(m_problemPage);
        return;
    }
    m_problemDock->show();
    m_problemDock->raise();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_endsAtOnce && !m_editing->mayLeave()) {
        event->ignore();
        return;
    }
    if (m_docksShown)
        m_layout.save();
    else
        m_layout.saveGeometry();
    QMainWindow::closeEvent(event);
}

}  // namespace gemba::ui
