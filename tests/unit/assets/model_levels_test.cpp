#include "engine/assets/model_levels.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>

namespace gemba::assets {
namespace {

namespace fs = std::filesystem;

/// A square of hills, `side` × `side` cells, and a small one that has no levels.
struct Hills {
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;
    Model model;

    explicit Hills(uint32_t side) {
        add(side);
        add(4);
        model.vertices = vertices;
        model.indices = indices;
    }
    void add(uint32_t side) {
        const Mesh mesh{.firstVertex = static_cast<uint32_t>(vertices.size()),
                        .vertexCount = (side + 1) * (side + 1),
                        .firstIndex = static_cast<uint32_t>(indices.size()),
                        .indexCount = 6 * side * side};
        for (uint32_t y = 0; y <= side; ++y) {
            for (uint32_t x = 0; x <= side; ++x) {
                const float u = float(x) / float(side), v = float(y) / float(side);
                vertices.push_back({{u, v, 0.05f * std::sin(9.0f * u) * std::cos(7.0f * v)},
                                    {0, 0, 127, 0},
                                    {},
                                    {u, v}});
            }
        }
        for (uint32_t y = 0; y < side; ++y) {
            for (uint32_t x = 0; x < side; ++x) {
                const uint32_t a = y * (side + 1) + x, b = a + side + 1;
                for (const uint32_t i : {a, a + 1, b, b, a + 1, b + 1})
                    indices.push_back(i);
            }
        }
        model.meshes.push_back(mesh);
    }
};

class ModelLevelsTest : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        m_folder = fs::temp_directory_path() /
                   ("gemba_levels_" + std::string(info->name()) + "_" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    fs::path m_folder;
};

TEST_F(ModelLevelsTest, EachIsCoarserThanTheOneBefore) {
    const Hills hills(60);
    const auto levels = makeLevels(hills.model);
    ASSERT_TRUE(levels);
    ASSERT_EQ(levels->meshes.size(), 2u);
    uint32_t before = hills.model.meshes[0].indexCount;
    float error = 0.0f;
    for (const MeshLevel& level : levels->meshes[0]) {
        ASSERT_GT(level.indexCount, 0u);
        EXPECT_LE(level.indexCount, before / 4 * 3);
        EXPECT_GE(level.errorM, error);
        EXPECT_LT(level.errorM, 0.3f);
        before = level.indexCount;
        error = level.errorM;
    }
    EXPECT_EQ(levels->meshes[1][0].indexCount, 0u) << "32 triangles stay as they are";
}

TEST_F(ModelLevelsTest, AStopLeavesNone) {
    const Hills hills(60);
    std::stop_source source;
    source.request_stop();
    EXPECT_FALSE(makeLevels(hills.model, source.get_token()));
    EXPECT_FALSE(makeLevels(Model{}));
}

TEST_F(ModelLevelsTest, AreKeptBesideTheBake) {
    Hills hills(40);
    hills.model.bake = (m_folder / "hills.bake").string();
    const auto made = levelsOf(hills.model);
    ASSERT_TRUE(made);
    const fs::path kept = hills.model.bake + ".levels";
    ASSERT_TRUE(fs::exists(kept));
    const auto read = readLevels(kept, hills.model);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ((*read)->indices, made->indices);
    EXPECT_EQ((*read)->meshes[0][2].errorM, made->meshes[0][2].errorM);
    EXPECT_TRUE(levelsOf(hills.model));
    EXPECT_EQ(std::distance(fs::directory_iterator(m_folder), {}), 1) << "no draft is left";
}

TEST_F(ModelLevelsTest, WhatDoesNotFitIsRefused) {
    Hills hills(40);
    const Hills other(41);
    const fs::path path = m_folder / "levels";
    ASSERT_TRUE(writeLevels(path, hills.model, *makeLevels(hills.model)));
    EXPECT_FALSE(readLevels(path, other.model)) << "another model";
    EXPECT_FALSE(readLevels(m_folder / "none", hills.model));

    // An index beyond the vertices, with a right checksum.
    ModelLevels wrong = *makeLevels(hills.model);
    wrong.indices[7] = hills.model.meshes[0].vertexCount;
    ASSERT_TRUE(writeLevels(path, hills.model, wrong));
    EXPECT_FALSE(readLevels(path, hills.model));
    wrong = *makeLevels(hills.model);
    wrong.meshes[0][1].firstIndex += 3;
    ASSERT_TRUE(writeLevels(path, hills.model, wrong));
    EXPECT_FALSE(readLevels(path, hills.model));

    // Any byte changed, and any length cut.
    ASSERT_TRUE(writeLevels(path, hills.model, *makeLevels(hills.model)));
    std::ifstream in(path, std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    for (size_t at = 0; at < whole.size(); at += 997) {
        std::string bent = whole;
        bent[at] = static_cast<char>(bent[at] ^ 0x40);
        std::ofstream(path, std::ios::binary) << bent;
        EXPECT_FALSE(readLevels(path, hills.model)) << at;
        std::ofstream(path, std::ios::binary) << whole.substr(0, at);
        EXPECT_FALSE(readLevels(path, hills.model)) << at;
    }
}

TEST_F(ModelLevelsTest, AFolderThatCannotBeWrittenIsNoFailure) {
    Hills hills(40);
    hills.model.bake = "/nowhere/at/all.bake";
    EXPECT_TRUE(levelsOf(hills.model));
    EXPECT_FALSE(writeLevels("/nowhere/at/all", hills.model, *makeLevels(hills.model)));
}

}  // namespace
}  // namespace gemba::assets
