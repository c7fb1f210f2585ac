#include "ingest/store/rolling_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::test {
namespace {

namespace fs = std::filesystem;

constexpr UtcNs kStart = 1'764'000'185 * kNsPerSecond;
constexpr uint64_t kSegment = 1'000'000;

/// A store on a disk of its own invention: files have sizes but no bytes.
class RollingStoreTest : public testing::Test {
 protected:
    StoreSettings settings(uint64_t quota) {
        return {.folder = m_folder / "recordings",
                .quota = quota,
                .keepFree = kSegment,
                .segmentBytes = kSegment,
                .freeBytes = [this](const fs::path&) -> Result<uint64_t> {
                    return m_disk - std::min(m_disk, used());
                }};
    }
    uint64_t used() const {
        uint64_t sum = 0;
        for (const auto& entry : fs::recursive_directory_iterator(m_folder / "")) {
            if (entry.path().extension() == ".mcap")
                sum += entry.file_size();
        }
        return sum;
    }
    // The next file of a store, written later than all before it.
    fs::path fill(RollingStore& store, const void* recorder = nullptr) {
        const auto path = store.nextPath(recorder);
        EXPECT_TRUE(path) << path.error().message();
        if (!path)
            return {};
        std::ofstream(*path).put('x');
        fs::resize_file(*path, kSegment);
        fs::last_write_time(*path, fs::file_time_type(std::chrono::seconds(++m_writes)));
        return *path;
    }

