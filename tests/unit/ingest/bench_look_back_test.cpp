#include "ingest/bench_look_back.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

TEST(BenchLookBack, LooksIntoADayThatItMade) {
    const auto figures = benchLookBackFigures({.hours = 0.05, .looks = 3});
    ASSERT_TRUE(figures) << figures.error().message();
    ASSERT_EQ(figures->size(), 3u);
    EXPECT_GT(figures->front().value, 0.0);
    EXPECT_GE(figures->at(1).bare, 450.0);  // chunks
}

}  // namespace
}  // namespace gemba::ingest
