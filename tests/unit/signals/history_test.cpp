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
