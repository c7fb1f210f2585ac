#include "engine/sim/snapshot_carry.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/twin_text.h"

namespace gemba::sim {
namespace {

constexpr const char* kLine = R"(
[[item]]
id = "carton"

[[conveyor]]
id = "infeed"
size = [4.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton"]

[[binding]]
signal = "line/speed"
device = "infeed.speed"
role = "drive"

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:1"
)";

constexpr const char* kCameBefore = R"(
[[conveyor]]
id = "buffer"
size = [2.0, 0.6, 0.8]
pose = { position = [0.0, 3.0, 0.8] }
speed = 0.7

[[live]]
id = "mes"
connect = "tcp://127.0.0.1:2"

[[binding]]
signal = "buffer/speed"
device = "buffer.speed"
role = "drive"
)";

/// As a session of the twin would show it.
Snapshot pictureOf(const twin::Twin& twin) {
    Snapshot out;
    out.properties.assign(twin.propertyCount, 0.0);
    out.drivers.assign(twin.propertyCount, static_cast<uint8_t>(Driver::initial));
    out.signals.resize(signals::SignalNames(twin).size());
    out.sources.resize(twin.live.size());
    out.deviceState.assign(twin.devices.size(), 0);
    return out;
}

class SnapshotCarry : public ::testing::Test {
 protected:
    // What comes with the edit stands before what there was: all indices change.
    std::shared_ptr<const twin::Twin> m_before = test::twinFromText(kLine);
    std::shared_ptr<const twin::Twin> m_now = test::twinFromText(std::string(kCameBefore) + kLine);
    KeptThings m_kept = KeptThings::byName(*m_before, *m_now);
    Snapshot m_picture = pictureOf(*m_before);
};

TEST_F(SnapshotCarry, WhatIsStillThereKeepsItsValuesAtItsNewPlace) {
    const uint32_t infeed = static_cast<uint32_t>(m_before->findDevice("infeed"));
    const uint32_t speed = m_before->propertyIndex({infeed, 0});
    m_picture.properties[speed] = 0.25;
    m_picture.drivers[speed] = static_cast<uint8_t>(Driver::measured);
    m_picture.deviceState[infeed] = 2;
    m_picture.sources[0].live = true;
    const uint32_t signal = *signals::SignalNames(*m_before).find("line/speed");
    m_picture.signals[signal].measured = Value::ofReal(0.25);
    m_picture.signals[signal].source = 0;

    carryOver(m_picture, *m_before, *m_now, m_kept);
    ASSERT_TRUE(checkSnapshot(m_picture, *m_now));
    const uint32_t infeedNow = static_cast<uint32_t>(m_now->findDevice("infeed"));
    ASSERT_NE(infeedNow, infeed);
    const uint32_t speedNow = m_now->propertyIndex({infeedNow, 0});
    EXPECT_EQ(m_picture.properties[speedNow], 0.25);
    EXPECT_EQ(m_picture.drivers[speedNow], static_cast<uint8_t>(Driver::measured));
    EXPECT_EQ(m_picture.deviceState[infeedNow], 2);
    const uint32_t signalNow = *signals::SignalNames(*m_now).find("line/speed");
    EXPECT_EQ(m_picture.signals[signalNow].measured, Value::ofReal(0.25));
    ASSERT_EQ(m_now->live[1].id, "plc");
    EXPECT_EQ(m_picture.signals[signalNow].source, 1);
    EXPECT_TRUE(m_picture.sources[1].live);
}

TEST_F(SnapshotCarry, WhatCameHasItsInitialValuesAndWasNeverHeard) {
    carryOver(m_picture, *m_before, *m_now, m_kept);
    const auto buffer = static_cast<uint32_t>(m_now->findDevice("buffer"));
    EXPECT_EQ(m_picture.properties[m_now->propertyIndex({buffer, 0})], 0.7);
    const uint32_t signal = *signals::SignalNames(*m_now).find("buffer/speed");
    EXPECT_EQ(m_picture.signals[signal].quality, signals::Quality::none);
    EXPECT_FALSE(m_picture.sources[0].live);
}

TEST_F(SnapshotCarry, WhatIsGoneIsLeftOutAndPartsOutliveTheirFeeder) {
    const auto now = test::twinFromText("[[item]]\nid = \"carton\"\n");
    m_picture.bodies.resize(2);
    m_picture.bodies[0].slot = 3;
    m_picture.bodies[0].item = 0;
    m_picture.bodies[0].device = m_before->findDevice("feeder");
    m_picture.bodies[1].slot = 4;
    m_picture.bodies[1].device = m_before->findDevice("infeed");
    m_picture.residuals.resize(1);
    m_picture.residuals[0].equipment = static_cast<uint32_t>(m_before->findDevice("infeed"));
    m_picture.estimates.resize(1);
    m_picture.flow.sinks.resize(1);
    m_picture.corrections.resize(1);
    m_picture.corrections[0].eye = 0;

    carryOver(m_picture, *m_before, *now, KeptThings::byName(*m_before, *now));
    ASSERT_TRUE(checkSnapshot(m_picture, *now));
    ASSERT_EQ(m_picture.bodies.size(), 1u);
    EXPECT_EQ(m_picture.bodies[0].slot, 3u);
    EXPECT_EQ(m_picture.bodies[0].device, -1);
    EXPECT_TRUE(m_picture.residuals.empty());
    EXPECT_TRUE(m_picture.estimates.empty());
    EXPECT_TRUE(m_picture.flow.sinks.empty());
    EXPECT_TRUE(m_picture.corrections.empty());
}

TEST_F(SnapshotCarry, ASourceIsWhatItsNameSaysWhereverItWas) {
    std::string moved = kLine;
    moved.replace(moved.find("127.0.0.1:1"), 11, "127.0.0.1:9");
    const auto now = test::twinFromText(moved);
    EXPECT_EQ(KeptThings::byName(*m_before, *now).sources, std::vector<int32_t>{0});
    EXPECT_EQ(KeptThings::between(*m_before, *now).sources, std::vector<int32_t>{-1});
}

}  // namespace
}  // namespace gemba::sim
