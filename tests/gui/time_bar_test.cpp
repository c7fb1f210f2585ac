#include "ui/time/time_bar.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTemporaryDir>

#include "tests/gui/made_up_services.h"
#include "tests/gui/made_up_session.h"
#include "ui/main_window.h"

namespace gemba::test {
namespace {

constexpr UtcNs kFrom = MadeUpSession::kNow;
constexpr UtcNs kTo = kFrom + 100 * kNsPerSecond;

class TimeBarTest : public ::testing::Test {
 protected:
    TimeBarTest()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
          m_window(m_port, m_settings) {
        m_window.resize(1280, 720);
        m_window.show();
        ui::SessionLink link = m_session.link();
        link.time = &m_time;
        m_window.showSession(link, {});
        QApplication::processEvents();
        look(41);
    }

    void look(int times) {
        for (int i = 0; i < times; ++i) {
            m_session.publish();
            m_window.look();
        }
    }
    [[nodiscard]] ui::TimeBar& bar() { return *m_window.findChild<ui::TimeBar*>(); }
    void trigger(const QKeySequence& key) {
        for (QAction* action : bar().actions()) {
            if (action->shortcut() == key)
                action->trigger();
        }
    }
    void mouse(QEvent::Type type, UtcNs at, Qt::KeyboardModifiers keys = Qt::NoModifier) {
        const QPointF where(bar().strip().xOf(at), 25.0);
        const auto buttons = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
        QMouseEvent event(type, where, bar().strip().mapToGlobal(where), Qt::LeftButton, buttons,
                          keys);
        QApplication::sendEvent(&bar().strip(), &event);
    }
    [[nodiscard]] double seconds() const {
        return static_cast<double>(m_time.now.cursor - kFrom) * 1e-9;
    }

    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::RenderPort m_port;
    MadeUpSession m_session;
    MadeUpTime m_time{{kFrom, kTo}};
    ui::MainWindow m_window;
};

TEST_F(TimeBarTest, IsThereOnlyWhereThereIsAPast) {
    EXPECT_TRUE(bar().isVisible());
    m_window.showSession(m_session.link(), {});
    EXPECT_FALSE(bar().isVisible());
    EXPECT_FALSE(bar().moves().front()->isEnabled());
}

TEST_F(TimeBarTest, KeysMoveTheCursorAsTheFieldDoes) {
    trigger(Qt::Key_Left);
    EXPECT_EQ(seconds(), 49.0);
    trigger(Qt::Key_Right);
    EXPECT_EQ(seconds(), 50.0);
    trigger(Qt::SHIFT | Qt::Key_Left);
    EXPECT_EQ(seconds(), 40.0);
    trigger(Qt::SHIFT | Qt::Key_Right);
    trigger(Qt::ALT | Qt::Key_Right);
    EXPECT_EQ(seconds(), 50.1);
    trigger(Qt::ALT | Qt::Key_Left);
    trigger(Qt::Key_Comma);
    EXPECT_NEAR(seconds(), 50.0 - 1.0 / 240.0, 1e-6);
    trigger(Qt::Key_Home);
    EXPECT_EQ(m_time.now.cursor, kFrom);
    trigger(Qt::Key_End);
    EXPECT_EQ(m_time.now.cursor, kTo);
    EXPECT_FALSE(m_time.now.playing);
}

TEST_F(TimeBarTest, StepsToMessagesOfTheChosenSignalOrOfAny) {
    trigger(Qt::CTRL | Qt::Key_Period);
    bar().setSignal(3);
    trigger(Qt::CTRL | Qt::Key_Comma);
    EXPECT_EQ(m_time.messages, (std::vector<std::pair<bool, int32_t>>{{true, -1}, {false, 3}}));
}

TEST_F(TimeBarTest, DraggingScrubsAndStaysPaused) {
    mouse(QEvent::MouseButtonPress, kFrom + 10 * kNsPerSecond);
    EXPECT_NEAR(seconds(), 10.0, 0.2);
    mouse(QEvent::MouseMove, kFrom + 80 * kNsPerSecond);
    EXPECT_NEAR(seconds(), 80.0, 0.2);
    mouse(QEvent::MouseButtonRelease, kFrom + 80 * kNsPerSecond);
    EXPECT_FALSE(m_time.now.playing);
    EXPECT_TRUE(m_time.now.chosen.empty());
}

TEST_F(TimeBarTest, ShiftDraggingChoosesARangeInEitherDirection) {
    mouse(QEvent::MouseButtonPress, kFrom + 70 * kNsPerSecond, Qt::ShiftModifier);
    mouse(QEvent::MouseMove, kFrom + 30 * kNsPerSecond, Qt::ShiftModifier);
    mouse(QEvent::MouseButtonRelease, kFrom + 30 * kNsPerSecond, Qt::ShiftModifier);
    EXPECT_NEAR(static_cast<double>(m_time.now.chosen.from - kFrom) * 1e-9, 30.0, 0.2);
    EXPECT_NEAR(static_cast<double>(m_time.now.chosen.length()) * 1e-9, 40.0, 0.3);
    EXPECT_EQ(seconds(), 50.0);
    mouse(QEvent::MouseButtonPress, kFrom + 20 * kNsPerSecond, Qt::ShiftModifier);
    mouse(QEvent::MouseButtonRelease, kFrom + 20 * kNsPerSecond, Qt::ShiftModifier);
    EXPECT_TRUE(m_time.now.chosen.empty());
}

TEST_F(TimeBarTest, ArrowsInAFieldBelongToTheField) {
    auto* field = m_window.findChild<QLineEdit*>();
    ASSERT_NE(field, nullptr);
    field->setFocus();
    if (QApplication::focusWidget() != field)
        GTEST_SKIP() << "this platform gives no focus";
    for (const int key : {Qt::Key_Left, Qt::Key_Home, Qt::Key_End}) {
        QKeyEvent asked(QEvent::ShortcutOverride, key, Qt::NoModifier);
        asked.ignore();
        QApplication::sendEvent(field, &asked);
        EXPECT_TRUE(asked.isAccepted()) << key;
    }
}

TEST_F(TimeBarTest, ASeekIsShownByAllPanelsAtTheNextLook) {
    m_session.next.paused = true;
    look(2);
    const QString before = m_window.findChild<ui::TransportBar*>()->resetAction()->text();
    EXPECT_EQ(before, QStringLiteral("To the beginning"));
    // Another instant, with another number: one look is enough for the table too.
    const auto* table = m_window.findChild<ui::SignalPanel*>();
    ASSERT_NE(table, nullptr);
    m_session.next.utc += 5 * kNsPerSecond;
    m_session.next.tick = 4242;
    look(1);
    bool found = false;
    for (const QLabel* label : m_window.findChild<ui::TransportBar*>()->findChildren<QLabel*>())
        found |= label->text().contains(QStringLiteral("242"));
    EXPECT_TRUE(found);
}

TEST_F(TimeBarTest, SaysWhatThePictureIs) {
    EXPECT_TRUE(bar().stateText().contains(QStringLiteral("recorded")));
    m_time.now.rebuilding = 0.4;
    look(1);
    EXPECT_TRUE(bar().stateText().contains(QStringLiteral("40 %")));
    m_time.now.rebuilding = -1.0;
    m_time.now.simulated = true;
    look(1);
    EXPECT_TRUE(bar().stateText().contains(QStringLiteral("simulated")));
    m_time.now.trouble = "no checkpoint";
    look(1);
    EXPECT_TRUE(bar().stateText().contains(QStringLiteral("no checkpoint")));
}

TEST_F(TimeBarTest, KeepsBookmarksAndSaysWhereItCannot) {
    QString said;
    QObject::connect(&bar(), &ui::TimeBar::said, [&](const QString& text) { said = text; });
    bar().addBookmark({kFrom + 5, kFrom + 5}, QStringLiteral("jam at 操作台"));
    ASSERT_EQ(m_time.marks.size(), 1u);
    EXPECT_EQ(m_time.marks[0].from, kFrom + 5);
    EXPECT_TRUE(said.isEmpty());
    m_time.full = true;
    bar().addBookmark({kFrom + 9, kFrom + 20}, QStringLiteral("two"));
    look(1);
    EXPECT_TRUE(said.contains(QStringLiteral("full disk")));
}

TEST_F(TimeBarTest, Pictures) {
    auto overview = std::make_shared<sim::Overview>();
    overview->density = {{kFrom, kTo}, 600, {"plc", "scanner", "weigher"}, {}};
    for (size_t i = 0; i < 1800; ++i)
        overview->density.counts.push_back(
            i % 600 > 200 && i % 600 < 260 ? 0.0f : static_cast<float>(i % 37));
    overview->marks = {
        {kFrom + 34 * kNsPerSecond, kFrom + 43 * kNsPerSecond, sim::MarkKind::gap, {}},
        {kFrom + 70 * kNsPerSecond, kFrom + 70 * kNsPerSecond, sim::MarkKind::loss, "messages 3"}};
    m_time.seen = overview;
    m_time.marks = {
        {kFrom + 20 * kNsPerSecond, kFrom + 20 * kNsPerSecond, sim::MarkKind::bookmark, "jam"}};
    m_time.now.chosen = {kFrom + 55 * kNsPerSecond, kFrom + 65 * kNsPerSecond};
    m_time.now.loop = sim::Loop::range;
    m_time.now.trouble =
        "rebuild the physics: found a recording made with other elementary functions, expected "
        "this program's: the recorded track is shown instead";
    look(41);
    QApplication::processEvents();
    const QPixmap picture = m_window.grab();
    EXPECT_FALSE(picture.isNull());
    const QString folder = qEnvironmentVariable("GEMBA_GUI_SHOTS");
    if (!folder.isEmpty()) {
        EXPECT_TRUE(picture.save(QDir(folder).filePath(QStringLiteral("time-bar.png"))));
    }
}

}  // namespace
}  // namespace gemba::test
