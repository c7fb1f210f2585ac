#include "engine/sim/take_over.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/twin_text.h"

namespace gemba::sim {
namespace {

constexpr const char* kLine = R"(
[[item]]
id = "carton"

[[item]]
id = "tray"

[[conveyor]]
id = "infeed"
size = [4.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton", "tray"]

[[binding]]
signal = "line/speed"
device = "infeed.speed"
role = "drive"

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:1"
)";

constexpr const char* kScale = R"(
[[scale]]
id = "scale"
on = "infeed"
at = 2.0
length = 0.6
)";

std::string with(std::string text, const std::string& what, const std::string& instead) {
    const size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), instead);
}

uint32_t addItem(World& world, int32_t item, const Vec3& position) {
    const BodyId id = world.bodies.add();
    world.bodies.flags[id.index] = body_flag::kItem | body_flag::kDynamic | body_flag::kSleeping;
    world.bodies.item[id.index] = item;
    world.bodies.device[id.index] = world.twin->findDevice("feeder");
    world.bodies.serial[id.index] = world.bodies.nextSerial++;
    world.bodies.pose[id.index] = world.bodies.previous[id.index] = {position};
    world.bodies.velocity[id.index] = {0.4, 0.0, 0.0};
    return world.bodies.serial[id.index];
}

uint32_t place(const World& world, const char* name) {
    const auto ref = world.twin->findProperty(name);
    EXPECT_TRUE(ref) << name;
    return world.twin->propertyIndex(ref.value());
}

void go(World& world, const World& before) {
    takeOver(world, before, KeptThings::between(*before.twin, *world.twin));
}

TEST(TakeOver, ValuesAndPartsKeepTheirPlaceByName) {
    World before(test::twinFromText(kLine), 1);
    before.tick = 1234;
    before.properties.forced[place(before, "infeed.running")] = 0.0;
    before.properties.hasForced[place(before, "infeed.running")] = 1;
    before.properties.measured[place(before, "infeed.speed")] = 0.3;
    before.properties.hasMeasured[place(before, "infeed.speed")] = 1;
    before.properties.value[place(before, "feeder.made")] = 7.0;
    before.signals[0].sourceTime = 55;
    before.signals[0].source = 0;
    before.sources[0].lastReceive = 99;
    const uint32_t serial = addItem(before, 1, {1.0, 0.0, 0.95});

    // Another device stands first, and another kind of part.
    World now(test::twinFromText("[[tag]]\nid = \"lamp\"\n" +
                                 std::string("[[item]]\nid = \"box\"\n") + kLine),
              1);
    go(now, before);
    EXPECT_EQ(now.tick, 1234);
    EXPECT_EQ(now.properties.hasForced[place(now, "infeed.running")], 1);
    EXPECT_EQ(now.properties.forced[place(now, "infeed.running")], 0.0);
    EXPECT_EQ(now.properties.measured[place(now, "infeed.speed")], 0.3);
    EXPECT_EQ(now.properties.hasMeasured[place(now, "infeed.speed")], 1);
    EXPECT_EQ(now.properties.value[place(now, "feeder.made")], 7.0);
    EXPECT_EQ(now.signals[0].sourceTime, 55);
    EXPECT_EQ(now.signals[0].source, 0);
    EXPECT_EQ(now.sources[0].lastReceive, 99);

    const auto slot = now.bodies.slotOf(serial);
    ASSERT_TRUE(slot);
    EXPECT_EQ(now.twin->items[static_cast<size_t>(now.bodies.item[*slot])].id, "tray");
    EXPECT_EQ(now.bodies.device[*slot], now.twin->findDevice("feeder"));
    EXPECT_EQ(now.bodies.pose[*slot], before.bodies.pose[0]);
    EXPECT_EQ(now.bodies.velocity[*slot], Vec3(0.4, 0.0, 0.0));
    EXPECT_EQ(now.bodies.flags[*slot] & body_flag::kSleeping, 0u)
        << "what was under it may be gone";
    EXPECT_EQ(now.bodies.nextSerial, serial + 1);
}

