#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

using Malformed = ImportTest;

TEST_F(Malformed, EveryFileGivesAnErrorThatNamesIt) {
    if (sharedData().empty())
        GTEST_SKIP() << "no shared data here";
    size_t count = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator(sharedData() / "malformed" / "assimp")) {
        if (!entry.is_regular_file() || entry.path().filename() == "LICENSE")
            continue;
        ++count;
        const auto imported = import(entry.path());
        ASSERT_FALSE(imported) << entry.path();
        EXPECT_EQ(imported.error().on, entry.path().string());
        EXPECT_FALSE(imported.error().found.empty());
    }
    EXPECT_EQ(count, 12u);
}

TEST_F(Malformed, WhatIsNotThereOrNotAModel) {
    const auto missing = import(m_folder / "missing.dae");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message().find("No such file"), std::string::npos);
    EXPECT_FALSE(import(m_folder));
    EXPECT_FALSE(import(write("noise.obj", std::string(1000, '\xff'))));
    EXPECT_FALSE(import(write("empty.stl", "")));
    EXPECT_FALSE(import(write("points.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\np 1\np 2\np 3\nl 1 2\n")));
}

TEST_F(Malformed, Gltf1WithoutARootIsAnError) {
    const auto imported = import(write("old.gltf", R"({"asset":{"version":"1.0"},"scenes":{}})"));
    ASSERT_FALSE(imported);
    EXPECT_NE(imported.error().on.find("old.gltf"), std::string::npos);
}

TEST_F(Malformed, TruncatedBinariesNeverHarm) {
    // A binary STL that claims four billion triangles, and one cut in the middle.
    std::string stl(80, ' ');
    stl += std::string("\xff\xff\xff\xff", 4) + std::string(50, '\x3f');
    EXPECT_FALSE(import({.file = write("lies.stl", stl), .memoryMiB = 700}));
    std::string glb = "glTF" + std::string("\x02\0\0\0\xff\xff\xff\x7f\xff\xff\xff\x7fJSON", 16);
    EXPECT_FALSE(import({.file = write("lies.glb", glb), .memoryMiB = 700}));
}

}  // namespace
}  // namespace gemba::assets::test
