#include "engine/twin/free_floor.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/twin/reader.h"

namespace gemba::twin {
namespace {

constexpr const char* kBelt = R"(
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8], rpy_deg = [0.0, 0.0, 90.0] }
)";

TEST(FreeFloor, WhereNothingStandsIsFree) {
    const auto twin =
        readTwinText(std::string("gemba = 1\nname = \"x\"\n") + kBelt, "/cells/cell.toml").twin;
    const Vec3 far(5.0, 3.0, 0.0);
    EXPECT_EQ(freeFloor(*twin, far, Vec3(1.0)), far);
}

TEST(FreeFloor, WhatWouldStandInABeltStandsBesideIt) {
    const auto twin =
        readTwinText(std::string("gemba = 1\nname = \"x\"\n") + kBelt, "/cells/cell.toml")
            .twin;  // along y
    const Vec3 at = freeFloor(*twin, Vec3(0.1, 3.0, 0.0), Vec3(1.2, 0.9, 2.0));
    EXPECT_NEAR(at.x, 0.3 + 0.75 + 0.3, 1e-9) << "half a belt, half a diagonal, room to walk";
    EXPECT_NEAR(at.y, 3.0, 1e-9);
    EXPECT_EQ(at.z, 0.0);
    EXPECT_EQ(freeFloor(*twin, at, Vec3(1.2, 0.9, 2.0)), at);
}

}  // namespace
}  // namespace gemba::twin
