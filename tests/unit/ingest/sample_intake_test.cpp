#include "ingest/sample_intake.h"

#include <gtest/gtest.h>

#include "tests/unit/ingest/plant_names.h"

namespace gemba::ingest {
namespace {

constexpr UtcNs kNow = 1'800'000'000 * kNsPerSecond;

class SampleIntakeTest : public testing::Test {
 protected:
    void take(std::string_view topic, std::string_view payload, UtcNs received = kNow) {
        const std::string_view frames[] = {topic, payload};
        m_intake.take(frames, received);
    }
    void takeFrames(std::span<const std::string_view> frames) { m_intake.take(frames, kNow); }

    /// Everything in the ring.
    std::vector<signals::Sample> samples() {
        std::vector<signals::Sample> out;
        signals::Sample sample;
        while (m_intake.ring().pop(sample))
            out.push_back(sample);
        return out;
    }
    sim::LinkStatus status() {
        m_intake.housekeep(kNow);
        sim::LinkStatus out;
        m_intake.fill(out);
        return out;
    }
    SampleIntake& intake() { return m_intake; }

 private:
    SampleIntake m_intake{{}, 3, test::lineNames(), 8};
};

TEST_F(SampleIntakeTest, ANativeMessageBecomesASample) {
    take("line/speed", R"({"t":1700000000000000000,"seq":1,"boot":5,"q":"bad","v":0.5})");
    const auto got = samples();
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got[0].signal, test::speed);
    EXPECT_EQ(got[0].source, 3);
    EXPECT_EQ(got[0].quality, signals::Quality::bad);
    EXPECT_EQ(got[0].sourceTime, 1'700'000'000'000'000'000);
    EXPECT_EQ(got[0].receiveTime, kNow);
    EXPECT_EQ(got[0].index, 0u);
    EXPECT_EQ(got[0].value, Value::ofReal(0.5));
}

TEST_F(SampleIntakeTest, ABatchCountsItsGapOnce) {
    take("line", R"({"seq":1,"values":{"speed":1,"weight":2}})");
    take("line", R"({"seq":4,"values":{"speed":3,"other":0,"weight":4}})");
    const auto got = samples();
    ASSERT_EQ(got.size(), 4u);
    EXPECT_EQ(got[3].index, 3u);  // of bound values only
    EXPECT_EQ(got[2].lost, 2u);
    EXPECT_EQ(got[3].lost, 0u);
    EXPECT_EQ(got[3].signal, test::weight);
    EXPECT_EQ(got[3].sourceTime, kNow);  // it gave none
    EXPECT_EQ(status().lost, 2u);
    EXPECT_EQ(status().samples, 5u);
}

TEST_F(SampleIntakeTest, DuplicatesAreCountedAndNotForwarded) {
    take("line/speed", R"({"seq":5,"v":1})");
    take("line/speed", R"({"seq":5,"v":1})");
    take("line/speed", R"({"seq":5,"v":1,"last":true})");
    const auto got = samples();
    ASSERT_EQ(got.size(), 2u);
    EXPECT_FALSE(got[0].last);
    EXPECT_TRUE(got[1].last);
    EXPECT_EQ(got[1].index, 2u);  // what is not used has its number too
    EXPECT_EQ(status().duplicates, 1u);
}

TEST_F(SampleIntakeTest, OfTwoPublishersOneIsUsedWithADoubtAndTheOtherCounted) {
    take("line/speed", R"({"seq":7,"boot":1,"v":1})");
    take("line/speed", R"({"seq":1,"boot":2,"v":2})");
    take("line/speed", R"({"seq":8,"boot":1,"v":3})");
    take("line/speed", R"({"seq":2,"boot":2,"q":"bad","v":4})");
    const auto got = samples();
    ASSERT_EQ(got.size(), 3u);
    EXPECT_EQ(got[0].quality, signals::Quality::good);
    EXPECT_EQ(got[1].value, Value::ofInteger(2));
    EXPECT_EQ(got[1].quality, signals::Quality::uncertain);
    EXPECT_EQ(got[2].quality, signals::Quality::bad);
    EXPECT_EQ(got[2].index, 3u);  // what is not used has its number too
    EXPECT_EQ(status().rivals, 1u);
    EXPECT_EQ(status().lost, 0u);
    EXPECT_EQ(status().firstConflict, "another publisher began on a topic (line/speed)");

    // The newer one has gone; what the older one said last is news.
    take("line/speed", R"({"seq":8,"boot":1,"v":3,"last":true})", kNow + 3 * kNsPerSecond);
    const auto after = samples();
    ASSERT_EQ(after.size(), 1u);
    EXPECT_TRUE(after[0].last);
    EXPECT_TRUE(after[0].missed);
    EXPECT_EQ(after[0].quality, signals::Quality::good);
}

TEST_F(SampleIntakeTest, ForeignMembersReachTheirSignals) {
    take("line", R"({"speed":{"raw":1},"weight":2.5})");
    take("line/spawn", "true");
    const auto got = samples();
    ASSERT_EQ(got.size(), 2u);
    EXPECT_EQ(got[0].signal, test::weight);
    EXPECT_EQ(got[1].signal, test::spawn);
}

TEST_F(SampleIntakeTest, UnboundMessagesBeatAtMostEvery50Ms) {
    for (int i = 0; i < 100; ++i)
        take("elsewhere", "1", kNow + i * 1'000'000);
    const auto got = samples();
    ASSERT_EQ(got.size(), 2u);
    EXPECT_EQ(got[0].signal, signals::Sample::kHeartbeat);
    EXPECT_EQ(got[1].receiveTime, kNow + 50'000'000);
    EXPECT_TRUE(got[1].value.empty());
}

TEST_F(SampleIntakeTest, RejectedMessagesKeepTheFirstReason) {
    take("line/speed", "{\"v\":[]}");
    take("line/speed", "nonsense");
    const std::string_view one[] = {"line/speed"};
    takeFrames(one);
    takeFrames({});
    take("line/speed", "5");
    EXPECT_EQ(status().rejected, 4u);
    EXPECT_EQ(status().messages, 5u);
    EXPECT_EQ(status().firstReason, "empty array (topic line/speed)");
    EXPECT_EQ(samples().size(), 1u);
}

TEST_F(SampleIntakeTest, AFullRingKeepsTheNewestAsideAndCountsWhatMustCount) {
    for (int i = 0; i < 8; ++i)
        take("line/weight", "0");
    // Full from here on.
    take("line/speed", R"({"seq":1,"v":1})");
    take("line/speed", R"({"seq":3,"v":2})");
    take("line/speed", R"({"seq":5,"v":3})");
    take("line/speed", R"({"seq":5,"v":9,"last":true})");
    take("line/spawn", "1");
    take("line/spawn", "2");
    EXPECT_EQ(status().dropped, 2u);
    EXPECT_TRUE(intake().waiting());

    EXPECT_EQ(samples().size(), 8u);
    intake().housekeep(kNow);
    EXPECT_FALSE(intake().waiting());
    const auto got = samples();
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got[0].signal, test::speed);
    EXPECT_EQ(got[0].value, Value::ofInteger(3));
    EXPECT_EQ(got[0].lost, 2u);
    EXPECT_FALSE(got[0].last);
}

