#include "ui/commands/key_hints.h"

#include <QHelpEvent>
#include <QToolButton>
#include <QToolTip>

#include "tests/gui/full_window.h"

#include <gtest/gtest.h>

namespace gemba::test {
namespace {

[[nodiscard]] QToolButton* buttonOf(const QWidget& window, const QAction* action) {
    for (QToolButton* const button : window.findChildren<QToolButton*>()) {
        if (button->defaultAction() == action)
            return button;
    }
    return nullptr;
}

TEST(KeyHints, AToolTipTellsTheKeyAsItIsNow) {
    FullWindow full;
    full.show(FullWindow::Scene::live);
    auto* const play = full.window().findChild<QAction*>(QStringLiteral("simulation.play"));
    QToolButton* const button = buttonOf(full.window(), play);
    ASSERT_NE(button, nullptr);
    EXPECT_EQ(ui::KeyHints::hintOf(*button), QStringLiteral("Pause (Space)"));
    play->setShortcut(Qt::Key_P);
    EXPECT_EQ(ui::KeyHints::hintOf(*button), QStringLiteral("Pause (P)"));
    QHelpEvent asked(QEvent::ToolTip, {2, 2}, button->mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(button, &asked);
    EXPECT_EQ(QToolTip::text(), QStringLiteral("Pause (P)"));
    play->setShortcut({});
    EXPECT_EQ(ui::KeyHints::hintOf(*button), QStringLiteral("Pause"));
    QToolTip::hideText();
}

TEST(KeyHints, AButtonOfANameOfItsOwnToo) {
    FullWindow full;
    full.show(FullWindow::Scene::live);
    auto* const live = full.window().findChild<QAction*>(QStringLiteral("time.live"));
    live->setShortcut(Qt::Key_F9);
    int told = 0;
    for (const QWidget* const widget : full.window().findChildren<QWidget*>())
        told += ui::KeyHints::hintOf(*widget).endsWith(QStringLiteral("(F9)")) ? 1 : 0;
    EXPECT_EQ(told, 2) << "above the picture and in the time bar";
}

// No text says a key that the user may have changed.
TEST(KeyHints, NoToolTipHasAKeyWrittenIntoIt) {
    FullWindow full;
    full.show(FullWindow::Scene::live);
    for (const QAction* const action : full.window().findChildren<QAction*>()) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        if (!key.isEmpty()) {
            EXPECT_FALSE(action->toolTip().contains(QStringLiteral("(%1)").arg(key)))
                << action->toolTip().toStdString();
        }
    }
}

}  // namespace
}  // namespace gemba::test
