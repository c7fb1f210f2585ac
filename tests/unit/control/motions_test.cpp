#include <gtest/gtest.h>

#include "engine/twin/reader.h"
#include "tests/support/expected_warning.h"
#include "tests/support/robot_text.h"
#include "tests/unit/control/cell.h"

// move() and stop(): what a script asks of robots.
namespace gemba::control {
namespace {

/// A twin of one robot with a script; what was asked stands in the world after a tick.
class Asked {
 public:
    explicit Asked(const std::string& step) {
        const auto read = twin::readTwinText(
            "gemba = 1\nname = \"arm\"\n" + gemba::test::robotTable("0, 0, 0"), "/cell.toml");
        for (const twin::Problem& problem : read.problems)
            ADD_FAILURE() << problem.message("/cell.toml");
        twin::Twin twin = *read.twin;
        twin.controller =
            twin::Controller{.script = "/plant/arm.lua",
                             .source = "function step(inputs, state)\n" + step + "\nend"};
        auto controller = makeController(twin);
        if (!controller) {
            ADD_FAILURE() << controller.error().message();
            return;
        }
        sim::Simulation::Systems systems;
        systems.push_back(std::move(*controller));
        m_simulation = std::make_unique<sim::Simulation>(
            std::make_shared<const twin::Twin>(std::move(twin)), 1, std::move(systems));
        m_simulation->tick({});
    }
    [[nodiscard]] const sim::World& world() const { return m_simulation->world(); }
    void tick() { m_simulation->tick({}); }

 private:
    std::unique_ptr<sim::Simulation> m_simulation;
};

TEST(Motions, AListBecomesOneRequest) {
    const Asked asked(R"(
        move("arm", {
            { joints = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, speed = 0.5 },
            { pose = {1, 2, 3, math.pi, 0, 0}, linear = true, vacuum = true, wait = 0.25 },
            { pose = {1, 2, 3, 0, 0, 0} },
            { vacuum = false },
        }))");
    const sim::World& world = asked.world();
    ASSERT_EQ(world.motionRequests.size(), 1u);
    EXPECT_EQ(world.motionRequests[0].device, 0u);
    EXPECT_FALSE(world.motionRequests[0].stop);
    ASSERT_EQ(world.motionRequests[0].count, 4u);
    ASSERT_EQ(world.motions.size(), 4u);
    EXPECT_EQ(world.motions[0].goal, sim::MotionGoal::joints);
    EXPECT_EQ(world.motions[0].joints[5], 0.6);
    EXPECT_EQ(world.motions[0].speed, 0.5);
    EXPECT_EQ(world.motions[1].goal, sim::MotionGoal::line);
    EXPECT_EQ(world.motions[1].speed, 0.25);
    EXPECT_EQ(world.motions[1].vacuum, 1);
    EXPECT_EQ(world.motions[1].wait, 0.25);
    EXPECT_NEAR(std::abs(world.motions[1].baseFromTool.rotation.x), 1.0, 1e-12);
    EXPECT_EQ(world.motions[2].goal, sim::MotionGoal::pose);
    EXPECT_EQ(world.motions[2].speed, 1.0);
    EXPECT_EQ(world.motions[3].goal, sim::MotionGoal::stay);
    EXPECT_EQ(world.motions[3].vacuum, 0);
}

TEST(Motions, WhatWasAskedIsGoneInTheNextTick) {
    Asked asked(
        "if not state.asked then state.asked = true; stop(\"arm\"); move(\"arm\", {{wait = 1}}) "
        "end");
    ASSERT_EQ(asked.world().motionRequests.size(), 2u);
    EXPECT_TRUE(asked.world().motionRequests[0].stop);
    EXPECT_EQ(asked.world().motionRequests[1].first, 0u);
    asked.tick();
    EXPECT_TRUE(asked.world().motionRequests.empty());
    asked.tick();
    asked.tick();
    EXPECT_TRUE(asked.world().motions.empty());
}

TEST(Motions, WhatNoMotionCanBeStopsTheScript) {
    const auto bad = [](const std::string& call, const std::string& named) {
        gemba::test::expectWarning(named);
        const Asked asked(call);
        EXPECT_TRUE(asked.world().controllerStopped) << call;
        EXPECT_TRUE(asked.world().motions.empty()) << call;
    };
    bad("move(\"leg\", {{wait = 1}})", "no robot is named 'leg'");
    bad("move(\"arm\", 3)", "table expected");
    bad("move(\"arm\", {3})", "motion 1 is no table");
    bad("move(\"arm\", {{joints = {1}, pose = {1, 2, 3, 4, 5, 6}}})", "expected joints, or pose");
    bad("move(\"arm\", {{joints = {1}, linear = true}})", "expected joints, or pose");
    bad("move(\"arm\", {{pose = {1, 2, 3}}})", "pose has 3 numbers, not 6");
    bad("move(\"arm\", {{pose = {1, 2, 3, 0/0, 0, 0}}})", "pose is no number");
    bad("move(\"arm\", {{joints = {1e300}}})", "joints is no number");
    bad("move(\"arm\", {{speed = 0}})", "speed is no number");
    bad("move(\"arm\", {{speed = 2}})", "at most 1");
    bad("move(\"arm\", {{wait = -1}})", "wait is no number");
    bad("move(\"arm\", {{vacuum = 1}})", "neither true nor false");
    bad("move(\"arm\", {{velocity = 1}})", "'velocity' is none of joints");
    bad("local l = {} for i = 1, 65 do l[i] = {wait = 1} end move(\"arm\", l)", "more than 64");
    bad("for i = 1, 17 do stop(\"arm\") end", "more than 16 calls");
}

TEST(Motions, ARobotDoesNotMoveWhileTheScriptLoads) {
    twin::Twin twin = *makeCell("");
    twin.controller->source = "stop(\"arm\")\nfunction step() end";
    const auto controller = makeController(twin);
    ASSERT_FALSE(controller);
    EXPECT_NE(controller.error().message().find("in step() alone"), std::string::npos);
}

}  // namespace
}  // namespace gemba::control
