#include "engine/analysis/residual_window.h"

#include <gtest/gtest.h>

namespace gemba::analysis {
namespace {

constexpr UtcNs kNow = 1'700'000'000'000'000'000;

sim::ResidualRow describe(const ResidualWindow& window, bool rare = false, UtcNs since = 0) {
    sim::ResidualRow row;
    window.describe(0.1, rare, since, row);
    return row;
}

TEST(ResidualWindow, AgreesWithinTheTolerance) {
    ResidualWindow window;
    for (int i = 0; i < 20; ++i)
        window.add(Match::matched, i % 2 == 0 ? 0.01 : -0.02, kNow);
    const auto row = describe(window);
    EXPECT_EQ(row.of, 12u);
    EXPECT_EQ(row.late + row.early + row.missing + row.extra, 0u);
    EXPECT_LT(row.score, 1.0);
    EXPECT_EQ(row.matched, 20u);
}

TEST(ResidualWindow, SaysHowManyAreLateAndByWhat) {
    ResidualWindow window;
    for (int i = 0; i < 12; ++i)
        window.add(Match::matched, 0.81 + 0.001 * (i - 6), kNow);
    const auto row = describe(window);
    EXPECT_EQ(row.late, 12u);
    EXPECT_NEAR(row.median, 0.81, 0.001);
    EXPECT_GT(row.score, 5.0);
}

TEST(ResidualWindow, ThreeThatAgreeAreAChange) {
    ResidualWindow window;
    for (int i = 0; i < 12; ++i)
        window.add(Match::matched, 0.001, kNow);
    window.add(Match::matched, 0.12, kNow);
    window.add(Match::matched, 0.24, kNow);
    window.add(Match::matched, 0.30, kNow);
    EXPECT_LT(describe(window).score, 1.0) << "beyond the tolerance, but three are few";
    window.add(Match::matched, 0.27, kNow);
    EXPECT_NEAR(describe(window).score, 1.6, 1e-9) << "by the least of them, 0.24";
    window.add(Match::matched, -0.25, kNow);
    EXPECT_LT(describe(window).score, 1.0) << "to both sides is no shift";
    window.add(Match::missing, 0.0, kNow);
    EXPECT_LT(describe(window).score, 1.0);
}

// Every fourth part is stopped on its way, and late then.
TEST(ResidualWindow, ThreeOfTwelveThatAreFarOutAreAFault) {
    ResidualWindow window;
    for (int i = 0; i < 11; ++i)
        window.add(Match::matched, i % 4 == 2 ? 0.4 : 0.01, kNow);
    EXPECT_EQ(describe(window).late, 3u);
    EXPECT_GE(describe(window).score, 1.0);
    ResidualWindow barely;
    for (int i = 0; i < 12; ++i)
        barely.add(Match::matched, i % 3 == 2 ? 0.12 : 0.01, kNow);
    EXPECT_EQ(describe(barely).late, 4u);
    EXPECT_LT(describe(barely).score, 1.0) << "a little beyond the tolerance";
    ResidualWindow both;
    for (int i = 0; i < 12; ++i)
        both.add(Match::matched, i % 6 == 2 ? 0.4 : i % 6 == 5 ? -0.4 : 0.0, kNow);
    EXPECT_LT(describe(both).score, 1.0) << "two to each side are no shift";
}

TEST(ResidualWindow, OneMissedEdgeInTwelveIsNoFault) {
    ResidualWindow window;
    for (int i = 0; i < 11; ++i)
        window.add(Match::matched, 0.0, kNow);
    window.add(Match::missing, 0.0, kNow);
    EXPECT_LT(describe(window).score, 1.0);
    window.add(Match::missing, 0.0, kNow);
    window.add(Match::missing, 0.0, kNow);
    EXPECT_GE(describe(window).score, 1.0);
}

TEST(ResidualWindow, OneStrokeTooManyIsAFault) {
    ResidualWindow window;
    window.add(Match::extra, 0.0, kNow);
    EXPECT_GE(describe(window, true).score, 1.0);
}

TEST(ResidualWindow, PartsThatDoNotComeAreMissedUntilOneComes) {
    ResidualWindow window;
    window.add(Match::matched, 0.0, kNow - 110 * kNsPerSecond);
    for (int i = 0; i < 4; ++i)
        window.add(Match::missing, 0.0, kNow - (100 - i) * kNsPerSecond);
    EXPECT_EQ(describe(window, false, kNow - 60 * kNsPerSecond).missing, 4u);
    window.add(Match::matched, 0.0, kNow);
    EXPECT_EQ(describe(window, false, kNow - 60 * kNsPerSecond).missing, 0u);
}

TEST(ResidualWindow, ForgivesWhatIsLongPast) {
    ResidualWindow window;
    window.add(Match::extra, 0.0, kNow - 100 * kNsPerSecond);
    window.add(Match::matched, 0.0, kNow - 90 * kNsPerSecond);
    window.add(Match::missing, 0.0, kNow - 10 * kNsPerSecond);
    const auto all = describe(window, true);
    EXPECT_EQ(all.of, 3u);
    const auto now = describe(window, true, kNow - 60 * kNsPerSecond);
    EXPECT_EQ(now.of, 2u);  // what agreed still says so
    EXPECT_EQ(now.extra, 0u);
    EXPECT_EQ(now.missing, 1u);
    EXPECT_EQ(now.extraTotal, 1u);
    EXPECT_LT(now.score, all.score);
}

TEST(ResidualWindow, ForgetsAfterTwelve) {
    ResidualWindow window;
    for (int i = 0; i < 12; ++i)
        window.add(Match::matched, 0.8, kNow);
    for (int i = 0; i < 12; ++i)
        window.add(Match::matched, 0.0, kNow);
    EXPECT_EQ(describe(window).late, 0u);
}

}  // namespace
}  // namespace gemba::analysis
