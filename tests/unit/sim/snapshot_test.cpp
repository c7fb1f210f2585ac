#include "engine/sim/snapshot.h"

#include <gtest/gtest.h>

#include "engine/sim/command.h"

namespace gemba::sim {
namespace {

Snapshot sample() {
    Snapshot snapshot;
    snapshot.tick = 42;
    snapshot.rateMeasured = 0.99;
    snapshot.bodies.push_back(
        {.slot = 3, .generation = 5, .serial = 17, .pose = {Vec3(1, 2, 3), {}}});
    snapshot.properties = {0.4, 1.0};
    snapshot.signals.resize(2);
    snapshot.signals[1].measured = Value::ofText("Execute");
    snapshot.residuals.push_back({.equipment = 1, .of = 12, .late = 12, .median = 0.81});
    return snapshot;
}

TEST(Snapshot, SurvivesItsBytes) {
    Bytes bytes;
    encode(sample(), bytes);
    Snapshot back;
    ASSERT_TRUE(decode(bytes, back));
    Bytes again;
    encode(back, again);
    EXPECT_EQ(bytes, again);
    EXPECT_EQ(back.bodies[0].serial, 17u);
    EXPECT_EQ(back.signals[1].measured.text(), "Execute");
}

TEST(Snapshot, CutBytesAreRefusedAtEveryLength) {
    Bytes bytes;
    encode(sample(), bytes);
    for (size_t size = 0; size < bytes.size(); ++size) {
        Snapshot back;
        EXPECT_FALSE(decode(std::span<const std::byte>(bytes.data(), size), back)) << size;
    }
}

// Recordings from before there were alarms, and from before it was said since when things differ.
TEST(Snapshot, OlderVersionsAreReadWithoutWhatTheyLack) {
    Bytes bytes, whole;
    encode(sample(), whole);
    for (const uint8_t version : {3, 2}) {
        bytes = whole;
        bytes.resize(bytes.size() - sizeof(UtcNs));  // of the one row
        if (version == 2)
            bytes.resize(bytes.size() - sizeof(uint32_t));  // the empty list of alarms
        bytes[0] = std::byte{version};
        Snapshot back;
        back.alarms.resize(3);
        back.residuals.resize(1);
        back.residuals[0].since = 77;
        ASSERT_TRUE(decode(bytes, back)) << int{version};
        EXPECT_TRUE(back.alarms.empty());
        Bytes again;
        encode(back, again);
        EXPECT_EQ(again, whole) << int{version};
    }
}

TEST(Snapshot, AnotherVersionIsNamed) {
    Bytes bytes;
    encode(sample(), bytes);
    bytes[0] = std::byte{99};
    Snapshot back;
    const auto outcome = decode(bytes, back);
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().message().find("version 99"), std::string::npos);
}

TEST(Command, SurvivesItsBytes) {
    const Command command{.type = CommandType::force, .property = 7, .value = 0.25, .count = 3};
    Bytes bytes;
    encode(command, bytes);
    Command back;
    ASSERT_TRUE(decode(bytes, back));
    EXPECT_EQ(back, command);
    bytes.pop_back();
    EXPECT_FALSE(decode(bytes, back));
}

TEST(Command, ATwinKnowsWhatCanBeMeant) {
    const auto possible = [](CommandType type, uint32_t property) {
        return isPossible({.type = type, .property = property}, 3, 5);
    };
    EXPECT_TRUE(possible(CommandType::force, 2));
    EXPECT_FALSE(possible(CommandType::force, 3));
    EXPECT_FALSE(possible(CommandType::release, 3));
    EXPECT_TRUE(possible(CommandType::acknowledge, 4)) << "an alarm, not a property";
    EXPECT_FALSE(possible(CommandType::acknowledge, 5));
    EXPECT_TRUE(possible(CommandType::acknowledge, Command::kEveryAlarm));
    EXPECT_TRUE(possible(CommandType::checkpoint, 0));
    EXPECT_FALSE(possible(static_cast<CommandType>(9), 0));
}

}  // namespace
}  // namespace gemba::sim
