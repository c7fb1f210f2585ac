#include "ingest/snapshot_pool.h"

#include <gtest/gtest.h>

#include <vector>

namespace gemba::ingest {
namespace {

sim::Snapshot snapshotOf(Tick tick, size_t bodies) {
    sim::Snapshot out;
    out.tick = tick;
    out.bodies.resize(bodies);
    for (size_t i = 0; i < bodies; ++i)
        out.bodies[i].pose.position.x = static_cast<double>(tick) + static_cast<double>(i);
    return out;
}

TEST(SnapshotPool, LendsTheSameOneAgainWhileItsReaderKeepsUp) {
    SnapshotPool pool(size_t{1} << 20);
    sim::Snapshot* const first = pool.copy(snapshotOf(1, 10));
    ASSERT_NE(first, nullptr);
    pool.giveBack(first);
    for (Tick tick = 2; tick < 100; ++tick) {
        sim::Snapshot* const copy = pool.copy(snapshotOf(tick, 10));
        ASSERT_EQ(copy, first);
        EXPECT_EQ(copy->tick, tick);
        EXPECT_EQ(copy->bodies[9].pose.position.x, static_cast<double>(tick) + 9.0);
        pool.giveBack(copy);
    }
}

TEST(SnapshotPool, HasRoomForSoManyBytesAndAgainWhenOneWasGivenBack) {
    const sim::Snapshot wanted = snapshotOf(1, 100);
    const size_t bytes = sizeof wanted + 100 * sizeof(sim::SnapshotBody);
    SnapshotPool pool(3 * bytes);
    sim::Snapshot* copies[3] = {};
    for (sim::Snapshot*& copy : copies) {
        copy = pool.copy(wanted);
        ASSERT_NE(copy, nullptr);
    }
    EXPECT_NE(copies[0], copies[1]);
    EXPECT_EQ(pool.copy(wanted), nullptr);
    pool.giveBack(copies[1]);
    EXPECT_EQ(pool.copy(wanted), copies[1]);
    EXPECT_EQ(pool.copy(wanted), nullptr);
}

TEST(SnapshotPool, OneAlwaysFits) {
    SnapshotPool pool(1);
    EXPECT_NE(pool.copy(snapshotOf(1, 100)), nullptr);
    EXPECT_EQ(pool.copy(snapshotOf(2, 0)), nullptr);
}

// Many small ones were waiting; as large as what comes now they would be too many.
TEST(SnapshotPool, AfterABacklogFewerGoRound) {
    const size_t bytes = sizeof(sim::Snapshot) + 1000 * sizeof(sim::SnapshotBody);
    SnapshotPool pool(2 * bytes);
    std::vector<sim::Snapshot*> waiting;
    for (sim::Snapshot* copy; (copy = pool.copy(snapshotOf(1, 0))) != nullptr;)
        waiting.push_back(copy);
    ASSERT_GT(waiting.size(), 10u);
    for (sim::Snapshot* const copy : waiting)
        pool.giveBack(copy);
    size_t lent = 0;
    while (pool.copy(snapshotOf(2, 1000)) != nullptr)
        ++lent;
    EXPECT_LE(lent, 2u);
    EXPECT_GE(lent, 1u);
}

TEST(SnapshotPool, WhatWasNotHandedOnIsFilledNext) {
    SnapshotPool pool(1);
    sim::Snapshot* const copy = pool.copy(snapshotOf(1, 1));
    pool.keep(copy);
    EXPECT_EQ(pool.copy(snapshotOf(2, 1)), copy);
    EXPECT_EQ(copy->tick, 2);
}

}  // namespace
}  // namespace gemba::ingest
