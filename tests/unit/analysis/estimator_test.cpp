#include "engine/analysis/estimator.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "engine/core/random.h"

namespace gemba::analysis {
namespace {

using sim::ParameterKind;

/// The packing cell's segments: pe0 to pe1 on the infeed, pe1 to pe2 over both belts, pe2 to pe3.
class Line {
 public:
    Line() {
        for (uint32_t belt = 0; belt < 2; ++belt)
            m_slip.push_back(m_estimator.add(ParameterKind::slip, belt));
        for (uint32_t eye = 2; eye < 6; ++eye)
            m_delay.push_back(m_estimator.add(ParameterKind::delay, eye));
        for (uint32_t i = 0; i < 3; ++i)
            m_estimator.addSegment({m_slip[0], m_slip[1], m_delay[i], m_delay[i + 1]});
    }
    /// So many parts pass, at so many times the usual speed.
    void pass(int parts, double speed = 1.0) {
        for (int n = 0; n < parts; ++n) {
            for (uint32_t s = 0; s < segments; ++s) {
                double residual = 0.005 * m_random.normal() + delay[s + 1] - delay[s];
                for (int belt = 0; belt < 2; ++belt)
                    residual += kWays[s][belt] / speed * (1.0 / (1.0 - slip[belt]) - 1.0);
                observe(s, speed, residual);
            }
        }
    }
    void observe(uint32_t s, double speed, double residual) {
        const std::array weights{kWays[s][0] / speed, kWays[s][1] / speed, -1.0, 1.0};
        m_estimator.observe(s, weights, residual);
    }
    [[nodiscard]] sim::ParameterEstimate of(uint32_t equipment) const {
        return m_estimator.of(equipment < 2 ? ParameterKind::slip : ParameterKind::delay,
                              equipment);
    }
    /// The equipment of what is said.
    [[nodiscard]] std::vector<uint32_t> said() const {
        std::vector<sim::ParameterEstimate> out;
        m_estimator.describe(out);
        std::vector<uint32_t> equipment;
        for (const sim::ParameterEstimate& one : out)
            equipment.push_back(one.equipment);
        return equipment;
    }

    uint32_t segments = 3;  ///< whose last eyes see anything
    static constexpr double kWays[3][2] = {{12.5, 0.0}, {1.5, 4.5}, {0.0, 8.75}};  // s
    double slip[2] = {0.0, 0.0};
    double delay[4] = {0.0, 0.0, 0.0, 0.0};

