#include "physics/robots/kinematics.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "engine/assets/robot_urdf.h"
#include "engine/core/random.h"
#include "tests/support/places.h"
#include "tests/support/robot_text.h"

namespace gemba::physics {
namespace {

struct Solved {
    explicit Solved(const assets::RobotModel& model)
        : kinematics(model, assets::makeChain(model, "").value()) {}
    Kinematics kinematics;
};

JointVector anywhere(const Kinematics& kinematics, RandomStream& random) {
    JointVector out{};
    for (size_t i = 0; i < kinematics.joints(); ++i)
        out[i] = random.uniform(kinematics.lower(i), kinematics.upper(i));
    return out;
}

double degreesApart(const Quat& a, const Quat& b) {
    const Quat turn = glm::conjugate(a) * b;
    return glm::degrees(2.0 * std::asin(std::min(glm::length(Vec3(turn.x, turn.y, turn.z)), 1.0)));
}

/// 200 random joint vectors: their tool's poses are found again.
void expectFound(const Kinematics& kinematics) {
    RandomStream random(7, "poses");
    int worse = 0;
    for (int i = 0; i < 200; ++i) {
        const JointVector joints = anywhere(kinematics, random);
        const Pose goal = kinematics.forward(joints).tool;
        const auto found = kinematics.inverse(goal, JointVector{});
        if (!found) {
            ++worse;
            continue;
        }
        EXPECT_TRUE(kinematics.within(*found));
        const Pose there = kinematics.forward(*found).tool;
        EXPECT_LT(glm::length(there.position - goal.position), 1e-4) << i;
        EXPECT_LT(degreesApart(there.rotation, goal.rotation), 0.01) << i;
        EXPECT_EQ(kinematics.inverse(goal, JointVector{}), found) << "the same question again";
    }
    EXPECT_EQ(worse, 0) << "poses of 200 that were not found";
}

TEST(Kinematics, ZeroIsWhereTheDescriptionHasIt) {
    const Solved arm(*gemba::test::armModel());
    const auto placed = arm.kinematics.forward({});
    EXPECT_NEAR(placed.tool.position.x, 0.35 + 0.15 + 0.05 + 0.05, 1e-12);
    EXPECT_NEAR(placed.tool.position.z, 0.2 + 0.3 + 0.6, 1e-12);
    const Vec3 ahead = placed.tool.rotation * Vec3(0, 0, 1);
    EXPECT_NEAR(ahead.x, 1.0, 1e-12);
    EXPECT_NEAR(placed.bodies[2].position.z, 1.1, 1e-12);
}

TEST(Kinematics, AJointTurnsWhatIsBeyondIt) {
    const Solved arm(*gemba::test::armModel());
    const auto placed = arm.kinematics.forward({0.5, 0.0, 1.0, 0.0, 0.0, 0.0});
    EXPECT_NEAR(placed.tool.position.x, 0.6 * std::cos(1.0) * std::cos(0.5), 1e-12);
    EXPECT_NEAR(placed.tool.position.y, 0.6 * std::cos(1.0) * std::sin(0.5), 1e-12);
    EXPECT_NEAR(placed.tool.position.z, 1.1 - 0.6 * std::sin(1.0), 1e-12);
}

TEST(Kinematics, PosesAreFoundAgain) {
    expectFound(Solved(*gemba::test::armModel()).kinematics);
}

TEST(Kinematics, WhatIsOutOfReachIsNotFound) {
    const Solved arm(*gemba::test::armModel());
    EXPECT_FALSE(arm.kinematics.inverse(Pose{{3.0, 0.0, 1.0}}, {}));
    EXPECT_FALSE(arm.kinematics.inverse(Pose{{0.0, 0.0, -1.5}}, {}));
}

TEST(Kinematics, TheIrb2400) {
    if (gemba::test::sharedData().empty())
        GTEST_SKIP() << "no shared data here";
    std::ifstream in(gemba::test::sharedData() /
                     "models/abb_irb2400/abb_irb2400_support/urdf/irb2400.urdf");
    const auto model =
        assets::readUrdf({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
    ASSERT_TRUE(model) << model.error().message();
    EXPECT_EQ(model->links.size(), 9u + 0u);
    const Solved arm(*model);
    ASSERT_EQ(arm.kinematics.joints(), 6u);

    // At zero, from the description: x 0.1 + 0.258 + 0.497 + 0.085, z 0.615 + 0.705 + 0.135.
    const Pose tool = arm.kinematics.forward({}).tool;
    EXPECT_NEAR(tool.position.x, 0.94, 1e-9);
    EXPECT_NEAR(tool.position.y, 0.0, 1e-9);
    EXPECT_NEAR(tool.position.z, 1.455, 1e-9);
    expectFound(arm.kinematics);
}

}  // namespace
}  // namespace gemba::physics
