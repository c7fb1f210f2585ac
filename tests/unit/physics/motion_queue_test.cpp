#include "physics/robots/motion_queue.h"

#include <gtest/gtest.h>

#include "tests/support/robot_text.h"

namespace gemba::physics {
namespace {

using sim::Motion;
using sim::MotionGoal;

constexpr double kStep = 1.0 / 240.0;

class Queue : public ::testing::Test {
 protected:
    Queue()
        : m_model(gemba::test::armModel()),
          m_kinematics(*m_model, assets::makeChain(*m_model, "").value()) {
        m_queue.begin(kHome);
    }

    /// Until nothing is left; seconds that it took. Each tick keeps within the joints' speeds.
    double run(double share = 1.0) {
        int ticks = 0;
        while (m_queue.size() > 0 && ticks < 24000) {
            const JointVector before = m_queue.at();
            EXPECT_TRUE(m_queue.advance(m_kinematics, kStep, share));
            for (size_t i = 0; i < m_kinematics.joints(); ++i) {
                EXPECT_LE(std::abs(m_queue.at()[i] - before[i]),
                          1.02 * kStep * m_kinematics.speed(i))
                    << "joint " << i << " at tick " << ticks;
            }
            m_trace.push_back(m_queue.at());
            ++ticks;
        }
        return ticks * kStep;
    }
    [[nodiscard]] Pose tool() const { return m_kinematics.forward(m_queue.at()).tool; }

    static constexpr JointVector kHome{0.0, 0.2, 0.6, 0.0, 0.5, 0.0};
    std::shared_ptr<const assets::RobotModel> m_model;
    Kinematics m_kinematics;
    MotionQueue m_queue;
    std::vector<JointVector> m_trace;
};

TEST_F(Queue, JointsArriveTogetherWithinTheirSpeeds) {
    const Motion motion{.goal = MotionGoal::joints, .joints = {1.0, -0.3, 1.0, 2.0, 0.0, -3.0}};
    ASSERT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::none);
    EXPECT_TRUE(m_queue.moving());
    const double seconds = run();
    EXPECT_EQ(m_queue.at(), motion.joints);
    EXPECT_FALSE(m_queue.moving());
    EXPECT_GT(seconds, 1.875 * 3.0 / 6.0);
    EXPECT_LT(seconds, 2.5);
    // Half way all are half way.
    const JointVector& half = m_trace[m_trace.size() / 2];
    EXPECT_NEAR(half[5] / -3.0, half[0], 0.02);
}

TEST_F(Queue, SlownessTakesItsTime) {
    const Motion motion{.goal = MotionGoal::joints, .joints = {1.0, 0.2, 0.6, 0.0, 0.5, 0.0}};
    ASSERT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::none);
    const double fast = run();
    m_queue.stand(kHome);
    ASSERT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::none);
    EXPECT_NEAR(run(0.5), 2.0 * fast, 0.02);
}

TEST_F(Queue, ALineIsStraight) {
    const Pose begin = tool();
    Pose end = begin;
    end.position += Vec3(0.1, 0.25, -0.2);
    const Motion motion{.goal = MotionGoal::line, .baseFromTool = end, .speed = 0.25};
    ASSERT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::none);
    const double seconds = run();
    EXPECT_GT(seconds, 0.335 / 0.25);
    EXPECT_LT(glm::length(tool().position - end.position), 1e-4);
    const Vec3 along = glm::normalize(end.position - begin.position);
    for (const JointVector& joints : m_trace) {
        const Vec3 off = m_kinematics.forward(joints).tool.position - begin.position;
        EXPECT_LT(glm::length(off - glm::dot(off, along) * along), 1e-5);
    }
}

TEST_F(Queue, WhatCannotBeDoneIsRefusedAsAWhole) {
    const Motion fine{.goal = MotionGoal::joints, .joints = {0.5}};
    const Motion beyond{.goal = MotionGoal::joints, .joints = {3.5}};
    const Motion far{.goal = MotionGoal::pose, .baseFromTool = Pose{{5.0, 0.0, 0.0}}};
    const Motion line{
        .goal = MotionGoal::line, .baseFromTool = Pose{{5.0, 0.0, 0.0}}, .speed = 0.2};
    for (const auto& [bad, fault] :
         {std::pair{beyond, RobotFault::beyondLimit}, std::pair{far, RobotFault::outOfReach},
          std::pair{line, RobotFault::outOfReach}}) {
        const std::array motions{fine, bad};
        EXPECT_EQ(m_queue.add(m_kinematics, motions), fault);
        EXPECT_EQ(m_queue.size(), 0u);
    }
    const std::vector<Motion> many(sim::kMostMotions + 1, fine);
    EXPECT_EQ(m_queue.add(m_kinematics, many), RobotFault::tooMany);
    EXPECT_EQ(m_queue.add(m_kinematics, std::span(many).first(sim::kMostMotions)),
              RobotFault::none);
}

TEST_F(Queue, VacuumAndWaitFollowTheWay) {
    const std::array motions{
        Motion{.goal = MotionGoal::joints, .joints = {0.3, 0.2, 0.6}, .wait = 0.5, .vacuum = 1},
        Motion{.vacuum = 0}};
    ASSERT_EQ(m_queue.add(m_kinematics, motions), RobotFault::none);
    while (m_queue.moving()) {
        EXPECT_FALSE(m_queue.vacuum());
        ASSERT_TRUE(m_queue.advance(m_kinematics, kStep, 1.0));
    }
    EXPECT_TRUE(m_queue.vacuum());
    const double waited = run();
    EXPECT_NEAR(waited, 0.5, 0.02);
    EXPECT_FALSE(m_queue.vacuum());
}

TEST_F(Queue, StopComesToRestOnTheWay) {
    const Motion motion{.goal = MotionGoal::joints, .joints = {2.5, 0.2, 0.6, 0.0, 0.5, 0.0}};
    ASSERT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::none);
    for (int i = 0; i < 120; ++i)
        ASSERT_TRUE(m_queue.advance(m_kinematics, kStep, 1.0));
    m_queue.stop();
    EXPECT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::tooMany);
    const double seconds = run();
    EXPECT_LT(seconds, 0.5);
    EXPECT_GT(m_queue.at()[0], 0.1);
    EXPECT_LT(m_queue.at()[0], 2.0);
    ASSERT_EQ(m_queue.add(m_kinematics, {&motion, 1}), RobotFault::none);
    run();
    EXPECT_EQ(m_queue.at(), motion.joints);
}

}  // namespace
}  // namespace gemba::physics
