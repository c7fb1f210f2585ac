#include "engine/sim/track.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gemba::sim {
namespace {

Snapshot at(Tick tick, double x, uint32_t generation = 1) {
    Snapshot out;
    out.tick = tick;
    out.utc = 1'700'000'000'000'000'000 + tick * 4'166'666;
    for (uint32_t slot = 0; slot < 3; ++slot) {
        SnapshotBody body{.slot = slot, .generation = generation, .serial = slot + 1};
        body.pose.position = {slot == 1 ? x : 200.0 + slot, 7.0, 0.25};
        body.pose.rotation = glm::angleAxis(0.1 * x, Vec3(0, 0, 1));
        body.plant = body.pose;
        out.bodies.push_back(body);
    }
    return out;
}

TEST(Track, ShowsWhatWasShown) {
    TrackWriter writer;
    TrackReader reader;
    Bytes frame;
    size_t keys = 0;
    for (Tick tick = 8; tick < 1000; tick += 8) {
        const Snapshot shown = at(tick, 0.01 * static_cast<double>(tick));
        keys += writer.add(shown, frame);
        ASSERT_TRUE(reader.apply(frame));
        ASSERT_EQ(reader.snapshot().tick, tick);
        ASSERT_EQ(reader.snapshot().utc, shown.utc);
        for (size_t i = 0; i < 3; ++i) {
            const Pose& got = reader.snapshot().bodies[i].pose;
            const Pose& want = shown.bodies[i].pose;
            ASSERT_LT(glm::distance(got.position, want.position), 5e-5);
            ASSERT_GT(std::abs(glm::dot(got.rotation, want.rotation)), 1.0 - 1e-8);
            ASSERT_EQ(reader.snapshot().bodies[i].plant, got);
        }
    }
    EXPECT_EQ(keys, 4u);  // one a second
}

TEST(Track, WhatStandsCostsNothing) {
    TrackWriter writer;
    Bytes frame;
    EXPECT_TRUE(writer.add(at(8, 1.0), frame));
    EXPECT_FALSE(writer.add(at(16, 1.0), frame));
    const size_t still = frame.size();
    Snapshot moved = at(24, 1.0);
    moved.bodies[1].pose.position.x += 0.01;
    EXPECT_FALSE(writer.add(moved, frame));
    EXPECT_EQ(frame.size(), still + 22);
}

TEST(Track, APartThatComesMakesAKeyFrame) {
    TrackWriter writer;
    Bytes frame;
    EXPECT_TRUE(writer.add(at(8, 1.0), frame));
    EXPECT_TRUE(writer.add(at(16, 1.0, 3), frame));
    EXPECT_TRUE(TrackReader::isKey(frame));
}

TEST(Track, AnAlarmThatChangesComesWithTheMoves) {
    TrackWriter writer;
    TrackReader reader;
    Bytes frame;
    Snapshot shown = at(8, 1.0);
    shown.alarms.resize(2);
    shown.deviceState = {0, 0, 0};
    EXPECT_TRUE(writer.add(shown, frame));
    ASSERT_TRUE(reader.apply(frame));
    shown.tick += 8;
    shown.alarms[1].value = 3.0;
    EXPECT_FALSE(writer.add(shown, frame));
    const size_t plain = frame.size();
    ASSERT_TRUE(reader.apply(frame));

    shown.alarms[1].active = 1;
    shown.deviceState[2] = 2;
    EXPECT_FALSE(writer.add(shown, frame)) << "one that chatters makes no key frames";
    for (size_t size = 0; size < frame.size(); ++size)
        EXPECT_FALSE(TrackReader(reader).apply(std::span(frame).first(size))) << size;
    ASSERT_TRUE(reader.apply(frame));
    EXPECT_EQ(reader.snapshot().alarms[1].active, 1);
    EXPECT_EQ(reader.snapshot().deviceState, shown.deviceState);

    EXPECT_FALSE(writer.add(shown, frame));
    EXPECT_EQ(frame.size(), plain) << "said once";
    shown.alarms.resize(3);
    TrackWriter other;
    (void)other.add(shown, frame);
    shown.alarms[0].active = 1;
    (void)other.add(shown, frame);
    EXPECT_FALSE(reader.apply(frame)) << "of another twin";
}

// From before key frames said their version, and before there were alarms.
TEST(Track, OldKeyFramesAreRead) {
    Bytes frame{std::byte{1}};
    Bytes whole;
    encode(at(8, 1.0), whole);
    // Without the version in front and the empty list of alarms behind.
    frame.insert(frame.end(), whole.begin() + 4, whole.end() - sizeof(uint32_t));
    ASSERT_TRUE(TrackReader::isKey(frame));
    TrackReader reader;
    ASSERT_TRUE(reader.apply(frame));
    EXPECT_EQ(reader.snapshot().tick, 8);
    EXPECT_EQ(reader.snapshot().bodies.size(), 3u);
}

TEST(Track, DamagedFramesAreRefused) {
    TrackWriter writer;
    Bytes key, moves;
    (void)writer.add(at(8, 1.0), key);
    (void)writer.add(at(16, 2.0), moves);
    EXPECT_FALSE(TrackReader().apply(moves));  // nothing has moved yet
    for (size_t size = 0; size < moves.size(); ++size) {
        TrackReader reader;
        ASSERT_TRUE(reader.apply(key));
        EXPECT_FALSE(reader.apply(std::span(moves).first(size))) << size;
    }
    for (size_t size = 0; size < key.size(); size += 7)
        EXPECT_FALSE(TrackReader().apply(std::span(key).first(size))) << size;
}

TEST(Track, TimesBeyondAnyRecordingAreRefused) {
    for (const UtcNs utc : {INT64_MIN, int64_t{-1}, INT64_MAX}) {
        Bytes key, moves;
        TrackReader reader;
        Snapshot shown = at(8, 1.0);
        (void)TrackWriter().add(shown, key);
        ASSERT_TRUE(reader.apply(key));
        shown.utc = utc;
        (void)TrackWriter().add(shown, key);
        EXPECT_FALSE(TrackReader().apply(key)) << utc;

        TrackWriter writer;
        shown = at(8, 1.0);
        (void)writer.add(shown, key);
        shown.tick = utc;
        EXPECT_FALSE(writer.add(shown, moves));
        EXPECT_FALSE(reader.apply(moves)) << utc;
    }
}

}  // namespace
}  // namespace gemba::sim
