#include "ui/withholding.h"

#include <QTest>
#include <QTreeWidget>

#include "tests/gui/main_window_fixture.h"
#include "ui/docks/row_marks_delegate.h"

namespace gemba::test {
namespace {

using ui::RowMarksDelegate;
using ui::Withholding;
using Kind = render::PickId::Kind;

TEST(Withholding, IsolatingComesBackToWhatWasHiddenBefore) {
    const auto twin = madeUpTwin();
    Withholding state;
    EXPECT_EQ(state.of(*twin), nullptr) << "the renderer has nothing to look at";
    state.setHidden({"scale"}, true);
    const auto infeed = static_cast<size_t>(twin->findDevice("infeed"));
    const auto scale = static_cast<size_t>(twin->findDevice("scale"));
    state.isolate(*twin, {"scale"});
    auto now = state.of(*twin);
    ASSERT_NE(now, nullptr);
    EXPECT_EQ(now->hiddenDevices[scale], 0);
    EXPECT_EQ(now->hiddenDevices[infeed], 1);
    EXPECT_EQ(now->hiddenModels[0], 1);
    state.endIsolation();
    now = state.of(*twin);
    EXPECT_EQ(now->hiddenDevices[scale], 1);
    EXPECT_EQ(now->hiddenDevices[infeed], 0);
    state.showAll();
    EXPECT_EQ(state.of(*twin), nullptr);
}

TEST(Withholding, WhatHangsOnADeviceGoesWithIt) {
    auto twin = madeUpTwin();
    twin->models[0].device = twin->findDevice("infeed");
    Withholding state;
    state.setHidden({"infeed"}, true);
    EXPECT_EQ(state.of(*twin)->hiddenModels[0], 1);
    state.showAll();
    state.isolate(*twin, {"infeed"});
    EXPECT_EQ(state.of(*twin)->hiddenModels[0], 0);
    state.isolate(*twin, {twin->models[0].id});
    EXPECT_EQ(state.of(*twin)->hiddenModels[0], 0) << "alone, without what it hangs on";
    EXPECT_EQ(state.of(*twin)->hiddenDevices[static_cast<size_t>(twin->models[0].device)], 1);
}

class HidingTest : public MainWindowTest {
 protected:
    [[nodiscard]] QAction& action(const char* name) {
        return *m_window->findChild<QAction*>(QLatin1String(name));
    }
    [[nodiscard]] QTreeWidget& tree() { return m_window->findChild<ui::ScenePanel*>()->tree(); }
    [[nodiscard]] QTreeWidgetItem& row(const QString& text) {
        return *tree().findItems(text, Qt::MatchRecursive | Qt::MatchExactly).front();
    }
    void click(QTreeWidgetItem& item, RowMarksDelegate::Mark mark) {
        tree().scrollToItem(&item);
        const QRect cell =
            tree().visualRect(tree().indexFromItem(&item).siblingAtColumn(ui::SceneTree::from));
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {},
                          RowMarksDelegate::rectOf(cell, mark).center());
    }
    void select(const char* id) { m_window->view().select({Kind::device, m_session.device(id)}); }
    [[nodiscard]] bool hidden(const char* id) {
        const auto& withheld = m_window->view().state().withheld;
        return withheld != nullptr && withheld->hides(m_session.device(id), -1);
    }
};

TEST_F(HidingTest, KeysHideIsolateAndShow) {
    open();
    EXPECT_FALSE(action("shown.all").isEnabled());
    select("scale");
    action("shown.hide").trigger();
    EXPECT_TRUE(hidden("scale"));
    EXPECT_EQ(m_window->view().selected(), render::PickId{}) << "what is gone is not selected";
    EXPECT_TRUE(row(QStringLiteral("scale")).data(0, RowMarksDelegate::kHiddenRole).toBool());
    select("infeed");
    action("shown.isolate").trigger();
    EXPECT_FALSE(hidden("infeed"));
    EXPECT_TRUE(hidden("scale"));
    EXPECT_EQ(m_window->view().state().withheld->hiddenModels[0], 1);
    EXPECT_TRUE(action("shown.isolate").isChecked());
    action("shown.isolate").trigger();
    EXPECT_TRUE(hidden("scale"));
    EXPECT_EQ(m_window->view().state().withheld->hiddenModels[0], 0);
    action("shown.all").trigger();
    EXPECT_EQ(m_window->view().state().withheld, nullptr);
    EXPECT_FALSE(action("shown.all").isEnabled());
}

TEST_F(HidingTest, MarksOfTheTreeHideAndLockWithoutSelecting) {
    open();
    click(row(QStringLiteral("scale")), RowMarksDelegate::Mark::eye);
    EXPECT_TRUE(hidden("scale"));
    EXPECT_EQ(m_window->view().selected(), render::PickId{});
    click(row(QStringLiteral("scale")), RowMarksDelegate::Mark::eye);
    EXPECT_FALSE(hidden("scale"));
    click(row(QStringLiteral("Models")), RowMarksDelegate::Mark::eye);
    EXPECT_EQ(m_window->view().state().withheld->hiddenModels[0], 1) << "all of the group";
    click(row(QStringLiteral("infeed")), RowMarksDelegate::Mark::lock);
    EXPECT_TRUE(m_window->view().withholding().locked("infeed"));

    // The picture does not pick it; the tree does.
    Q_EMIT m_port.picked(static_cast<int>(Kind::device), m_session.device("infeed"), false);
    EXPECT_EQ(m_window->view().selected(), render::PickId{});
    tree().setCurrentItem(&row(QStringLiteral("infeed")));
    EXPECT_EQ(m_window->view().selected().index, m_session.device("infeed"));
    EXPECT_TRUE(action("shown.lock").isChecked());
    action("shown.lock").trigger();
    EXPECT_FALSE(m_window->view().withholding().locked("infeed"));
}

}  // namespace
}  // namespace gemba::test
