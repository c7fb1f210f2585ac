#include "engine/signals/history.h"

#include <gtest/gtest.h>

#include <thread>

namespace gemba::signals {
namespace {

TEST(History, ReadsARangeWithTheLevelBeforeIt) {
    History history(1);
    for (int i = 0; i < 5000; ++i)
        history.append(0, Series::measured, {UtcNs{i} * 1000, static_cast<double>(i)});
    std::vector<Point> points;
    history.read(0, Series::measured, 2'000'500, 2'003'000, points);
    ASSERT_EQ(points.size(), 4u);
    EXPECT_EQ(points[0].value, 2000.0);  // the level at the range's start
    EXPECT_EQ(points[1].value, 2001.0);
    EXPECT_EQ(points[3].value, 2003.0);
}

TEST(History, SeriesAreApart) {
    History history(2);
    history.append(1, Series::simulated, {5, 7.0});
    std::vector<Point> points;
    history.read(1, Series::measured, 0, 10, points);
    EXPECT_TRUE(points.empty());
    history.read(1, Series::simulated, 0, 10, points);
    EXPECT_EQ(points.size(), 1u);
}

TEST(History, OldestChunksLeaveByTheBudget) {
    History history(2, 256 << 10);
    for (int i = 0; i < 100'000; ++i)
        history.append(i % 2, Series::measured, {UtcNs{i}, static_cast<double>(i)});
    EXPECT_LE(history.bytes(), size_t{256} << 10);
    EXPECT_GT(history.evicted(), 0u);
    std::vector<Point> points;
    history.read(1, Series::measured, 0, 200'000, points);
    ASSERT_FALSE(points.empty());
    EXPECT_EQ(points.back().value, 99'999.0);
    EXPECT_GT(points.front().value, 10'000.0);
}

TEST(History, AnotherOneInheritsTheSignalsThatItHas) {
    History before(3);
    for (int i = 0; i < 2500; ++i)
        before.append(2, Series::measured, {UtcNs{i}, static_cast<double>(i)});
    before.append(0, Series::residual, {7, 0.5});
    History after(2);
    after.inherit(before, {2, -1});
    // What comes to the one later is not the other's.
    before.append(2, Series::measured, {2500, -1.0});
    after.append(0, Series::measured, {2600, 42.0});
    std::vector<Point> points;
    after.read(0, Series::measured, 0, 10'000, points);
    ASSERT_EQ(points.size(), 2501u);
    EXPECT_EQ(points[2499].value, 2499.0);
    EXPECT_EQ(points.back().value, 42.0);
    after.read(1, Series::residual, 0, 10'000, points);
    EXPECT_TRUE(points.empty());
    Envelope whole;
    after.envelope(0, Series::measured, 0, 2600, 10, whole);
    EXPECT_EQ(whole.points, 2501u);
    before.read(2, Series::measured, 0, 10'000, points);
    EXPECT_EQ(points.size(), 2501u);
    EXPECT_EQ(points.back().value, -1.0);
    EXPECT_GT(after.bytes(), 0u);
    History odd(1);
    odd.inherit(before, {99});  // nothing of that number
    EXPECT_EQ(odd.bytes(), 0u);
}

TEST(History, IsReadWhileItIsWritten) {
    History history(1, 1 << 20);
    std::jthread writer([&] {
        for (int i = 0; i < 200'000; ++i)
            history.append(0, Series::measured, {UtcNs{i}, static_cast<double>(i)});
    });
    std::vector<Point> points;
    for (int round = 0; round < 200; ++round) {
        history.read(0, Series::measured, 0, 1'000'000, points);
        for (size_t i = 1; i < points.size(); ++i)
            ASSERT_EQ(points[i].value, points[i - 1].value + 1.0);
    }
}

}  // namespace
}  // namespace gemba::signals
