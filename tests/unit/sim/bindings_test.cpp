#include "engine/sim/bindings.h"

#include <gtest/gtest.h>

#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"

namespace gemba::sim {
namespace {

using signals::Quality;
using signals::Sample;

constexpr const char* kTwin = R"(
gemba = 1
name = "bindings"
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
speed = 0.4
[[photo_eye]]
id = "eye"
on = "belt"
at = 1.0
[[photo_eye]]
id = "exit"
on = "belt"
at = 3.0
[[item]]
id = "carton"
[[feeder]]
id = "feeder"
on = "belt"
at = 0.3
items = ["carton"]
event_at = "eye"
[[binding]]
signal = "line/belt/speed"
device = "belt.speed"
role = "drive"
unit = "mm/s"
ON_STALE
[[binding]]
signal = "line/eye/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"
[[binding]]
signal = "line/exit/blocked"
device = "exit.blocked"
role = "compare"
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
silent_after = 3.0
LIVE
)";

// A simulation of the bindings alone, given samples by hand.
class Bindings : public ::testing::Test {
 protected:
    void open(const std::string& onStale = "", bool following = true) {
        std::string text = kTwin;
        text.replace(text.find("ON_STALE"), 8, onStale);
        text.replace(text.find("LIVE"), 4, m_live);
        twin::ReadOutcome read = twin::readTwinText(text, "/tmp/bindings.toml");
        ASSERT_TRUE(read.problems.empty()) << read.problems.front().message("twin");
        m_twin = read.twin;
        Simulation::Systems systems;
        systems.push_back(std::make_unique<BindingSystem>(*m_twin));
        systems.push_back(std::make_unique<SimulatedSignals>());
        m_simulation = std::make_unique<Simulation>(m_twin, 1, std::move(systems));
        m_simulation->world().following = following;
    }
    Sample sample(const char* signal, Value value) {
        m_clock += 1'000'000;
        return {.signal = *world().names.find(signal),
                .sourceTime = m_clock + m_sourceAhead,
                .receiveTime = m_clock,
                .value = value};
    }
    void tick(std::vector<Sample> samples = {}) {
        m_clock += 4'166'666;
        m_simulation->tick({.utc = m_clock, .samples = samples});
    }
    const World& world() const { return m_simulation->world(); }
    double value(const char* property) const {
        return world().property(*m_twin->findProperty(property));
    }
    Driver driver(const char* property) const {
        return world().properties.driver[m_twin->propertyIndex(*m_twin->findProperty(property))];
    }
    size_t count(EventType type) const {
        size_t n = 0;
        for (const Event& event : world().events)
            n += event.type == type;
        return n;
    }

    std::shared_ptr<const twin::Twin> m_twin;
    std::unique_ptr<Simulation> m_simulation;
    UtcNs m_clock = 1'700'000'000 * kNsPerSecond;
    int64_t m_sourceAhead = 0;
    std::string m_live;  // more keys of the live source
};

TEST_F(Bindings, AMeasuredCommandDrivesInItsUnit) {
    open();
    tick();
    EXPECT_EQ(value("belt.speed"), 0.4);
    EXPECT_EQ(driver("belt.speed"), Driver::stale);  // follows, but has heard nothing
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);
    EXPECT_EQ(driver("belt.speed"), Driver::measured);
    EXPECT_EQ(count(EventType::driverSwitched), 1u);
}

TEST_F(Bindings, WithoutLiveSourcesTheTwinDrivesItself) {
    open("", false);
    tick();
    EXPECT_EQ(driver("belt.speed"), Driver::initial);
}

// The plant's controller is no part of the twin: without it the line would stand in every future.
TEST_F(Bindings, AFutureGoesOnWithWhatThePlantCommandedLast) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    m_simulation->branch(7);
    tick();
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);
    EXPECT_EQ(driver("belt.speed"), Driver::initial);
    const Bytes saved = m_simulation->save();
    ASSERT_TRUE(m_simulation->load(saved));
    tick();
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);

    // What the twin's own controller commands comes from there.
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    const uint32_t property = m_twin->propertyIndex(*m_twin->findProperty("belt.speed"));
    m_simulation->world().properties.controller[property] = 0.3;
    m_simulation->world().properties.hasController[property] = 1;
    m_simulation->branch(7);
    tick();
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.3);
}

TEST_F(Bindings, ForcedOutranksMeasuredUntilReleased) {
    open();
    const uint32_t property = m_twin->propertyIndex(*m_twin->findProperty("belt.speed"));
    const Command force{.type = CommandType::force, .property = property, .value = 0.1};
    const std::vector<Sample> samples{sample("line/belt/speed", Value::ofReal(250.0))};
    m_simulation->tick({m_clock, samples, std::span(&force, 1)});
    EXPECT_EQ(value("belt.speed"), 0.1);
    EXPECT_EQ(driver("belt.speed"), Driver::forced);
    const Command release{.type = CommandType::release, .property = property};
    m_simulation->tick({m_clock, {}, std::span(&release, 1)});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);
}

