#include "engine/core/text.h"
#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets::test {
namespace {

class RealModels : public ImportTest {
 protected:
    void SetUp() override {
        ImportTest::SetUp();
        if (sharedData().empty())
            GTEST_SKIP() << "no shared data here";
        m_models = sharedData() / "models";
    }

    void expectSize(const fs::path& file, glm::dvec3 size, double unit) const {
        const auto imported = import(m_models / file);
        ASSERT_TRUE(imported) << imported.error().message();
        const ImportReport& report = imported->report;
        for (int i = 0; i < 3; ++i)
            EXPECT_NEAR(report.sizeM[i], size[i], 0.0006) << file << " axis " << i;
        EXPECT_EQ(report.unitM, unit);
        EXPECT_FALSE(report.unitGuessed);
        EXPECT_EQ(report.up, 'z');
    }

    fs::path m_models;
};

fs::path awsMesh(const std::string& name, const std::string& kind = "visual") {
    const std::string full = "aws_robomaker_warehouse_" + name;
    return fs::path("aws_small_warehouse/models") / full / "meshes" / (full + "_" + kind + ".DAE");
}

TEST_F(RealModels, TrueSizes) {
    expectSize(awsMesh("PalletJackB_01"), {1.152, 0.532, 0.964}, 0.01);
    expectSize(awsMesh("ShelfF_01"), {2.117, 18.047, 6.525}, 0.01);
    expectSize(awsMesh("WallB_01"), {13.98, 20.907, 9.02}, 0.01);
    expectSize("ariac/ariac_gazebo/models/conveyor_belt/meshes/conveyor.dae", {0.795, 9.005, 0.922},
               1.0);
    expectSize("ariac/ariac_description/meshes/agv/robot.dae", {0.673, 1.171, 1.212}, 1.0);
}

TEST_F(RealModels, AnStlOfBlenderIsInMetres) {
    // As wide and high as conveyor.dae and, really, three times as long.
    const fs::path folder = m_models / "ariac/ariac_gazebo/models/conveyor_belt/meshes";
    const auto stl = import(folder / "conveyor.stl");
    ASSERT_TRUE(stl) << stl.error().message();
    EXPECT_EQ(stl->report.unitM, 1.0);
    EXPECT_TRUE(stl->report.unitGuessed);
    EXPECT_NE(stl->report.evidence.find("Blender"), std::string::npos);
    EXPECT_NEAR(stl->report.sizeM.x, 0.795, 0.001);
    EXPECT_NEAR(stl->report.sizeM.y, 27.092, 0.001);
    EXPECT_NEAR(stl->report.sizeM.z, 0.922, 0.001);
}

TEST_F(RealModels, EveryDaeAndStlImports) {
    size_t count = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(m_models)) {
        const std::string extension = lowerText(entry.path().extension().string());
        if (extension != ".dae" && extension != ".stl")
            continue;
        ++count;
        const auto imported = import(entry.path());
        ASSERT_TRUE(imported) << imported.error().message();
        const glm::dvec3 size = imported->report.sizeM;
        EXPECT_LT(std::max({size.x, size.y, size.z}), 40.0) << entry.path();
        EXPECT_GT(std::max({size.x, size.y, size.z}), 0.005) << entry.path();
    }
    EXPECT_EQ(count, 80u);
}

TEST_F(RealModels, TexturesBesideTheMeshesFolderAreFound) {
    const auto jack = import(m_models / awsMesh("PalletJackB_01"));
    ASSERT_TRUE(jack) << jack.error().message();
    EXPECT_EQ(jack->report.textures, 2u);
    EXPECT_GE(jack->model->materials[0].baseColorTexture, 0);
    EXPECT_FALSE(mentions(jack->report.warnings, "texture"));
}

}  // namespace
}  // namespace gemba::assets::test
