#include <gtest/gtest.h>

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QSet>
#include <QTest>

#include "tests/gui/full_window.h"

/// Whoever has no mouse reaches everything, and whoever does not see hears what it is.
namespace gemba::test {
namespace {

[[nodiscard]] bool takesTab(const QWidget& widget) {
    return widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 &&
           widget.focusProxy() == nullptr;
}

// Of what can be reached by Tab in a window, and is seen.
[[nodiscard]] QSet<QWidget*> reachable(QWidget& window) {
    QSet<QWidget*> out;
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        if (widget->window() == &window && widget->isVisible() && takesTab(*widget) &&
            !widget->visibleRegion().isEmpty())
            out.insert(widget);
    }
    return out;
}

[[nodiscard]] std::string nameOf(const QWidget* widget) {
    QStringList out;
    for (const QWidget* at = widget; at != nullptr; at = at->parentWidget())
        out.prepend(QLatin1String(at->metaObject()->className()));
    return out.join(u'/').toStdString();
}

// What a screen reader would say: its name, or the text on it.
[[nodiscard]] QString spokenName(const QWidget& widget) {
    if (!widget.accessibleName().isEmpty())
        return widget.accessibleName();
    for (const char* const property : {"text", "title"}) {
        const QString text = widget.property(property).toString();
        if (!text.isEmpty() && qobject_cast<const QLineEdit*>(&widget) == nullptr)
            return text;
    }
    // The field within a box of numbers is named by the box.
    const QWidget* const parent = widget.parentWidget();
    return parent != nullptr && parent->focusProxy() == &widget ? parent->accessibleName()
                                                                : QString();
}

class Keyboard : public ::testing::Test {
 protected:
    Keyboard() { m_full.show(FullWindow::Scene::live); }

    void expectNames(QWidget& window, const QString& where) {
        for (const QWidget* const widget : reachable(window))
            EXPECT_FALSE(spokenName(*widget).isEmpty())
                << where.toStdString() << ": " << nameOf(widget) << " has no name";
    }
    // Tab goes round: each is met, and the first one again.
    void expectRound(QWidget& window, const QString& where) {
        QApplication::setActiveWindow(&window);
        QSet<QWidget*> missing = reachable(window);
        ASSERT_FALSE(missing.isEmpty()) << where.toStdString();
        QWidget* const first = *missing.begin();
        first->setFocus(Qt::TabFocusReason);
        if (QApplication::focusWidget() != first)
            GTEST_SKIP() << "this platform gives no focus";
        const auto most = 3 * missing.size() + 50;
        bool round = false;
        for (qsizetype i = 0; i < most && !round; ++i) {
            QWidget* const before = QApplication::focusWidget();
            missing.remove(before);
            QTest::keyClick(before, Qt::Key_Tab);
            QWidget* const now = QApplication::focusWidget();
            ASSERT_NE(now, nullptr) << where.toStdString() << ": lost after " << nameOf(before);
            ASSERT_NE(now, before) << where.toStdString() << ": caught in " << nameOf(before);
            round = now == first;
        }
        EXPECT_TRUE(round) << where.toStdString() << ": never round";
        for (const QWidget* const widget : missing)
            ADD_FAILURE() << where.toStdString() << ": Tab never reaches " << nameOf(widget);
    }

    FullWindow m_full;
};

TEST_F(Keyboard, TabReachesEverythingInEachDockAndGoesOn) {
    for (ui::Dock* const dock : m_full.docks()) {
        m_full.raise(*dock);
        expectNames(m_full.window(), dock->objectName());
        expectRound(m_full.window(), dock->objectName());
    }
}

TEST_F(Keyboard, TabReachesEverythingInEachDialogAndEscapeClosesIt) {
    for (const QString& name : FullWindow::dialogs()) {
        QWidget* const dialog = m_full.dialog(name);
        ASSERT_NE(dialog, nullptr) << name.toStdString();
        const QPointer<QWidget> stands = dialog;
        expectNames(*dialog, name);
        if (reachable(*dialog).size() > 1)
            expectRound(*dialog, name);
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr && focus->window() == dialog ? focus : dialog,
                        Qt::Key_Escape);
        QApplication::processEvents();
        EXPECT_TRUE(stands == nullptr || !stands->isVisible())
            << name.toStdString() << ": Escape leaves it open";
    }
}

TEST_F(Keyboard, TheWelcomePageToo) {
    FullWindow full;
    expectNames(full.window(), QStringLiteral("welcome"));
    expectRound(full.window(), QStringLiteral("welcome"));
}

}  // namespace
}  // namespace gemba::test