 private:
    Estimator m_estimator;
    std::vector<uint32_t> m_slip, m_delay;
    RandomStream m_random{3, "estimator"};
};

TEST(Estimator, FindsABeltThatSlips) {
    for (const double slip : {0.03, 0.06}) {
        Line line;
        line.slip[0] = slip;
        line.pass(240);
        EXPECT_NEAR(line.of(0).value, slip, 0.05 * slip);
        EXPECT_TRUE(line.of(0).identifiable);
        EXPECT_LT(line.of(0).low, slip);
        EXPECT_GT(line.of(0).high, slip);
        EXPECT_EQ(line.of(0).n, 720u) << "a residual of three segments for each part";
    }
}

// One cause of two residuals is likelier than two that happen to fit.
TEST(Estimator, FindsAnEyeThatIsLate) {
    for (uint32_t eye = 1; eye < 4; ++eye) {
        Line line;
        line.delay[eye] = 0.15;
        line.pass(240);
        EXPECT_NEAR(line.of(2 + eye).value, 0.15, 0.05 * 0.15);
        EXPECT_LT(line.of(2 + eye).low, 0.15);
        EXPECT_GT(line.of(2 + eye).high, 0.15);
        EXPECT_TRUE(line.of(2 + eye).identifiable) << eye;
        EXPECT_NEAR(line.of(0).value, 0.0, 0.002);
        EXPECT_NEAR(line.of(1).value, 0.0, 0.002);
    }
}

TEST(Estimator, FindsTwoCausesAtOnce) {
    Line line;
    line.slip[0] = 0.04;
    line.delay[2] = 0.2;
    line.pass(240);
    EXPECT_NEAR(line.of(0).value, 0.04, 0.002);
    EXPECT_NEAR(line.of(4).value, 0.2, 0.01);
    EXPECT_TRUE(line.of(0).identifiable && line.of(4).identifiable);
}

// The last eye sees nothing: two residuals, and many pairs of causes that make them. What is told
// all the same is true, unless two happen to look like one.
TEST(Estimator, OfTwoThatMayBeTwoOthersNoneIsTold) {
    RandomStream chance(11, "pairs");
    size_t wrongOnes = 0, wrongPairs = 0;
    for (int trial = 0; trial < 300; ++trial) {
        Line line;
        line.segments = 2;
        for (int cause = 0; cause < 2; ++cause) {
            if (const auto which = static_cast<size_t>(chance.uniform() * 4.0); which < 2)
                line.slip[which] = 0.01 + 0.07 * chance.uniform();
            else
                line.delay[which - 1] = 0.05 + 0.35 * chance.uniform();
        }
        line.pass(120);
        bool isTrue = true;
        for (uint32_t i = 0; i < 6; ++i) {
            const double truth = i < 2 ? line.slip[i] : line.delay[i - 2];
            isTrue = isTrue &&
                     (!line.of(i).identifiable ||
                      std::abs(line.of(i).value - truth) < 0.05 * truth + (i < 2 ? 0.002 : 0.01));
        }
        wrongOnes += !isTrue && line.said().size() == 1;
        wrongPairs += !isTrue && line.said().size() > 1;
    }
    EXPECT_EQ(wrongPairs, 0u);
    EXPECT_LE(wrongOnes, 3u);
}

/// A belt between two eyes, and nothing else.
class OneBelt {
 public:
    OneBelt() {
        m_estimator.addSegment({m_estimator.add(ParameterKind::slip, 0),
                                m_estimator.add(ParameterKind::delay, 1),
                                m_estimator.add(ParameterKind::delay, 2)});
    }
    void pass(int parts, double slip, double speed) {
        for (int i = 0; i < parts; ++i) {
            const double way = 10.0 / speed;
            m_estimator.observe(0, std::array{way, -1.0, 1.0},
                                way * (1.0 / (1.0 - slip) - 1.0) + 0.005 * m_random.normal());
        }
    }
    [[nodiscard]] sim::ParameterEstimate of(uint32_t equipment) const {
        return m_estimator.of(equipment == 0 ? ParameterKind::slip : ParameterKind::delay,
                              equipment);
    }
    /// How many parameters are said.
    [[nodiscard]] size_t said() const {
        std::vector<sim::ParameterEstimate> out;
        m_estimator.describe(out);
        return out.size();
    }

