#include "physics/part_mover.h"

#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

using sim::Correction;
using sim::CorrectionKind;
using sim::CorrectionWhy;

constexpr const char* kBelts = R"(
[world]
max_items = 6
[[item]]
id = "carton"
size = [0.4, 0.3, 0.3]
mass = 2.0
[[conveyor]]
id = "first"
size = [3.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
speed = 0.0
[[conveyor]]
id = "second"
size = [3.0, 0.6, 0.8]
pose = { position = [3.0, 0, 0.8] }
speed = 0.0
[[photo_eye]]
id = "eye"
on = "second"
at = 1.0
[[stopper]]
id = "stop"
on = "second"
at = 2.0
[[feeder]]
id = "feeder"
on = "first"
at = 0.4
items = ["carton"]
every = 0.0
)";

/// Asks for corrections, as the residuals do.
class Asks final : public Stateful<Asks, sim::System> {
 public:
    [[nodiscard]] std::string_view name() const override { return "asks"; }
    void preStep(sim::World& world) override {
        world.corrections.insert(world.corrections.end(), m_next.begin(), m_next.end());
        m_next.clear();
    }
    template <class A>
    void visitState(A& archive) {
        archive(m_next);
    }
    std::vector<Correction> m_next;
};

class PartMover : public ::testing::Test {
 protected:
    void open(const std::string& more = "") {
        const auto twin = test::twinFromText(kBelts + more);
        sim::Simulation::Systems systems;
        auto asks = std::make_unique<Asks>();
        m_asks = asks.get();
        systems.push_back(std::move(asks));
        systems.push_back(makePhysics({}));
        m_simulation = std::make_unique<sim::Simulation>(twin, 1, std::move(systems));
        m_eye = twin->findDevice("eye");
        m_feeder = twin->findDevice("feeder");
    }
    sim::World& world() { return m_simulation->world(); }
    void ticks(int n) {
        for (int i = 0; i < n; ++i)
            m_simulation->tick({});
    }
    void ask(Correction asked) {
        asked.eye = m_eye;
        m_asks->m_next.push_back(asked);
    }
    /// A new part, its middle at `at`, and on by `way`; its serial, 0 where there was no room.
    uint32_t create(double at, double way = 0.0) {
        ask({.kind = CorrectionKind::create,
             .why = CorrectionWhy::unknown,
             .from = at,
             .to = at + way,
             .item = 0,
             .feeder = m_feeder});
        ticks(1);
        const uint32_t serial = world().corrections.empty() ? 0 : world().corrections.back().serial;
        ticks(60);  // it comes to rest
        return serial;
    }
    void move(uint32_t serial, double way) {
        const double from = at(serial);
        ask({.serial = serial, .from = from, .to = from + way});
        ticks(1);
    }
    double at(uint32_t serial) {
        for (uint32_t slot = 0; slot < world().bodies.capacity(); ++slot) {
            if (world().bodies.used(slot) && world().bodies.serial[slot] == serial)
                return world().bodies.pose[slot].position.x;
        }
        return -1.0;
    }
    void set(const char* property, double value) {
        const auto ref = world().twin->findProperty(property);
        world().properties.value[world().twin->propertyIndex(*ref)] = value;
    }

    std::unique_ptr<sim::Simulation> m_simulation;
    Asks* m_asks = nullptr;
    int32_t m_eye = -1, m_feeder = -1;
};

TEST_F(PartMover, MovesAPartFromBeltToBelt) {
    open();
    const uint32_t part = create(2.7);
    move(part, 0.6);
    EXPECT_NEAR(at(part), 3.3, 1e-3);
    ASSERT_EQ(world().corrections.size(), 1u);
    EXPECT_NEAR(world().corrections[0].from, 2.7, 1e-3);
    EXPECT_NEAR(world().corrections[0].to, 3.3, 1e-3);
    ticks(120);
    EXPECT_NEAR(at(part), 3.3, 1e-3) << "it lies there";
    move(part, -0.6);
    EXPECT_NEAR(at(part), 2.7, 2e-3);
}

// Beyond the last belt there is nowhere to move it to: as far as the path goes.
TEST_F(PartMover, NoFartherThanThePathGoes) {
    open();
    const uint32_t part = create(5.6);
    move(part, 0.9);
    EXPECT_NEAR(at(part), 6.0, 2e-3);
    ASSERT_EQ(world().corrections.size(), 1u);
    EXPECT_NEAR(world().corrections[0].to, 6.0, 2e-3);
    const uint32_t first = create(0.4);
    move(first, -0.9);
    EXPECT_NEAR(at(first), 0.0, 2e-3);
}

// Two eyes speak of it in one tick: it is where both say, not twice as far.
TEST_F(PartMover, ToAPlaceAndNotByAWay) {
    open();
    const uint32_t part = create(1.0);
    for (int i = 0; i < 2; ++i)
        ask({.serial = part, .from = 1.0, .to = 1.5});
    ticks(1);
    EXPECT_NEAR(at(part), 1.5, 2e-3);
}

TEST_F(PartMover, TheBeltCarriesItOn) {
    open();
    set("first.speed", 0.4);
    ticks(240);
    const uint32_t part = create(0.5);
    const double before = at(part);
    move(part, 0.3);
    ticks(24);
    EXPECT_NEAR(at(part) - before, 0.3 + 0.4 * 25 / 240.0, 2e-3);
}

