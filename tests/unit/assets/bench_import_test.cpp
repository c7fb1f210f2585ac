#include "engine/assets/bench_import.h"

#include <algorithm>

#include "engine/assets/bench_models.h"
#include "tests/unit/assets/import_fixture.h"

namespace gemba::assets {
namespace {

class BenchImport : public test::ImportTest {};

TEST_F(BenchImport, MakesTheModelsItSpeaksOf) {
    const auto obj = m_folder / "tank.obj", stl = m_folder / "tank.stl",
               glb = m_folder / "line.glb";
    ASSERT_TRUE(writeTankObj(obj, 20'000));
    ASSERT_TRUE(writeTankStl(stl, 20'000));
    ASSERT_TRUE(writeLineGlb(glb, 250));

    for (const auto& file : {obj, stl}) {
        const auto tank = import(file);
        ASSERT_TRUE(tank) << tank.error().message();
        EXPECT_EQ(tank->report.triangles, 141u * 70u * 2u);
        // Welded, but for the creases of its waves, which are steep at so few triangles.
        EXPECT_GE(tank->report.vertices, 141u * 71u);
        EXPECT_LT(tank->report.vertices, 2u * 141u * 71u);
        // Upright in an STL; an OBJ without a word of its axes is taken to have Y up.
        const glm::dvec3 size = tank->report.sizeM;
        EXPECT_NEAR(std::max({size.x, size.y, size.z}), 6.0, 1e-4);
    }
    const auto line = import(glb);
    ASSERT_TRUE(line) << line.error().message();
    EXPECT_GE(line->report.nodes, 250u);
    EXPECT_EQ(line->report.meshes, 50u);
    EXPECT_EQ(line->report.instances, 247u);  // three groups show nothing themselves
}

TEST_F(BenchImport, GivesRawTimesAndLeavesNothingBehind) {
    ::setenv("TMPDIR", m_folder.c_str(), 1);
    const auto figures = benchImport({.triangles = 2'000, .nodes = 200, .rounds = 1});
    ::unsetenv("TMPDIR");
    ASSERT_TRUE(figures) << figures.error().message();
    ASSERT_EQ(figures->size(), 6u);
    for (const measure::Figure& figure : *figures) {
        EXPECT_GT(figure.ours, 0.0) << figure.name;
        EXPECT_GT(figure.bare, 0.0) << figure.name;
        EXPECT_GT(figure.budget, 0.0) << figure.name;
    }
    EXPECT_TRUE(test::fs::is_empty(m_folder));
}

TEST_F(BenchImport, SaysWhereItCannotWrite) {
    ::setenv("TMPDIR", (m_folder / "nowhere").c_str(), 1);
    const auto figures = benchImport({.triangles = 2'000, .nodes = 200, .rounds = 1});
    ::unsetenv("TMPDIR");
    ASSERT_FALSE(figures);
    EXPECT_NE(figures.error().message().find("temporary folder"), std::string::npos);
}

}  // namespace
}  // namespace gemba::assets
