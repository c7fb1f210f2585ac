// The palletizing cell in whole: twin, controller, arm and physics, without network.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "engine/assets/robot_urdf.h"
#include "engine/control/controller.h"
#include "engine/sim/bindings.h"
#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"
#include "physics/physics_system.h"

namespace gemba {
namespace {

constexpr const char* kFolder = GEMBA_RESOURCES "/twins/palletizing_cell/";

class PalletizingCell : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto read = twin::readTwin(std::filesystem::path(kFolder) / "palletizing_cell.toml");
        for (const twin::Problem& problem : read.problems)
            ADD_FAILURE() << problem.message("palletizing_cell.toml");
        ASSERT_NE(read.twin, nullptr);
        m_twin = read.twin;
        std::ifstream in(std::string(kFolder) + "arm.urdf");
        auto robot = assets::readUrdf(
            {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
        ASSERT_TRUE(robot) << robot.error().message();
        std::vector<std::shared_ptr<const assets::RobotModel>> robots(m_twin->devices.size());
        robots[static_cast<size_t>(m_twin->findDevice("arm"))] =
            std::make_shared<const assets::RobotModel>(std::move(*robot));

        m_robots = std::move(robots);
        m_simulation = simulation();
    }

    [[nodiscard]] std::unique_ptr<sim::Simulation> simulation() const {
        auto controller = control::makeController(*m_twin);
        if (!controller) {
            ADD_FAILURE() << controller.error().message();
            return nullptr;
        }
        sim::Simulation::Systems systems;
        systems.push_back(std::move(*controller));
        systems.push_back(std::make_unique<sim::BindingSystem>(*m_twin));
        systems.push_back(physics::makePhysics({}, m_robots));
        return std::make_unique<sim::Simulation>(m_twin, 1, std::move(systems));
    }

    [[nodiscard]] double seconds() const {
        const sim::World& world = m_simulation->world();
        return static_cast<double>(world.tick) * world.h;
    }

    void runUntil(double end) {
        sim::World& world = m_simulation->world();
        while (seconds() < end) {
            m_simulation->tick({});
            for (const sim::Event& event : world.events) {
                ASSERT_NE(event.type, sim::EventType::controllerStopped);
                ASSERT_NE(event.type, sim::EventType::motionRefused)
                    << "fault " << event.value << " at " << world.tick;
                ASSERT_NE(event.type, sim::EventType::partDropped);
                ASSERT_NE(event.type, sim::EventType::bodyFrozen);
                m_held += event.type == sim::EventType::partHeld ? 1 : 0;
            }
            if (world.tick % 240 == 0)
                expectNothingFell();
        }
    }

    /// No carton below the pallet's boards.
    void expectNothingFell() {
        const sim::BodyTable& bodies = m_simulation->world().bodies;
        const int32_t carton = m_twin->findItem("carton");
        for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
            if (!bodies.used(slot) || bodies.item[slot] != carton)
                continue;
            ASSERT_GT(bodies.pose[slot].position.z, 0.5)
                << "carton " << bodies.serial[slot] << " fell, " << seconds() << " s";
        }
    }

    /// What was made is taken or there.
    void expectNothingIsLost() {
        const sim::BodyTable& bodies = m_simulation->world().bodies;
        const auto there = [&](const char* item) {
            double count = 0.0;
            for (uint32_t slot = 0; slot < bodies.capacity(); ++slot)
                count += bodies.used(slot) && bodies.item[slot] == m_twin->findItem(item) ? 1 : 0;
            return count;
        };
        EXPECT_EQ(value("packer.made"), value("goods.taken") + there("carton"));
        EXPECT_EQ(value("magazine.made"), value("pallets.taken") + there("pallet"));
        EXPECT_EQ(value("packer.blocked"), 0.0);
        EXPECT_EQ(value("magazine.blocked"), 0.0);
    }

    [[nodiscard]] double value(const char* property) const {
        return m_simulation->world().property(m_twin->findProperty(property).value());
    }

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<std::shared_ptr<const assets::RobotModel>> m_robots;
    std::unique_ptr<sim::Simulation> m_simulation;
    int m_held = 0;
};

TEST_F(PalletizingCell, StacksPalletsThatTheVehicleTakesAway) {
    runUntil(600.0);
    EXPECT_GE(value("pallets.taken"), 2.0);
    EXPECT_EQ(value("goods.taken"), 18.0 * value("pallets.taken"));
    EXPECT_GE(m_held, 2 * 18);
    expectNothingIsLost();
}

// Forked and restored while the vehicle is under way with a full pallet: the same 10,000 ticks
// later.
TEST_F(PalletizingCell, ForkedUnderWayWithAPalletItGoesOnAlike) {
    while (value("agv.actual_speed") < 0.5 || value("on_pallet.value") < 18.0) {
        ASSERT_LT(seconds(), 400.0) << "no full pallet was taken away";
        runUntil(seconds() + 0.1);
    }
    ASSERT_EQ(value("agv.at"), -1.0);
    ASSERT_EQ(value("goods.taken"), 0.0);
    const Bytes saved = m_simulation->save();
    ASSERT_TRUE(m_simulation->load(saved));
    const auto fork = simulation();
    ASSERT_TRUE(fork->load(saved));
    const Tick begin = m_simulation->world().tick;
    for (const Tick later : {Tick{1}, Tick{100}, Tick{2500}, Tick{10'000}}) {
        while (m_simulation->world().tick < begin + later) {
            m_simulation->tick({});
            fork->tick({});
        }
        ASSERT_EQ(fork->stateHash(), m_simulation->stateHash()) << later << " ticks later";
    }
    EXPECT_EQ(value("goods.taken"), 18.0);
    EXPECT_EQ(value("magazine.made"), 2.0);
}

// GEMBA_PALLETIZE_HOURS=8: a shift. It takes minutes, so it is asked for.
TEST_F(PalletizingCell, WorksForAShift) {
    const char* const hours = std::getenv("GEMBA_PALLETIZE_HOURS");
    if (hours == nullptr)
        GTEST_SKIP() << "set GEMBA_PALLETIZE_HOURS";
    runUntil(3600.0 * std::atof(hours));
    std::printf("%.0f pallets of 18 cartons; %d carried\n", value("pallets.taken"), m_held);
    EXPECT_GE(value("pallets.taken"), 1.0);
    EXPECT_EQ(value("goods.taken"), 18.0 * value("pallets.taken"));
    expectNothingIsLost();
}

}  // namespace
}  // namespace gemba