TEST_F(PartMover, NotThroughAClosedStopper) {
    open();
    set("stop.close", 1.0);
    ticks(120);
    const uint32_t part = create(4.3);
    move(part, 0.8);
    // The blade's face, half its thickness before 5.0.
    EXPECT_NEAR(at(part), 4.99 - 0.2, 5e-3);
    ticks(240);
    EXPECT_LT(at(part), 4.8);
    // Nor from touching it.
    move(part, 0.5);
    EXPECT_LT(at(part), 4.8);
    // Back it may.
    move(part, -0.5);
    EXPECT_NEAR(at(part), 4.29, 1e-2);
}

// How far it got, and why no farther; also where it got nowhere.
TEST_F(PartMover, WhatStandsInTheWayIsTold) {
    open();
    set("stop.close", 1.0);
    ticks(120);
    const uint32_t part = create(4.3);
    for (const double from : {4.3, 4.79}) {
        move(part, 0.8);
        ASSERT_EQ(world().corrections.size(), 1u) << from;
        EXPECT_EQ(world().corrections[0].why, CorrectionWhy::inTheWay);
        EXPECT_NEAR(world().corrections[0].from, from, 5e-3);
        EXPECT_NEAR(world().corrections[0].to, 4.79, 5e-3);
        ticks(60);
    }
    move(part, -0.5);
    ASSERT_EQ(world().corrections.size(), 1u);
    EXPECT_EQ(world().corrections[0].why, CorrectionWhy::late) << "nothing stands there";
}

TEST_F(PartMover, NotThroughAWall) {
    open(
        "[[body]]\nid = \"wall\"\nsize = [0.1, 0.6, 0.4]\n"
        "pose = { position = [1.5, 0, 1.0] }\n");
    const uint32_t part = create(0.9);
    move(part, 0.9);
    EXPECT_LT(at(part), 1.45 - 0.2 + 1e-3);
}

TEST_F(PartMover, NeighboursAreMovedAlong) {
    open();
    const uint32_t first = create(2.0), second = create(1.4), third = create(0.9);
    move(third, 0.5);
    EXPECT_NEAR(at(third), 1.4, 2e-3);
    EXPECT_NEAR(at(second), 1.8, 2e-3);
    EXPECT_NEAR(at(first), 2.2, 2e-3);
    ASSERT_EQ(world().corrections.size(), 3u);
    EXPECT_EQ(world().corrections[0].serial, first);
    EXPECT_EQ(world().corrections[0].why, CorrectionWhy::pushed);
    EXPECT_EQ(world().corrections[2].why, CorrectionWhy::late);
    ticks(240);
    EXPECT_NEAR(at(first) - at(third), 0.8, 3e-3) << "none inside another";
}

TEST_F(PartMover, AQueueAtAStopperGivesNoWay) {
    open();
    set("stop.close", 1.0);
    ticks(120);
    const uint32_t first = create(4.78), second = create(4.3), third = create(3.6);
    move(third, 0.9);
    EXPECT_LT(at(first), 4.8);
    EXPECT_NEAR(at(second), at(first) - 0.4, 5e-3);
    EXPECT_NEAR(at(third), at(first) - 0.8, 5e-3);
}

TEST_F(PartMover, ANewPartMakesRoom) {
    open();
    const uint32_t old = create(2.0);
    const uint32_t part = create(1.8);
    EXPECT_NEAR(at(part), 1.8, 2e-3);
    EXPECT_NEAR(at(old), 2.2, 2e-3);
    // Between a queue and a closed stopper there is none, nor in the stopper.
    set("stop.close", 1.0);
    ticks(120);
    for (const double queued : {4.78, 4.38, 3.98})
        ASSERT_NE(create(queued), 0u);
    EXPECT_EQ(create(4.85), 0u);
    EXPECT_TRUE(world().corrections.empty()) << "and nobody was pushed";
}

// Seen a while ago: it has gone on since, as far as it could.
TEST_F(PartMover, ANewPartGoesOnFromItsEye) {
    open();
    set("stop.close", 1.0);
    ticks(120);
    EXPECT_NEAR(at(create(1.0, 0.5)), 1.5, 2e-3);
    EXPECT_NEAR(at(create(4.5, 0.9)), 4.79, 5e-3);
}

TEST_F(PartMover, AsManyAsTheTwinAllows) {
    open();
    for (int i = 0; i < 6; ++i)
        EXPECT_NE(create(0.4 + 0.6 * i), 0u);
    EXPECT_EQ(create(5.2), 0u);
}

TEST_F(PartMover, TakesAway) {
    open();
    const uint32_t part = create(1.0);
    ask({.kind = CorrectionKind::retire, .serial = part});
    ticks(1);
    EXPECT_LT(at(part), 0.0);
    EXPECT_EQ(world().corrections.size(), 1u);
    // Once gone it is not moved.
    move(part, 0.3);
    EXPECT_TRUE(world().corrections.empty());
}

// Saved bytes ask too.
TEST_F(PartMover, WhatIsOutOfAllRangesIsNotDone) {
    open();
    const uint32_t part = create(1.0);
    m_asks->m_next.push_back({.serial = part, .eye = 99, .to = 0.3});
    m_asks->m_next.push_back({.serial = part, .eye = m_eye, .to = std::nan("")});
    m_asks->m_next.push_back({.serial = part, .eye = m_eye, .to = 1e300});
    m_asks->m_next.push_back({.kind = CorrectionKind::create, .eye = m_eye, .item = 7});
    m_asks->m_next.push_back(
        {.kind = CorrectionKind::create, .eye = m_eye, .path = 12, .item = 0, .feeder = m_feeder});
    m_asks->m_next.push_back(
        {.kind = static_cast<CorrectionKind>(77), .serial = part, .eye = m_eye});
    ticks(1);
    EXPECT_TRUE(world().corrections.empty());
    EXPECT_NEAR(at(part), 1.0, 1e-3);
}

}  // namespace
}  // namespace gemba::physics
