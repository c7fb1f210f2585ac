#include "ingest/mcap/bench_mcap.h"

#include <gtest/gtest.h>

namespace gemba::ingest::mcap {
namespace {

TEST(McapBench, MeasuresWithoutBeingJudged) {
    const auto figures = benchMcapFigures({.messages = 20'000, .rounds = 1, .seeks = 5});
    ASSERT_TRUE(figures) << figures.error().message();
    ASSERT_EQ(figures->size(), 3u);
    for (const measure::Figure& figure : *figures) {
        EXPECT_GT(figure.ours, 0.0) << figure.name;
        EXPECT_GT(figure.bare, 0.0) << figure.name;
        EXPECT_LT(figure.value, 1e9) << figure.name;
    }
}

}  // namespace
}  // namespace gemba::ingest::mcap
