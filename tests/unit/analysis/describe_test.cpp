#include "engine/analysis/describe.h"

#include <gtest/gtest.h>

#include "engine/twin/reader.h"

namespace gemba::analysis {
namespace {

std::string say(const sim::ResidualRow& row) {
    constexpr const char* kTwin = R"(
gemba = 1
name = "words"
[[item]]
id = "carton"
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
[[scale]]
id = "scale"
on = "infeed"
at = 3.0
length = 0.7
[[binding]]
signal = "scale/weight"
device = "scale.last_weight"
role = "compare"
unit = "g"
)";
    const auto read = twin::readTwinText(kTwin, "/tmp/words.toml");
    return describe(row, *read.twin);
}

TEST(Describe, SaysHowManyAreLateAndByWhat) {
    EXPECT_EQ(say({.equipment = 0, .of = 12, .late = 12, .median = 0.81}),
              "infeed: 12 of the last 12 cartons late, +0.81 s");
    EXPECT_EQ(say({.equipment = 0, .of = 12, .early = 9, .median = -0.2}),
              "infeed: 9 of the last 12 cartons early, -0.20 s");
}

TEST(Describe, AFewStrayOnesHaveNoMedian) {
    EXPECT_EQ(say({.equipment = 0, .of = 12, .late = 2, .median = 0.01}),
              "infeed: 2 of the last 12 cartons late");
}

TEST(Describe, SaysWhatHasNoPartner) {
    EXPECT_EQ(say({.equipment = 0, .of = 12, .missing = 3, .extra = 1}),
              "infeed: 3 of the last 12 cartons missing, 1 of the last 12 cartons extra");
}

TEST(Describe, NumbersAreSaidInTheUnitOfTheWire) {
    EXPECT_EQ(say({.kind = sim::ResidualKind::value,
                   .equipment = 1,
                   .of = 12,
                   .early = 12,
                   .median = -60.0}),
              "scale: 12 of the last 12 readings low, -60 g");
}

TEST(Describe, SaysWhenThereIsNothing) {
    EXPECT_EQ(say({.equipment = 0}), "infeed: nothing to compare yet");
    EXPECT_EQ(say({.equipment = 0, .of = 12}),
              "infeed: agrees, 12 of the last 12 cartons within 0.01 s");
    EXPECT_EQ(say({.equipment = 99}), "");
}

}  // namespace
}  // namespace gemba::analysis
