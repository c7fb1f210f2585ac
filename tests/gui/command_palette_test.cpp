#include "ui/commands/command_palette.h"

#include <QMenuBar>
#include <QTest>

#include "tests/gui/main_window_fixture.h"
#include "ui/commands/shortcuts.h"

namespace gemba::test {
namespace {

[[nodiscard]] QStringList titles(const QList<ui::Command>& commands) {
    QStringList out;
    for (const ui::Command& command : commands)
        out << command.title;
    return out;
}

[[nodiscard]] ui::Command command(const char* title, const char* path, bool enabled = true) {
    return {.title = QLatin1String(title), .path = QLatin1String(path), .enabled = enabled};
}

TEST(CommandMatch, WordsAndInitialsFindTheBestFirst) {
    const QList<ui::Command> all{command("Frame everything", "View › Camera"),
                                 command("From the front", "View › Camera"),
                                 command("Full screen", "View"), command("Save recording", "File"),
                                 command("Save", "File", false)};
    EXPECT_EQ(titles(matching(all, QStringLiteral("fr cam"), {})),
              QStringList({QStringLiteral("Frame everything"), QStringLiteral("From the front")}));
    EXPECT_EQ(titles(matching(all, QStringLiteral("EVERY"), {})),
              QStringList(QStringLiteral("Frame everything")));
    EXPECT_EQ(titles(matching(all, QStringLiteral("ftf"), {})),
              QStringList(QStringLiteral("From the front")));
    EXPECT_EQ(titles(matching(all, QStringLiteral("save"), {})),
              QStringList({QStringLiteral("Save recording"), QStringLiteral("Save")}))
        << "what cannot be done now comes last";
    EXPECT_TRUE(matching(all, QStringLiteral("zebra"), {}).isEmpty());
    EXPECT_EQ(titles(matching(all, {}, {QStringLiteral("Full screen")}))[0],
              QStringLiteral("Full screen"))
        << "what was used last";
    EXPECT_EQ(matching(all, {}, {}).size(), all.size());
}

TEST(CommandMatch, TitlesAreReadWithoutTheirMarks) {
    EXPECT_EQ(ui::plainTitle(QStringLiteral("Save &as …")), QStringLiteral("Save as"));
    EXPECT_EQ(ui::plainTitle(QStringLiteral("打开(&O) …")), QStringLiteral("打开"));
    EXPECT_EQ(ui::plainTitle(QStringLiteral("Frame everything\tHome")),
              QStringLiteral("Frame everything"));
    EXPECT_EQ(ui::plainTitle(QStringLiteral("Cut && paste (all)")),
              QStringLiteral("Cut & paste (all)"));
}

class CommandPaletteTest : public MainWindowTest {
 protected:
    void openPalette() {
        for (QAction* const action : m_window->findChildren<QAction*>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K))
                action->trigger();
        }
        QApplication::processEvents();
    }
    [[nodiscard]] ui::CommandPalette& palette() {
        return *m_window->findChild<ui::CommandPalette*>();
    }
};

TEST_F(CommandPaletteTest, WhatIsTypedIsDoneByEnter) {
    open();
    openPalette();
    ASSERT_TRUE(palette().isVisible());
    EXPECT_GT(palette().list().count(), 40);
    QTest::keyClicks(&palette().input(), QStringLiteral("coll shapes"));
    ASSERT_EQ(palette().list().count(), 1);
    EXPECT_FALSE(m_window->view().overlay(ui::Overlay::collision));
    QTest::keyClick(&palette().input(), Qt::Key_Return);
    EXPECT_FALSE(palette().isVisible());
    EXPECT_TRUE(m_window->view().overlay(ui::Overlay::collision));

    // The same stands first the next time, and says that it is on.
    openPalette();
    EXPECT_TRUE(palette().input().text().isEmpty());
    EXPECT_EQ(palette().list().item(0)->text(), QStringLiteral("Collision shapes  ✓"));
    QTest::keyClick(&palette().input(), Qt::Key_Down);
    QTest::keyClick(&palette().input(), Qt::Key_Up);
    QTest::keyClick(&palette().input(), Qt::Key_Return);
    EXPECT_FALSE(m_window->view().overlay(ui::Overlay::collision));
}

TEST_F(CommandPaletteTest, EquipmentIsFoundByItsNameAndNothingIsSaid) {
    open();
    openPalette();
    QTest::keyClicks(&palette().input(), QStringLiteral("infeed conveyor"));
    ASSERT_GE(palette().list().count(), 1);
    QTest::keyClick(&palette().input(), Qt::Key_Return);
    EXPECT_EQ(m_window->view().selected(),
              (render::PickId{render::PickId::Kind::device, m_session.device("infeed")}));
    openPalette();
    QTest::keyClicks(&palette().input(), QStringLiteral("qqqq"));
    EXPECT_FALSE(palette().list().isVisible());
    QTest::keyClick(&palette().input(), Qt::Key_Return);
    EXPECT_TRUE(palette().isVisible());
    QTest::keyClick(&palette().input(), Qt::Key_Escape);
    EXPECT_FALSE(palette().isVisible());
}

// A window that changes its size may be put elsewhere.
TEST_F(CommandPaletteTest, ItStaysWhereItIsAndAsLargeWhateverIsFound) {
    open();
    openPalette();
    const QRect before = palette().geometry();
    for (const char* typed : {"conv", "coll shapes", "qqqq"}) {
        palette().input().setText(QLatin1String(typed));
        QApplication::processEvents();
        EXPECT_EQ(palette().geometry(), before) << typed;
    }
}

TEST_F(CommandPaletteTest, WhatCannotBeDoneNowIsNotDone) {
    openPalette();  // nothing is open
    QTest::keyClicks(&palette().input(), QStringLiteral("save recording"));
    ASSERT_EQ(palette().list().count(), 1);
    QTest::keyClick(&palette().input(), Qt::Key_Return);
    EXPECT_TRUE(palette().isVisible());
}

}  // namespace
}  // namespace gemba::test