// One topic may make parts and be compared: it is then what it is compared with.
TEST_F(Bindings, ASignalIsWhatItIsComparedWith) {
    m_live =
        "[[binding]]\nsignal = \"line/eye/blocked\"\ndevice = \"exit.blocked\"\n"
        "role = \"compare\"\n";
    open();
    const uint32_t signal = *world().names.find("line/eye/blocked");
    ASSERT_EQ(world().names.bindings(signal).size(), 2u);
    EXPECT_EQ(m_twin->propertyName(m_twin->bindings[world().names.meaning(signal)].target),
              "exit.blocked");
    const auto exit = *m_twin->findProperty("exit.blocked");
    m_simulation->world().properties.value[m_twin->propertyIndex(exit)] = 1.0;
    tick();
    EXPECT_EQ(world().signals[signal].simulated, Value::ofBoolean(true));
}

TEST_F(Bindings, EachRisingEdgeIsOneEvent) {
    open();
    tick({sample("line/eye/blocked", Value::ofBoolean(false))});
    EXPECT_EQ(value("feeder.spawn"), 0.0);
    tick({sample("line/eye/blocked", Value::ofBoolean(true)),
          sample("line/eye/blocked", Value::ofBoolean(false)),
          sample("line/eye/blocked", Value::ofBoolean(true))});
    EXPECT_EQ(value("feeder.spawn"), 2.0);
    EXPECT_EQ(count(EventType::measuredEdge), 2u);
    tick({sample("line/eye/blocked", Value::ofBoolean(true))});
    EXPECT_EQ(value("feeder.spawn"), 2.0);
}

TEST_F(Bindings, TheFirstValueIsNoEdge) {
    open();
    tick({sample("line/eye/blocked", Value::ofBoolean(true))});
    EXPECT_EQ(value("feeder.spawn"), 0.0);
}

TEST_F(Bindings, ARepeatedLastValueFillsButIsNoEdge) {
    open();
    Sample first = sample("line/eye/blocked", Value::ofBoolean(false));
    first.last = true;
    tick({first});
    EXPECT_EQ(world().signals[first.signal].samples, 0u);
    EXPECT_FALSE(world().signals[first.signal].measured.empty());
    Sample again = sample("line/eye/blocked", Value::ofBoolean(true));
    again.last = true;
    tick({again});
    EXPECT_EQ(value("feeder.spawn"), 0.0);
    EXPECT_TRUE(world().signals[first.signal].measured.boolean());
}

TEST_F(Bindings, ASilentSourceGoesStaleAndComesBack) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    for (int i = 0; i < 240 * 3 + 2; ++i)
        tick();
    EXPECT_FALSE(world().sources[0].live);
    EXPECT_EQ(world().signals[*world().names.find("line/belt/speed")].quality, Quality::stale);
    EXPECT_EQ(driver("belt.speed"), Driver::stale);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);  // holds
    tick({sample("line/belt/speed", Value::ofReal(300.0))});
    EXPECT_TRUE(world().sources[0].live);
    EXPECT_EQ(count(EventType::sourceLive), 1u);
    EXPECT_EQ(driver("belt.speed"), Driver::measured);
}

TEST_F(Bindings, StaleFallsToTheGivenValue) {
    open("on_stale = 0.0\nstale_after = 0.5");
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    for (int i = 0; i < 121; ++i)
        tick();
    EXPECT_EQ(value("belt.speed"), 0.0);
    EXPECT_EQ(driver("belt.speed"), Driver::stale);
}

TEST_F(Bindings, InterpolatesFromSampleToSample) {
    m_live = "align = \"source\"\ndelay = 0.2";
    open("hold = \"interpolate\"\nperiod = 0.1");
    tick({sample("line/belt/speed", Value::ofReal(100.0))});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.1);
    // The next one comes 24 ticks later: half way after another twelve, there after 24.
    for (int i = 0; i < 23; ++i)
        tick();
    m_clock -=
        1'000'000;  // sample() moves the clock by a millisecond; the period shall be 24 ticks
    tick({sample("line/belt/speed", Value::ofReal(200.0))});
    const double begin = value("belt.speed");
    for (int i = 0; i < 12; ++i)
        tick();
    EXPECT_NEAR(value("belt.speed"), 0.15, 0.005);
    for (int i = 0; i < 13; ++i)
        tick();
    EXPECT_DOUBLE_EQ(begin, 0.1);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.2);
}

