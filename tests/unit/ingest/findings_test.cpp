#include "ingest/findings.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/sim/world.h"
#include "tests/support/twin_text.h"

namespace gemba::ingest::findings {
namespace {

using Kind = sim::Finding::Kind;

class FindingsTest : public testing::Test {
 protected:
    FindingsTest()
        : m_twin(test::twinFromText(R"(
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]

[[binding]]
signal = "line/\"speed\""
device = "belt.speed"
role = "drive"

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:1"

[[alarm]]
id = "fast"
when = "limit"
on = "belt.speed"
above = 2.0
)")),
          m_names(*m_twin) {}

    std::string written(Kind kind, uint32_t index, double value) {
        std::string out = "left over";
        write({kind, index, 1'700'000'000'123'456'789, value}, *m_twin, m_names, out);
        return out;
    }
    static std::span<const std::byte> bytes(const std::string& text) {
        return std::as_bytes(std::span(text.data(), text.size()));
    }

    std::shared_ptr<const twin::Twin> m_twin;
    signals::SignalNames m_names;
};

TEST_F(FindingsTest, ResidualsComeBackToTheBit) {
    for (const double delta : {0.81, -0.06, 0.0, 1.0 / 3.0}) {
        const auto back = readResidual(bytes(written(Kind::residual, 0, delta)), m_names);
        ASSERT_TRUE(back);
        EXPECT_EQ(back->signal, 0u);
        EXPECT_EQ(back->point.time, 1'700'000'000'123'456'789);
        EXPECT_EQ(back->point.value, delta);
    }
    const std::string missing = written(Kind::residual, 0, std::nan(""));
    EXPECT_NE(missing.find("\"delta\":null"), std::string::npos);
    EXPECT_TRUE(std::isnan(readResidual(bytes(missing), m_names)->point.value));
}

TEST_F(FindingsTest, EventsBecomeSentences) {
    const auto said = [&](Kind kind, uint32_t index, double value) {
        const auto back = readEvent(bytes(written(kind, index, value)));
        EXPECT_TRUE(back);
        return back ? back->text : std::string();
    };
    EXPECT_EQ(said(Kind::sourceStale, 0, 0), "plc is silent");
    EXPECT_EQ(said(Kind::sourceLive, 0, 0), "plc is heard");
    const uint32_t speed = m_twin->devices[0].firstProperty;
    EXPECT_EQ(said(Kind::driverSwitched, speed, static_cast<double>(sim::Driver::measured))
                  .rfind("belt.", 0),
              0u);
    EXPECT_EQ(said(Kind::bodyFrozen, 12, 1.0), "body 12 frozen: left the world");
    EXPECT_EQ(said(Kind::timeLost, 0, 0.25), "0.250 s never simulated");
    EXPECT_EQ(said(Kind::sourceClockSet, 0, -3600.0), "the clock of plc was set by -3600.000 s");
    EXPECT_EQ(said(Kind::clockSet, 0, 0.5), "this computer's clock was set by +0.500 s");
    EXPECT_EQ(said(Kind::alarmRaised, 0, 6.25), "alarm fast: 6.25");
    EXPECT_EQ(said(Kind::alarmRaised, 0, std::numeric_limits<double>::quiet_NaN()), "alarm fast");
    EXPECT_EQ(said(Kind::alarmCleared, 0, 0), "alarm fast is over");
    EXPECT_EQ(said(Kind::alarmAcknowledged, 0, 0), "alarm fast acknowledged");
    EXPECT_EQ(said(Kind::partDropped, 0, 12.5), "belt cannot hold 12.5 kg");
    EXPECT_EQ(said(Kind::motionRefused, 0, 1.0), "belt refuses its motions: a pose out of reach");
    EXPECT_FALSE(said(Kind::controllerStopped, 0, 0).empty());
}

TEST_F(FindingsTest, WhatIsNoneOfOursIsLeftOut) {
    const char* const texts[] = {"",
                                 "{",
                                 "[1]",
                                 "{}",
                                 R"({"t":"soon","signal":"line","delta":1})",
                                 R"({"t":1,"signal":"another","delta":1})",
                                 R"({"t":1,"event":"party"})"};
    for (const char* text : texts) {
        EXPECT_FALSE(readResidual(bytes(text), m_names)) << text;
        EXPECT_FALSE(readEvent(bytes(text))) << text;
    }
}

}  // namespace
}  // namespace gemba::ingest::findings
