#include "physics/devices/feeder.h"

#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

constexpr const char* kLine = R"(
[world]
max_items = 20
[[item]]
id = "big"
size = [0.5, 0.4, 0.4]
mass = 5.0
[[item]]
id = "small"
size = [0.2, 0.2, 0.2]
mass = 1.0
[[conveyor]]
id = "belt"
size = [6.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.5
acceleration = 1000.0
[[photo_eye]]
id = "pe0"
on = "belt"
at = 1.0
[[feeder]]
id = "feeder"
on = "belt"
at = 0.3
items = ["big", "small"]
every = 2.0
jitter = 0.1
event_at = "pe0"
[[sink]]
id = "sink"
pose = { position = [5.5, 0, 1.0] }
size = [1.0, 1.0, 1.0]
[[binding]]
signal = "plant/pe0/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"
)";

TEST(Feeder, MakesPartsByTimeWithJitter) {
    Scene scene(kLine);
    scene.run(100.0);
    const auto made = scene.events(sim::EventType::itemMade);
    EXPECT_NEAR(static_cast<double>(made.size()), 50.0, 2.0);
    EXPECT_EQ(scene.get("feeder.made"), static_cast<double>(made.size()));
    EXPECT_EQ(made.back().serial, made.size());
    EXPECT_FALSE(scene.bodies().flags[scene.items().at(0)] & sim::body_flag::kByEvent);
}

TEST(Feeder, ChoosesTheVariant) {
    Scene scene(kLine);
    scene.set("feeder.variant", 1.0);
    scene.ticks(1);
    EXPECT_EQ(scene.bodies().item[scene.items().at(0)], scene.world().twin->findItem("small"));
    EXPECT_EQ(scene.get("feeder.last_variant"), 1.0);
    scene.set("feeder.variant", 0.0);
    scene.run(1.0);
    EXPECT_EQ(scene.get("feeder.last_variant"), 1.0) << "none was made since";
    scene.run(2.0);
    EXPECT_EQ(scene.get("feeder.last_variant"), 0.0);
    Scene wild(kLine);
    wild.set("feeder.variant", 1e300);  // bounded
    wild.ticks(1);
    EXPECT_EQ(wild.bodies().item[wild.items().at(0)], wild.world().twin->findItem("small"));
}

TEST(Feeder, LosesItsShareInSilence) {
    Scene scene(kLine);
    scene.set("feeder.loss", 0.25);
    scene.run(400.0);
    EXPECT_NEAR(scene.get("feeder.made"), 150.0, 20.0);
    EXPECT_TRUE(scene.events(sim::EventType::itemRefused).empty());
}

TEST(Feeder, MakesTheTwinOfAMeasuredPart) {
    Scene scene(kLine);
    scene.set("feeder.every", 0.0);
    scene.run(1.0);
    ASSERT_TRUE(scene.items().empty());

    // What the bindings do when the plant's eye rises.
    sim::World& world = scene.world();
    world.properties.driver[scene.place("feeder.spawn")] = sim::Driver::measured;
    world.properties.value[scene.place("feeder.spawn")] += 1.0;
    scene.ticks(1);
    const uint32_t slot = scene.items().at(0);
    EXPECT_TRUE(scene.bodies().flags[slot] & sim::body_flag::kByEvent);
    EXPECT_NEAR(scene.bodies().pose[slot].position.x + 0.25, 1.0, 0.003);
    EXPECT_NEAR(scene.bodies().velocity[slot].x, 0.5, 0.01) << "at belt speed at once";
    EXPECT_EQ(scene.get("pe0.blocked"), 1.0) << "its leading edge is in the beam";

    // Driven by the plant it makes nothing by time, and the counter's reset is no event.
    scene.set("feeder.every", 0.5);
    scene.set("feeder.spawn", 0.0);
    scene.run(3.0);
    EXPECT_EQ(scene.get("feeder.made"), 1.0);
}

/// Pushes what the bindings would, in front of the physics.
class Edges final : public Stateful<Edges, sim::System> {
 public:
    explicit Edges(uint32_t spawn) : m_spawn(spawn) {}
    [[nodiscard]] std::string_view name() const override { return "edges"; }
    void preStep(sim::World& world) override {
        if (world.tick != 100)
            return;
        world.events.push_back({.type = sim::EventType::measuredEdge, .value = 0.0, .cause = 11});
        world.events.push_back({.type = sim::EventType::measuredEdge, .value = 1.0, .cause = 22});
        world.properties.value[m_spawn] += 1.0;
        world.properties.driver[m_spawn] = sim::Driver::measured;
    }
    template <class A>
    void visitState(A&) {}

 private:
    uint32_t m_spawn;
};

TEST(Feeder, NamesTheCauseOfAPart) {
    const auto twin = test::twinFromText(kLine);
    ASSERT_TRUE(twin);
    sim::Simulation::Systems systems;
    systems.push_back(
        std::make_unique<Edges>(twin->propertyIndex(twin->findProperty("feeder.spawn").value())));
    systems.push_back(makePhysics({}));
    sim::Simulation simulation(twin, 1, std::move(systems));
    const auto every = twin->findProperty("feeder.every").value();
    simulation.world().properties.value[twin->propertyIndex(every)] = 0.0;
    for (int i = 0; i <= 100; ++i)
        simulation.tick({});
    UtcNs cause = 0;
    for (const sim::Event& event : simulation.world().events) {
        if (event.type == sim::EventType::itemMade)
            cause = event.cause;
    }
    EXPECT_EQ(cause, 22) << "of the rising edge, not of the falling one";
}

