#include "engine/assets/units.h"

#include <gtest/gtest.h>

namespace gemba::assets {
namespace {

FileFrame judge(const std::string& format, std::string_view head, double side = 1.0) {
    return judgeFrame({.format = format, .head = head, .largestSide = side}, 0.0,
                      UpAxis::automatic);
}

TEST(Units, ColladaStatesBoth) {
    const auto inches = judge("dae",
                              "<asset><unit\n name=\"inch\" meter=\"0.0254\"/>"
                              "<up_axis> X_UP </up_axis>");
    EXPECT_EQ(inches.unitM, 0.0254);
    EXPECT_EQ(inches.up, 'x');
    EXPECT_FALSE(inches.unitGuessed || inches.upGuessed);
    const auto silent = judge("dae", "<COLLADA>");
    EXPECT_EQ(silent.unitM, 1.0);
    EXPECT_EQ(silent.up, 'y');

    // A nonsense unit is none.
    for (const char* text : {"<unit meter=\"0\"/>", "<unit meter=\"nan\"/>", "<unit meter=\"-1\"/>",
                             "<unit meter=\"1e300\"/>", "<unit meter=\"1e-300\"/>",
                             "<unit meter=\"x\"/>", "<unit meter=", "<unit meter=\"1"})
        EXPECT_EQ(judge("dae", text).unitM, 1.0) << text;
    EXPECT_EQ(judge("dae", "<unit meter=\" +0.01\"/>").unitM, 0.01);

    // What stands in a comment says nothing.
    const auto commented = judge("dae",
                                 "<!-- <unit meter=\"5\"/><up_axis>X_UP</up_axis> --><unit "
                                 "meter=\"0.01\"/><!-- --><up_axis>Z_UP</up_axis>");
    EXPECT_EQ(commented.unitM, 0.01);
    EXPECT_EQ(commented.up, 'z');
    EXPECT_EQ(judge("dae", "<!-- <unit meter=\"5\"/>").unitM, 1.0);
}

TEST(Units, AHeadersWordIsEvidence) {
    EXPECT_EQ(judge("stl", "solid part units = inches").unitM, 0.0254);
    EXPECT_EQ(judge("obj", "# File units: mm\nv 0 0 0", 2.0).unitM, 0.001);
    EXPECT_EQ(judge("ply", "comment unit: centimeters").unitM, 0.01);
    EXPECT_EQ(judge("stl", "solid community minimum").unitM, 1.0);
    EXPECT_TRUE(judge("stl", "UNITS=mm").unitGuessed);
}

TEST(Units, WithoutAnyTheSizeDecides) {
    EXPECT_EQ(judge("stl", "", 9.0).unitM, 1.0);
    EXPECT_EQ(judge("stl", "", 500.0).unitM, 0.001);
    EXPECT_EQ(judge("obj", "", 120.0).unitM, 1.0);
    EXPECT_NE(judge("stl", "", 500.0).evidence.find("500"), std::string::npos);
}

TEST(Units, ToldBeatsClaimed) {
    const auto told = judgeFrame({.format = "glb"}, 0.01, UpAxis::z);
    EXPECT_EQ(told.unitM, 0.01);
    EXPECT_EQ(told.up, 'z');
    EXPECT_FALSE(told.unitGuessed || told.upGuessed);
}

TEST(Units, EveryAxisTurnsToZ) {
    EXPECT_EQ(zUpFrom('x') * glm::dvec3(1, 0, 0), glm::dvec3(0, 0, 1));
    EXPECT_EQ(zUpFrom('y') * glm::dvec3(0, 1, 0), glm::dvec3(0, 0, 1));
    EXPECT_EQ(zUpFrom('z') * glm::dvec3(0, 0, 1), glm::dvec3(0, 0, 1));
    for (const char up : {'x', 'y', 'z'})
        EXPECT_EQ(glm::determinant(zUpFrom(up)), 1.0);
}

}  // namespace
}  // namespace gemba::assets
