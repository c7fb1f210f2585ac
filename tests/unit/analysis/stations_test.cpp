#include "engine/analysis/stations.h"

#include <gtest/gtest.h>

#include "tests/support/twin_text.h"

namespace gemba::analysis {
namespace {

// Two belts in a row, an eye on each, and a feeder whose parts come by the clock.
constexpr const char* kLine = R"(
[[item]]
id = "carton"
[[conveyor]]
id = "first"
size = [4.0, 0.6, 0.8]
[[conveyor]]
id = "second"
size = [4.0, 0.6, 0.8]
pose = { position = [4.0, 0.0, 0.0] }
[[photo_eye]]
id = "near"
on = "first"
at = 1.0
[[photo_eye]]
id = "far"
on = "second"
at = 3.0
)";
std::string feeder(const char* on, const char* at) {
    return std::string("[[feeder]]\nid = \"feeder\"\nitems = [\"carton\"]\nevery = 2.0\non = \"") +
           on + "\"\nat = " + at + "\n";
}
constexpr const char* kSpawn = R"(
[[binding]]
signal = "entry/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"
)";

EyeLack lackIn(const std::string& text, const char* eye) {
    const auto twin = test::twinFromText(text);
    return lackOf(*twin, static_cast<uint32_t>(twin->findDevice(eye)));
}

TEST(Stations, AnEyeWhosePartsComeByTheClockLacksTheEvent) {
    const auto twin = test::twinFromText(kLine + feeder("first", "0.3"));
    for (const char* eye : {"near", "far"}) {
        const EyeLack lack = lackOf(*twin, static_cast<uint32_t>(twin->findDevice(eye)));
        EXPECT_EQ(lack.what, EyeLack::What::event) << eye;
        EXPECT_EQ(lack.feeder, twin->findDevice("feeder")) << eye;
    }
}

TEST(Stations, APartThatThePlantMakesIsEnough) {
    const std::string line = kLine + feeder("first", "0.3") + kSpawn;
    EXPECT_EQ(lackIn(line, "near").what, EyeLack::What::nothing);
    EXPECT_EQ(lackIn(line, "far").what, EyeLack::What::nothing);
}

TEST(Stations, WhatIsMadeBehindAnEyeIsNothingToIt) {
    const std::string line = kLine + feeder("second", "1.0");
    EXPECT_EQ(lackIn(line, "near").what, EyeLack::What::feeder);
    EXPECT_EQ(lackIn(line, "far").what, EyeLack::What::event);
    EXPECT_EQ(lackIn(line + kSpawn, "near").what, EyeLack::What::feeder);
    EXPECT_EQ(lackIn(line + kSpawn, "far").what, EyeLack::What::nothing);
}

TEST(Stations, AnEyeCannotPartWithThePartsThatItMakes) {
    const std::string compared = R"(
[[binding]]
signal = "entry/blocked"
device = "near.blocked"
role = "compare"
)";
    const std::string line = kLine + feeder("first", "0.3") + kSpawn + compared;
    EXPECT_EQ(lackIn(line, "near").what, EyeLack::What::itself);
    EXPECT_EQ(lackIn(line, "far").what, EyeLack::What::nothing);
}

TEST(Stations, AWayBeginsAtAFeederToo) {
    const auto twin = test::twinFromText(kLine + feeder("first", "0.3"));
    const auto device = [&](const char* id) { return static_cast<uint32_t>(twin->findDevice(id)); };
    const auto ways = waysBetween(*twin, device("feeder"), device("far"), 0.2);
    ASSERT_EQ(ways.size(), 2u);
    EXPECT_EQ(ways[0].belt, device("first"));
    EXPECT_NEAR(ways[0].metres, 4.0 - 0.1, 1e-12);
    EXPECT_NEAR(ways[1].metres, 3.0 - 0.2, 1e-12);
}

}  // namespace
}  // namespace gemba::analysis
