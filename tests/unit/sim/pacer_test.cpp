#include "engine/sim/pacer.h"

#include <gtest/gtest.h>

namespace gemba::sim {
namespace {

constexpr int64_t kMs = 1'000'000;

// Simulates what is due, each tick taking no time.
int64_t drain(Pacer& pacer, UtcNs now) {
    const int64_t due = pacer.due(now);
    for (int64_t i = 0; i < due; ++i)
        pacer.done(now, 0);
    return due;
}

TEST(Pacer, GivesTheTicksThatAreDue) {
    Pacer pacer(240, 1.0);
    pacer.restart(0, 1.0);
    int64_t ticks = 0;
    for (int64_t ms = 0; ms < 1000; ++ms)
        ticks += drain(pacer, ms * kMs);
    EXPECT_EQ(ticks, 240);
    EXPECT_EQ(pacer.lostNs(), 0);
}

TEST(Pacer, RunsFasterAndSlower) {
    Pacer pacer(240, 2.0);
    pacer.restart(0, 2.0);
    int64_t ticks = 0;
    for (int64_t ms = 0; ms < 1000; ++ms)
        ticks += drain(pacer, ms * kMs);
    EXPECT_EQ(ticks, 480);
}

TEST(Pacer, CatchesUpALagWithoutLoss) {
    Pacer pacer(240, 1.0);
    pacer.restart(0, 1.0);
    drain(pacer, 0);
    EXPECT_EQ(drain(pacer, 90 * kMs), 21);
    EXPECT_EQ(pacer.lostNs(), 0);
    EXPECT_GT(pacer.lagNs(), 80 * kMs);
}

TEST(Pacer, CountsWhatIsBeyondTheLagAsLost) {
    Pacer pacer(240, 1.0);
    pacer.restart(0, 1.0);
    drain(pacer, 0);
    const int64_t ticks = drain(pacer, 1000 * kMs);
    EXPECT_LE(ticks, 25);
    EXPECT_NEAR(static_cast<double>(pacer.lostNs()), 896.0 * kMs, 1.0 * kMs);
    EXPECT_EQ(pacer.takeNewlyLost(), pacer.lostNs());
    EXPECT_EQ(pacer.takeNewlyLost(), 0);
    EXPECT_EQ(drain(pacer, 1000 * kMs), 0);  // and never spirals
}

TEST(Pacer, ANewRateGivesUpTheBacklogAndCountsIt) {
    Pacer pacer(240, 1.0);
    pacer.restart(0, 1.0);
    drain(pacer, 0);  // the tick of instant 0: the next is due at 4.17 ms
    pacer.changeRate(54 * kMs, 2.0);
    EXPECT_NEAR(static_cast<double>(pacer.lostNs()), 49.83 * kMs, 0.01 * kMs);
    EXPECT_EQ(pacer.takeNewlyLost(), pacer.lostNs());
    EXPECT_EQ(drain(pacer, 54 * kMs + kNsPerSecond), 49);  // 100 ms of lag at the double rate
}

TEST(Pacer, AsFastAsItGoesLosesNothing) {
    Pacer pacer(240, 0.0);
    pacer.restart(0, 0.0);
    EXPECT_EQ(pacer.due(0), 1);
    EXPECT_EQ(pacer.due(10'000 * kMs), 1);
    EXPECT_EQ(pacer.lostNs(), 0);
    EXPECT_EQ(pacer.nextDue(), 0);
}

}  // namespace
}  // namespace gemba::sim
