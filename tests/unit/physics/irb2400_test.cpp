#include <fmt/format.h>

#include <map>

#include "engine/assets/robot_importer.h"
#include "engine/assets/robot_inertia.h"
#include "engine/core/scratch_folder.h"
#include "physics/robots/kinematics.h"
#include "tests/support/places.h"
#include "tests/unit/physics/scene.h"

// A real arm with its real meshes, from the shared data.
namespace gemba::physics {
namespace {

class Irb2400 : public ::testing::Test {
 protected:
    void SetUp() override {
        if (gemba::test::sharedData().empty())
            GTEST_SKIP() << "no shared data here";
        m_urdf =
            gemba::test::sharedData() / "models/abb_irb2400/abb_irb2400_support/urdf/irb2400.urdf";
        const auto scratch = ScratchFolder::make();
        ASSERT_TRUE(scratch);
        auto robot = assets::importRobot({.file = m_urdf});
        ASSERT_TRUE(robot) << robot.error().message();
        for (assets::RobotLink& link : robot->links) {
            for (assets::RobotShape& shape : link.collisions) {
                const auto mesh = assets::importModel(assets::meshSettings(shape), scratch->path());
                ASSERT_TRUE(mesh) << mesh.error().message();
                shape.model = mesh->model;
            }
        }
        m_robot = std::make_shared<const assets::RobotModel>(std::move(*robot));
    }
    [[nodiscard]] std::string text(const std::string& drive) const {
        return fmt::format(
            "[[robot]]\nid = \"arm\"\nurdf = \"{}\"\ntool = \"tool0\"\ndrive = \"{}\"\n",
            m_urdf.string(), drive);
    }
    static void drive(Scene& scene, const JointVector& joints) {
        for (size_t i = 0; i < joints.size(); ++i) {
            const uint32_t at = scene.place(fmt::format("arm.joint_{}", i + 1));
            scene.world().properties.value[at] = joints[i];
            scene.world().properties.driver[at] = sim::Driver::measured;
        }
    }
    static JointVector actual(Scene& scene) {
        JointVector out{};
        for (size_t i = 0; i < out.size(); ++i)
            out[i] = scene.get(fmt::format("arm.joint_{}_actual", i + 1));
        return out;
    }

    std::filesystem::path m_urdf;
    std::shared_ptr<const assets::RobotModel> m_robot;
};

TEST_F(Irb2400, ItsMassIsGuessedAboutAsItsDataSheetHasIt) {
    const auto chain = assets::makeChain(*m_robot, "tool0");
    ASSERT_TRUE(chain) << chain.error().message();
    double mass = 0.0;
    for (int32_t body = -1; body < 6; ++body) {
        const auto inertia = assets::inertiaOfBody(*m_robot, *chain, body);
        EXPECT_TRUE(inertia.guessed);
        mass += inertia.mass;
    }
    EXPECT_NEAR(mass, 380.0, 10.0);
}

TEST_F(Irb2400, ReachesPosesOfItsQueueWithin100Micrometres) {
    Scene scene(text("kinematic"), 1, m_robot);
    const Kinematics arm(*m_robot, assets::makeChain(*m_robot, "tool0").value());
    for (const Pose& goal : {Pose{{0.9, 0.4, 0.8}, quatFromRpy({3.1, 0.0, 0.3})},
                             Pose{{0.2, -0.9, 0.6}, quatFromRpy({3.14159, 0.0, -1.0})},
                             Pose{{1.0, 0.0, 1.4}, quatFromRpy({0.0, 1.5, 0.0})}}) {
        scene.ask({{.goal = sim::MotionGoal::pose, .baseFromTool = goal}});
        scene.run(6.0);
        ASSERT_EQ(scene.get("arm.fault"), 0.0);
        EXPECT_EQ(scene.get("arm.queued"), 0.0);
        EXPECT_LT(glm::length(arm.forward(actual(scene)).tool.position - goal.position), 1e-4);
    }
}

TEST_F(Irb2400, ByMotorsItTracksWithin5MradAndStandsWithinHalfOne) {
    Scene scene(text("motors"), 1, m_robot);
    JointVector wanted{};
    const auto differ = [&] {
        double most = 0.0;
        for (size_t i = 0; i < wanted.size(); ++i)
            most = std::max(most, std::abs(actual(scene)[i] - wanted[i]));
        return most;
    };
    double moving = 0.0;
    for (int tick = 0; tick < 960; ++tick) {
        const double phase = 1.8 * (tick + 1) * scene.world().h;
        const JointVector amplitude{1.5, 0.9, -0.7, 2.0, 1.2, 3.0};
        for (size_t i = 0; i < wanted.size(); ++i)
            wanted[i] = amplitude[i] * 0.5 * (1.0 - std::cos(phase));
        drive(scene, wanted);
        scene.ticks(1);
        moving = std::max(moving, differ());
    }
    scene.run(1.0);
    const double still = differ();
    EXPECT_LT(moving, 5e-3);
    EXPECT_LT(still, 5e-4);
    fmt::print("IRB 2400 by motors: {:.4f} mrad moving, {:.5f} mrad a second after\n", 1e3 * moving,
               1e3 * still);
}

TEST_F(Irb2400, RespectsItsLimits) {
    for (const char* how : {"kinematic", "motors"}) {
        Scene scene(text(how), 1, m_robot);
        const Kinematics arm(*m_robot, assets::makeChain(*m_robot, "tool0").value());
        for (const double far : {20.0, -20.0}) {
            drive(scene, {far, far, far, far, far, far});
            for (int tick = 0; tick < 1500; ++tick) {
                scene.ticks(1);
                const JointVector is = actual(scene);
                for (size_t i = 0; i < 6; ++i) {
                    ASSERT_LE(is[i], arm.upper(i) + 1e-3) << how << " joint " << i;
                    ASSERT_GE(is[i], arm.lower(i) - 1e-3) << how << " joint " << i;
                }
            }
            EXPECT_EQ(scene.get("arm.limited"), 1.0);
        }
    }
}

}  // namespace
}  // namespace gemba::physics
