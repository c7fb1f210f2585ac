#include "engine/sim/latency.h"

#include <gtest/gtest.h>

namespace gemba::sim {
namespace {

TEST(LatencyHistogram, GivesQuantilesWithinAClass) {
    LatencyHistogram histogram;
    EXPECT_EQ(histogram.quantileMs(0.5), 0.0);
    for (int i = 1; i <= 1000; ++i)
        histogram.add(int64_t{i} * 1'000'000);
    EXPECT_NEAR(histogram.quantileMs(0.5), 500.0, 40.0);
    EXPECT_NEAR(histogram.quantileMs(0.99), 990.0, 75.0);
    EXPECT_EQ(histogram.count(), 1000u);
}

TEST(LatencyHistogram, TakesAnyNumber) {
    LatencyHistogram histogram;
    histogram.add(-5);
    histogram.add(0);
    histogram.add(INT64_MAX);
    EXPECT_EQ(histogram.count(), 3u);
    EXPECT_GT(histogram.quantileMs(1.0), 1e5);
}

}  // namespace
}  // namespace gemba::sim
