#include "ui/support_report.h"

#include <gtest/gtest.h>

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>
#include <QTemporaryDir>

#include "ui/layout_store.h"
#include "ui/models/log_model.h"
#include "ui/pages/welcome_page.h"
#include "ui/recent_files.h"

namespace gemba::test {
namespace {

TEST(SupportReport, HoldsWhatSomebodyIsAskedFor) {
    ui::LogModel log;
    log.add(log::Level::warn, "something odd");
    log.drain();
    auto twin = std::make_shared<twin::Twin>();
    twin->file = "/plants/cell.toml";
    twin->text = "gemba = 1\nname = \"装箱\"\n";
    const QString text = ui::supportReport({.deviceName = QStringLiteral("llvmpipe"),
                                            .figures = {},
                                            .twin = twin,
                                            .links = {{.id = "plc7",
                                                       .endpoint = "tcp://127.0.0.1:5556",
                                                       .connected = true,
                                                       .messages = 42,
                                                       .rejected = 1,
                                                       .firstReason = "no JSON"}},
                                            .log = log.allText()});
    for (const char* part : {"Gemba", "llvmpipe", "/plants/cell.toml", "name = \"装箱\"",
                             "plc7 tcp://127.0.0.1:5556 connected, messages 42, rejected 1",
                             "first rejected: no JSON", "warning something odd"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part << "\n" << text.toStdString();
    // And nothing is open, nothing draws: still a report.
    EXPECT_TRUE(ui::supportReport({}).contains(QStringLiteral("graphics: none")));
}

TEST(NamedLayouts, AreKeptAppliedAndForgotten) {
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    QMainWindow window;
    QDockWidget dock(QStringLiteral("Dock"), &window);
    dock.setObjectName(QStringLiteral("dock"));
    window.addDockWidget(Qt::LeftDockWidgetArea, &dock);
    window.show();
    ui::LayoutStore store(window, settings);
    const QString strange = QStringLiteral("班/组 A=1");
    store.saveAs(strange);
    window.addDockWidget(Qt::RightDockWidgetArea, &dock);
    EXPECT_EQ(store.names(), QStringList(strange));
    ASSERT_TRUE(store.apply(strange));
    EXPECT_EQ(window.dockWidgetArea(&dock), Qt::LeftDockWidgetArea);
    EXPECT_FALSE(store.apply(QStringLiteral("another")));
    store.remove(strange);
    EXPECT_TRUE(store.names().isEmpty());
}

TEST(Welcome, ShowsAtMostSixOfTheRecentFilesEachACard) {
    ui::WelcomePage page(nullptr);
    QStringList paths;
    for (int i = 0; i < 9; ++i)
        paths << QStringLiteral("/plants/a_very_long_folder_name/of/a/hall/cell_%1.toml").arg(i);
    page.setRecent(paths);
    ASSERT_EQ(page.recentButtons().size(), 6);
    QString asked;
    QObject::connect(&page, &ui::WelcomePage::openRequested, &page,
                     [&](const QString& path) { asked = path; });
    page.recentButtons()[4]->click();
    EXPECT_EQ(asked, paths[4]);
    for (const QLabel* label : page.recentButtons()[0]->findChildren<QLabel*>())
        EXPECT_LE(label->sizeHint().width(), 200) << label->text().toStdString();
    EXPECT_NE(ui::RecentFiles::pictureOf(paths[0]), ui::RecentFiles::pictureOf(paths[1]));
}

}  // namespace
}  // namespace gemba::test
