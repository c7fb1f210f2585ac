#include "ui/edit/file_watch.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace gemba::test {
namespace {

class FileWatchTest : public ::testing::Test {
 protected:
    void write(const char* name, const QByteArray& bytes) {
        QFile file(path(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    [[nodiscard]] QString path(const char* name) const {
        return m_folder.filePath(QLatin1String(name));
    }
    // The files of the next word, empty: none came.
    [[nodiscard]] QStringList next(int ms = 5000) {
        if (m_spy.isEmpty() && !m_spy.wait(ms))
            return {};
        return m_spy.takeFirst().front().toStringList();
    }

    QTemporaryDir m_folder;
    ui::FileWatch m_watch;
    QSignalSpy m_spy{&m_watch, &ui::FileWatch::changed};
};

TEST_F(FileWatchTest, AFileThatIsWrittenReplacedOrGoesIsTold) {
    write("a.stl", "1");
    write("b.stl", "1");
    m_watch.watch({path("a.stl"), path("b.stl")});
    write("a.stl", "two");
    write("b.stl", "three");
    EXPECT_EQ(next(), QStringList({path("a.stl"), path("b.stl")})) << "once, for all";
    // Twice, since after the first the file is another one for the system.
    for (const QByteArray text : {"four!", "fives!"}) {
        write("new", text);
        QFile::remove(path("a.stl"));
        QFile::rename(path("new"), path("a.stl"));
        EXPECT_EQ(next(), QStringList(path("a.stl")));
    }
    QFile::remove(path("a.stl"));
    EXPECT_EQ(next(), QStringList(path("a.stl")));
    write("a.stl", "again");
    EXPECT_EQ(next(), QStringList(path("a.stl")));
}

TEST_F(FileWatchTest, OtherFilesAndThoseOfBeforeAreNotTold) {
    write("a.stl", "1");
    write("b.stl", "1");
    m_watch.watch({path("a.stl")});
    write("other", "x");
    m_watch.watch({path("b.stl")});
    write("a.stl", "two");
    EXPECT_TRUE(next(1000).isEmpty());
    m_watch.watch({});
    write("b.stl", "two");
    EXPECT_TRUE(next(1000).isEmpty());
}

}  // namespace
}  // namespace gemba::test
