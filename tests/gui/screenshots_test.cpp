#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QTemporaryDir>

#include "tests/gui/made_up_session.h"
#include "ui/main_window.h"
#include "ui/pages/help_dialog.h"

namespace gemba::test {
namespace {

// Pictures to be looked at go to GEMBA_GUI_SHOTS; without it they are only made.
void shoot(QWidget& widget, const QString& name) {
    QApplication::processEvents();
    const QPixmap picture = widget.grab();
    EXPECT_FALSE(picture.isNull());
    const QString folder = qEnvironmentVariable("GEMBA_GUI_SHOTS");
    if (!folder.isEmpty()) {
        EXPECT_TRUE(picture.save(QDir(folder).filePath(name + QStringLiteral(".png"))));
    }
}

class Screenshots : public ::testing::Test {
 protected:
    Screenshots()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
          m_window(m_port, m_settings) {
        m_window.resize(1440, 900);
        m_window.show();
    }

    void look(int times) {
        for (int i = 0; i < times; ++i) {
            m_session.publish();
            m_window.look();
        }
    }

    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::RenderPort m_port;
    MadeUpSession m_session;
    ui::MainWindow m_window;
};

TEST_F(Screenshots, Welcome) {
    shoot(m_window, QStringLiteral("welcome"));
}

TEST_F(Screenshots, PackingCell) {
    m_window.showSession(m_session.link(), {});
    auto* signalPanel = m_window.findChild<ui::SignalPanel*>();
    signalPanel->choose(3);
    m_window.logModel().add(log::Level::info, "opened packing_cell.toml");
    m_window.logModel().add(log::Level::warn, "source plc: 3 messages lost");
    m_session.next.alarms[0] = {.active = 1,
                                .acknowledged = 0,
                                .count = 1,
                                .raised = MadeUpSession::kNow - 75 * kNsPerSecond};
    m_session.next.alarms[1] = {.active = 0,
                                .acknowledged = 0,
                                .count = 2,
                                .raised = MadeUpSession::kNow - 20 * kNsPerSecond};
    look(41);
    shoot(m_window, QStringLiteral("cell"));
    for (const char* tab : {"dock.alarms", "dock.signals", "dock.log"}) {
        m_window.findChild<QDockWidget*>(QLatin1String(tab))->raise();
        look(41);
        shoot(m_window, QLatin1String(tab));
    }
}

// Curves of two units, lanes, cursors and statistics, as wide and as low as a dock may be.
TEST_F(Screenshots, Plots) {
    const uint32_t weight = m_session.signal("acme/site1/hall2/line3/packing/scale/weight");
    for (int i = 0; i < 30; ++i)
        m_session.history->append(weight, signals::Series::measured,
                                  {MadeUpSession::kNow - (60 - 2 * i) * kNsPerSecond,
                                   5.0 + 0.05 * (i % 4), signals::Quality::good});
    const auto name = [this](uint32_t signal) {
        return QString::fromStdString(m_session.names->name(signal));
    };
    const ui::SessionLink link = m_session.link();
    ui::PlotPanel panel(m_settings, nullptr);
    panel.resize(900, 600);
    panel.show();
    panel.showSession(&link);
    panel.refresh(m_session.next, MadeUpSession::kNow);
    panel.plot({name(3), name(weight)});
    panel.plot({name(0), name(1), name(2)});
    panel.cursorsButton().click();
    QApplication::processEvents();
    panel.table().topLevelItem(0)->setExpanded(true);
    panel.refresh(m_session.next, MadeUpSession::kNow);
    shoot(panel, QStringLiteral("plots"));
    panel.resize(340, 300);
    QApplication::processEvents();
    panel.refresh(m_session.next, MadeUpSession::kNow);
    shoot(panel, QStringLiteral("plots-small"));
}

// The sentences at the two sizes that people have, as the window first stands.
TEST_F(Screenshots, LongSentences) {
    sim::ResidualRow& row = m_session.next.residuals[0];
    row.late = 3;
    row.missing = 5;
    row.extra = 2;
    row.extraTotal = 41;
    for (const QSize size : {QSize(1600, 1000), QSize(1280, 720)}) {
        m_window.clearSession();
        m_window.resize(size);
        m_window.showSession(m_session.link(), {});
        QApplication::processEvents();
        m_session.links.resize(1);
        if (size.height() < 800)
            m_session.links.push_back(m_session.links.front());
        look(41);
        shoot(m_window, QStringLiteral("long-%1").arg(size.width()));
    }
}

TEST_F(Screenshots, Notices) {
    m_session.next.controllerStopped = true;
    m_session.addFrozenCarton();
    m_window.resize(1280, 720);
    m_window.showSession(m_session.link(), {});
    auto* panel = m_window.findChild<ui::SignalPanel*>();
    panel->choose(5);
    panel->table().actions().front()->trigger();
    look(41);
    QApplication::processEvents();
    shoot(m_window, QStringLiteral("notices"));
}

TEST_F(Screenshots, NothingToShow) {
    auto empty = std::make_shared<twin::Twin>();
    empty->name = "empty";
    m_session.twin = empty;
    m_session.names = std::make_shared<signals::SignalNames>(*empty);
    m_session.next = {};
    m_session.links.clear();
    m_window.showSession(m_session.link(), {});
    look(41);
    shoot(m_window, QStringLiteral("empty"));
}

TEST_F(Screenshots, Problems) {
    const std::vector<twin::Problem> problems{
        {.line = 12,
         .column = 9,
         .key = "conveyor.infeed.speed",
         .found = "\"fast\"",
         .expected = "a number in m/s, -20 to 20",
         .hint = {}},
        {.line = 31,
         .column = 1,
         .key = "photo_eye.eye_scale.on",
         .found = "\"infed\"",
         .expected = "the id of a conveyor",
         .hint = "did you mean \"infeed\"?"},
        {.line = 77,
         .column = 1,
         .key = "model.操作台.file",
         .found = "models/操作台.glb",
         .expected = "a file that exists",
         .hint = {}},
    };
    m_window.showProblems(QStringLiteral("/plants/packing_cell.toml"), problems);
    shoot(m_window, QStringLiteral("problems-page"));
    m_window.showSession(m_session.link(), {});
    m_window.showProblems(QStringLiteral("/plants/packing_cell.toml"), problems);
    look(41);
    shoot(m_window, QStringLiteral("problems-dock"));
}

TEST_F(Screenshots, Help) {
    ui::HelpDialog help(&m_window);
    help.show();
    shoot(help, QStringLiteral("help"));
}

}  // namespace
}  // namespace gemba::test
