#include "engine/analysis/alarm_system.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/core/archive.h"
#include "tests/support/twin_text.h"

namespace gemba::analysis {
namespace {

using Kind = sim::Finding::Kind;

/// A scale and a stopper whose values a test sets; nothing moves.
class Alarms : public testing::Test {
 protected:
    std::shared_ptr<const twin::Twin> m_twin = test::twinFromText(R"(
[[live]]
id = "line3"
connect = "tcp://127.0.0.1:5556"
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
[[scale]]
id = "scale"
on = "infeed"
at = 3.0
length = 0.6
[[stopper]]
id = "stop"
on = "infeed"
at = 5.0
[[binding]]
signal = "acme/scale/weight"
device = "scale.weight"
role = "compare"
scale = 0.001
[[alarm]]
id = "closed"
when = "state"
on = "stop.closed"
delay = 1.0
[[alarm]]
id = "heavy"
when = "limit"
on = "scale.weight"
above = 5.0
deadband = 0.5
priority = "high"
[[alarm]]
id = "silent"
when = "stale"
on = "line3"
)");
    enum : uint32_t { kClosed, kHeavy, kSilent };

    sim::World m_world{m_twin, 1};
    AlarmSystem m_alarms{*m_twin, nullptr};

    void set(const char* property, double value) {
        m_world.properties.value[m_twin->propertyIndex(*m_twin->findProperty(property))] = value;
    }
    /// What the ticks bring to light, kind by kind.
    std::vector<std::pair<Kind, uint32_t>> tick(int count = 1) {
        std::vector<std::pair<Kind, uint32_t>> out;
        for (int i = 0; i < count; ++i) {
            m_alarms.postStep(m_world);
            for (const sim::Finding& found : m_alarms.findings())
                out.emplace_back(found.kind, found.index);
            m_world.acknowledged.clear();
            ++m_world.tick;
            m_world.utc += 1'000'000'000 / 240;
        }
        return out;
    }
    sim::AlarmRow row(uint32_t alarm) const {
        sim::Snapshot snapshot;
        snapshot.deviceState.assign(m_twin->devices.size(), 0);
        m_alarms.describe(m_world, snapshot);
        return snapshot.alarms.at(alarm);
    }
    using Found = std::vector<std::pair<Kind, uint32_t>>;
};

TEST_F(Alarms, AreReadByIdWithWhatTheyLookAt) {
    ASSERT_EQ(m_twin->alarms.size(), 3u);
    const twin::Alarm& heavy = m_twin->alarms[kHeavy];
    EXPECT_EQ(heavy.id, "heavy");
    EXPECT_EQ(heavy.priority, twin::Priority::high);
    EXPECT_EQ(heavy.text, "scale.weight is above 5");
    EXPECT_EQ(heavy.binding, 0) << "measured, for a signal is bound to it";
    EXPECT_EQ(m_twin->alarms[kClosed].binding, -1);
    EXPECT_EQ(m_twin->alarms[kSilent].source, 0);
    EXPECT_EQ(m_twin->alarms[kSilent].device, -1);
}

TEST_F(Alarms, ALimitIsOverWhenItIsInsideByTheDeadband) {
    set("scale.weight", 5.0);
    EXPECT_EQ(tick(), Found());
    set("scale.weight", 5.1);
    EXPECT_EQ(tick(2), (Found{{Kind::alarmRaised, kHeavy}}));
    set("scale.weight", 4.6);
    EXPECT_EQ(tick(10), Found()) << "within the deadband";
    set("scale.weight", 4.5);
    EXPECT_EQ(tick(), (Found{{Kind::alarmCleared, kHeavy}}));
    EXPECT_EQ(row(kHeavy).active, 0);
    EXPECT_EQ(row(kHeavy).acknowledged, 0) << "gone, and nobody has seen it";
    EXPECT_EQ(row(kHeavy).count, 1u);
}

TEST_F(Alarms, AConditionMustLast) {
    set("stop.closed", 1.0);
    EXPECT_EQ(tick(239), Found());
    set("stop.closed", 0.0);
    EXPECT_EQ(tick(), Found());
    set("stop.closed", 1.0);
    EXPECT_EQ(tick(240), Found()) << "begun anew";
    EXPECT_EQ(tick(), (Found{{Kind::alarmRaised, kClosed}}));
}

TEST_F(Alarms, OneStaysRaisedOverAnEdit) {
    set("scale.weight", 9.0);
    tick();
    m_world.acknowledged = {kHeavy};
    tick();
    AlarmSystem edited(*m_twin, nullptr);
    sim::KeptThings kept;
    kept.alarms = {-1, kHeavy, -1};
    edited.takeOver(m_alarms, kept);
    edited.postStep(m_world);
    EXPECT_TRUE(edited.findings().empty()) << "it is not raised again";
    sim::Snapshot snapshot;
    snapshot.deviceState.assign(m_twin->devices.size(), 0);
    edited.describe(m_world, snapshot);
    EXPECT_EQ(snapshot.alarms.at(kHeavy).active, 1);
    EXPECT_EQ(snapshot.alarms.at(kHeavy).acknowledged, 1);
    EXPECT_EQ(snapshot.alarms.at(kClosed).active, 0);
}

TEST_F(Alarms, OneIsAcknowledgedOrAllAre) {
    set("stop.closed", 1.0);
    set("scale.weight", 9.0);
    tick(241);
    m_world.acknowledged = {kHeavy};
    EXPECT_EQ(tick(), (Found{{Kind::alarmAcknowledged, kHeavy}}));
    EXPECT_EQ(row(kHeavy).active, 1);
    EXPECT_EQ(row(kHeavy).acknowledged, 1);
    EXPECT_EQ(row(kClosed).acknowledged, 0);
    m_world.acknowledged = {sim::Command::kEveryAlarm, 77};
    EXPECT_EQ(tick(), (Found{{Kind::alarmAcknowledged, kClosed}})) << "and no other";
    set("scale.weight", 1.0);
    tick();
    set("scale.weight", 9.0);
    EXPECT_EQ(tick(), (Found{{Kind::alarmRaised, kHeavy}}));
    EXPECT_EQ(row(kHeavy).acknowledged, 0) << "raised again, it is to be seen again";
}

TEST_F(Alarms, AMeasuredValueCountsWhereThereIsOneAndABadOneChangesNothing) {
    m_world.following = true;
    m_world.sources[0].live = true;
    set("scale.weight", 9.0);
    EXPECT_EQ(tick(2), Found()) << "of the model, and nothing was measured yet";
    m_world.signals[0].measured = Value::ofReal(6000.0);
    m_world.signals[0].quality = signals::Quality::good;
    EXPECT_EQ(tick(), (Found{{Kind::alarmRaised, kHeavy}}));
    EXPECT_EQ(row(kHeavy).value, 6.0) << "SI";
    m_world.signals[0].measured = Value::ofReal(1000.0);
    m_world.signals[0].quality = signals::Quality::bad;
    EXPECT_EQ(tick(10), Found());
    m_world.signals[0].quality = signals::Quality::good;
    EXPECT_EQ(tick(), (Found{{Kind::alarmCleared, kHeavy}}));
}

TEST_F(Alarms, WhatIsUnknownDoesNotLast) {
    m_world.following = true;
    m_world.sources[0].live = true;
    m_world.sources[0].lastReceive = 1;
    set("stop.closed", 1.0);
    EXPECT_EQ(tick(100), Found());
    set("stop.closed", std::numeric_limits<double>::quiet_NaN());
    EXPECT_EQ(tick(300), Found()) << "one look at it is no evidence of a second";
    set("stop.closed", 1.0);
    EXPECT_EQ(tick(240), Found());
    EXPECT_EQ(tick(), (Found{{Kind::alarmRaised, kClosed}}));
    set("stop.closed", std::numeric_limits<double>::quiet_NaN());
    EXPECT_EQ(tick(10), Found()) << "and none that it is over";
}

TEST_F(Alarms, ASourceHasTheTimeToSpeakFirst) {
    m_world.following = true;
    const auto patience = static_cast<int>(std::llround(m_twin->live[0].silentAfter / m_world.h));
    ASSERT_GT(patience, 10);
    EXPECT_EQ(tick(patience), Found());
    EXPECT_EQ(tick(), (Found{{Kind::alarmRaised, kSilent}}));
}

// A session that begins at another hour is the same simulation.
TEST_F(Alarms, TheHourIsNoPartOfTheHash) {
    AlarmSystem later{*m_twin, nullptr};
    sim::World world{m_twin, 1};
    world.utc = m_world.utc + 3'600'000'000'000;
    const auto property = m_twin->propertyIndex(*m_twin->findProperty("scale.weight"));
    world.properties.value[property] = 9.0;
    later.postStep(world);
    set("scale.weight", 9.0);
    ASSERT_EQ(tick(), (Found{{Kind::alarmRaised, kHeavy}}));
    const auto hashOf = [](const AlarmSystem& alarms) {
        StateHash hash;
        alarms.hash(hash);
        return hash.value();
    };
    EXPECT_EQ(hashOf(m_alarms), hashOf(later));
    world.properties.value[property] = 8.0;
    later.postStep(world);
    EXPECT_NE(hashOf(m_alarms), hashOf(later));
}

TEST_F(Alarms, ASourceThatFallsSilent) {
    EXPECT_EQ(tick(), Found()) << "a pure simulation has no sources";
    m_world.following = true;
    m_world.sources[0].live = true;
    m_world.sources[0].lastReceive = 1;
    EXPECT_EQ(tick(), Found());
    m_world.sources[0].live = false;
    EXPECT_EQ(tick(), (Found{{Kind::alarmRaised, kSilent}}));
    m_world.sources[0].live = true;
    EXPECT_EQ(tick(), (Found{{Kind::alarmCleared, kSilent}}));
}

// An entry's edge is a signal of its feeder and of the eye that sees it.
constexpr const char* kEntry = R"(
[[item]]
id = "carton"
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
[[photo_eye]]
id = "entry"
on = "infeed"
at = 0.5
[[feeder]]
id = "feeder"
items = ["carton"]
on = "infeed"
at = 0.3
event_at = "entry"
[[binding]]
signal = "acme/entry"
device = "feeder.spawn"
role = "drive"
on = "rising"
[[alarm]]
id = "silent"
when = "stale"
on = "entry"
)";

TEST(AlarmsOfDevices, AnEyeIsSilentWhoseFeederIsDrivenByASilentSignal) {
    const auto twin = test::twinFromText(kEntry);
    sim::World world{twin, 1};
    world.following = true;
    AlarmSystem alarms{*twin, nullptr};
    alarms.postStep(world);
    EXPECT_TRUE(alarms.findings().empty());
    world.signals[0].quality = signals::Quality::stale;
    alarms.postStep(world);
    ASSERT_EQ(alarms.findings().size(), 1u);

    // In the picture it stays hatched, as what is silent is.
    sim::Snapshot snapshot;
    snapshot.deviceState.assign(twin->devices.size(), 1);
    alarms.describe(world, snapshot);
    EXPECT_EQ(snapshot.deviceState[static_cast<size_t>(twin->findDevice("entry"))], 1);
}

// A plant that nobody ever heard: once it has had the time to speak, its equipment is silent.
TEST(AlarmsOfDevices, WhatWasNeverHeardIsSilentToo) {
    const auto twin = test::twinFromText(std::string(kEntry) + R"(
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
)");
    sim::World world{twin, 1};
    world.following = true;
    AlarmSystem alarms{*twin, nullptr};
    Tick raised = -1;
    for (; world.tick < 5 * 240; ++world.tick) {
        alarms.postStep(world);
        if (!alarms.findings().empty() && raised < 0)
            raised = world.tick;
    }
    EXPECT_EQ(raised, 3 * 240) << "silent_after is 3 s";

    // Heard of once: its signals tell by themselves.
    world.sources[0].lastReceive = 1;
    alarms.postStep(world);
    ASSERT_EQ(alarms.findings().size(), 1u);
    EXPECT_EQ(alarms.findings()[0].kind, sim::Finding::Kind::alarmCleared);
}

TEST_F(Alarms, GoOnFromASavedState) {
    m_world.utc = 1'800'000'000'000'000'000;
    set("stop.closed", 1.0);
    set("scale.weight", 9.0);
    tick(200);
    Bytes bytes;
    ByteWriter out(bytes);
    m_alarms.save(out);
    AlarmSystem other{*m_twin, nullptr};
    ByteReader in(bytes);
    ASSERT_TRUE(other.load(in));
    sim::Snapshot before, after;
    before.deviceState.assign(m_twin->devices.size(), 0);
    after.deviceState = before.deviceState;
    m_alarms.describe(m_world, before);
    other.describe(m_world, after);
    EXPECT_GT(after.alarms[kHeavy].raised, 0);
    EXPECT_EQ(after.alarms[kHeavy].raised, before.alarms[kHeavy].raised);
    StateHash mine, theirs;
    m_alarms.hash(mine);
    other.hash(theirs);
    EXPECT_EQ(mine.value(), theirs.value());
    m_world.tick += 40;
    other.postStep(m_world);
    ASSERT_EQ(other.findings().size(), 1u) << "its delay had begun before";
    EXPECT_EQ(other.findings()[0].index, uint32_t{kClosed});
}

}  // namespace
}  // namespace gemba::analysis
