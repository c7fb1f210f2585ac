#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>

#include "ui/plot/kept_plots.h"
#include "ui/recent_files.h"

/// What is kept for a while does not grow for ever.
namespace gemba::test {
namespace {

class Kept : public ::testing::Test {
 protected:
    Kept()
        : m_cache(qgetenv("XDG_CACHE_HOME")),
          m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat) {
        qputenv("XDG_CACHE_HOME", m_folder.path().toUtf8());
    }
    ~Kept() override {
        m_cache.isEmpty() ? (void)qunsetenv("XDG_CACHE_HOME")
                          : (void)qputenv("XDG_CACHE_HOME", m_cache);
    }
    static void touch(const QString& name) {
        QDir().mkpath(QFileInfo(name).path());
        QFile file(name);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    }

    QByteArray m_cache;
    QTemporaryDir m_folder;
    QSettings m_settings;
};

TEST_F(Kept, PicturesOfFilesThatLeftTheListGo) {
    ui::RecentFiles recent(m_settings);
    QStringList files;
    for (int i = 0; i < ui::RecentFiles::kMax + 2; ++i) {
        files << QStringLiteral("/plants/cell_%1.toml").arg(i);
        recent.add(files.back());
        touch(ui::RecentFiles::pictureOf(files.back()));
    }
    recent.prunePictures();
    for (int i = 0; i < files.size(); ++i)
        EXPECT_EQ(QFile::exists(ui::RecentFiles::pictureOf(files[i])), i >= 2) << i;
    recent.clear();
    recent.prunePictures();
    EXPECT_FALSE(QFile::exists(ui::RecentFiles::pictureOf(files.back())));
}

TEST_F(Kept, PlotsOfTheTwinsThatWereLookedAtLastAreKept) {
    m_settings.setValue(QStringLiteral("plots/table"), true);
    m_settings.setValue(QStringLiteral("plots/twin_of_an_older_version"), QStringLiteral("a"));
    ui::KeptPlots plots(m_settings);
    const auto file = [](int i) { return "/plants/" + std::to_string(i) + ".toml"; };
    for (int i = 0; i < ui::KeptPlots::kMost; ++i)
        plots.keep(file(i), QString::number(i));
    EXPECT_FALSE(m_settings.contains(QStringLiteral("plots/twin_of_an_older_version")));
    plots.keep(file(0), QStringLiteral("0"));  // looked at again
    plots.keep(file(100), QStringLiteral("100"));
    EXPECT_EQ(plots.of(file(0)), QStringLiteral("0"));
    EXPECT_EQ(plots.of(file(1)), QString()) << "the oldest";
    EXPECT_EQ(plots.of(file(2)), QStringLiteral("2"));
    plots.keep(file(2), {});
    EXPECT_EQ(plots.of(file(2)), QString());
    EXPECT_TRUE(m_settings.value(QStringLiteral("plots/table")).toBool());
    m_settings.beginGroup(QStringLiteral("plots"));
    EXPECT_EQ(m_settings.childKeys().size(), ui::KeptPlots::kMost - 1 + 2) << "order and table";
    m_settings.endGroup();
}

}  // namespace
}  // namespace gemba::test
