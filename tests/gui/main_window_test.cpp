#include "ui/main_window.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QWheelEvent>

#include "engine/sim/world.h"
#include "tests/gui/made_up_session.h"
#include "ui/pages/help_dialog.h"

namespace gemba::test {
namespace {

using sim::CommandType;

class MainWindowTest : public ::testing::Test {
 protected:
    MainWindowTest()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
          m_window(std::make_unique<ui::MainWindow>(m_port, m_settings)) {
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
    }

    void open() {
        m_window->showSession(m_session.link(), {});
        QApplication::processEvents();
        look();
    }

    // Enough looks for the slowest panel.
    void look() {
        for (int i = 0; i < 41; ++i) {
            m_session.publish();
            m_window->look();
        }
    }

    // As the keyboard does it: shortcuts first, then the widget.
    void press(QWidget& widget, int key, const QString& text) {
        widget.setFocus();
        QKeyEvent asked(QEvent::ShortcutOverride, key, Qt::NoModifier, text);
        asked.ignore();
        QApplication::sendEvent(&widget, &asked);
        m_taken = asked.isAccepted();
    }

    [[nodiscard]] ui::Dock& dock(const char* name) {
        return *m_window->findChild<ui::Dock*>(QLatin1String(name));
    }

    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::RenderPort m_port;
    MadeUpSession m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    bool m_taken = false;
};

TEST_F(MainWindowTest, StartsWithOneThingToDo) {
    bool watched = false;
    QObject::connect(m_window.get(), &ui::MainWindow::watchRequested, [&] { watched = true; });
    auto* welcome = m_window->findChild<ui::WelcomePage*>();
    EXPECT_TRUE(welcome->isVisible());
    EXPECT_FALSE(dock("dock.scene").isVisible());
    welcome->watchButton().click();
    EXPECT_TRUE(watched);
}

TEST_F(MainWindowTest, ButtonsPostCommandsAndTheSnapshotDecidesWhatIsShown) {
    open();
    auto* bar = m_window->findChild<ui::TransportBar*>();
    bar->playAction()->trigger();
    ASSERT_EQ(m_session.posted.size(), 1u);
    EXPECT_EQ(m_session.posted[0].type, CommandType::pause);
    EXPECT_EQ(bar->playAction()->text(), QStringLiteral("Pause"));

    m_session.next.paused = true;
    look();
    EXPECT_EQ(bar->playAction()->text(), QStringLiteral("Play"));
    bar->playAction()->trigger();
    bar->stepAction()->trigger();
    bar->resetAction()->trigger();
    ASSERT_EQ(m_session.posted.size(), 4u);
    EXPECT_EQ(m_session.posted[1].type, CommandType::resume);
    EXPECT_EQ(m_session.posted[2].type, CommandType::step);
    EXPECT_EQ(m_session.posted[3].type, CommandType::reset);
}

// Two presses before a picture shows the first: the second one takes it back.
TEST_F(MainWindowTest, ASecondPressFollowsWhatWasAskedForAndNotThePicture) {
    open();
    auto* bar = m_window->findChild<ui::TransportBar*>();
    const auto asked = [&] { return m_session.posted.back().type; };
    bar->playAction()->trigger();
    EXPECT_EQ(asked(), CommandType::pause);
    bar->playAction()->trigger();
    EXPECT_EQ(asked(), CommandType::resume);
    bar->stepAction()->trigger();
    bar->playAction()->trigger();
    EXPECT_EQ(asked(), CommandType::resume) << "a step has paused";

    // Of what came to nothing, or was refused, the picture says how it is.
    bar->playAction()->trigger();
    EXPECT_EQ(asked(), CommandType::pause);
    look();
    bar->playAction()->trigger();
    EXPECT_EQ(asked(), CommandType::pause);
    look();
    m_session.full = true;
    bar->playAction()->trigger();
    m_session.full = false;
    bar->playAction()->trigger();
    EXPECT_EQ(asked(), CommandType::pause);
}

// The picture's window asks the view where it is, to its end.
TEST_F(MainWindowTest, ThePictureEndsBeforeWhatItUses) {
    QStringList ended;
    QObject::connect(m_window->findChild<ui::ViewportHost*>(), &QObject::destroyed,
                     [&] { ended << QStringLiteral("picture"); });
    QObject::connect(&m_window->view(), &QObject::destroyed,
                     [&] { ended << QStringLiteral("view"); });
    m_window.reset();
    EXPECT_EQ(ended, (QStringList{QStringLiteral("picture"), QStringLiteral("view")}));
}

TEST_F(MainWindowTest, SpeedsAreOfferedOnlyWhereNoPlantSetsThem) {
    open();
    auto* bar = m_window->findChild<ui::TransportBar*>();
    EXPECT_FALSE(bar->speed().isEnabled());
    bar->fasterAction()->trigger();
    EXPECT_TRUE(m_session.posted.empty());

    auto alone = std::make_shared<twin::Twin>(*m_session.twin);
    alone->live.clear();
    m_session.twin = alone;
    open();
    EXPECT_TRUE(bar->speed().isEnabled());
    bar->fasterAction()->trigger();
    ASSERT_EQ(m_session.posted.size(), 1u);
    EXPECT_EQ(m_session.posted[0].type, CommandType::setRate);
    EXPECT_EQ(m_session.posted[0].value, 2.0);
}

TEST_F(MainWindowTest, AStoppedControllerIsSaidAboveThePicture) {
    open();
    const auto* bar = m_window->findChild<ui::NoticeBar*>();
    EXPECT_FALSE(bar->isVisible());
    m_session.next.controllerStopped = true;
    look();
    ASSERT_TRUE(bar->isVisible());
    ASSERT_EQ(bar->texts().size(), 1);
    EXPECT_TRUE(bar->texts().front().contains(QStringLiteral("controller")));
    EXPECT_TRUE(bar->texts().front().contains(QStringLiteral("Reset")));
    m_session.next.controllerStopped = false;
    look();
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(MainWindowTest, AFrozenBodyIsNamedAndCanBeShown) {
    open();
    m_session.next.bodies.push_back({.slot = 4,
                                     .generation = 1,
                                     .flags = sim::body_flag::kItem | sim::body_flag::kFrozen,
                                     .item = 0,
                                     .serial = 17,
                                     .pose = Pose{{3.2, 0.1, -51.0}}});
    look();
    auto* bar = m_window->findChild<ui::NoticeBar*>();
    ASSERT_EQ(bar->texts().size(), 1);
    EXPECT_TRUE(
        bar->texts().front().startsWith(QStringLiteral("carton 17 is frozen at 3.20, 0.10")))
        << bar->texts().front().toStdString();
    for (QPushButton* button : bar->findChildren<QPushButton*>()) {
        if (button->isVisible())
            button->click();
    }
    EXPECT_EQ(m_window->view().selected(), (render::PickId{render::PickId::Kind::body, 4}));
}

TEST_F(MainWindowTest, AVirtualPlantThatEndedIsSaidAndMayStartAgain) {
    open();
    const auto* bar = m_window->findChild<ui::NoticeBar*>();
    bool asked = false;
    QObject::connect(m_window.get(), &ui::MainWindow::restartPlantRequested, [&] { asked = true; });
    const QString text = QStringLiteral("The virtual plant has ended (exit code 3).");
    m_window->showPlantEnded(text);
    ASSERT_TRUE(bar->isVisible());
    EXPECT_EQ(bar->texts(), QStringList{text});
    for (QPushButton* button : bar->findChildren<QPushButton*>()) {
        if (button->isVisible())
            button->click();
    }
    EXPECT_TRUE(asked);
    m_window->showPlantEnded({});
    EXPECT_FALSE(bar->isVisible());

    // It is the session's, and goes with it.
    m_window->showPlantEnded(text);
    m_window->clearSession();
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(MainWindowTest, WhatThePlantDrivesNoMoreIsSaid) {
    const uint32_t infeed = m_session.device("infeed");
    uint8_t& driver = m_session.next.drivers[m_session.twin->devices[infeed].firstProperty];
    open();
    const auto* bar = m_window->findChild<ui::NoticeBar*>();
    driver = static_cast<uint8_t>(sim::Driver::stale);
    look();
    EXPECT_FALSE(bar->isVisible()) << "it is awaited, not silent";
    driver = static_cast<uint8_t>(sim::Driver::measured);
    look();
    driver = static_cast<uint8_t>(sim::Driver::stale);
    look();
    ASSERT_TRUE(bar->isVisible());
    EXPECT_TRUE(bar->texts().front().contains(QStringLiteral("infeed.speed")));
    driver = static_cast<uint8_t>(sim::Driver::measured);
    look();
    EXPECT_FALSE(bar->isVisible());
}

TEST_F(MainWindowTest, EquipmentIsColouredByAChosenSignal) {
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    const QList<QAction*> menu = panel->table().actions();
    ASSERT_EQ(menu.size(), 2);
    EXPECT_EQ(panel->table().contextMenuPolicy(), Qt::ActionsContextMenu);
    EXPECT_FALSE(menu[0]->isEnabled()) << "nothing is chosen";
    const uint32_t weight = m_session.signal("acme/site1/hall2/line3/packing/scale/weight");
    panel->choose(weight);
    ASSERT_TRUE(menu[0]->isEnabled());
    menu[0]->trigger();
    look();
    EXPECT_EQ(m_window->view().state().colorBySignal, static_cast<int32_t>(weight));

    // The range grows with what comes, and is said with its unit.
    m_session.next.signals[weight].measured = Value::ofReal(2.0);
    look();
    EXPECT_EQ(m_window->view().state().colorMin, 2.0);
    EXPECT_EQ(m_window->view().state().colorMax, 4.94);
    const auto* bar = m_window->findChild<ui::NoticeBar*>();
    ASSERT_TRUE(bar->isVisible());
    EXPECT_TRUE(bar->texts().back().contains(QStringLiteral("by scale/weight: blue is 2")))
        << bar->texts().back().toStdString();
    EXPECT_TRUE(bar->texts().back().endsWith(QStringLiteral("kg")));
    menu[1]->trigger();
    EXPECT_EQ(m_window->view().state().colorBySignal, -1);
    EXPECT_FALSE(bar->isVisible());
}

// What came later than the instant that is shown is not in its range.
TEST_F(MainWindowTest, TheRangeOfColoursIsThatOfTheInstantShown) {
    const uint32_t speed = m_session.signal("acme/site1/hall2/line3/packing/infeed/speed");
    for (const auto& [seconds, value] : {std::pair{-300, 1.0}, {-250, 3.0}, {-100, 99.0}})
        m_session.history->append(speed, signals::Series::measured,
                                  {MadeUpSession::kNow + seconds * kNsPerSecond, value});
    m_session.next.utc = MadeUpSession::kNow - 200 * kNsPerSecond;
    m_session.next.signals[speed].measured = Value::ofReal(3.0);
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    panel->choose(speed);
    panel->table().actions()[0]->trigger();
    look();
    EXPECT_EQ(m_window->view().state().colorMin, 1.0);
    EXPECT_EQ(m_window->view().state().colorMax, 3.0);
}

TEST_F(MainWindowTest, ARateFromElsewhereIsShown) {
    m_session.next.rateRequested = 3.5;
    open();
    EXPECT_EQ(m_window->findChild<ui::TransportBar*>()->speed().currentText(),
              QStringLiteral("3.50×"));
}

TEST_F(MainWindowTest, ARefusedCommandIsSaid) {
    open();
    m_session.full = true;
    m_window->findChild<ui::TransportBar*>()->stepAction()->trigger();
    EXPECT_TRUE(m_window->statusBar()->currentMessage().contains(QStringLiteral("Not done")));
}

TEST_F(MainWindowTest, StatusBarSaysWhetherItKeepsUp) {
    m_session.next.lostSeconds = 1.25;
    m_session.next.lagSeconds = 0.042;
    open();
    const auto* status = m_window->findChild<ui::StatusPanel*>();
    EXPECT_EQ(status->text(ui::StatusPanel::realTime), QStringLiteral("1.00× of 1.00×"));
    EXPECT_EQ(status->text(ui::StatusPanel::lost), QStringLiteral("1.25 s"));
    EXPECT_EQ(status->text(ui::StatusPanel::lag), QStringLiteral("42 ms"));
    EXPECT_EQ(status->text(ui::StatusPanel::tick), QStringLiteral("0.41 ms"));
}

// What the program says in the end: readable at the first size, without a hand on the mouse.
TEST_F(MainWindowTest, LongSentencesAreWrappedAndNotCut) {
    sim::ResidualRow& row = m_session.next.residuals[0];
    row.late = 3;
    row.missing = 5;
    row.extra = 2;
    open();
    QApplication::processEvents();
    const QListView& list = m_window->findChild<ui::ResidualPanel*>()->list();
    const QModelIndex first = list.model()->index(0, 0);
    QFont font = list.font();
    font.setWeight(QFont::DemiBold);
    const QString sentence = first.data().toString();
    const int width = list.viewport()->width() - 24;
    ASSERT_GT(QFontMetrics(font).horizontalAdvance(sentence), width);
    const QStringList lines = ui::ResidualDelegate::lines(sentence, font, width, 4);
    EXPECT_EQ(lines.join(u' '), sentence);
    EXPECT_GE(lines.size(), 2);
    EXPECT_GE(list.visualRect(first).height(), lines.size() * QFontMetrics(font).lineSpacing());
    EXPECT_GT(list.visualRect(first).height(), list.visualRect(list.model()->index(2, 0)).height());
}

TEST_F(MainWindowTest, DocksStayReadableAfterASmallWindow) {
    m_window->resize(1440, 900);
    open();
    m_window->resize(700, 500);
    QApplication::processEvents();
    m_window->resize(1440, 900);
    QApplication::processEvents();
    EXPECT_GE(dock("dock.scene").width(), 220);
    EXPECT_GE(dock("dock.residuals").width(), 280);
    EXPECT_GE(dock("dock.sources").width(), 280);
}

TEST_F(MainWindowTest, ProblemsAreWrappedAndAnEmptyColumnIsNotShown) {
    ui::ProblemList list(nullptr);
    list.resize(900, 400);
    list.setVisible(true);
    const std::string expected =
        "one of box, sphere, cylinder, capsule, hull or mesh, with its size in metres, or nothing "
        "where the model's own bounds are meant, and never more than the world's max_items allows";
    const std::vector<twin::Problem> problems{
        {.line = 3, .key = "item.carton.shape", .found = "\"ball\"", .expected = expected},
        {.line = 9, .key = "a", .found = "b", .expected = "c"}};
    list.show(QStringLiteral("/plants/other.toml"), problems, false);
    QApplication::processEvents();
    QTableWidget& table = list.table();
    EXPECT_TRUE(table.isColumnHidden(4));
    const auto needed = [&] {
        const int width = table.columnWidth(3) - 16;
        return QFontMetrics(table.font())
            .boundingRect(0, 0, width, 10'000, Qt::TextWordWrap, table.item(0, 3)->text())
            .height();
    };
    EXPECT_GT(needed(), 30);
    EXPECT_GE(table.rowHeight(0), needed());
    EXPECT_GT(table.rowHeight(0), table.rowHeight(1));

    // A narrower list is laid out anew.
    list.resize(500, 400);
    QApplication::processEvents();
    EXPECT_GE(table.rowHeight(0), needed());
}

TEST_F(MainWindowTest, TheHelpPageCanBeClosed) {
    ui::HelpDialog help(m_window.get());
    help.show();
    auto* buttons = help.findChild<QDialogButtonBox*>();
    ASSERT_NE(buttons, nullptr);
    buttons->button(QDialogButtonBox::Close)->click();
    EXPECT_FALSE(help.isVisible());
    help.show();
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(&help, &escape);
    EXPECT_FALSE(help.isVisible());
}

TEST_F(MainWindowTest, SelectionIsOneForTreeAndPicture) {
    open();
    const uint32_t scale = m_session.device("scale");
    Q_EMIT m_port.picked(static_cast<int>(render::PickId::Kind::device), scale, false);
    auto& tree = m_window->findChild<ui::ScenePanel*>()->tree();
    ASSERT_NE(tree.currentItem(), nullptr);
    EXPECT_EQ(tree.currentItem()->text(0), QStringLiteral("scale"));

    const auto found =
        tree.findItems(QStringLiteral("hall"), Qt::MatchRecursive | Qt::MatchExactly);
    ASSERT_EQ(found.size(), 1);
    tree.setCurrentItem(found.front());
    EXPECT_EQ(m_window->view().selected(), (render::PickId{render::PickId::Kind::model, 0}));
}

TEST_F(MainWindowTest, TreeShowsValuesAndWhoDrives) {
    const uint32_t infeed = m_session.device("infeed");
    m_session.next.drivers[m_session.twin->devices[infeed].firstProperty] =
        static_cast<uint8_t>(3);  // measured
    open();
    auto& tree = m_window->findChild<ui::ScenePanel*>()->tree();
    auto* item =
        tree.findItems(QStringLiteral("infeed"), Qt::MatchRecursive | Qt::MatchExactly).front();
    item->setExpanded(true);
    look();
    EXPECT_EQ(item->child(0)->text(1), QStringLiteral("0.500 m/s"));
    EXPECT_EQ(item->child(0)->text(2), QStringLiteral("measured"));
}

TEST_F(MainWindowTest, FiltersHideWhatDoesNotMatch) {
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    EXPECT_EQ(panel->table().model()->rowCount(), 7);
    panel->filter().setText(QStringLiteral("EYE"));
    EXPECT_EQ(panel->table().model()->rowCount(), 3);
    panel->filter().setText(QStringLiteral("line3"));  // in the part that all names share
    EXPECT_EQ(panel->table().model()->rowCount(), 7);
}

TEST_F(MainWindowTest, AChosenSignalIsPlotted) {
    open();
    m_window->findChild<ui::SignalPanel*>()->choose(3);
    const auto* plot = m_window->findChild<ui::PlotPanel*>();
    EXPECT_EQ(plot->shownSignal(), 3);
    look();
    m_window->clearSession();
    EXPECT_EQ(plot->shownSignal(), -1);
}

TEST_F(MainWindowTest, AWheelMakesThePlotNeitherNothingNorYears) {
    open();
    m_window->findChild<ui::SignalPanel*>()->choose(3);
    const auto* panel = m_window->findChild<ui::PlotPanel*>();
    QWidget* plot = nullptr;
    for (QWidget* child : panel->findChildren<QWidget*>()) {
        if (child->inherits("QCustomPlot"))
            plot = child;
    }
    ASSERT_NE(plot, nullptr);
    const auto turn = [&](int notches, int times) {
        const QPointF at(plot->width() * 0.7, plot->height() * 0.4);
        for (int i = 0; i < times; ++i) {
            look();
            QApplication::processEvents();
            QWheelEvent wheel(at, plot->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(plot, &wheel);
        }
    };
    look();
    EXPECT_EQ(panel->shownSpan(), 60.0);
    turn(1, 1);
    EXPECT_LT(panel->shownSpan(), 59.0);
    turn(10, 20);
    EXPECT_NEAR(panel->shownSpan(), 0.01, 1e-5);
    turn(-10, 40);
    EXPECT_NEAR(panel->shownSpan(), 600.0, 1e-3);
}

TEST_F(MainWindowTest, LanesFollowThePath) {
    const auto lanes = ui::laneSignals(*m_session.twin, *m_session.names);
    EXPECT_EQ(lanes, (std::vector<uint32_t>{0, 2, 1}));
    open();
    EXPECT_EQ(m_window->findChild<ui::LanesPanel*>()->view().laneCount(), 3u);
}

TEST_F(MainWindowTest, SourcesSayWhatWasLostAndWhy) {
    open();
    const auto& cards = m_window->findChild<ui::SourcePanel*>()->cards();
    ASSERT_EQ(cards.size(), 1u);
    EXPECT_EQ(cards[0]->text(ui::SourceCard::lost), QStringLiteral("3"));
    EXPECT_EQ(cards[0]->text(ui::SourceCard::clockOffset), QStringLiteral("+1.700 s"));
    EXPECT_EQ(cards[0]->text(ui::SourceCard::rejected), QStringLiteral("2"));
}

TEST_F(MainWindowTest, ManySourcesScrollAndAreNotSqueezed) {
    for (int i = 0; i < 4; ++i)
        m_session.links.push_back(m_session.links.front());
    open();
    look();
    QApplication::processEvents();
    int below = 0;
    for (const ui::SourceCard* card : m_window->findChild<ui::SourcePanel*>()->cards()) {
        EXPECT_GE(card->height(), card->layout()->totalMinimumSize().height());
        EXPECT_GE(card->y(), below);
        below = card->geometry().bottom();
    }
}

TEST_F(MainWindowTest, TypingInAFieldNeverPlaysOrPauses) {
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    press(panel->filter(), Qt::Key_Space, QStringLiteral(" "));
    EXPECT_TRUE(m_taken);
    press(panel->filter(), Qt::Key_Period, QStringLiteral("."));
    EXPECT_TRUE(m_taken);
    press(panel->table(), Qt::Key_Space, QStringLiteral(" "));
    EXPECT_FALSE(m_taken);
}

TEST_F(MainWindowTest, ADroppedFileIsOpened) {
    QString opened;
    QObject::connect(m_window.get(), &ui::MainWindow::openRequested,
                     [&](const QString& path) { opened = path; });
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/plants/cell.toml"))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    EXPECT_EQ(opened, QStringLiteral("/plants/cell.toml"));
}

TEST_F(MainWindowTest, ProblemsLeaveTheRunningTwinAlone) {
    open();
    const std::vector<twin::Problem> problems{
        {.line = 3, .key = "a", .found = "b", .expected = "c"}};
    m_window->showProblems(QStringLiteral("/plants/other.toml"), problems);
    EXPECT_TRUE(dock("dock.problems").isVisible());
    EXPECT_TRUE(m_window->findChild<ui::ViewportHost*>()->isVisible());
    m_window->clearSession();
    m_window->showProblems(QStringLiteral("/plants/other.toml"), problems);
    EXPECT_FALSE(dock("dock.problems").isVisible());
    EXPECT_FALSE(m_window->findChild<ui::WelcomePage*>()->isVisible());
}

TEST_F(MainWindowTest, WhatIsBeingOpenedIsSaidUntilItStandsOrFailed) {
    auto* bar = m_window->findChild<ui::OpeningBar*>();
    EXPECT_FALSE(bar->isVisible());
    m_window->showOpening(QStringLiteral("Opening cell.toml …"));
    EXPECT_TRUE(bar->isVisible());
    bool cancelled = false;
    QObject::connect(m_window.get(), &ui::MainWindow::openingCancelled, [&] { cancelled = true; });
    bar->cancelButton().click();
    EXPECT_TRUE(cancelled);

    m_window->showFailure(QStringLiteral("cell.toml"), QStringLiteral("no such file"));
    EXPECT_FALSE(bar->isVisible());
    m_window->showOpening(QStringLiteral("Opening cell.toml …"));
    open();
    EXPECT_FALSE(bar->isVisible());
    m_window->showOpening(QStringLiteral("Opening other.toml …"));
    EXPECT_TRUE(bar->isVisible());
    m_window->showProblems(QStringLiteral("other.toml"), {{.line = 1, .key = "a"}});
    EXPECT_FALSE(bar->isVisible());
    EXPECT_TRUE(m_window->statusBar()->currentMessage().isEmpty());
}

TEST_F(MainWindowTest, LayoutIsKeptAndCanBeReset) {
    open();
    dock("dock.plot").hide();
    m_window->close();
    m_window = std::make_unique<ui::MainWindow>(m_port, m_settings);
    m_window->show();
    EXPECT_FALSE(dock("dock.scene").isVisible());  // nothing is open yet
    open();
    EXPECT_TRUE(dock("dock.scene").isVisible());
    EXPECT_FALSE(dock("dock.plot").isVisible());
    for (QAction* action : m_window->findChildren<QAction*>()) {
        if (action->text() == QStringLiteral("&Reset layout"))
            action->trigger();
    }
    EXPECT_TRUE(dock("dock.plot").isVisible());
}

TEST_F(MainWindowTest, ALayoutSurvivesClosingAndOpeningASession) {
    open();
    dock("dock.sources").hide();
    m_window->clearSession();
    EXPECT_FALSE(dock("dock.scene").isVisible());
    open();
    EXPECT_TRUE(dock("dock.scene").isVisible());
    EXPECT_FALSE(dock("dock.sources").isVisible());
    EXPECT_TRUE(m_window->findChild<ui::TransportBar*>()->isVisible());
}

TEST_F(MainWindowTest, RecentFilesAreRememberedOnce) {
    const QString path = m_folder.filePath(QStringLiteral("cell.toml"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    m_window->showSession(m_session.link(), path);
    m_window->showSession(m_session.link(), path);
    m_window->clearSession();
    const auto* welcome = m_window->findChild<ui::WelcomePage*>();
    ASSERT_EQ(welcome->recentButtons().size(), 1);
    QString opened;
    QObject::connect(m_window.get(), &ui::MainWindow::openRequested,
                     [&](const QString& asked) { opened = asked; });
    welcome->recentButtons().front()->click();
    EXPECT_EQ(opened, path);
}

TEST_F(MainWindowTest, ASnapshotWithoutAnythingInItIsShown) {
    m_session.next = {};
    open();
    m_session.next.residuals.resize(3);
    m_session.next.residuals[0].equipment = 99;
    m_session.next.signals.resize(1);
    look();
}

}  // namespace
}  // namespace gemba::test