    mcap::test::Folder m_folder;
    uint64_t m_disk = 1'000 * kSegment;
    int m_writes = 0;
};

TEST_F(RollingStoreTest, FilesAreNumberedInAFolderOfTheSessionsStart) {
    RollingStore store(settings(10 * kSegment), kStart);
    EXPECT_FALSE(fs::exists(m_folder / "recordings"));
    const fs::path first = fill(store), second = fill(store);
    EXPECT_EQ(first.parent_path().filename(), "2025-11-24T16-03-05Z");
    EXPECT_EQ(first.filename(), "000001.mcap");
    EXPECT_EQ(second.filename(), "000002.mcap");
    EXPECT_EQ(store.segments().size(), 2u);
    EXPECT_EQ(store.status().bytes, 2 * kSegment);

    // Another session of the same second has another folder.
    RollingStore other(settings(10 * kSegment), kStart);
    EXPECT_NE(fill(other).parent_path(), first.parent_path());
}

TEST_F(RollingStoreTest, TheOldestMakeRoom) {
    RollingStore store(settings(3 * kSegment), kStart);
    std::vector<fs::path> files;
    for (int i = 0; i < 6; ++i)
        files.push_back(fill(store));
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(fs::exists(files[static_cast<size_t>(i)]), i >= 3) << i;
    EXPECT_EQ(store.segments().front().file, files[3]);
}

TEST_F(RollingStoreTest, AnEndedSessionGoesFirstAndARunningOneStays) {
    fs::path ended, running;
    {
        RollingStore store(settings(100 * kSegment), kStart);
        ended = fill(store);
    }
    RollingStore other(settings(100 * kSegment), kStart + kNsPerSecond);
    running = fill(other);
    RollingStore store(settings(2 * kSegment), kStart + 2 * kNsPerSecond);
    for (int i = 0; i < 4; ++i)
        fill(store);
    EXPECT_FALSE(fs::exists(ended));
    EXPECT_FALSE(fs::exists(ended.parent_path()));
    EXPECT_TRUE(fs::exists(running));
}

TEST_F(RollingStoreTest, MarkedRangesAreKept) {
    auto quota = settings(3 * kSegment);
    fs::path marked;
    {
        RollingStore store(quota, kStart);
        fill(store);
        marked = fill(store);
        const UtcNs since = store.segments()[1].since;
        fill(store);
        ASSERT_TRUE(store.setMarks({{since, since, "the jam at \"14:03\"", {}}}));
        EXPECT_FALSE(store.setMarks({{1, 2, "long ago", {}}}));
        EXPECT_EQ(store.marks().size(), 1u);
        for (int i = 0; i < 5; ++i)
            fill(store);
        EXPECT_TRUE(fs::exists(marked));
    }
    const auto marks = readMarks(marked.parent_path());
    ASSERT_TRUE(marks);
    ASSERT_EQ(marks->size(), 1u);
    EXPECT_EQ((*marks)[0].note, "the jam at \"14:03\"");
    EXPECT_EQ((*marks)[0].segments, std::vector<std::string>{"000002.mcap"});

    // By a later session too; and where the marks cannot be read, all of that session is.
    RollingStore later(quota, kStart + kNsPerSecond);
    for (int i = 0; i < 5; ++i)
        fill(later);
    EXPECT_TRUE(fs::exists(marked));
    EXPECT_FALSE(fs::exists(marked.parent_path() / "000008.mcap"));
}

TEST_F(RollingStoreTest, DamagedMarksKeepAll) {
    fs::path file;
    {
        RollingStore store(settings(3 * kSegment), kStart);
        file = fill(store);
    }
    std::ofstream(file.parent_path() / "marks.json") << "{\"marks\":[{\"from\":";
    EXPECT_FALSE(readMarks(file.parent_path()));
    RollingStore later(settings(2 * kSegment), kStart + kNsPerSecond);
    for (int i = 0; i < 4; ++i)
        fill(later);
    EXPECT_TRUE(fs::exists(file));
}

TEST_F(RollingStoreTest, TheDiskKeepsSomethingFree) {
    m_disk = 6 * kSegment;
    RollingStore store(settings(100 * kSegment), kStart);
    for (int i = 0; i < 10; ++i)
        fill(store);
    EXPECT_LE(used(), 5 * kSegment);

    // Somebody else fills it: old files go, and then it says so.
    EXPECT_TRUE(store.tend());
    m_disk = 2 * kSegment;
    EXPECT_TRUE(store.tend());
    EXPECT_EQ(used(), kSegment);
    m_disk = kSegment;
    const auto full = store.tend();
    ASSERT_FALSE(full);
    EXPECT_NE(full.error().message().find("make room"), std::string::npos);
    EXPECT_FALSE(store.nextPath());
    m_disk = 100 * kSegment;
    EXPECT_TRUE(store.nextPath());
}

TEST_F(RollingStoreTest, WhatTwoRecordersWriteIsKept) {
    RollingStore store(settings(kSegment), kStart);
    const int before = 0, after = 0;
    const fs::path first = fill(store, &before);
    const fs::path second = fill(store, &after);
    m_disk = 2 * kSegment;  // less than is to be kept free
    EXPECT_FALSE(store.tend());
    EXPECT_TRUE(fs::exists(first));
    store.finished(&before);
    EXPECT_TRUE(store.tend());
    EXPECT_FALSE(fs::exists(first));
    EXPECT_TRUE(fs::exists(second));
}

TEST_F(RollingStoreTest, NothingElseIsDeleted) {
    const fs::path session = m_folder / "recordings/2020-01-01T00-00-00Z";
    fs::create_directories(session);
    for (const char* name : {"notes.mcap", "1.txt", "000001.mcap"}) {
        std::ofstream(session / name).put('x');
        fs::resize_file(session / name, 10 * kSegment);
    }
    fs::create_directories(m_folder / "elsewhere");
    std::ofstream(m_folder / "elsewhere/000001.mcap").put('x');
    fs::create_directory_symlink(m_folder / "elsewhere", m_folder / "recordings/linked");
    RollingStore store(settings(kSegment), kStart);
    fill(store);
    fill(store);
    EXPECT_TRUE(fs::exists(session / "notes.mcap"));
    EXPECT_TRUE(fs::exists(session / "1.txt"));
    EXPECT_FALSE(fs::exists(session / "000001.mcap"));
    EXPECT_TRUE(fs::exists(m_folder / "elsewhere/000001.mcap"));
}

TEST_F(RollingStoreTest, AFolderThatIsGoneIsMadeAgain) {
    RollingStore store(settings(10 * kSegment), kStart);
    fill(store);
    fs::remove_all(m_folder / "recordings");
    EXPECT_EQ(store.status().bytes, 0u);
    EXPECT_TRUE(fs::exists(fill(store)));
    EXPECT_EQ(store.segments().size(), 1u);
}

TEST_F(RollingStoreTest, AFolderThatCannotBeMadeIsAnError) {
    std::ofstream(m_folder / "recordings").put('x');
    RollingStore store(settings(10 * kSegment), kStart);
    const auto path = store.nextPath();
    ASSERT_FALSE(path);
    EXPECT_NE(path.error().message().find("recordings"), std::string::npos);
}

}  // namespace
}  // namespace gemba::ingest::test
