#include "engine/analysis/edge_matcher.h"

#include <gtest/gtest.h>

namespace gemba::analysis {
namespace {

constexpr int64_t kMs = 1'000'000;
constexpr int64_t kWindow = 1250 * kMs;

// The model's edge of part n comes every 2.5 s.
Expected part(uint32_t n, int64_t offset = 0) {
    return {.serial = n, .simulated = n * 2500 * kMs, .offset = offset};
}

std::vector<MatchOutcome> settleAll(EdgeMatcher& matcher, int64_t now = 1'000'000 * kMs) {
    std::vector<MatchOutcome> out;
    matcher.settle(now, now, kWindow, out);
    return out;
}

TEST(EdgeMatcher, PairsInOrderAndTellsHowLate) {
    EdgeMatcher matcher;
    for (uint32_t n = 1; n <= 3; ++n) {
        matcher.expect(part(n));
        matcher.see({.time = n * 2500 * kMs + 810 * kMs});
    }
    const auto out = settleAll(matcher);
    ASSERT_EQ(out.size(), 3u);
    for (const MatchOutcome& outcome : out) {
        EXPECT_EQ(outcome.kind, Match::matched);
        EXPECT_EQ(outcome.delta(), 810 * kMs);
    }
    EXPECT_EQ(out[1].expected.serial, 2u);
}

TEST(EdgeMatcher, AMissedEdgeShiftsNoOther) {
    EdgeMatcher matcher;
    for (uint32_t n = 1; n <= 4; ++n) {
        matcher.expect(part(n));
        if (n != 2)
            matcher.see({.time = n * 2500 * kMs + 20 * kMs});
    }
    const auto out = settleAll(matcher);
    ASSERT_EQ(out.size(), 4u);
    EXPECT_EQ(out[1].kind, Match::missing);
    EXPECT_EQ(out[1].expected.serial, 2u);
    EXPECT_EQ(out[2].kind, Match::matched);
    EXPECT_EQ(out[2].delta(), 20 * kMs);
}

TEST(EdgeMatcher, AnUnknownPartIsExtra) {
    EdgeMatcher matcher;
    matcher.expect(part(1));
    matcher.expect(part(3));
    for (int64_t n = 1; n <= 3; ++n)
        matcher.see({.time = n * 2500 * kMs});
    const auto out = settleAll(matcher);
    ASSERT_EQ(out.size(), 3u);
    EXPECT_EQ(out[1].kind, Match::extra);
    EXPECT_EQ(out[2].expected.serial, 3u);
}

TEST(EdgeMatcher, LatenessSoFarMovesTheWindow) {
    EdgeMatcher matcher;
    matcher.expect(part(1, 3000 * kMs));
    matcher.see({.time = 2500 * kMs + 3050 * kMs});
    const auto out = settleAll(matcher);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].kind, Match::matched);
    EXPECT_EQ(out[0].delta(), 50 * kMs);
}

TEST(EdgeMatcher, WaitsWhileAPartnerMayCome) {
    EdgeMatcher matcher;
    std::vector<MatchOutcome> out;
    matcher.expect(part(1));
    matcher.settle(3000 * kMs, 3000 * kMs, kWindow, out);
    EXPECT_TRUE(out.empty());
    // The model goes on, but the plant was not heard: its silence says nothing.
    matcher.settle(60'000 * kMs, 3000 * kMs, kWindow, out);
    EXPECT_TRUE(out.empty());
    matcher.settle(60'000 * kMs, 60'000 * kMs, kWindow, out);
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].kind, Match::missing);
}

// The model's part is pushed on while the plant's edge is waited for: at the next eye the plant is
// later than the model by so much more.
TEST(EdgeMatcher, APushBeforeTheMatchIsNotForgotten) {
    EdgeMatcher matcher;
    matcher.expect(part(1, 40 * kMs));
    matcher.expect(part(2));
    matcher.carry(1, 500 * kMs);
    matcher.see({.time = 2500 * kMs + 100 * kMs});
    matcher.see({.time = 5000 * kMs});
    const auto out = settleAll(matcher);
    ASSERT_EQ(out.size(), 2u);
    EXPECT_EQ(out[0].delta(), 60 * kMs) << "when it was due does not change";
    EXPECT_EQ(out[0].seen.time - out[0].expected.simulated, 600 * kMs);
    EXPECT_EQ(out[1].delta(), 0);
    EXPECT_EQ(out[1].expected.offset, 0);
}

TEST(EdgeMatcher, WhatWaitsIsBounded) {
    EdgeMatcher matcher;
    std::vector<MatchOutcome> out;
    for (uint32_t n = 0; n < 1000; ++n)
        matcher.see({.time = 1'000'000 * kMs});
    matcher.settle(0, 0, kWindow, out);
    EXPECT_GE(out.size(), 1000 - EdgeMatcher::kMaxWaiting);
}

}  // namespace
}  // namespace gemba::analysis