 private:
    Estimator m_estimator;
    RandomStream m_random{5, "one belt"};
};

TEST(Estimator, ABeltAtOneSpeedIsNotToldFromTheEyeBehindIt) {
    OneBelt belt;
    belt.pass(200, 0.02, 1.0);
    EXPECT_FALSE(belt.of(0).identifiable);
    EXPECT_FALSE(belt.of(2).identifiable);
    EXPECT_LE(belt.of(0).low, 0.001);
    EXPECT_GT(belt.of(0).high, 0.0199);
    EXPECT_LE(belt.of(2).low, 0.0);
    EXPECT_GT(belt.of(2).high, 0.199) << "an eye that is 0.2 s late would look like that";
}

TEST(Estimator, SpeedsThatVaryTellSlipFromDelay) {
    OneBelt belt;
    for (int i = 0; i < 24; ++i)
        belt.pass(10, 0.02, 0.5 + 0.5 * (i % 3));
    EXPECT_TRUE(belt.of(0).identifiable);
    EXPECT_NEAR(belt.of(0).value, 0.02, 0.001);
    EXPECT_NEAR(belt.of(2).value, 0.0, 0.01);
}

// Parts that come too early are of no eye that is late by less than nothing.
TEST(Estimator, ADelayIsNotNegative) {
    OneBelt belt;
    belt.pass(200, -0.01, 1.0);
    EXPECT_FALSE(belt.of(0).identifiable) << "the first eye may be late";
    EXPECT_GT(belt.of(1).high, 0.08);
    EXPECT_NEAR(belt.of(2).value, 0.0, 0.02);
}

// What is as in the model needs no words.
TEST(Estimator, OnlyWhatDiffersIsSaid) {
    Line line;
    line.pass(240);
    EXPECT_EQ(line.said(), std::vector<uint32_t>{});
    line.delay[1] = 0.2;
    line.pass(240);
    EXPECT_EQ(line.said(), std::vector<uint32_t>{3});
    OneBelt belt;
    belt.pass(200, 0.02, 1.0);
    EXPECT_EQ(belt.said(), 2u) << "a slip, or the eye behind it";
}

// A jam or a wrong match is not of a parameter.
TEST(Estimator, WhatIsFarOutTellsNothing) {
    Line line;
    line.slip[0] = 0.06;
    line.pass(240);
    const double before = line.of(0).value;
    for (const double far : {60.0, -1e9, 1e308, std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()})
        line.observe(0, 1.0, far);
    EXPECT_EQ(line.of(0).value, before);
}

TEST(Estimator, WithoutResidualsNothingIsTold) {
    Line line;
    EXPECT_FALSE(line.of(0).identifiable);
    EXPECT_EQ(line.of(0).value, 0.0);
    EXPECT_LT(line.of(0).low, -0.1);
}

TEST(Estimator, WhatChangesIsFollowed) {
    Line line;
    line.pass(240);
    EXPECT_NEAR(line.of(0).value, 0.0, 0.003);
    line.slip[0] = 0.06;
    line.pass(6);
    EXPECT_NEAR(line.of(0).value, 0.06, 0.003) << "a few parts after it has changed";
    EXPECT_TRUE(line.of(0).identifiable);
    EXPECT_LT(line.of(0).n, 20u) << "what was before has no say any more";
    line.pass(240);
    EXPECT_NEAR(line.of(0).value, 0.06, 0.003);
}

// One wrong match is no change.
TEST(Estimator, OneThatIsOutIsNoChange) {
    Line line;
    line.pass(100);
    const uint32_t before = line.of(0).n;
    for (int i = 0; i < 2; ++i)
        line.observe(0, 1.0, 0.8);
    EXPECT_EQ(line.of(0).n, before + 2);
    EXPECT_TRUE(line.of(0).identifiable);
    EXPECT_NEAR(line.of(0).value, 0.0, 0.001) << "they count for as much as they are wrong";
}

// Belt and eyes are told by what they have in common; the scale knows nothing of it.
TEST(Estimator, AChangeOfTimesLeavesWeights) {
    Estimator both;
    const uint32_t times = both.addSegment({both.add(ParameterKind::slip, 0)});
    const uint32_t weights = both.addSegment({both.add(ParameterKind::bias, 1)});
    const std::array slip{12.5}, bias{1.0};
    for (int i = 0; i < 50; ++i) {
        both.observe(times, slip, 0.0);
        both.observe(weights, bias, -0.06);
    }
    for (int i = 0; i < 5; ++i)
        both.observe(times, slip, 0.8);
    EXPECT_EQ(both.of(ParameterKind::slip, 0).n, 3u);
    EXPECT_NEAR(both.of(ParameterKind::slip, 0).value, 0.06, 0.001);
    EXPECT_EQ(both.of(ParameterKind::bias, 1).n, 50u);
    EXPECT_NEAR(both.of(ParameterKind::bias, 1).value, -0.06, 0.001);
}

}  // namespace
}  // namespace gemba::analysis
