#include "ui/plot/curve.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gemba::test {
namespace {

using signals::Point;
using signals::Quality;
using signals::Series;
using signals::Summary;
using ui::Curve;

constexpr int64_t kS = kNsPerSecond;

class CurveTest : public ::testing::Test {
 protected:
    const Curve& read(Series series, UtcNs from, UtcNs to, UtcNs now, int columns = 100) {
        m_reader.read(m_history, 0, series, {from, to, now, columns}, m_curve);
        return m_curve;
    }
    void add(Series series, UtcNs time, double value, Quality quality = Quality::good) {
        m_history.append(0, series, {time, value, quality});
    }
    [[nodiscard]] std::vector<std::pair<double, double>> line() const {
        std::vector<std::pair<double, double>> out;
        for (const Curve::Vertex& at : m_curve.line)
            out.emplace_back(at.key, std::isnan(at.value) ? -999.0 : at.value);
        return out;
    }

    signals::History m_history{1};
    ui::CurveReader m_reader;
    Curve m_curve;
};

using Line = std::vector<std::pair<double, double>>;

TEST_F(CurveTest, LevelsAreSteps) {
    add(Series::measured, 1 * kS, 5.0);
    add(Series::measured, 3 * kS, 7.0);
    read(Series::measured, 2 * kS, 10 * kS, 6 * kS);
    EXPECT_EQ(line(), (Line{{1, 5}, {3, 5}, {3, 7}, {6, 7}})) << "held until now, not beyond";
    EXPECT_EQ(m_curve.whole.least, 5.0) << "the level at the begin is in sight too";
    EXPECT_DOUBLE_EQ(m_curve.whole.mean, (1 * 5.0 + 3 * 7.0) / 4);
}

TEST_F(CurveTest, WhatIsNotTrustedIsAGap) {
    add(Series::measured, 1 * kS, 5.0);
    add(Series::measured, 3 * kS, 9.0, Quality::stale);
    add(Series::measured, 5 * kS, 6.0);
    read(Series::measured, 0, 10 * kS, 7 * kS);
    EXPECT_EQ(line(), (Line{{1, 5}, {3, 5}, {3, -999}, {5, 6}, {7, 6}}));
    EXPECT_EQ(m_curve.whole.most, 6.0);
    EXPECT_EQ(m_curve.whole.untrusted, 1u);
    read(Series::measured, 0, 4 * kS, 4 * kS);
    EXPECT_TRUE(std::isnan(m_curve.line.back().value)) << "nor is it known at the end";
}

TEST_F(CurveTest, ResidualsAreEventsWithoutALevel) {
    add(Series::residual, 1 * kS, 0.8);
    add(Series::residual, 3 * kS, Summary::kNone);
    add(Series::residual, 5 * kS, -0.2);
    read(Series::residual, 2 * kS, 10 * kS, 10 * kS);
    EXPECT_EQ(line(), (Line{{3, -999}, {5, -0.2}}));
    EXPECT_TRUE(m_curve.events);
    EXPECT_DOUBLE_EQ(m_curve.whole.mean, -0.2);
}

TEST_F(CurveTest, OfMillionsSomeForEachColumn) {
    constexpr int kPoints = 1'000'000, kColumns = 300;
    for (int i = 0; i < kPoints; ++i)
        add(Series::measured, i * 1000, i == 500'000 ? 99.0 : std::sin(i * 1e-4));
    read(Series::measured, 0, kPoints * 1000LL, kPoints * 1000LL, kColumns);
    EXPECT_TRUE(m_curve.dense);
    EXPECT_LE(m_curve.columns.size(), kColumns + 2u);
    EXPECT_TRUE(m_curve.line.empty());
    EXPECT_EQ(m_curve.whole.trusted, static_cast<uint32_t>(kPoints));
    // One among a million is still to be seen.
    double most = 0.0;
    for (const Curve::Column& at : m_curve.columns)
        most = std::max(most, at.most);
    EXPECT_EQ(most, 99.0);
    for (size_t i = 1; i < m_curve.columns.size(); ++i)
        ASSERT_GE(m_curve.columns[i].key, m_curve.columns[i - 1].key);
    EXPECT_EQ(m_curve.columns.back().last, std::sin((kPoints - 1) * 1e-4));

    // Near, each point is there again.
    read(Series::measured, 400'000'000, 400'100'000, kPoints * 1000LL, kColumns);
    EXPECT_FALSE(m_curve.dense);
    EXPECT_TRUE(m_curve.columns.empty());
    EXPECT_EQ(m_curve.whole.trusted, 101u);
}

TEST_F(CurveTest, DenseCurvesHaveGapsToo) {
    for (int i = 0; i < 100'000; ++i)
        add(Series::measured, i * 1000, 1.0,
            i >= 40'000 && i < 60'000 ? Quality::bad : Quality::good);
    read(Series::measured, 0, 100'000'000, 100'000'000);
    ASSERT_TRUE(m_curve.dense);
    int gaps = 0;
    for (const Curve::Column& at : m_curve.columns) {
        const bool inside = at.key > 0.0395 && at.key < 0.0595;
        gaps += std::isnan(at.least);
        EXPECT_EQ(inside, std::isnan(at.least)) << at.key;
    }
    EXPECT_GT(gaps, 0);
}

TEST_F(CurveTest, ValueAtAnInstantIsTheLastOne) {
    add(Series::measured, 5, 1.0);
    add(Series::measured, 9, 2.0);
    EXPECT_EQ(m_reader.at(m_history, 0, Series::measured, 4).quality, Quality::none);
    EXPECT_EQ(m_reader.at(m_history, 0, Series::measured, 8).value, 1.0);
    EXPECT_EQ(m_reader.at(m_history, 0, Series::measured, 9).value, 2.0);
}

}  // namespace
}  // namespace gemba::test
