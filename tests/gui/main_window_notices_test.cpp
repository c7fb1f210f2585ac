#include <QPushButton>
#include <QStatusBar>

#include "engine/sim/world.h"
#include "tests/gui/main_window_fixture.h"

namespace gemba::test {
namespace {

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
    m_session.addFrozenCarton();
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

TEST_F(MainWindowTest, ARefusedCommandIsSaid) {
    open();
    m_session.full = true;
    m_window->findChild<ui::TransportBar*>()->stepAction()->trigger();
    EXPECT_TRUE(m_window->statusBar()->currentMessage().contains(QStringLiteral("Not done")));
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

}  // namespace
}  // namespace gemba::test
