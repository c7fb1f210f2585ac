#include "ingest/bench_ingest.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

TEST(BenchIngest, LosesNothingSingleAndInBatches) {
    for (const uint32_t batch : {1u, 100u}) {
        const auto figures = benchIngest({.batch = batch, .samples = 20'000, .rounds = 1});
        ASSERT_TRUE(figures.has_value()) << figures.error().message();
        EXPECT_EQ(figures->samples, 20'000u);
        EXPECT_EQ(figures->lost, 0u);
        EXPECT_GT(figures->oursPerSecond, 0.0);
        EXPECT_GT(figures->bareCpuNs, 0.0);
    }
}

}  // namespace
}  // namespace gemba::ingest
