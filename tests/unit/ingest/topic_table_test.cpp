#include "ingest/topic_table.h"

#include <gtest/gtest.h>

#include "tests/unit/ingest/plant_names.h"

namespace gemba::ingest {
namespace {

DecodedMessage numbered(uint64_t seq, UtcNs boot = 100) {
    DecodedMessage out;
    out.native = out.hasSeq = out.hasBoot = true;
    out.seq = seq;
    out.boot = boot;
    return out;
}

DecodedMessage repeated(uint64_t seq, UtcNs boot = 100) {
    DecodedMessage out = numbered(seq, boot);
    out.last = true;
    return out;
}

DecodedMessage withoutBoot(uint64_t seq) {
    DecodedMessage out = numbered(seq, 0);
    out.hasBoot = false;
    return out;
}

class TopicTableTest : public testing::Test {
 protected:
    Tracked track(const DecodedMessage& message) {
        return m_table.track(*m_topic, message, ++m_now);
    }
    [[nodiscard]] const TopicState& topic() const { return *m_topic; }

 private:
    TopicTable m_table{test::lineNames()};
    TopicState* m_topic = m_table.topic("line/speed");
    UtcNs m_now = 0;
};

TEST_F(TopicTableTest, CountsAGapOnce) {
    EXPECT_EQ(track(numbered(7)).lost, 0u);  // the first one begins the series
    EXPECT_EQ(track(numbered(8)).lost, 0u);
    EXPECT_EQ(track(numbered(12)).lost, 3u);
    EXPECT_EQ(track(numbered(13)).lost, 0u);
    EXPECT_EQ(topic().lost, 3u);
    EXPECT_EQ(topic().messages, 4u);
}

TEST_F(TopicTableTest, AnOlderNumberIsADuplicateOrLate) {
    (void)track(numbered(5));
    EXPECT_EQ(track(numbered(5)).arrival, Arrival::duplicate);
    EXPECT_EQ(track(numbered(4)).arrival, Arrival::duplicate);
    EXPECT_EQ(track(numbered(6)).arrival, Arrival::fresh);
    EXPECT_EQ(topic().duplicates, 2u);
    EXPECT_EQ(topic().lost, 0u);
}

TEST_F(TopicTableTest, ANewBootIsANewSeries) {
    (void)track(numbered(500, 100));
    const Tracked first = track(numbered(3, 200));
    EXPECT_EQ(first.arrival, Arrival::fresh);
    EXPECT_EQ(first.lost, 0u);
    EXPECT_EQ(track(numbered(5, 200)).lost, 1u);
    // Even one that lies earlier: its clock may have been set back.
    EXPECT_EQ(track(numbered(1, 50)).arrival, Arrival::fresh);
}

TEST_F(TopicTableTest, WithoutBootFallingBackToTheStartIsANewSeries) {
    (void)track(withoutBoot(500));
    EXPECT_EQ(track(withoutBoot(499)).arrival, Arrival::duplicate);
    EXPECT_EQ(track(withoutBoot(0)).arrival, Arrival::fresh);
    EXPECT_EQ(track(withoutBoot(5000)).lost, 4999u);
    EXPECT_EQ(track(withoutBoot(20)).arrival, Arrival::fresh);
    EXPECT_EQ(topic().duplicates, 1u);
}

TEST_F(TopicTableTest, ARepeatIsNoMessageNoDuplicateAndNoAge) {
    EXPECT_EQ(track(repeated(7)).arrival, Arrival::repeat);
    EXPECT_EQ(topic().receiveTime, 0);
    EXPECT_EQ(track(numbered(8)).lost, 0u);  // follows the repeated one
    const UtcNs received = topic().receiveTime;
    EXPECT_EQ(track(repeated(8)).arrival, Arrival::repeat);
    EXPECT_EQ(topic().receiveTime, received);
    EXPECT_EQ(topic().messages, 1u);
    EXPECT_EQ(topic().duplicates, 0u);
    EXPECT_EQ(topic().repeats, 2u);
}

TEST_F(TopicTableTest, ARepeatOfAMessageThatNeverCameTellsTheLoss) {
    (void)track(numbered(10));
    EXPECT_EQ(track(repeated(15)).lost, 5u);  // 11 to 15
    EXPECT_EQ(track(numbered(16)).lost, 0u);
    EXPECT_EQ(topic().lost, 5u);
}

TEST_F(TopicTableTest, MessagesWithoutNumbersAreAllFresh) {
    DecodedMessage plain;
    EXPECT_EQ(track(plain).arrival, Arrival::fresh);
    EXPECT_EQ(track(plain).arrival, Arrival::fresh);
    EXPECT_EQ(topic().messages, 2u);
}

TEST_F(TopicTableTest, AHugeGapDoesNotOverflow) {
    (void)track(numbered(0));
    EXPECT_EQ(track(numbered(UINT64_MAX)).lost, UINT32_MAX);
    EXPECT_EQ(track(numbered(UINT64_MAX)).arrival, Arrival::duplicate);
}

TEST(TopicTable, FindsSignalsOfTopicsAndOfMembers) {
    TopicTable table(test::lineNames());
    TopicState& line = *table.topic("line");
    EXPECT_EQ(table.signalOf(line, {"speed", {}}), test::speed);
    EXPECT_EQ(table.signalOf(line, {"other", {}}), TopicTable::kUnbound);
    EXPECT_EQ(table.signalOf(line, {"spawn", {}}), test::spawn);
    EXPECT_EQ(table.signalOf(*table.topic("line/weight"), {"", {}}), test::weight);
    EXPECT_EQ(table.signalOf(*table.topic("line/weight"), {"raw", {}}), TopicTable::kUnbound);

    // In another order, and again in the first.
    for (int i = 0; i < 2; ++i) {
        line.cursor = 0;
        EXPECT_EQ(table.signalOf(line, {"spawn", {}}), test::spawn);
        EXPECT_EQ(table.signalOf(line, {"speed", {}}), test::speed);
        line.cursor = 0;
        EXPECT_EQ(table.signalOf(line, {"speed", {}}), test::speed);
        EXPECT_EQ(table.signalOf(line, {"other", {}}), TopicTable::kUnbound);
    }
    EXPECT_EQ(line.members.size(), 3u);
}

TEST(TopicTable, IsBoundedButBoundSignalsAlwaysHaveRoom) {
    TopicTable table(test::lineNames(), false, 10);
    for (int i = 0; i < 100; ++i)
        (void)table.topic("noise/" + std::to_string(i));
    EXPECT_EQ(table.topics().size(), 10u);
    EXPECT_EQ(table.overflow(), 90u);
    EXPECT_EQ(table.topic("noise/100"), nullptr);

    TopicState* line = table.topic("line");
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(table.signalOf(*line, {"a", {}}), TopicTable::kUnbound);  // with its topic
    EXPECT_EQ(table.signalOf(*line, {"b", {}}), TopicTable::kUnbound);  // not stored
    EXPECT_EQ(table.signalOf(*line, {"speed", {}}), test::speed);
    EXPECT_EQ(line->members.size(), 2u);
}

}  // namespace
}  // namespace gemba::ingest