TEST_F(Bindings, BadQualityDoesNotDrive) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    Sample bad = sample("line/belt/speed", Value::ofReal(9999.0));
    bad.quality = Quality::bad;
    tick({bad});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);
}

TEST_F(Bindings, LearnsTheSourcesClock) {
    open();
    m_sourceAhead = 1'700'000'000;  // 1.7 s
    for (int i = 0; i < 100; ++i) {
        Sample s = sample("line/belt/speed", Value::ofReal(100.0 + i));
        s.sourceTime -= 300'000 + (i % 7) * 50'000;  // the network's transit
        tick({s});
    }
    EXPECT_TRUE(world().sources[0].offsetKnown);
    EXPECT_EQ(world().sources[0].clockOffsetNs, 1'700'000'000 - 300'000);
}

// When a message arrived is not to be seen in the world, only when it should have.
TEST_F(Bindings, ATrustedClockIsTakenAsItIs) {
    m_live = "align = \"source\"\ndelay = 0.2\nclock = \"trusted\"";
    open();
    EXPECT_TRUE(world().sources[0].offsetKnown);
    for (const int64_t transit : {0, 150'000'000, 3'000'000}) {
        Sample s = sample("line/belt/speed", Value::ofReal(100.0));
        const UtcNs source = s.sourceTime;
        s.receiveTime += transit;
        tick({s});
        EXPECT_EQ(world().sources[0].clockOffsetNs, 0);
        EXPECT_EQ(world().sources[0].lastReceive, source + 200'000'000);
        EXPECT_EQ(world().signals[s.signal].receiveTime, source + 200'000'000);
    }
}

TEST_F(Bindings, OneWrongStampMovesNoClockButASetClockDoes) {
    open();
    for (int i = 0; i < 20; ++i)
        tick({sample("line/belt/speed", Value::ofReal(100.0 + i))});
    const int64_t before = world().sources[0].clockOffsetNs;
    Sample wrong = sample("line/belt/speed", Value::ofReal(1.0));
    wrong.sourceTime += 3600 * kNsPerSecond;
    tick({wrong});
    EXPECT_EQ(world().sources[0].clockOffsetNs, before);
    tick({sample("line/belt/speed", Value::ofReal(2.0))});
    m_sourceAhead = -3600 * kNsPerSecond;  // summer time ends, by hand
    for (int i = 0; i < 5; ++i)
        tick({sample("line/belt/speed", Value::ofReal(3.0 + i))});
    EXPECT_EQ(world().sources[0].clockOffsetNs, before);  // not yet: it might be a mistake again
    for (int i = 0; i < 100; ++i)
        tick({sample("line/belt/speed", Value::ofReal(3.0 + i))});
    EXPECT_NEAR(static_cast<double>(world().sources[0].clockOffsetNs), -3600e9, 1e9);
    EXPECT_EQ(world().sources[0].clockSteps, 1u);
    EXPECT_TRUE(world().sources[0].live);
    EXPECT_EQ(world().signals[0].quality, Quality::good);
}

TEST_F(Bindings, WhatWasHeldUpAndComesInABurstSetsNoClock) {
    open();
    for (int i = 0; i < 20; ++i)
        tick({sample("line/belt/speed", Value::ofReal(100.0 + i))});
    const int64_t before = world().sources[0].clockOffsetNs;
    m_clock += 5 * kNsPerSecond;
    std::vector<Sample> burst;
    for (int64_t i = 50; i > 0; --i) {
        burst.push_back(sample("line/belt/speed", Value::ofReal(200.0)));
        burst.back().sourceTime -= i * 100'000'000;
    }
    tick(burst);
    EXPECT_EQ(world().sources[0].clockOffsetNs, before);
    EXPECT_EQ(world().sources[0].clockSteps, 0u);
}

TEST_F(Bindings, WhatWasHeldUpForTooLongIsUncertainUntilTheSourceIsInTime) {
    open();
    const uint32_t speed = *world().names.find("line/belt/speed");
    tick({sample("line/belt/speed", Value::ofReal(100.0))});
    Sample late = sample("line/belt/speed", Value::ofReal(200.0));
    late.sourceTime -= 5 * kNsPerSecond;
    tick({late});
    EXPECT_EQ(world().signals[speed].quality, Quality::uncertain);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.2);  // it drives all the same
    Sample repeat = late;                        // says nothing of its own age
    repeat.last = true;
    tick({repeat});
    EXPECT_EQ(world().signals[speed].quality, Quality::uncertain);
    tick({sample("line/belt/speed", Value::ofReal(300.0))});
    EXPECT_EQ(world().signals[speed].quality, Quality::good);
}

