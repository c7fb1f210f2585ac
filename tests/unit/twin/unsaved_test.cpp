#include "engine/twin/unsaved.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "engine/core/scratch_folder.h"

namespace gemba::twin {
namespace {

class UnsavedTest : public ::testing::Test {
 protected:
    void SetUp() override {
        auto made = ScratchFolder::make();
        ASSERT_TRUE(made);
        m_scratch = std::make_unique<ScratchFolder>(std::move(*made));
    }
    [[nodiscard]] std::filesystem::path at(const std::string& name) const {
        return m_scratch->path() / name;
    }
    [[nodiscard]] UnsavedTwins unsaved() const { return UnsavedTwins(at("state/unsaved")); }

    std::unique_ptr<ScratchFolder> m_scratch;
};

TEST_F(UnsavedTest, WhatWasKeptIsFoundByteForByteAndThenForgotten) {
    const std::string text = "gemba = 1\n\n# 装箱\nname = \"x\"  \n";
    ASSERT_TRUE(unsaved().keep(at("cell.toml"), text, 0xfedcba9876543210u));
    const auto kept = unsaved().find(at("cell.toml"));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->text, text);
    EXPECT_EQ(kept->base, 0xfedcba9876543210u);
    EXPECT_GT(kept->when, 1'600'000'000 * kNsPerSecond);
    unsaved().forget(at("cell.toml"));
    EXPECT_FALSE(unsaved().find(at("cell.toml")));
}

TEST_F(UnsavedTest, TwoFilesOfOneNameAreTwo) {
    ASSERT_TRUE(unsaved().keep(at("a/cell.toml"), "a", 1));
    ASSERT_TRUE(unsaved().keep(at("b/cell.toml"), "b", 2));
    ASSERT_TRUE(unsaved().keep(at("a/cell.toml"), "a2", 1));
    EXPECT_EQ(unsaved().find(at("a/cell.toml"))->text, "a2");
    EXPECT_EQ(unsaved().find(at("b/cell.toml"))->text, "b");
    EXPECT_EQ(unsaved().find(at("a/../b/cell.toml"))->text, "b") << "one file by two names";
}

TEST_F(UnsavedTest, AStrangeNameOfAFileIsNoTrouble) {
    const auto file = at("a\nb \"c\", base 0, process 1.toml");
    ASSERT_TRUE(unsaved().keep(file, "text", 7));
    ASSERT_TRUE(unsaved().find(file));
    EXPECT_EQ(unsaved().find(file)->base, 7u);
}

TEST_F(UnsavedTest, WhatAnotherProgramThatRunsKeepsIsNotOffered) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t other = fork();
    if (other == 0) {
        const bool kept = unsaved().keep(at("cell.toml"), "theirs", 1).has_value();
        const char word = kept ? 'y' : 'n';
        (void)!write(ends[1], &word, 1);
        pause();
        _exit(0);
    }
    char word = 0;
    ASSERT_EQ(read(ends[0], &word, 1), 1);
    EXPECT_EQ(word, 'y');
    EXPECT_FALSE(unsaved().find(at("cell.toml")));
    // Nor written over, nor forgotten.
    ASSERT_TRUE(unsaved().keep(at("cell.toml"), "ours", 2));
    EXPECT_EQ(unsaved().find(at("cell.toml"))->text, "ours");
    unsaved().forget(at("cell.toml"));
    EXPECT_FALSE(unsaved().find(at("cell.toml")));
    kill(other, SIGKILL);
    waitpid(other, nullptr, 0);
    ASSERT_TRUE(unsaved().find(at("cell.toml"))) << "it crashed";
    EXPECT_EQ(unsaved().find(at("cell.toml"))->text, "theirs");
    close(ends[0]);
    close(ends[1]);
}

TEST_F(UnsavedTest, AFileThatIsNoneIsNotFoundAndAFolderThatCannotBeIsSaid) {
    ASSERT_TRUE(unsaved().keep(at("cell.toml"), "text", 1));
    for (const auto& entry : std::filesystem::directory_iterator(at("state/unsaved")))
        std::ofstream(entry.path()) << "# gemba keeps unsaved changes of \"elsewhere\"\ntext";
    EXPECT_FALSE(unsaved().find(at("cell.toml")));
    std::ofstream(at("file")) << "x";
    const auto done = UnsavedTwins(at("file/unsaved")).keep(at("cell.toml"), "text", 1);
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message().find("keep unsaved changes"), std::string::npos);
}

}  // namespace
}  // namespace gemba::twin
