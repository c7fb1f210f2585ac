#include "engine/assets/file_access.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

/// A model's folder with a neighbour that it must not see.
class FileAccessTest : public ImportTest {
 protected:
    void SetUp() override {
        ImportTest::SetUp();
        m_folder = fs::canonical(m_folder);
        write("model/box.obj", "v");
        write("model/textures/a.png", "a");
        write("models_secret/key", "secret");  // shares the beginning of the folder's name
        write("root/b.png", "b");
    }
    [[nodiscard]] FileAccess files(FileUse use = FileUse::map) const {
        return FileAccess(m_folder / "model", {m_folder / "root"}, use);
    }
    [[nodiscard]] FileState stateOf(const std::string& name) const {
        FileAccess access = files();
        const bool isOpen = access.open(name) != nullptr;
        const FileState state = access.ask(name).state;
        EXPECT_EQ(isOpen, state == FileState::opened) << name;
        EXPECT_EQ(files(FileUse::hash).ask(name).state, state) << name;
        return state;
    }
};

TEST_F(FileAccessTest, SeesItsRootsAlone) {
    const std::string folder = m_folder.string();
    for (const std::string name : {"box.obj", "./textures/../box.obj", "textures/a.png"})
        EXPECT_EQ(stateOf(name), FileState::opened) << name;
    EXPECT_EQ(stateOf("../root/b.png"), FileState::opened);
    EXPECT_EQ(stateOf(folder + "/root/b.png"), FileState::opened);
    EXPECT_EQ(stateOf("nothing.png"), FileState::missing);

    for (const std::string name : {"../models_secret/key", "textures/../../models_secret/key",
                                   "/etc/passwd", "..", "../../../../../../etc/passwd"})
        EXPECT_EQ(stateOf(name), FileState::refused) << name;
    EXPECT_EQ(stateOf(folder + "/models_secret/key"), FileState::refused);
    EXPECT_EQ(stateOf(std::string("box.obj\0.png", 12)), FileState::refused);
}

TEST_F(FileAccessTest, ALinkCountsWhereItPointsTo) {
    fs::create_symlink("../models_secret/key", m_folder / "model/innocent.png");
    fs::create_directory_symlink("../models_secret", m_folder / "model/pictures");
    fs::create_symlink("textures/a.png", m_folder / "model/alias.png");
    fs::create_symlink("loop.png", m_folder / "model/loop.png");
    EXPECT_EQ(stateOf("innocent.png"), FileState::refused);
    EXPECT_EQ(stateOf("pictures/key"), FileState::refused);
    EXPECT_EQ(stateOf("alias.png"), FileState::opened);
    EXPECT_NE(stateOf("loop.png"), FileState::opened);
}

TEST_F(FileAccessTest, WhatIsNoFileIsMissing) {
    ASSERT_EQ(::mkfifo((m_folder / "model/pipe.png").c_str(), 0600), 0);
    EXPECT_EQ(stateOf("pipe.png"), FileState::missing);
    EXPECT_EQ(stateOf("textures"), FileState::missing);
    EXPECT_NE(stateOf(std::string(5000, 'x')), FileState::opened);
}

TEST_F(FileAccessTest, AFileWrittenToMeanwhileIsNamed) {
    FileAccess access = files();
    ASSERT_NE(access.open("box.obj"), nullptr);
    ASSERT_NE(access.open("textures/a.png"), nullptr);
    EXPECT_EQ(access.changedFile(), std::nullopt);

    // Replaced: what was read is whole. Written to: it may be half of each.
    write("new.png", "another");
    fs::rename(m_folder / "new.png", m_folder / "model/textures/a.png");
    EXPECT_EQ(access.changedFile(), std::nullopt);
    write("model/box.obj", "v 1 2 3");
    EXPECT_EQ(access.changedFile(), "box.obj");
}

TEST_F(FileAccessTest, ReadsNothingThatIsKnown) {
    // There is no such file: had it been looked for, it would be missing.
    FileAccess access = files(FileUse::hash);
    access.know("hashed before.obj", 42);
    const Dependency expected{"hashed before.obj", FileState::opened, 42};
    EXPECT_EQ(access.ask("hashed before.obj"), expected);
    EXPECT_EQ(access.ask("./hashed before.obj"), expected);
}

TEST_F(FileAccessTest, WhatIsLetGoComesBack) {
    write("model/large.obj", std::string(100'000, 'v'));
    FileAccess access = files();
    const MappedFile* const file = access.open("large.obj");
    ASSERT_NE(file, nullptr);
    const std::vector<std::byte> before(file->bytes().begin(), file->bytes().end());
    file->letGo(file->bytes());
    EXPECT_TRUE(std::ranges::equal(file->bytes(), before));
}

}  // namespace
}  // namespace gemba::assets::test
