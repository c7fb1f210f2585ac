#include "engine/analysis/spread.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace gemba::analysis {
namespace {

// Worked by hand: mean 5, s² = 32/7, t(7) = 2.365.
TEST(Spread, OneMoreRunAndTheMeanOfAllHaveTheirIntervals) {
    const std::array values{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0};
    const Spread run = spreadOf(values);
    EXPECT_EQ(run.n, 8u);
    EXPECT_DOUBLE_EQ(run.mean, 5.0);
    EXPECT_NEAR(run.high - run.mean, 2.365 * 2.138090 * 1.060660, 1e-5);
    EXPECT_DOUBLE_EQ(run.mean - run.low, run.high - run.mean);
    const Spread mean = meanOf(values);
    EXPECT_NEAR(mean.high - mean.mean, 2.365 * 2.138090 / 2.828427, 1e-5);
}

TEST(Spread, OfOneRunNoIntervalIsKnown) {
    const std::array one{3.5};
    EXPECT_EQ(spreadOf(one).low, 3.5);
    EXPECT_EQ(spreadOf(one).high, 3.5);
    EXPECT_EQ(spreadOf({}).n, 0u);
    EXPECT_EQ(meanOf({}).mean, 0.0);
}

// Counts that are all alike say no more than that the next one rounds to them.
TEST(Spread, CountsReachHalfAStepToEachSide) {
    const std::array alike{26.0, 26.0, 26.0};
    EXPECT_EQ(spreadOf(alike).high, 26.0);
    EXPECT_EQ(spreadOf(alike, 1.0).low, 25.5);
    EXPECT_EQ(spreadOf(alike, 1.0).high, 26.5);
    const std::array values{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0};
    EXPECT_DOUBLE_EQ(spreadOf(values, 2.0).high, spreadOf(values).high + 1.0);
    EXPECT_DOUBLE_EQ(spreadOf(values, 2.0).low, spreadOf(values).low - 1.0);
    EXPECT_EQ(spreadOf(std::span(alike).first(1), 1.0).high, 26.0);
}

// t(99) = 1.984, beyond the table.
TEST(Spread, ManyRunsComeNearTheNormalDistribution) {
    std::vector<double> values;
    for (int i = 0; i < 100; ++i)
        values.push_back(i % 2 == 0 ? -1.0 : 1.0);
    EXPECT_NEAR(meanOf(values).high, 1.984 * 1.0050378 / 10.0, 2e-4);
}

}  // namespace
}  // namespace gemba::analysis
