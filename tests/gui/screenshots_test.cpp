#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <tuple>

#include "tests/gui/cut_texts.h"
#include "tests/gui/full_window.h"
#include "ui/language.h"
#include "ui/theme.h"

/// Each window and dialog as people see it: nothing is cut. Pictures to be looked at go to
/// GEMBA_GUI_SHOTS; without it they are only made. QT_SCALE_FACTOR=2 makes those of a fine screen.
namespace gemba::test {
namespace {

using Scene = FullWindow::Scene;
using ui::theme::Look;

struct Seen {
    const char* language;
    Look look;
    QSize size;
};

void PrintTo(const Seen& seen, std::ostream* out) {
    *out << seen.language << ' ' << seen.size.width() << " px wide";
}

class Screenshots : public ::testing::TestWithParam<Seen> {
 protected:
    Screenshots() {
        ui::language::install(*qApp, QLatin1String(GetParam().language));
        ui::theme::apply(*qApp, GetParam().look);
    }
    ~Screenshots() override {
        ui::language::install(*qApp, QStringLiteral("en"));
        ui::theme::apply(*qApp);
    }

    void show(Scene scene) {
        m_full = std::make_unique<FullWindow>();
        m_full->window().resize(GetParam().size);
        m_full->show(scene);
        m_full->window().resize(GetParam().size);
        m_full->look();
    }
    void shoot(QWidget& widget, const QString& name) {
        QApplication::processEvents();
        const QPixmap picture = widget.grab();
        const QStringList cut = cutTexts(widget);
        EXPECT_TRUE(cut.isEmpty()) << name.toStdString() << '\n' << cut.join(u'\n').toStdString();
        const QString folder = qEnvironmentVariable("GEMBA_GUI_SHOTS");
        if (folder.isEmpty())
            return;
        const QString which =
            QStringLiteral("%1-%2-%3@%4")
                .arg(QLatin1String(GetParam().language),
                     QLatin1String(GetParam().look == Look::dark ? "dark" : "light"))
                .arg(GetParam().size.width())
                .arg(widget.devicePixelRatioF());
        QDir().mkpath(QDir(folder).filePath(which));
        EXPECT_TRUE(
            picture.save(QDir(folder).filePath(which + u'/' + name + QStringLiteral(".png"))));
    }

    std::unique_ptr<FullWindow> m_full;
};

TEST_P(Screenshots, Windows) {
    for (const auto& [scene, name] : {std::pair(Scene::welcome, "welcome"),
                                      {Scene::back, "back"},
                                      {Scene::recording, "recording"},
                                      {Scene::problems, "problems"},
                                      {Scene::empty, "empty"},
                                      {Scene::notices, "notices"}}) {
        show(scene);
        shoot(m_full->window(), QLatin1String(name));
        EXPECT_EQ(m_full->window().size(), GetParam().size) << name << " needs more room";
    }
}

TEST_P(Screenshots, Docks) {
    show(Scene::live);
    shoot(m_full->window(), QStringLiteral("live"));
    for (ui::Dock* const dock : m_full->docks()) {
        if (dock->objectName() == QLatin1String("dock.problems"))
            continue;  // empty where nothing is wrong
        m_full->raise(*dock);
        shoot(m_full->window(), dock->objectName());
        EXPECT_EQ(m_full->window().size(), GetParam().size)
            << dock->objectName().toStdString() << " needs more room";
    }
}

TEST_P(Screenshots, Dialogs) {
    show(Scene::live);
    for (const QString& name : FullWindow::dialogs()) {
        QWidget* const dialog = m_full->dialog(name);
        ASSERT_NE(dialog, nullptr) << name.toStdString();
        shoot(*dialog, QStringLiteral("dialog.") + name);
        EXPECT_LE(dialog->width(), GetParam().size.width()) << name.toStdString();
        EXPECT_LE(dialog->height(), GetParam().size.height()) << name.toStdString();
        dialog->close();
        QApplication::processEvents();
    }
}

constexpr QSize kUsual(1440, 900), kSmall(1280, 720);
INSTANTIATE_TEST_SUITE_P(
    All, Screenshots,
    ::testing::Values(Seen{"en", Look::dark, kUsual}, Seen{"en", Look::light, kUsual},
                      Seen{"en", Look::dark, kSmall}, Seen{"zh_CN", Look::dark, kUsual},
                      Seen{"zh_CN", Look::light, kUsual}, Seen{"zh_CN", Look::dark, kSmall}),
    [](const auto& is) {
        const Seen& seen = is.param;
        return std::string(seen.language) + (seen.look == Look::dark ? "_dark" : "_light") +
               (seen.size == kSmall ? "_small" : "");
    });

}  // namespace
}  // namespace gemba::test
