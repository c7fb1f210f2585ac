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
    void wait(int64_t ns) { m_now += ns; }

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
    EXPECT_EQ(first.lost, 2u);  // 1 and 2 were said while we listened
    EXPECT_EQ(track(numbered(5, 200)).lost, 1u);
    // Even one that lies earlier: its clock may have been set back.
    EXPECT_EQ(track(numbered(1, 50)).arrival, Arrival::fresh);
}

TEST_F(TopicTableTest, APublisherThatIsFarOnWasJoined) {
    (void)track(numbered(5, 100));
    EXPECT_EQ(track(numbered(5000, 200)).lost, 0u);
    EXPECT_EQ(track(numbered(5003, 200)).lost, 2u);
}

TEST_F(TopicTableTest, ARepeatOfANewPublisherTellsWhatItSaidBefore) {
    (void)track(numbered(5, 100));
    const Tracked repeat = track(repeated(3, 200));
    EXPECT_EQ(repeat.arrival, Arrival::repeat);
    EXPECT_EQ(repeat.lost, 3u);
    EXPECT_TRUE(repeat.missed);
    EXPECT_FALSE(track(repeated(3, 200)).missed);
    EXPECT_EQ(topic().lost, 3u);
}

TEST_F(TopicTableTest, OfTwoPublishersEachHasItsOwnNumbers) {
    (void)track(numbered(100, 1));
    EXPECT_FALSE(track(numbered(101, 1)).contested);
    const Tracked second = track(numbered(1, 2));
    EXPECT_EQ(second.arrival, Arrival::fresh);
    EXPECT_TRUE(second.contested);
    for (uint64_t i = 2; i < 10; ++i) {
        EXPECT_EQ(track(numbered(100 + i, 1)).arrival, Arrival::rival);
        const Tracked newer = track(numbered(i, 2));
        EXPECT_EQ(newer.arrival, Arrival::fresh);
        EXPECT_TRUE(newer.contested);
    }
    EXPECT_EQ(topic().lost, 0u);
    EXPECT_EQ(topic().duplicates, 0u);
    EXPECT_EQ(topic().rivals, 8u);

    // What either loses is its own loss.
    EXPECT_EQ(track(numbered(112, 1)).lost, 2u);
    EXPECT_EQ(track(numbered(11, 2)).lost, 1u);
    EXPECT_EQ(track(numbered(112, 1)).arrival, Arrival::duplicate);
}

TEST_F(TopicTableTest, TheOlderPublisherIsBelievedAgainWhenTheNewerHasGone) {
    (void)track(numbered(100, 1));
    (void)track(numbered(1, 2));
    EXPECT_EQ(track(numbered(101, 1)).arrival, Arrival::rival);
    wait(TopicTable::kGoneNs + 1);
    // Its repeat is news: what we have is the other's value.
    const Tracked repeat = track(repeated(101, 1));
    EXPECT_EQ(repeat.arrival, Arrival::repeat);
    EXPECT_TRUE(repeat.missed);
    EXPECT_TRUE(repeat.contested);  // it may only be slow
    EXPECT_EQ(track(numbered(102, 1)).arrival, Arrival::fresh);
    wait(2 * TopicTable::kGoneNs);
    EXPECT_FALSE(track(numbered(103, 1)).contested);
    // And the newer one again when it speaks again.
    EXPECT_EQ(track(numbered(2, 2)).arrival, Arrival::fresh);
    EXPECT_EQ(topic().lost, 0u);
}

// The one before may have been cut off, and speak again.
TEST_F(TopicTableTest, WhoFollowsAnotherAfterASilenceIsInDoubtAtFirst) {
    EXPECT_FALSE(track(numbered(100, 1)).begun) << "nobody was before it";
    wait(10 * TopicTable::kGoneNs);
    const Tracked next = track(numbered(1, 2));
    EXPECT_EQ(next.arrival, Arrival::fresh);
    EXPECT_TRUE(next.begun);
    EXPECT_FALSE(next.contested) << "nobody else speaks";
    wait(TopicTable::kGoneNs - 2);
    EXPECT_TRUE(track(numbered(2, 2)).begun);
    EXPECT_FALSE(track(numbered(3, 2)).begun);
}

TEST_F(TopicTableTest, ManyPublishersAreBounded) {
    for (UtcNs boot = 1; boot < 100; ++boot)
        EXPECT_EQ(track(numbered(1, boot)).arrival, Arrival::fresh);
    EXPECT_EQ(topic().series.size(), TopicTable::kMaxSeries);
    EXPECT_EQ(track(numbered(2, 99)).lost, 0u);
}

TEST_F(TopicTableTest, WithoutBootAnOlderNumberOfALaterTimeIsANewSeries) {
    const auto at = [](uint64_t seq, UtcNs time) {
        DecodedMessage out = withoutBoot(seq);
        out.hasTime = true;
        out.time = time;
        return out;
    };
    (void)track(at(500, 1000));
    EXPECT_EQ(track(at(499, 999)).arrival, Arrival::duplicate);  // late
    const Tracked anew = track(at(5, 1001));
    EXPECT_EQ(anew.arrival, Arrival::fresh);
    EXPECT_EQ(anew.lost, 4u);
    EXPECT_EQ(track(at(6, 1002)).lost, 0u);
    EXPECT_EQ(topic().duplicates, 1u);
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

/// A value that has only a name.
DecodedValue named(std::string_view name) {
    DecodedValue out;
    out.name = name;
    return out;
}

TEST(TopicTable, FindsSignalsOfTopicsAndOfMembers) {
    TopicTable table(test::lineNames());
    TopicState& line = *table.topic("line");
    EXPECT_EQ(table.signalOf(line, named("speed")), test::speed);
    EXPECT_EQ(table.signalOf(line, named("other")), TopicTable::kUnbound);
    EXPECT_EQ(table.signalOf(line, named("spawn")), test::spawn);
    EXPECT_EQ(table.signalOf(*table.topic("line/weight"), named("")), test::weight);
    EXPECT_EQ(table.signalOf(*table.topic("line/weight"), named("raw")), TopicTable::kUnbound);

    // In another order, and again in the first.
    for (int i = 0; i < 2; ++i) {
        line.cursor = 0;
        EXPECT_EQ(table.signalOf(line, named("spawn")), test::spawn);
        EXPECT_EQ(table.signalOf(line, named("speed")), test::speed);
        line.cursor = 0;
        EXPECT_EQ(table.signalOf(line, named("speed")), test::speed);
        EXPECT_EQ(table.signalOf(line, named("other")), TopicTable::kUnbound);
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
    EXPECT_EQ(table.signalOf(*line, named("a")), TopicTable::kUnbound);  // with its topic
    EXPECT_EQ(table.signalOf(*line, named("b")), TopicTable::kUnbound);  // not stored
    EXPECT_EQ(table.signalOf(*line, named("speed")), test::speed);
    EXPECT_EQ(line->members.size(), 2u);
}

}  // namespace
}  // namespace gemba::ingest
