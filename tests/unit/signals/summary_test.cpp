#include "engine/signals/summary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "engine/signals/history.h"

namespace gemba::signals {
namespace {

constexpr int64_t kMs = 1'000'000;

/// A noisy walk with gaps, numbers that are none, runs of one value and times now far, now near.
std::vector<Point> madeUp(uint32_t seed, size_t count) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    std::vector<Point> out;
    UtcNs time = 1'790'000'000 * kNsPerSecond;
    double value = 0.0;
    for (size_t i = 0; i < count; ++i) {
        time += static_cast<UtcNs>(unit(random) < 0.01 ? 3e9 * unit(random) : 2e7 * unit(random));
        if (unit(random) < 0.8)
            value += unit(random) - 0.5;
        Point point{time, value};
        if (i % 977 < 130)
            point.quality = i % 2 == 0 ? Quality::stale : Quality::bad;
        if (i % 1409 == 7)
            point.value = Summary::kNone;
        out.push_back(point);
    }
    return out;
}

/// The same figures, one point after another.
struct Naive {
    double least = 1e300, most = -1e300, seconds = 0.0, mean = 0.0, deviation = 0.0;
    uint32_t trusted = 0, untrusted = 0;
};
Naive naive(const std::vector<Point>& points, UtcNs from, UtcNs to) {
    Naive out;
    double sum = 0.0, squares = 0.0;
    for (const int round : {0, 1}) {
        Point held{.quality = Quality::none};
        UtcNs since = from;
        const auto pass = [&](UtcNs until) {
            if (!held.trusted() || until <= since)
                return;
            const double seconds = static_cast<double>(until - since) * 1e-9;
            if (round == 0) {
                out.seconds += seconds;
                sum += seconds * held.value;
            } else {
                squares += seconds * (held.value - out.mean) * (held.value - out.mean);
            }
        };
        for (const Point& point : points) {
            if (point.time > to)
                break;
            if (point.time >= from) {
                pass(point.time);
                since = point.time;
                if (round == 0)
                    ++(point.trusted() ? out.trusted : out.untrusted);
                if (point.trusted()) {
                    out.least = std::min(out.least, point.value);
                    out.most = std::max(out.most, point.value);
                }
            }
            held = point;
        }
        pass(to);
        if (round == 0)
            out.mean = out.seconds > 0.0 ? sum / out.seconds : 0.0;
        else
            out.deviation = out.seconds > 0.0 ? std::sqrt(squares / out.seconds) : 0.0;
    }
    return out;
}

TEST(Summary, OfNoPointsSaysNothing) {
    const Summary none = summarize({});
    EXPECT_TRUE(none.empty());
    EXPECT_TRUE(std::isnan(none.last));
    EXPECT_EQ(none.deviation(), 0.0);
    Summary some = summarize(std::vector<Point>{{5, 2.0}});
    const Summary before = some;
    some.append(none);
    EXPECT_EQ(some.trusted, before.trusted);
    EXPECT_EQ(some.last, 2.0);
}

TEST(Summary, MeanIsOverTheTimeThatAValueHeld) {
    // 1 for nine seconds, 11 for one.
    std::vector<Point> points{{0, 1.0}, {9 * kNsPerSecond, 11.0}, {10 * kNsPerSecond, 5.0}};
    const Summary all = summarize(points);
    EXPECT_DOUBLE_EQ(all.mean, 2.0);
    EXPECT_DOUBLE_EQ(all.deviation(), 3.0);
    EXPECT_DOUBLE_EQ(all.weight, 10.0);
    EXPECT_EQ(all.least, 1.0);
    EXPECT_EQ(all.most, 11.0);

    // As events they are three of a kind.
    const Summary events = summarize(points, Weigh::points);
    EXPECT_DOUBLE_EQ(events.mean, 17.0 / 3.0);
    EXPECT_DOUBLE_EQ(events.weight, 3.0);
}

TEST(Summary, EventsBeforeARangeAreNotInIt) {
    History history(1);
    history.append(0, Series::residual, {5 * kNsPerSecond, 4.0});
    history.append(0, Series::residual, {15 * kNsPerSecond, 1.0});
    history.append(0, Series::residual, {16 * kNsPerSecond, Summary::kNone});
    history.append(0, Series::residual, {19 * kNsPerSecond, 2.0});
    Envelope envelope;
    history.envelope(0, Series::residual, 10 * kNsPerSecond, 20 * kNsPerSecond, 10, envelope);
    const Summary whole = envelope.whole(10 * kNsPerSecond, 20 * kNsPerSecond);
    EXPECT_EQ(whole.trusted, 2u);
    EXPECT_EQ(whole.untrusted, 1u);
    EXPECT_DOUBLE_EQ(whole.mean, 1.5);
    EXPECT_DOUBLE_EQ(whole.deviation(), 0.5);
    EXPECT_EQ(whole.most, 2.0);
}

TEST(Summary, WhatIsNotTrustedIsATimeOfWhichNothingIsKnown) {
    std::vector<Point> points{
        {0, 1.0}, {kNsPerSecond, 900.0, Quality::bad}, {5 * kNsPerSecond, 3.0}};
    Summary all = summarize(points);
    all.hold(6 * kNsPerSecond);
    EXPECT_EQ(all.untrusted, 1u);
    EXPECT_EQ(all.most, 3.0);
    EXPECT_DOUBLE_EQ(all.weight, 2.0);
    EXPECT_DOUBLE_EQ(all.mean, 2.0);
}

class SummaryOf : public ::testing::TestWithParam<Weigh> {};
INSTANTIATE_TEST_SUITE_P(Weighed, SummaryOf, ::testing::Values(Weigh::time, Weigh::points));

TEST_P(SummaryOf, PartsComeToTheWhole) {
    const std::vector<Point> points = madeUp(3, 5000);
    const Summary whole = summarize(points, GetParam());
    std::mt19937 random(4);
    for (int round = 0; round < 50; ++round) {
        Summary sum;
        for (size_t at = 0; at < points.size();) {
            const size_t count = std::min<size_t>(points.size() - at, random() % 700);
            sum.append(summarize(std::span(points).subspan(at, count), GetParam()));
            at += count;
        }
        EXPECT_EQ(sum.trusted, whole.trusted);
        EXPECT_EQ(sum.untrusted, whole.untrusted);
        EXPECT_EQ(sum.least, whole.least);
        EXPECT_EQ(sum.most, whole.most);
        EXPECT_EQ(sum.begin, whole.begin);
        EXPECT_EQ(sum.end, whole.end);
        EXPECT_NEAR(sum.weight, whole.weight, 1e-9);
        EXPECT_NEAR(sum.mean, whole.mean, 1e-9);
        EXPECT_NEAR(sum.deviation(), whole.deviation(), 1e-9);
    }
}

TEST(Envelope, IsWhatAPassOverAllPointsFinds) {
    const std::vector<Point> points = madeUp(11, 30'000);
    History history(1);
    for (const Point& point : points)
        history.append(0, Series::measured, point);
    const UtcNs begin = points.front().time, length = points.back().time - begin;
    std::mt19937 random(12);
    std::uniform_real_distribution<double> unit(-0.1, 1.1);
    Envelope envelope;
    for (int round = 0; round < 60; ++round) {
        UtcNs from = begin + static_cast<UtcNs>(unit(random) * static_cast<double>(length));
        UtcNs to = begin + static_cast<UtcNs>(unit(random) * static_cast<double>(length));
        if (from > to)
            std::swap(from, to);
        const size_t columns = 1 + random() % 1500;
        history.envelope(0, Series::measured, from, to, columns, envelope);

        // Column by column.
        std::vector<Summary> expected(columns);
        uint64_t inside = 0;
        for (const Point& point : points) {
            if (point.time < from || point.time > to)
                continue;
            ++inside;
            const double perNs = static_cast<double>(columns) / static_cast<double>(to - from);
            const size_t column = std::min(
                columns - 1, static_cast<size_t>(static_cast<double>(point.time - from) * perNs));
            Summary& into = expected[column];
            if (into.empty())
                into.first = point.trusted() ? point.value : Summary::kNone;
            into.last = point.trusted() ? point.value : Summary::kNone;
            ++(point.trusted() ? into.trusted : into.untrusted);
            if (point.trusted()) {
                into.least = std::min(into.least, point.value);
                into.most = std::max(into.most, point.value);
            }
        }
        ASSERT_EQ(envelope.points, inside);
        const auto same = [](double a, double b) {
            return a == b || (std::isnan(a) && std::isnan(b));
        };
        for (size_t c = 0; c < columns; ++c) {
            const Summary &got = envelope.columns[c], &want = expected[c];
            ASSERT_TRUE(got.trusted == want.trusted && got.untrusted == want.untrusted &&
                        got.least == want.least && got.most == want.most &&
                        same(got.first, want.first) && same(got.last, want.last))
                << "column " << c << " of " << columns;
        }

        // The level at its begin is that of the last point before.
        std::vector<Point> read;
        history.read(0, Series::measured, from, to, read);
        const bool level = !read.empty() && read.front().time < from;
        EXPECT_EQ(envelope.before.quality == Quality::none, !level);
        if (level) {
            EXPECT_EQ(envelope.before.time, read.front().time);
            EXPECT_EQ(envelope.before.trusted(), read.front().trusted());
        }

        const Summary whole = envelope.whole(from, to);
        const Naive all = naive(points, from, to);
        EXPECT_EQ(whole.trusted, all.trusted);
        EXPECT_EQ(whole.untrusted, all.untrusted);
        EXPECT_NEAR(whole.weight, all.seconds, 1e-6);
        EXPECT_NEAR(whole.mean, all.mean, 1e-6);
        EXPECT_NEAR(whole.deviation(), all.deviation, 1e-6);
    }
}

TEST(Envelope, LosesNothingWhereTimesStepBack) {
    History history(1);
    for (int i = 0; i < 3000; ++i)
        history.append(0, Series::measured, {10'000 + i, 1.0});
    history.append(0, Series::measured, {50, -7.0});  // the clock was set
    for (int i = 0; i < 3000; ++i)
        history.append(0, Series::measured, {20'000 + i, 2.0});
    Envelope envelope;
    history.envelope(0, Series::measured, 0, 100, 10, envelope);
    EXPECT_EQ(envelope.points, 1u);
    EXPECT_EQ(envelope.columns[5].least, -7.0);
    std::vector<Point> points;
    history.read(0, Series::measured, 0, 100, points);
    ASSERT_EQ(points.size(), 1u);
    EXPECT_EQ(points[0].value, -7.0);

    // The level before a range is that of the point that came last, as ever.
    history.read(0, Series::measured, 15'000, 20'001, points);
    ASSERT_EQ(points.size(), 3u);
    EXPECT_EQ(points[0].time, 50);
    EXPECT_EQ(points[1].time, 20'000);
    history.envelope(0, Series::measured, 15'000, 20'001, 3, envelope);
    EXPECT_EQ(envelope.before.time, 50);
    EXPECT_EQ(envelope.points, 2u);
}

TEST(Envelope, IsReadWhileItIsWritten) {
    History history(1);
    constexpr int kPoints = 200'000;
    std::jthread writer([&] {
        for (int i = 0; i < kPoints; ++i)
            history.append(0, Series::measured, {UtcNs{i}, static_cast<double>(i)});
    });
    Envelope envelope;
    uint64_t before = 0;
    while (before < kPoints) {
        history.envelope(0, Series::measured, 0, kPoints, 100, envelope);
        ASSERT_GE(envelope.points, before);
        before = envelope.points;
        if (before > 0) {
            ASSERT_EQ(envelope.whole(0, kPoints).most, static_cast<double>(before - 1));
        }
    }
}

TEST(Envelope, OldestIsWhatTheBudgetLeft) {
    History history(1, 256 << 10);
    EXPECT_EQ(history.oldest(0, Series::measured), 0);
    for (int i = 0; i < 100'000; ++i)
        history.append(0, Series::measured, {UtcNs{i} + 1, 1.0});
    const UtcNs oldest = history.oldest(0, Series::measured);
    EXPECT_GT(oldest, 50'000);
    Envelope envelope;
    history.envelope(0, Series::measured, 0, 200'000, 7, envelope);
    EXPECT_EQ(envelope.points, static_cast<uint64_t>(100'000 - oldest + 1));
}

}  // namespace
}  // namespace gemba::signals
