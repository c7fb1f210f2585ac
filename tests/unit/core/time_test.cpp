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

TEST(TimeMap, RateAndLostTimeBeginAtTheirTick) {
    TimeMap map(240, kEpoch);
    map.add({.tick = 240, .utc = kEpoch + 3 * kNsPerSecond, .rate = 2 * TimeMap::kRateOne});
    EXPECT_EQ(map.utc(120), kEpoch + kNsPerSecond / 2);
    EXPECT_EQ(map.utc(240), kEpoch + 3 * kNsPerSecond);
    EXPECT_EQ(map.utc(720), kEpoch + 4 * kNsPerSecond);
    EXPECT_EQ(map.tickAt(kEpoch + 4 * kNsPerSecond), 720);
}

TEST(TimeMap, DaysOfLostTimeAreNotKept) {
    TimeMap map(240, kEpoch);
    const int times = 3 * static_cast<int>(TimeMap::kMostEntries);
    for (int i = 1; i <= times; ++i)
        map.add({.tick = 240 * i, .utc = kEpoch + 2 * i * kNsPerSecond});
    EXPECT_EQ(map.entries().size(), TimeMap::kMostEntries);
    EXPECT_EQ(map.utc(0), kEpoch);
    EXPECT_EQ(map.utc(240 * times + 240), kEpoch + (2 * times + 1) * kNsPerSecond);
    EXPECT_EQ(map.utc(240 * (times - 10)), kEpoch + 2 * (times - 10) * kNsPerSecond);
}

}  // namespace
}  // namespace gemba
