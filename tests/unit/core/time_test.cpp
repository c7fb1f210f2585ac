#include "engine/core/time.h"

#include <gtest/gtest.h>

namespace gemba {
namespace {

constexpr UtcNs kEpoch = 1'700'000'000 * kNsPerSecond;

TEST(TimeMap, CountsTicksExactly) {
    const TimeMap map(240, kEpoch);
    EXPECT_EQ(map.utc(0), kEpoch);
    EXPECT_EQ(map.utc(240), kEpoch + kNsPerSecond);
    EXPECT_EQ(map.utc(1), kEpoch + 4'166'666);
    const Tick year = Tick{240} * 86'400 * 365;
    EXPECT_EQ(map.utc(year), kEpoch + 86'400 * 365 * kNsPerSecond);
}

TEST(TimeMap, FindsTheTickOfATime) {
    const TimeMap map(240, kEpoch);
    for (const Tick tick : {0, 1, 2, 239, 240, 1'000'003})
        EXPECT_EQ(map.tickAt(map.utc(tick)), tick);
    EXPECT_EQ(map.tickAt(map.utc(7) + 1), 8);
}

TEST(TimeMap, ADayOfLostTimeIsBounded) {
    TimeMap map(240, kEpoch);
    for (Tick tick = 1; tick <= 100'000; ++tick)
        map.add({.tick = tick, .utc = kEpoch + tick * kNsPerSecond});
    EXPECT_LE(map.entries().size(), 4096u);
    EXPECT_EQ(map.utc(99'000), kEpoch + 99'000 * kNsPerSecond);
    EXPECT_EQ(map.tickAt(kEpoch + 99'000 * kNsPerSecond), 99'000);
}

TEST(TimeMap, RateAndLostTimeBeginAtTheirTick) {
    TimeMap map(240, kEpoch);
    map.add({.tick = 240, .utc = kEpoch + 3 * kNsPerSecond, .rate = 2 * TimeMap::kRateOne});
    EXPECT_EQ(map.utc(120), kEpoch + kNsPerSecond / 2);
    EXPECT_EQ(map.utc(240), kEpoch + 3 * kNsPerSecond);
    EXPECT_EQ(map.utc(720), kEpoch + 4 * kNsPerSecond);
    EXPECT_EQ(map.tickAt(kEpoch + 4 * kNsPerSecond), 720);
}

}  // namespace
}  // namespace gemba
