#include "engine/twin/path_place.h"

#include <gtest/gtest.h>

#include <numbers>

#include "tests/unit/twin/twin_files.h"

namespace gemba::twin {
namespace {

// One belt along x, then a corner to the left.
constexpr const char* kCorner = R"(
gemba = 1
name = "corner"
[[conveyor]]
id = "first"
size = [4.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
[[conveyor]]
id = "second"
size = [2.0, 0.6, 0.8]
pose = { position = [4.1, 0, 0.9], rpy_deg = [0, 0, 90] }
[[photo_eye]]
id = "eye"
on = "second"
at = 1.0
[[conveyor]]
id = "elsewhere"
size = [2.0, 0.6, 0.8]
pose = { position = [0, 5, 0.8] }
)";

class PathPlaces : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto outcome = m_folder.read(kCorner);
        ASSERT_TRUE(outcome.twin) << test::allOf(outcome.problems);
        m_twin = outcome.twin;
    }
    test::TwinFolder m_folder;
    std::shared_ptr<const Twin> m_twin;
};

TEST_F(PathPlaces, BeltsFollowEachOther) {
    ASSERT_EQ(m_twin->pathBelts.size(), 2u) << "a path without eyes is none";
    EXPECT_EQ(m_twin->devices[m_twin->pathBelts[1].device].id, "second");
    EXPECT_EQ(m_twin->pathBelts[1].start, 4.0);
    EXPECT_EQ(beltAt(*m_twin, 0, 3.9), 0u);
    EXPECT_EQ(beltAt(*m_twin, 0, 4.5), 1u);
    EXPECT_FALSE(beltAt(*m_twin, 0, 6.1));
    EXPECT_FALSE(beltAt(*m_twin, 1, 1.0));
}

TEST_F(PathPlaces, APartIsOnTheBeltBelowIt) {
    const auto first = placeOnPath(*m_twin, {1.5, 0.1, 0.95});
    ASSERT_TRUE(first);
    EXPECT_NEAR(first->at, 1.5, 1e-12);
    EXPECT_NEAR(first->across, 0.1, 1e-12);
    EXPECT_NEAR(first->above, 0.15, 1e-12);
    EXPECT_NEAR(placeOnPath(*m_twin, {4.1, 1.5, 1.0})->at, 5.5, 1e-12);
    EXPECT_FALSE(placeOnPath(*m_twin, {1.5, 0.4, 0.95})) << "beside it";
    EXPECT_FALSE(placeOnPath(*m_twin, {1.5, 0.1, 0.7})) << "below it";
    EXPECT_FALSE(placeOnPath(*m_twin, {1.0, 5.0, 0.95})) << "on a belt of no path";
}

TEST_F(PathPlaces, WhatIsCarriedTurnsWithTheBelt) {
    const Pose pose{{3.0, 0.1, 0.95}, Quat(1, 0, 0, 0)};
    const auto place = placeOnPath(*m_twin, pose.position);
    ASSERT_TRUE(place);
    const auto moved = carried(*m_twin, *place, pose, 5.0);
    ASSERT_TRUE(moved);
    EXPECT_NEAR(moved->position.x, 4.1 - 0.1, 1e-12);
    EXPECT_NEAR(moved->position.y, 1.0, 1e-12);
    EXPECT_NEAR(moved->position.z, 0.9 + 0.15, 1e-12);
    EXPECT_NEAR((moved->rotation * Vec3(1, 0, 0)).y, 1.0, 1e-12);
    EXPECT_FALSE(carried(*m_twin, *place, pose, 6.5));
    EXPECT_FALSE(carried(*m_twin, *place, pose, -0.1));
}

TEST_F(PathPlaces, PartsAreMeasuredAsTheyLie) {
    const ItemType box{.size = {0.4, 0.3, 0.2}};
    const Quat straight(1, 0, 0, 0);
    const Quat turned = glm::angleAxis(0.5 * std::numbers::pi, Vec3(0, 0, 1));
    const auto expect = [&](uint32_t belt, const ItemType& item, const Quat& rotation, Vec3 half) {
        EXPECT_LT(glm::length(halvesOnBelt(*m_twin, belt, item, rotation) - half), 1e-12);
    };
    expect(0, box, straight, {0.2, 0.15, 0.1});
    expect(0, box, turned, {0.15, 0.2, 0.1});
    expect(1, box, straight, {0.15, 0.2, 0.1});  // the belt is turned
    expect(1, box, turned, {0.2, 0.15, 0.1});
    expect(0, {.shape = "sphere", .size = Vec3(0.4, 0, 0)}, turned, Vec3(0.2));
    expect(0, {.shape = "cylinder", .size = {0.2, 0.0, 0.3}}, turned, {0.1, 0.1, 0.15});
}

}  // namespace
}  // namespace gemba::twin