TEST_F(SampleIntakeTest, ANewerSampleNeverOvertakesOneThatWaits) {
    for (int i = 0; i < 8; ++i)
        take("line/weight", "0");
    take("line/speed", "1");
    (void)samples();
    take("line/speed", "2");
    const auto got = samples();
    ASSERT_EQ(got.size(), 2u);
    EXPECT_EQ(got[0].value, Value::ofInteger(1));
    EXPECT_EQ(got[1].value, Value::ofInteger(2));
}

TEST_F(SampleIntakeTest, TheRateStandsBetweenTheMessagesOfASlowSource) {
    sim::LinkStatus out;
    for (int second = 0; second < 12; ++second) {
        if (second % 2 == 0)
            take("elsewhere", "1");
        intake().housekeep(kNow + second * kNsPerSecond);
        intake().fill(out);
        if (second >= 6) {
            EXPECT_NEAR(out.rate, 0.5, 0.11) << second;
        }
    }
    for (int second = 12; second < 18; ++second)
        intake().housekeep(kNow + second * kNsPerSecond);
    intake().fill(out);
    EXPECT_EQ(out.rate, 0.0) << "silent for five seconds";
}

TEST_F(SampleIntakeTest, TheRateIsMeasuredOverSeconds) {
    intake().housekeep(kNow);
    for (int i = 0; i < 50; ++i)
        take("elsewhere", "1");
    intake().housekeep(kNow + 2 * kNsPerSecond);
    sim::LinkStatus out;
    intake().fill(out);
    EXPECT_EQ(out.rate, 25.0);
}

}  // namespace
}  // namespace gemba::ingest
