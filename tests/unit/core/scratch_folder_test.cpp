#include "engine/core/scratch_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace gemba {
namespace {

namespace fs = std::filesystem;

TEST(ScratchFolder, IsOursAndGoesWithItsContent) {
    fs::path path;
    {
        const auto folder = ScratchFolder::make();
        ASSERT_TRUE(folder);
        path = folder->path();
        std::ofstream(path / "file") << "content";
        EXPECT_EQ(fs::status(path).permissions() & fs::perms::all, fs::perms::owner_all);
        EXPECT_NE(ScratchFolder::make()->path(), path);
    }
    EXPECT_FALSE(fs::exists(path));
}

TEST(ScratchFolder, IsHandedOn) {
    auto first = ScratchFolder::make();
    ASSERT_TRUE(first);
    const fs::path path = first->path();
    {
        const ScratchFolder second = std::move(*first);
        EXPECT_TRUE(fs::exists(path));
    }
    EXPECT_FALSE(fs::exists(path));
}

TEST(ScratchFolder, NowhereToMakeOneIsSaid) {
    const char* const before = std::getenv("TMPDIR");
    const std::string kept = before != nullptr ? before : "";
    ::setenv("TMPDIR", "/nonexistent", 1);
    const auto folder = ScratchFolder::make();
    if (before != nullptr)
        ::setenv("TMPDIR", kept.c_str(), 1);
    else
        ::unsetenv("TMPDIR");
    ASSERT_FALSE(folder);
    EXPECT_NE(folder.error().message().find("TMPDIR"), std::string::npos);
}

}  // namespace
}  // namespace gemba