TEST_F(Bindings, AStampThatCannotBeIsTakenAsItsArrival) {
    open();
    tick({sample("line/exit/blocked", Value::ofBoolean(false))});
    m_sourceAhead = 3600 * kNsPerSecond;
    const Sample ahead = sample("line/exit/blocked", Value::ofBoolean(true));
    tick({ahead});
    ASSERT_EQ(count(EventType::measuredEdge), 1u);
    EXPECT_EQ(world().events.back().cause, ahead.receiveTime);

    // One that was held up for seconds is late, not wrong.
    m_sourceAhead = -5 * kNsPerSecond;
    const Sample late = sample("line/exit/blocked", Value::ofBoolean(false));
    tick({late});
    EXPECT_EQ(world().events.back().cause, late.sourceTime - world().sources[0].clockOffsetNs);
}

TEST_F(Bindings, ARepeatOfWhatNeverCameIsNewsHoweverTheClockStands) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    m_sourceAhead = -3600 * kNsPerSecond;
    Sample repeat = sample("line/belt/speed", Value::ofReal(300.0));
    repeat.last = true;
    tick({repeat});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);  // older than what is known
    repeat.missed = true;
    tick({repeat});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.3);
}

TEST_F(Bindings, BeyondItsRangeAValueIsBadAndDrivesNothing) {
    open("range = { low = 0.0, high = 2.0 }");
    const uint32_t speed = *world().names.find("line/belt/speed");
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    tick({sample("line/belt/speed", Value::ofReal(2500.0))});
    EXPECT_EQ(world().signals[speed].quality, Quality::bad);
    EXPECT_EQ(world().signals[speed].doubt, signals::Doubt::range);
    EXPECT_EQ(world().signals[speed].measured, Value::ofReal(2500.0));
    EXPECT_EQ(world().sampleQuality[0], Quality::bad);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);
    EXPECT_EQ(world().sources[0].implausible, 1u);
    tick({sample("line/belt/speed", Value::ofReal(2000.0))});
    EXPECT_EQ(world().signals[speed].quality, Quality::good);
    EXPECT_EQ(world().signals[speed].doubt, signals::Doubt::none);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 2.0);
}

TEST_F(Bindings, ABadRepeatDrivesNothing) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0))});
    Sample repeat = sample("line/belt/speed", Value::ofReal(0.0));
    repeat.last = true;
    repeat.quality = Quality::bad;
    tick({repeat});
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.25);
    EXPECT_EQ(driver("belt.speed"), Driver::stale);
}

TEST_F(Bindings, AThousandthIsAnotherUnitUntilTheOldOneReturns) {
    open("range = { low = 0.0, high = 2.0 }");
    const uint32_t speed = *world().names.find("line/belt/speed");
    const auto quality = [&](double wire) {
        tick({sample("line/belt/speed", Value::ofReal(wire))});
        return world().signals[speed].quality;
    };
    EXPECT_EQ(quality(400.0), Quality::good);
    EXPECT_EQ(quality(0.41), Quality::bad);  // m/s
    EXPECT_EQ(world().signals[speed].doubt, signals::Doubt::unit);
    EXPECT_EQ(quality(1.5), Quality::bad);
    const Bytes saved = m_simulation->save();
    ASSERT_TRUE(m_simulation->load(saved));
    EXPECT_EQ(quality(0.2), Quality::bad);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.4);
    EXPECT_EQ(quality(0.0), Quality::good);  // in any unit
    EXPECT_EQ(quality(300.0), Quality::good);
    EXPECT_EQ(quality(30.0), Quality::good);  // a tenth is a tenth
    EXPECT_EQ(world().sources[0].implausible, 3u);
}

TEST_F(Bindings, WithoutARangeNothingIsJudged) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(400.0))});
    tick({sample("line/belt/speed", Value::ofReal(0.4))});
    EXPECT_EQ(world().sources[0].implausible, 0u);
    EXPECT_DOUBLE_EQ(value("belt.speed"), 0.0004);
}

TEST_F(Bindings, SavedStateGoesOnAlike) {
    open();
    tick({sample("line/belt/speed", Value::ofReal(250.0)),
          sample("line/eye/blocked", Value::ofBoolean(false))});
    const Bytes saved = m_simulation->save();
    const uint64_t hash = m_simulation->stateHash();
    tick({sample("line/eye/blocked", Value::ofBoolean(true))});
    EXPECT_NE(m_simulation->stateHash(), hash);
    ASSERT_TRUE(m_simulation->load(saved));
    EXPECT_EQ(m_simulation->stateHash(), hash);
    EXPECT_EQ(world().names.size(), 3u);
}

}  // namespace
}  // namespace gemba::sim
