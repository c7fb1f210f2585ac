#include "ingest/recorder_topics.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

TEST(RecorderTopics, ATopicKeepsItsNumber) {
    RecorderTopics topics;
    EXPECT_EQ(topics.find(0, "json", "line/a"), RecorderTopics::kUnknown);
    EXPECT_EQ(topics.add(0, "json", "line/a"), 0u);
    EXPECT_EQ(topics.add(0, "json", "line/b"), 1u);
    EXPECT_EQ(topics.add(0, "json", "line/c"), 2u);
    // Round and round, and out of order.
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(topics.find(0, "json", "line/a"), 0u);
        EXPECT_EQ(topics.find(0, "json", "line/b"), 1u);
        EXPECT_EQ(topics.find(0, "json", "line/c"), 2u);
    }
    EXPECT_EQ(topics.find(0, "json", "line/b"), 1u);
    EXPECT_EQ(topics.find(0, "json", "line/b"), 1u);
    EXPECT_EQ(topics.find(0, "json", "line/a"), 0u);
    EXPECT_EQ(topics.find(0, "json", "line/d"), RecorderTopics::kUnknown);
    EXPECT_EQ(topics.find(0, "json", "line/c"), 2u);
}

TEST(RecorderTopics, SourceAndEncodingTellThemApart) {
    RecorderTopics topics;
    EXPECT_EQ(topics.add(0, "json", "line/a"), 0u);
    EXPECT_EQ(topics.add(0, "protobuf", "line/a"), 1u);
    EXPECT_EQ(topics.add(1, "json", "line/a"), 2u);
    // Each as the one that is expected next, and as the one that is not.
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(topics.find(1, "json", "line/a"), 2u);
        EXPECT_EQ(topics.find(0, "json", "line/a"), 0u);
        EXPECT_EQ(topics.find(0, "protobuf", "line/a"), 1u);
        EXPECT_EQ(topics.find(1, "protobuf", "line/a"), RecorderTopics::kUnknown);
        EXPECT_EQ(topics.find(0, "json", "line/a"), 0u);
        EXPECT_EQ(topics.find(1, "json", "line/a"), 2u);
    }
}

}  // namespace
}  // namespace gemba::ingest
