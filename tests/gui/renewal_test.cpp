#include "ui/renewal.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QImage>

#include "tests/gui/full_window.h"
#include "ui/language.h"
#include "ui/theme.h"

/// The language and the look change while the window stands: it is then as if it had been opened
/// so.
namespace gemba::test {
namespace {

using Scene = FullWindow::Scene;
constexpr Scene kScenes[] = {Scene::welcome,  Scene::live,  Scene::back,   Scene::recording,
                             Scene::problems, Scene::empty, Scene::notices};
const QString kChinese = QStringLiteral("zh_CN"), kEnglish = QStringLiteral("en");

void speak(FullWindow& window, const QString& language) {
    ui::language::change(*qApp, window.window(), language);
    QApplication::processEvents();
    window.look();
}

// What stands in one but not in the other, a line each.
[[nodiscard]] std::string difference(const QStringList& got, const QStringList& wanted) {
    QStringList out;
    QStringList rest = wanted;
    for (const QString& line : got) {
        if (!rest.removeOne(line))
            out << QStringLiteral("has   ") + line;
    }
    for (const QString& line : rest)
        out << QStringLiteral("lacks ") + line;
    return out.join(u'\n').toStdString();
}

// Where they are not, both are kept in GEMBA_GUI_SHOTS to be looked at.
[[nodiscard]] bool alike(QWidget& one, QWidget& other, const QString& what) {
    const auto picture = [](QWidget& window) {
        QApplication::setActiveWindow(&window);
        QApplication::processEvents();
        return window.grab().toImage();
    };
    const QImage a = picture(one), b = picture(other);
    const QString folder = qEnvironmentVariable("GEMBA_GUI_SHOTS");
    if (a != b && !folder.isEmpty()) {
        (void)a.save(QDir(folder).filePath(what + QStringLiteral("-changed.png")));
        (void)b.save(QDir(folder).filePath(what + QStringLiteral("-began.png")));
    }
    return a == b;
}

class Changed : public ::testing::Test {
 protected:
    Changed() { ui::language::install(*qApp, kEnglish); }
    ~Changed() override {
        ui::language::install(*qApp, kEnglish);
        ui::theme::apply(*qApp);
    }
};

class Renewal : public Changed, public ::testing::WithParamInterface<Scene> {};
class RenewalOfDialogs : public Changed, public ::testing::WithParamInterface<const char*> {};

TEST_P(Renewal, EveryTextIsAsInAWindowThatBeganInThatLanguage) {
    FullWindow window;
    window.show(GetParam());
    const QStringList english = textsOf(window.window());
    speak(window, kChinese);
    const QStringList changed = textsOf(window.window());
    {
        FullWindow other;
        other.show(GetParam());
        EXPECT_EQ(difference(changed, textsOf(other.window())), "");
    }
    speak(window, kEnglish);
    EXPECT_EQ(difference(textsOf(window.window()), english), "");
    EXPECT_GT(english.size(), 300);
}

// The same for what a window looks like that began in Chinese and light.
TEST_P(Renewal, EveryPictureIsAsInAWindowThatBeganSo) {
    FullWindow window;
    window.show(GetParam());
    speak(window, kChinese);
    ui::theme::change(*qApp, window.window(), ui::theme::Look::light);
    window.look();
    FullWindow other;
    other.show(GetParam());
    const auto compare = [&](const QString& what) {
        window.look();
        other.look();
        EXPECT_TRUE(alike(window.window(), other.window(), what)) << what.toStdString();
    };
    compare(QStringLiteral("window"));
    if (GetParam() != Scene::live)
        return;
    for (qsizetype i = 0; i < window.docks().size(); ++i) {
        window.raise(*window.docks()[i]);
        other.raise(*other.docks()[i]);
        compare(window.docks()[i]->objectName());
    }
}

INSTANTIATE_TEST_SUITE_P(All, Renewal, ::testing::ValuesIn(kScenes));

TEST_P(RenewalOfDialogs, OneThatStandsOpenFollows) {
    const QString name = QLatin1String(GetParam());
    FullWindow window;
    window.show(Scene::live);
    QWidget* const dialog = window.dialog(name);
    ASSERT_NE(dialog, nullptr);
    const QStringList english = textsOf(*dialog);
    speak(window, kChinese);
    const QStringList changed = textsOf(*dialog);
    {
        FullWindow other;
        other.show(Scene::live);
        QWidget* const fresh = other.dialog(name);
        ASSERT_NE(fresh, nullptr);
        EXPECT_EQ(difference(changed, textsOf(*fresh)), "");
    }
    speak(window, kEnglish);
    EXPECT_EQ(difference(textsOf(*dialog), english), "");
}

// All but the palette, which goes with the hand that goes elsewhere.
INSTANTIATE_TEST_SUITE_P(All, RenewalOfDialogs,
                         ::testing::Values("import", "shortcuts", "help", "about", "array", "force",
                                           "save", "bookmark", "layout"));

}  // namespace
}  // namespace gemba::test