TEST(TakeOver, WhatIsBoundNoMoreDrivesNoMore) {
    World before(test::twinFromText(kLine), 1);
    before.properties.measured[place(before, "infeed.speed")] = 0.3;
    before.properties.hasMeasured[place(before, "infeed.speed")] = 1;
    before.properties.controller[place(before, "infeed.running")] = 1.0;
    before.properties.hasController[place(before, "infeed.running")] = 1;
    World now(test::twinFromText(with(kLine, "\"drive\"", "\"show\"")), 1);
    go(now, before);
    EXPECT_EQ(now.properties.hasMeasured[place(now, "infeed.speed")], 0);
    EXPECT_EQ(now.properties.hasController[place(now, "infeed.running")], 0)
        << "there is no script";
}

TEST(TakeOver, PartsGoWithTheirBeltAndNotWithoutTheirKind) {
    World before(test::twinFromText(kLine), 1);
    const uint32_t on = addItem(before, 0, {1.0, 0.0, 0.95});
    const uint32_t beside = addItem(before, 0, {1.0, 3.0, 0.15});
    const uint32_t tray = addItem(before, 1, {2.0, 0.0, 0.95});

    std::string text =
        with(kLine, "[0.0, 0.0, 0.8] }", "[0.0, 1.0, 0.8], rpy_deg = [0.0, 0.0, 90.0] }");
    text = with(text, "[[item]]\nid = \"tray\"\n", "");
    World now(test::twinFromText(with(text, ", \"tray\"", "")), 1);
    go(now, before);
    ASSERT_TRUE(now.bodies.slotOf(on));
    const uint32_t slot = *now.bodies.slotOf(on);
    EXPECT_NEAR(now.bodies.pose[slot].position.x, 0.0, 1e-12);
    EXPECT_NEAR(now.bodies.pose[slot].position.y, 2.0, 1e-12);
    EXPECT_NEAR(now.bodies.velocity[slot].y, 0.4, 1e-12) << "it goes on along the belt";
    ASSERT_TRUE(now.bodies.slotOf(beside));
    EXPECT_EQ(now.bodies.pose[*now.bodies.slotOf(beside)].position, Vec3(1.0, 3.0, 0.15));
    EXPECT_FALSE(now.bodies.slotOf(tray));
}

TEST(TakeOver, AnotherNameIsTheSameThing) {
    World before(test::twinFromText(std::string(kLine) + kScale), 1);
    before.properties.hasForced[place(before, "infeed.running")] = 1;
    std::string text = with(std::string(kLine) + kScale, "id = \"infeed\"", "id = \"belt\"");
    text = with(text, "\"infeed.speed\"", "\"belt.speed\"");
    for (int i = 0; i < 2; ++i)
        text = with(text, "on = \"infeed\"", "on = \"belt\"");
    const auto renamed = test::twinFromText(text);
    World now(renamed, 1);
    go(now, before);
    EXPECT_EQ(now.properties.hasForced[place(now, "belt.running")], 1);
    // One that went while another came is another.
    const KeptThings kept = KeptThings::between(
        *before.twin, *test::twinFromText(std::string("[[tag]]\nid = \"scale\"\n") + kLine));
    EXPECT_EQ(kept.devices.back(), -1);
}

TEST(TakeOver, NobodyFeedsItNoMore) {
    World before(test::twinFromText(kLine), 1);
    const uint32_t serial = addItem(before, 0, {1.0, 0.0, 0.95});
    const std::string text(kLine);
    const size_t from = text.find("[[feeder]]");
    World now(test::twinFromText(text.substr(0, from) + text.substr(text.find("[[binding]]"))), 1);
    go(now, before);
    EXPECT_FALSE(now.bodies.slotOf(serial));
    World other(test::twinFromText(with(kLine, "id = \"feeder\"", "id = \"source\"") +
                                   "[[tag]]\nid = \"lamp\"\n"),
                1);
    go(other, before);
    ASSERT_TRUE(other.bodies.slotOf(serial)) << "another feeder's";
    EXPECT_EQ(other.bodies.device[*other.bodies.slotOf(serial)], other.twin->findDevice("source"));
}

}  // namespace
}  // namespace gemba::sim
