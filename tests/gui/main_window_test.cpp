#include "ui/main_window.h"

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QMimeData>

#include "tests/gui/main_window_fixture.h"
#include "ui/pages/help_dialog.h"

namespace gemba::test {
namespace {

using sim::CommandType;

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

TEST_F(MainWindowTest, ARateFromElsewhereIsShown) {
    m_session.next.rateRequested = 3.5;
    open();
    EXPECT_EQ(m_window->findChild<ui::TransportBar*>()->speed().currentText(),
              QStringLiteral("3.50×"));
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

// The made-up screen is smaller than the window would be.
TEST_F(MainWindowTest, OnASmallScreenItFillsTheScreenUntilSomebodyChoseOtherwise) {
    ASSERT_LT(m_window->screen()->availableSize().width(), 1440);
    EXPECT_TRUE(m_window->isMaximized());
    m_window->showNormal();
    m_window->close();
    m_window = std::make_unique<ui::MainWindow>(m_port, m_settings);
    m_window->show();
    EXPECT_FALSE(m_window->isMaximized());
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