TEST(Feeder, RefusesWhereThereIsNoRoom) {
    Scene scene(kLine);
    scene.set("belt.running", 0.0);
    scene.run(9.0);
    EXPECT_EQ(scene.get("feeder.made"), 1.0);
    EXPECT_EQ(scene.get("feeder.blocked"),
              static_cast<double>(scene.events(sim::EventType::itemRefused).size()));
    EXPECT_GE(scene.get("feeder.blocked"), 4.0);
}

TEST(Feeder, StopsAtTheWorldsLimit) {
    Scene scene(R"(
[world]
max_items = 3
[[item]]
id = "small"
size = [0.2, 0.2, 0.2]
[[conveyor]]
id = "belt"
size = [30.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 1.0
[[feeder]]
id = "feeder"
on = "belt"
at = 0.3
items = ["small"]
every = 1.0
)");
    scene.run(10.0);
    EXPECT_EQ(scene.get("feeder.made"), 3.0);
    EXPECT_EQ(scene.items().size(), 3u);
    EXPECT_GE(scene.get("feeder.blocked"), 6.0);
}

TEST(Sink, TakesWhatArrives) {
    Scene scene(kLine);
    scene.run(20.0);
    const auto taken = scene.events(sim::EventType::itemTaken);
    ASSERT_GT(taken.size(), 3u);
    EXPECT_EQ(scene.get("sink.taken"), static_cast<double>(taken.size()));
    for (size_t i = 0; i < taken.size(); ++i)
        EXPECT_EQ(taken[i].serial, i + 1);
    EXPECT_EQ(scene.items().size() + taken.size(), scene.get("feeder.made"));
}

TEST(Feeder, FuturesOfOneStateDifferByTheirSeeds) {
    Scene past(kLine);
    past.run(10.0);
    const Bytes state = past.simulation().save();
    const auto future = [&](uint64_t seed) {
        Scene scene(kLine);
        EXPECT_TRUE(scene.simulation().load(state));
        scene.simulation().branch(seed);
        EXPECT_EQ(scene.world().tick, past.world().tick);
        scene.run(30.0);
        return scene.simulation().stateHash();
    };
    EXPECT_EQ(future(7), future(7));
    EXPECT_NE(future(7), future(8));
}

/// A line beside a plant of which one part was seen; the feeder's next ones would be seen every
/// 2 s, and are on the belt for 0.9 s before.
class BesideAPlant : public ::testing::Test {
 protected:
    explicit BesideAPlant() : m_scene(kLine) {
        driver() = sim::Driver::measured;
        m_scene.run(1.0);
        m_scene.world().properties.value[m_scene.place("feeder.spawn")] += 1.0;
        m_scene.ticks(1);
        EXPECT_EQ(m_scene.get("feeder.made"), 1.0);
    }
    sim::Driver& driver() {
        return m_scene.world().properties.driver[m_scene.place("feeder.spawn")];
    }
    /// s until one more is made by time.
    double next() {
        const double made = m_scene.get("feeder.made");
        for (int tick = 0; tick < 2000; ++tick) {
            if (m_scene.get("feeder.made") > made)
                return tick * m_scene.world().h;
            m_scene.ticks(1);
        }
        return -1.0;
    }

    Scene m_scene;
};

// Its part is on the belt already, unseen: it is made at once, and those after it come in time.
TEST_F(BesideAPlant, APartUnderWayDelaysNoOther) {
    m_scene.run(1.5);  // the next was due 1.1 s after the first was seen
    driver() = sim::Driver::initial;
    EXPECT_LT(next(), 0.01);
    EXPECT_NEAR(1.5 + next(), 1.1 + 2.0, 0.21);
}

// What is later than can be was missed by the eye: the feeder went on.
TEST_F(BesideAPlant, APartThatWasNotSeenShiftsNoOther) {
    m_scene.run(2.6);
    driver() = sim::Driver::initial;
    EXPECT_NEAR(2.6 + next(), 1.1 + 2.0, 0.02);
}

TEST_F(BesideAPlant, TheIntervalUnderWayVariesInEachFuture) {
    m_scene.run(0.5);
    const Bytes state = m_scene.simulation().save();
    double least = 10.0, most = 0.0;
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        ASSERT_TRUE(m_scene.simulation().load(state));
        m_scene.simulation().branch(seed);
        driver() = sim::Driver::initial;
        const double wait = 0.5 + next();
        least = std::min(least, wait);
        most = std::max(most, wait);
    }
    EXPECT_GE(least, 1.1 - 0.21);
    EXPECT_LE(most, 1.1 + 0.21);
    EXPECT_GT(most - least, 0.2) << "a tenth to each side of two seconds";
}

}  // namespace
}  // namespace gemba::physics
