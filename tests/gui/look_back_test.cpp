#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <thread>

#include "engine/sim/player.h"
#include "tests/gui/made_up_session.h"
#include "ui/main_window.h"

namespace gemba::test {
namespace {

constexpr UtcNs kFrom = MadeUpSession::kNow - 100 * kNsPerSecond;
constexpr UtcNs kNow = MadeUpSession::kNow;

/// What was recorded of the session: its picture, at any instant up to half a second ago.
class MadeUpPast final : public sim::LookBack {
 public:
    explicit MadeUpPast(sim::Snapshot picture) : m_picture(std::move(picture)) {}
    sim::TimeRange range() const override { return {kFrom, kNow - kNsPerSecond / 2}; }
    Result<void> snapshotAt(UtcNs at, sim::Snapshot& out) override {
        out = m_picture;
        out.utc = at;
        out.tick = (at - kFrom) / (kNsPerSecond / 240);
        out.residuals.resize(1);  // of three
        return {};
    }
    bool fill(sim::TimeRange range, const std::function<bool()>&, signals::History& out) override {
        for (UtcNs at = range.from; at < range.to; at += kNsPerSecond)
            out.append(0, signals::Series::measured,
                       {at, (at / kNsPerSecond) % 2 == 0 ? 1.0 : 0.0});
        return true;
    }
    bool overview(size_t buckets, const std::function<bool()>&, sim::Overview& out) override {
        out.density = {range(), buckets, {"plc"}, std::vector<float>(buckets, 4.0f)};
        return true;
    }

 private:
    sim::Snapshot m_picture;
};

/// A window beside a session that runs and is recorded.
class LookBackTest : public ::testing::Test {
 protected:
    LookBackTest()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
          m_player(std::make_unique<MadeUpPast>(m_session.next), m_session.names->size(),
                   {.reach =
                        [] {
                            return sim::TimeRange{kFrom, kNow};
                        }}),
          m_window(m_port, m_settings),
          m_worker([this](std::stop_token stop) { m_player.run(stop); }) {
        m_window.resize(1440, 900);
        m_window.show();
        ui::SessionLink link = m_session.link();
        link.past = {&m_player.windowChannel(), &m_player.viewportChannel(), &m_player.history()};
        link.time = &m_player;
        link.post = [this, post = link.post](const sim::Command& command) {
            return m_player.status().live ? post(command) : sim::obey(m_player, command);
        };
        m_window.showSession(std::move(link), {});
        QApplication::processEvents();
        look();
    }
    ~LookBackTest() override { m_window.clearSession(); }

