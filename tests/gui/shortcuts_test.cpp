#include "ui/commands/shortcuts.h"

#include <QTest>
#include <set>

#include "tests/gui/main_window_fixture.h"
#include "ui/commands/shortcut_dialog.h"

namespace gemba::test {
namespace {

class ShortcutsTest : public MainWindowTest {
 protected:
    [[nodiscard]] static QAction& named(const QObject& window, const char* name) {
        auto* const out = window.findChild<QAction*>(QLatin1String(name));
        EXPECT_NE(out, nullptr) << name;
        return *out;
    }
};

TEST_F(ShortcutsTest, EachCommandOfTheMenusHasANameOfItsOwnAndNoTwoHaveOneKey) {
    ui::Shortcuts shortcuts(*m_window, m_settings);
    std::set<QString> names;
    for (const auto& row : shortcuts.rows()) {
        EXPECT_TRUE(names.insert(row.action->objectName()).second)
            << row.action->objectName().toStdString();
        for (const QKeySequence& key : row.action->shortcuts())
            EXPECT_EQ(shortcuts.holder(key), row.action) << key.toString().toStdString();
    }
    EXPECT_GT(names.size(), 60u);
}

TEST_F(ShortcutsTest, AKeyIsChangedKeptAndBroughtBack) {
    QAction& open = named(*m_window, "file.open");
    const QKeySequence standard = open.shortcut();
    {
        ui::Shortcuts shortcuts(*m_window, m_settings);
        EXPECT_FALSE(shortcuts.set(open, named(*m_window, "file.save").shortcut())) << "taken";
        EXPECT_EQ(open.shortcut(), standard);
        EXPECT_TRUE(shortcuts.set(open, QKeySequence(QStringLiteral("Ctrl+J"))));
        EXPECT_FALSE(shortcuts.isStandard(open));
    }
    // A window that starts later has it.
    ui::MainWindow later(m_port, m_settings);
    EXPECT_EQ(named(later, "file.open").shortcut(), QKeySequence(QStringLiteral("Ctrl+J")));
    ui::Shortcuts shortcuts(later, m_settings);
    EXPECT_TRUE(shortcuts.set(named(later, "file.open"), {})) << "none";
    shortcuts.resetAll();
    EXPECT_TRUE(m_settings.value(QStringLiteral("shortcuts/file.open")).isNull());
}

TEST_F(ShortcutsTest, TheDialogSaysWhoHasAKeyAndSetsAFreeOne) {
    named(*m_window, "help.shortcuts").trigger();
    auto* const dialog = m_window->findChild<ui::ShortcutDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->isVisible());
    const auto found = dialog->list().findItems(QStringLiteral("Open"), Qt::MatchExactly);
    ASSERT_EQ(found.size(), 1);
    dialog->list().setCurrentItem(found[0]);
    EXPECT_EQ(dialog->key().keySequence(), QKeySequence(QKeySequence::Open));
    auto* const set = dialog->findChildren<QPushButton*>()[0];
    ASSERT_EQ(set->text(), QStringLiteral("Set"));
    dialog->key().setKeySequence(QKeySequence(QKeySequence::Save));
    EXPECT_FALSE(set->isEnabled());
    EXPECT_TRUE(dialog->said().contains(QStringLiteral("\"Save\"")))
        << dialog->said().toStdString();
    dialog->key().setKeySequence(QKeySequence(QStringLiteral("Ctrl+J")));
    ASSERT_TRUE(set->isEnabled());
    set->click();
    EXPECT_EQ(named(*m_window, "file.open").shortcut(), QKeySequence(QStringLiteral("Ctrl+J")));
    EXPECT_EQ(found[0]->text(1), QStringLiteral("Ctrl+J"));
    // And the palette shows it.
    dialog->close();
}

}  // namespace
}  // namespace gemba::test
