#include "engine/analysis/flow_system.h"

#include <gtest/gtest.h>

#include "tests/support/twin_text.h"

namespace gemba::analysis {
namespace {

using sim::EventType;

/// A world whose parts come and go as a test says; nothing moves them.
class Flow : public testing::Test {
 protected:
    std::shared_ptr<const twin::Twin> m_twin = test::twinFromText(R"(
[world]
max_items = 3
[[item]]
id = "carton"
[[sink]]
id = "good"
size = [1.0, 1.0, 1.0]
[[sink]]
id = "bad"
size = [1.0, 1.0, 1.0]
)");
    sim::World m_world{m_twin, 1};
    FlowSystem m_flow{*m_twin};

    uint32_t sink(const char* id) const { return static_cast<uint32_t>(m_twin->findDevice(id)); }
    void happens(sim::Event event) { m_world.events.push_back(event); }
    void made(uint32_t serial) { happens({.type = EventType::itemMade, .serial = serial}); }
    void taken(const char* id, uint32_t serial) {
        happens({.type = EventType::itemTaken, .index = sink(id), .serial = serial});
    }
    sim::BodyId body(double speed) {
        const sim::BodyId id = m_world.bodies.add();
        m_world.bodies.flags[id.index] = sim::body_flag::kItem;
        m_world.bodies.velocity[id.index] = {speed, 0.0, 0.0};
        return id;
    }
    void tick(int count = 1) {
        for (int i = 0; i < count; ++i) {
            m_flow.postStep(m_world);
            m_world.events.clear();
            ++m_world.tick;
        }
    }
    sim::SnapshotFlow flow() const {
        sim::Snapshot snapshot;
        m_flow.describe(m_world, snapshot);
        return snapshot.flow;
    }
};

TEST_F(Flow, CountsWhatComesAndWhereItGoes) {
    made(1);
    made(2);
    happens({.type = EventType::itemRefused});
    tick(240);
    taken("good", 1);
    tick(240);
    taken("bad", 2);
    tick();
    const sim::SnapshotFlow said = flow();
    EXPECT_EQ(said.made, 2u);
    EXPECT_EQ(said.refused, 1u);
    ASSERT_EQ(said.sinks.size(), 2u);
    EXPECT_EQ(said.sinks[0].device, sink("bad"));
    EXPECT_EQ(said.sinks[0].taken, 1u);
    EXPECT_EQ(said.sinks[1].taken, 1u);
    EXPECT_EQ(said.transit, 1.5);  // 1 s and 2 s
}

TEST_F(Flow, NothingTakenHasNoTransit) {
    made(1);
    tick(10);
    EXPECT_EQ(flow().transit, 0.0);
}

TEST_F(Flow, WhatStandsStillWaits) {
    body(0.4);
    const sim::BodyId queued = body(0.001);
    tick(60);
    m_world.bodies.remove(queued);
    tick(60);
    EXPECT_EQ(flow().present, 1.5);
    EXPECT_EQ(flow().waiting, 0.5);
    EXPECT_EQ(flow().seconds, 0.5);
}

// A part that fell beside the line is never taken, and must not cost the others their transit.
TEST_F(Flow, PartsThatAreNeverTakenMakeRoom) {
    for (uint32_t serial = 1; serial <= 10; ++serial) {
        made(serial);
        tick(24);
    }
    taken("good", 10);
    tick();
    EXPECT_EQ(flow().transit, 0.1);
}

TEST_F(Flow, GoesOnAsSaved) {
    made(1);
    body(0.0);
    tick(100);
    Bytes bytes;
    ByteWriter out(bytes);
    m_flow.save(out);
    FlowSystem copy(*m_twin);
    ByteReader in(bytes);
    ASSERT_TRUE(copy.load(in));

    taken("good", 1);
    copy.postStep(m_world);
    tick();
    sim::Snapshot snapshot;
    copy.describe(m_world, snapshot);
    EXPECT_EQ(snapshot.flow.transit, flow().transit);
    EXPECT_EQ(snapshot.flow.present, flow().present);
    EXPECT_EQ(snapshot.flow.waiting, flow().waiting);
    EXPECT_EQ(snapshot.flow.sinks[1].taken, 1u);
    StateHash first, second;
    m_flow.hash(first);
    copy.hash(second);
    EXPECT_EQ(first.value(), second.value());
}

}  // namespace
}  // namespace gemba::analysis