    void look() {
        m_session.publish();
        m_window.look();
    }
    /// Looks until it is so; the time limit of the test is the only one.
    void waitFor(const std::function<bool()>& so) {
        while (!so()) {
            look();
            QApplication::processEvents();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    void waitForPast() {
        waitFor([this] { return !pastText().isEmpty(); });
    }
    [[nodiscard]] ui::TimeBar& bar() { return *m_window.findChild<ui::TimeBar*>(); }
    [[nodiscard]] QString pastText() {
        const QStringList texts = m_window.findChild<ui::NoticeBar*>()->texts();
        return texts.isEmpty() || !texts.front().startsWith(QStringLiteral("You look at"))
                   ? QString()
                   : texts.front();
    }
    /// As the transport says it.
    [[nodiscard]] bool says(const QString& words) {
        for (const QLabel* label : m_window.findChild<ui::TransportBar*>()->findChildren<QLabel*>())
            if (label->text().contains(words))
                return true;
        return false;
    }
    void trigger(const QKeySequence& key) {
        for (QAction* action : bar().actions())
            if (action->shortcut() == key)
                action->trigger();
    }
    void drag(UtcNs from, UtcNs to, Qt::KeyboardModifiers keys = Qt::NoModifier) {
        for (const auto& [type, at] :
             {std::pair(QEvent::MouseButtonPress, from), std::pair(QEvent::MouseMove, to),
              std::pair(QEvent::MouseButtonRelease, to)}) {
            const QPointF where(bar().strip().xOf(at), 25.0);
            QMouseEvent event(type, where, bar().strip().mapToGlobal(where), Qt::LeftButton,
                              type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton,
                              keys);
            QApplication::sendEvent(&bar().strip(), &event);
        }
    }
    void shoot(const QString& name) {
        look();
        QApplication::processEvents();
        const QString folder = qEnvironmentVariable("GEMBA_GUI_SHOTS");
        const QPixmap picture = m_window.grab();
        EXPECT_FALSE(picture.isNull());
        if (!folder.isEmpty()) {
            EXPECT_TRUE(picture.save(QDir(folder).filePath(name)));
        }
    }

    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::RenderPort m_port;
    MadeUpSession m_session;
    sim::Player m_player;
    ui::MainWindow m_window;
    std::jthread m_worker;
};

TEST_F(LookBackTest, BeginsLive) {
    EXPECT_TRUE(bar().isVisible());
    EXPECT_TRUE(bar().stateText().startsWith(QStringLiteral("live")));
    EXPECT_TRUE(bar().stateText().contains(QStringLiteral("1 min back")));
    EXPECT_FALSE(bar().live().isEnabled());
    EXPECT_TRUE(pastText().isEmpty());
    EXPECT_TRUE(says(QStringLiteral("live")));
    shoot(QStringLiteral("live.png"));
}

TEST_F(LookBackTest, ScrubbingBackLeavesTheSessionAlone) {
    drag(kNow - 10 * kNsPerSecond, kNow - 40 * kNsPerSecond);
    waitForPast();
    EXPECT_TRUE(pastText().contains(QStringLiteral("40 s ago")));
    EXPECT_TRUE(says(QStringLiteral("looking back, paused")));
    EXPECT_TRUE(bar().live().isEnabled());
    EXPECT_TRUE(bar().stateText().contains(QStringLiteral("0.5 s ago")));
    // All shows that instant: the ranking too.
    EXPECT_EQ(m_window.findChild<ui::ResidualPanel*>()
                  ->findChild<QAbstractItemView*>()
                  ->model()
                  ->rowCount(),
              1);
    // The session was asked for nothing; its links are counted on.
    EXPECT_TRUE(m_session.posted.empty());
    m_session.links[0].messages = 777'777;
    for (int i = 0; i < 40; ++i)
        look();
    bool counted = false;
    for (const QLabel* label : m_window.findChild<ui::SourcePanel*>()->findChildren<QLabel*>())
        counted |= label->text().contains(QStringLiteral("777"));
    EXPECT_TRUE(counted);
    shoot(QStringLiteral("looking-back.png"));
}

TEST_F(LookBackTest, ASeekWhilePausedStaysPausedAndSpacePlaysThePastOnly) {
    trigger(Qt::SHIFT | Qt::Key_Left);
    waitForPast();
    trigger(Qt::SHIFT | Qt::Key_Left);
    EXPECT_EQ(m_player.status().cursor, kNow - 20 * kNsPerSecond);
    EXPECT_FALSE(m_player.status().playing);
    waitFor([this] { return says(QStringLiteral("looking back, paused")); });
    m_window.findChild<ui::TransportBar*>()->playAction()->trigger();
    EXPECT_TRUE(m_player.status().playing);
    waitFor([this] { return m_player.status().cursor > kNow - 20 * kNsPerSecond; });
    waitFor([this] { return !says(QStringLiteral("paused")); });
    m_window.findChild<ui::TransportBar*>()->playAction()->trigger();
    EXPECT_FALSE(m_player.status().playing);
    EXPECT_TRUE(m_session.posted.empty());
}

TEST_F(LookBackTest, LiveComesBackWithTheNewest) {
    trigger(Qt::Key_Left);
    waitForPast();
    m_session.next.tick = 555'001;
    m_session.next.utc = kNow + 60 * kNsPerSecond;
    trigger(Qt::Key_L);
    look();
    EXPECT_TRUE(pastText().isEmpty());
    EXPECT_TRUE(says(QStringLiteral("live")));
    EXPECT_TRUE(says(QStringLiteral("001")));
    EXPECT_EQ(m_window.findChild<ui::ResidualPanel*>()
                  ->findChild<QAbstractItemView*>()
                  ->model()
                  ->rowCount(),
              3);
    // Pause is the session's again.
    m_window.findChild<ui::TransportBar*>()->playAction()->trigger();
    ASSERT_EQ(m_session.posted.size(), 1u);
    EXPECT_EQ(m_session.posted[0].type, sim::CommandType::pause);
}

TEST_F(LookBackTest, ARangeIsChosenWhileLiveAndSavedOrKept) {
    std::vector<sim::TimeRange> saved;
    QObject::connect(&bar(), &ui::TimeBar::saveRequested, [&](qint64 from, qint64 to) {
        saved.push_back({from, to});
    });
    trigger(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    EXPECT_TRUE(saved.empty());
    drag(kNow - 60 * kNsPerSecond, kNow - 30 * kNsPerSecond, Qt::ShiftModifier);
    look();
    EXPECT_TRUE(m_player.status().live);
    const sim::TimeRange range = bar().chosen();
    EXPECT_NEAR(static_cast<double>(range.length()) * 1e-9, 30.0, 0.5);
    trigger(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    EXPECT_EQ(saved, std::vector<sim::TimeRange>{range});

    bar().addBookmark(range, QStringLiteral("the jam"));
    ASSERT_EQ(m_player.bookmarks().size(), 1u);
    EXPECT_EQ(m_player.bookmarks()[0].to, range.to);
    shoot(QStringLiteral("range.png"));
}

TEST_F(LookBackTest, LoopsAChosenRange) {
    drag(kNow - 60 * kNsPerSecond, kNow - 58 * kNsPerSecond, Qt::ShiftModifier);
    m_player.setLoop(sim::Loop::range);
    m_player.setRate(10.0);
    m_player.seek(bar().chosen().from);
    m_player.play(true);
    waitForPast();
    UtcNs before = 0;
    waitFor([&] {
        const UtcNs cursor = m_player.status().cursor;
        return std::exchange(before, cursor) > cursor;
    });
    EXPECT_FALSE(m_player.status().live);
    EXPECT_TRUE(m_player.status().playing);
}

}  // namespace
}  // namespace gemba::test
