#include "ui/docks/futures_panel.h"

#include <QElapsedTimer>

#include "tests/gui/made_up_services.h"
#include "tests/gui/main_window_fixture.h"
#include "ui/plot/plot_widget.h"

namespace gemba::test {
namespace {

using State = sim::FutureStatus::State;

class FuturesPanelTest : public MainWindowTest {
 protected:
    void openWithFutures() {
        ui::SessionLink link = m_session.link();
        link.futures = &m_futures;
        m_window->showSession(link, {});
        dock("dock.futures").raise();
        QApplication::processEvents();
        look();
        m_panel = m_window->findChild<ui::FuturesPanel*>();
    }
    // As long as the panel needs to hear of it.
    void hear() {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 600)
            QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    [[nodiscard]] QPushButton& button() {
        for (auto* each : m_panel->findChildren<QPushButton*>()) {
            if (each->text() == QStringLiteral("Compute") ||
                each->text() == QStringLiteral("Cancel"))
                return *each;
        }
        throw std::runtime_error("no button");
    }
    [[nodiscard]] QString cell(int row, int column) const {
        return m_panel->table().model()->index(row, column).data().toString();
    }

    MadeUpFutures m_futures;
    ui::FuturesPanel* m_panel = nullptr;
};

TEST_F(FuturesPanelTest, AsksForWhatWasChangedAndComparesBranchesOfTheSameSeed) {
    openWithFutures();
    // It begins with a belt's speed, as that is now.
    ui::ChangeRow& row = m_panel->changes().add();
    const auto speed = m_session.twin->propertyIndex(*m_session.twin->findProperty("infeed.speed"));
    EXPECT_EQ(row.change(), (sim::FutureChange{speed, 0.5}));
    row.setValue(0.6);
    button().click();
    ASSERT_EQ(m_futures.asked.changes.size(), 1u);
    EXPECT_EQ(m_futures.asked.changes[0], (sim::FutureChange{speed, 0.6}));
    EXPECT_EQ(m_futures.asked.at, INT64_MAX) << "from now";
    EXPECT_EQ(m_futures.asked.seeds, 8u);
    EXPECT_EQ(m_futures.asked.seconds, 600.0);
    EXPECT_EQ(button().text(), QStringLiteral("Cancel"));

    m_futures.finish(*m_session.twin);
    hear();
    EXPECT_EQ(button().text(), QStringLiteral("Compute"));
    ASSERT_GT(m_panel->table().model()->rowCount(), 2);
    using ui::FuturesModel;
    EXPECT_EQ(cell(0, FuturesModel::measure), QStringLiteral("infeed, an hour"));
    // Where there is little room the interval stands in the tool tip.
    m_window->resize(2600, 1000);
    QApplication::processEvents();
    // Six an hour for one part: 6 (t s √(1 + 1/2) + 1/2), t(1) = 12.706, s² = 50.
    EXPECT_EQ(cell(0, FuturesModel::asItIs), QStringLiteral("1290.0 ± 663.2"));
    m_window->resize(1280, 900);
    QApplication::processEvents();
    EXPECT_EQ(cell(0, FuturesModel::asItIs), QStringLiteral("1290.0"));
    const QString tip =
        m_panel->table().model()->index(0, FuturesModel::asItIs).data(Qt::ToolTipRole).toString();
    EXPECT_TRUE(tip.contains(QStringLiteral("one more would lie between"))) << tip.toStdString();
    EXPECT_EQ(cell(0, FuturesModel::difference), QStringLiteral("+6.0 ± 0.0"));
    const auto clear = [&](int at) {
        return m_panel->table()
            .model()
            ->index(at, FuturesModel::difference)
            .data(FuturesModel::clearRole)
            .toBool();
    };
    EXPECT_TRUE(clear(0)) << "one more in each pair";
    EXPECT_FALSE(clear(1)) << "once more, once less on the line";
}

TEST_F(FuturesPanelTest, AnotherScriptIsAChange) {
    openWithFutures();
    m_panel->changes().setScript("/plant/other.lua");
    QApplication::processEvents();
    button().click();
    EXPECT_EQ(m_futures.asked.script, "/plant/other.lua");
    EXPECT_TRUE(m_futures.asked.changed());
    m_futures.finish(*m_session.twin);
    hear();
    EXPECT_FALSE(m_panel->table().isColumnHidden(ui::FuturesModel::changed));

    // And back to the twin's own.
    for (auto* each : m_panel->changes().findChildren<QPushButton*>()) {
        if (each->toolTip() == QStringLiteral("Leave the script as it is")) {
            EXPECT_TRUE(each->isVisible());
            each->click();
        }
    }
    EXPECT_TRUE(m_panel->changes().script().empty());
    button().click();
    EXPECT_FALSE(m_futures.asked.changed());
    m_futures.finish(*m_session.twin);
    hear();
    EXPECT_TRUE(m_panel->table().isColumnHidden(ui::FuturesModel::changed));
}

TEST_F(FuturesPanelTest, GhostsStandWhereTheFirstBranchesHaveTheParts) {
    openWithFutures();
    m_panel->changes().add();
    button().click();
    m_futures.finish(*m_session.twin);
    hear();
    auto* ghosts = m_panel->findChildren<QCheckBox*>().front();
    for (auto* box : m_panel->findChildren<QCheckBox*>()) {
        if (box->text() == QStringLiteral("Ghosts"))
            ghosts = box;
    }
    ASSERT_TRUE(ghosts->isEnabled());
    EXPECT_TRUE(m_window->view().state().ghosts.empty());
    ghosts->setChecked(true);
    ASSERT_EQ(m_window->view().state().ghosts.size(), 4u) << "two parts of two variants";
    m_panel->findChild<QSlider*>()->setValue(250);  // of 1000: 150 s of 600, half a frame
    const auto& shown = m_window->view().state().ghosts;
    ASSERT_EQ(shown.size(), 4u);
    EXPECT_NEAR(shown[0].pose.position.x, 0.5, 1e-6);
    EXPECT_NEAR(shown[2].pose.position.y, 1.0, 1e-6) << "changed";
    EXPECT_NE(shown[0].color, shown[2].color);
    // With the clock: 300 s later one part is gone.
    for (auto* box : m_panel->findChildren<QCheckBox*>()) {
        if (box->text() == QStringLiteral("With the clock"))
            box->setChecked(true);
    }
    m_session.next.utc = MadeUpSession::kNow + 300 * kNsPerSecond;
    look();
    ASSERT_EQ(m_window->view().state().ghosts.size(), 2u);
    EXPECT_NEAR(m_window->view().state().ghosts[0].pose.position.x, 1.0, 1e-6);
    // Beyond what was computed nobody knows.
    m_session.next.utc = MadeUpSession::kNow + 601 * kNsPerSecond;
    look();
    EXPECT_TRUE(m_window->view().state().ghosts.empty());
    m_window->clearSession();
    EXPECT_TRUE(m_window->view().state().ghosts.empty());
}

TEST_F(FuturesPanelTest, WhatIsRefusedOrFailsIsSaid) {
    openWithFutures();
    m_futures.refuses = true;
    button().click();
    EXPECT_EQ(button().text(), QStringLiteral("Compute"));
    m_futures.refuses = false;
    button().click();
    m_futures.now.state = State::failed;
    m_futures.now.message = "the recording was made with other functions";
    hear();
    bool said = false;
    for (const auto* label : m_panel->findChildren<QLabel*>())
        said = said || label->text().contains(QStringLiteral("other functions"));
    EXPECT_TRUE(said);
    button().click();
    button().click();  // Cancel
    EXPECT_EQ(m_futures.now.state, State::cancelled);
}

TEST_F(FuturesPanelTest, WithoutARecordingItSaysWhyThereAreNone) {
    open();
    bool said = false;
    for (const auto* label : m_window->findChild<ui::FuturesPanel*>()->findChildren<QLabel*>())
        said = said || label->text().contains(QStringLiteral("not recorded"));
    EXPECT_TRUE(said);
}

// What was computed of what another session was is not shown beside this one.
TEST_F(FuturesPanelTest, AnotherSessionBeginsEmpty) {
    openWithFutures();
    button().click();
    m_futures.finish(*m_session.twin);
    hear();
    EXPECT_GT(m_panel->table().model()->rowCount(), 0);
    m_window->clearSession();
    EXPECT_EQ(m_panel->table().model()->rowCount(), 0);
}

}  // namespace
}  // namespace gemba::test
