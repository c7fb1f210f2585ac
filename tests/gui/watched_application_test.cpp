#include "ui/watched_application.h"

#include <gtest/gtest.h>

#include <QDialog>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

namespace gemba::test {
namespace {

using ui::Stall;
using ui::WatchedApplication;

/// Takes time by a clock that a test moves, and hands some on.
class Slow final : public QWidget {
 public:
    explicit Slow(double& clock, QWidget* parent = nullptr) : QWidget(parent), m_clock(clock) {}

    double takes = 0.0;
    QObject* next = nullptr;
    std::function<void()> act;

    bool event(QEvent* event) override {
        if (event->type() != QEvent::User)
            return QWidget::event(event);
        m_clock += takes;
        QObject* const to = next;
        if (const std::function<void()> doIt = act)
            doIt();  // which may end this
        if (to != nullptr) {
            QEvent handed(QEvent::User);
            QCoreApplication::sendEvent(to, &handed);
        }
        return true;
    }

 private:
    double& m_clock;
};

class WatchedApplicationTest : public ::testing::Test {
 protected:
    WatchedApplicationTest() {
        m_application.watch([this](const Stall& stall) { m_stalls.push_back(stall); },
                            WatchedApplication::kFrameMs, [this] { return m_clock; });
    }
    ~WatchedApplicationTest() override { m_application.watch({}); }

    void send(QObject& to) {
        QEvent event(QEvent::User);
        QCoreApplication::sendEvent(&to, &event);
    }

    WatchedApplication& m_application = *static_cast<WatchedApplication*>(qApp);
    double m_clock = 0.0;
    std::vector<Stall> m_stalls;
};

TEST_F(WatchedApplicationTest, NamesWhatTookTooLong) {
    QWidget window;
    window.setObjectName(QStringLiteral("window"));
    Slow slow(m_clock, &window);
    slow.setObjectName(QStringLiteral("slow"));
    slow.takes = 16.0;
    send(slow);
    EXPECT_TRUE(m_stalls.empty()) << "a frame is not too long";
    slow.takes = 23.5;
    send(slow);
    ASSERT_EQ(m_stalls.size(), 1u);
    EXPECT_EQ(m_stalls[0].ms, 23.5);
    EXPECT_EQ(m_stalls[0].event, QStringLiteral("User"));
    EXPECT_EQ(m_stalls[0].receiver, QStringLiteral("QWidget \"slow\" in QWidget \"window\""));
    EXPECT_EQ(m_application.stalls(), 1u);
    EXPECT_EQ(m_application.worstMs(), 23.5);
    EXPECT_EQ(m_application.busyStalls(), 0u) << "it only waited";
}

TEST_F(WatchedApplicationTest, OfEventsWithinEventsTheInnermostIsToBlame) {
    Slow inner(m_clock), outer(m_clock);
    inner.setObjectName(QStringLiteral("inner"));
    outer.setObjectName(QStringLiteral("outer"));
    outer.next = &inner;
    inner.takes = 30.0;
    outer.takes = 5.0;
    send(outer);
    ASSERT_EQ(m_stalls.size(), 1u) << "one stall, told once";
    EXPECT_EQ(m_stalls[0].ms, 35.0);
    EXPECT_EQ(m_stalls[0].ownMs, 30.0);
    EXPECT_TRUE(m_stalls[0].receiver.contains(QStringLiteral("inner")));
    outer.takes = 40.0;
    inner.takes = 2.0;
    send(outer);
    ASSERT_EQ(m_stalls.size(), 2u);
    EXPECT_TRUE(m_stalls[1].receiver.contains(QStringLiteral("outer")));
}

TEST_F(WatchedApplicationTest, ADialogIsNoStallButWhatIsSlowInItIs) {
    Slow opener(m_clock), inDialog(m_clock);
    inDialog.setObjectName(QStringLiteral("inDialog"));
    opener.act = [&] {
        QDialog dialog;
        QTimer::singleShot(0, &dialog, [&] {
            m_clock += 10.0;
            send(inDialog);
            dialog.accept();
        });
        m_clock += 500.0;  // somebody reads it
        dialog.exec();
    };
    send(opener);
    EXPECT_TRUE(m_stalls.empty());
    inDialog.takes = 50.0;
    send(opener);
    ASSERT_EQ(m_stalls.size(), 1u);
    EXPECT_TRUE(m_stalls[0].receiver.contains(QStringLiteral("inDialog")));
}

TEST_F(WatchedApplicationTest, WhoIsGoneIsStillNamed) {
    auto slow = std::make_unique<Slow>(m_clock);
    slow->takes = 20.0;
    slow->act = [&slow] { slow.reset(); };
    send(*slow);
    EXPECT_EQ(slow, nullptr);
    ASSERT_EQ(m_stalls.size(), 1u);
    EXPECT_EQ(m_stalls[0].receiver, QStringLiteral("QWidget"));
}

TEST_F(WatchedApplicationTest, SwitchedOffItTellsNothing) {
    Slow slow(m_clock);
    slow.takes = 100.0;
    slow.act = [this] { m_application.watch({}); };
    send(slow);
    slow.act = {};
    send(slow);
    EXPECT_TRUE(m_stalls.empty());
}

}  // namespace
}  // namespace gemba::test
