// The bundled cell in whole: twin, controller and physics, without models and network.

#include <gtest/gtest.h>

#include <map>

#include "engine/control/controller.h"
#include "engine/sim/bindings.h"
#include "engine/sim/overlay_system.h"
#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"
#include "physics/physics_system.h"

namespace gemba {
namespace {

constexpr const char* kFolder = GEMBA_RESOURCES "/twins/packing_cell/";

class PackingCell : public ::testing::Test {
 protected:
    void SetUp() override {
        const std::filesystem::path folder = kFolder;
        const auto read = twin::readTwin(folder / "packing_cell.toml");
        for (const twin::Problem& problem : read.problems)
            ADD_FAILURE() << problem.message("packing_cell.toml");
        ASSERT_NE(read.twin, nullptr);
        m_twin = read.twin;
        const auto story = twin::readOverlay(folder / "story.toml", *m_twin);
        for (const twin::Problem& problem : story.problems)
            ADD_FAILURE() << problem.message("story.toml");
        m_story = story.overlay;
    }

    void start(bool withStory) {
        auto controller = control::makeController(*m_twin);
        ASSERT_TRUE(controller) << controller.error().message();
        sim::Simulation::Systems systems;
        if (withStory)
            systems.push_back(std::make_unique<sim::OverlaySystem>(*m_twin, m_story.entries));
        systems.push_back(std::move(*controller));
        systems.push_back(std::make_unique<sim::BindingSystem>(*m_twin));
        systems.push_back(physics::makePhysics(
            std::vector<std::shared_ptr<const assets::Model>>(m_twin->models.size())));
        m_simulation = std::make_unique<sim::Simulation>(m_twin, 1, std::move(systems));
    }

    // Runs until `seconds` and counts what happened.
    void runUntil(double seconds) {
        sim::World& world = m_simulation->world();
        while (static_cast<double>(world.tick) * world.h < seconds) {
            m_simulation->tick({});
            for (const sim::Event& event : world.events) {
                ASSERT_NE(event.type, sim::EventType::controllerStopped);
                if (event.type == sim::EventType::weighed)
                    m_weights[event.serial] = event.value;
            }
        }
    }

    [[nodiscard]] double value(const char* property) const {
        return m_simulation->world().property(m_twin->findProperty(property).value());
    }

    std::shared_ptr<const twin::Twin> m_twin;
    twin::Overlay m_story;
    std::unique_ptr<sim::Simulation> m_simulation;
    std::map<uint32_t, double> m_weights;  // by serial
};

TEST_F(PackingCell, PacksAndRejectsLightCartons) {
    start(false);
    runUntil(180.0);

    // Made every 2.5 s from the start; the ninth, eighteenth … are light and pushed off, the 13th,
    // 26th … are lean and pass. Weighed to 2 g.
    EXPECT_EQ(value("feeder.made"), 72.0);
    ASSERT_GE(m_weights.size(), 60u);
    for (const auto& [serial, weight] : m_weights) {
        const double mass = serial % 9 == 0 ? 1.5 : serial % 13 == 0 ? 1.95 : 2.0;
        EXPECT_NEAR(weight, mass, 0.002) << serial;
    }
    const double light = static_cast<double>(m_weights.rbegin()->first / 9);
    EXPECT_NEAR(value("pusher.strokes"), light, 1.0);
    EXPECT_GE(value("pusher.strokes"), 6.0);
    EXPECT_GE(value("good.taken"), 50.0);
    EXPECT_EQ(value("stack_light.green"), 1.0);
    EXPECT_EQ(value("feeder.blocked"), 0.0);
}

TEST_F(PackingCell, PlaysItsStory) {
    start(true);
    runUntil(104.0);
    EXPECT_EQ(value("stack_light.green"), 1.0);

    // The scale reads low: lean cartons go with the light ones.
    const double before = value("pusher.strokes");
    m_weights.clear();
    runUntil(165.0);
    EXPECT_NEAR(m_weights[39], 1.89, 0.002);
    EXPECT_NEAR(m_weights[52], 1.89, 0.002);
    EXPECT_EQ(value("pusher.strokes") - before, 5.0);  // 36, 39, 45, 52, 54

    // The jam stops the infeed, and the line starts again by itself.
    const double takenAtJam = value("good.taken");
    runUntil(225.0);
    EXPECT_EQ(value("stack_light.red"), 1.0);
    EXPECT_EQ(value("infeed.actual_speed"), 0.0);
    runUntil(249.0);
    EXPECT_EQ(value("infeed.items"), 6.0);
    runUntil(275.0);
    EXPECT_EQ(value("stack_light.green"), 1.0);
    EXPECT_EQ(value("infeed.actual_speed"), 0.4);
    EXPECT_GT(value("good.taken"), takenAtJam + 15.0);
    EXPECT_EQ(value("feeder.blocked"), 0.0);
}

}  // namespace
}  // namespace gemba
