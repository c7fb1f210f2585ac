#include "ingest/bench_replay.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

TEST(BenchReplay, EveryMessageIsASample) {
    const auto figures = benchReplayFigures({.messages = 5'000, .rounds = 1});
    ASSERT_TRUE(figures) << figures.error().message();
    ASSERT_EQ(figures->size(), 1u);
    EXPECT_GT(figures->front().ours, 0.0);
    EXPECT_GT(figures->front().bare, 0.0);
}

}  // namespace
}  // namespace gemba::ingest
