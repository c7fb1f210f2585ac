#include "engine/core/text.h"

#include <gtest/gtest.h>

#include <array>

namespace gemba {
namespace {

TEST(Text, EditDistanceCountsEachSlip) {
    EXPECT_EQ(editDistance("", ""), 0u);
    EXPECT_EQ(editDistance("speed", "speed"), 0u);
    EXPECT_EQ(editDistance("sped", "speed"), 1u);
    EXPECT_EQ(editDistance("seped", "speed"), 1u);
    EXPECT_EQ(editDistance("", "abc"), 3u);
    EXPECT_EQ(editDistance("stepHz", "step_hz"), 2u);
}

TEST(Text, NearestNameFindsTypingErrorsOnly) {
    constexpr std::array<std::string_view, 4> kNames{"conveyor", "photo_eye", "sink", "scale"};
    EXPECT_EQ(nearestName("conveyer", kNames), "conveyor");
    EXPECT_EQ(nearestName("photoeye", kNames), "photo_eye");
    EXPECT_EQ(nearestName("snik", kNames), "sink");
    EXPECT_EQ(nearestName("robot", kNames), std::nullopt);
    EXPECT_EQ(nearestName("", kNames), std::nullopt);
    EXPECT_EQ(nearestName(std::string(1000, 's'), kNames), std::nullopt);
}

TEST(Text, QuotedIsSafeOnATerminal) {
    EXPECT_EQ(inQuotes("infeed"), "\"infeed\"");
    EXPECT_EQ(inQuotes("a\"b\\c"), "\"a\\\"b\\\\c\"");
    EXPECT_EQ(inQuotes("\x1b[31m\n"), "\"\\x1b[31m\\n\"");
    EXPECT_EQ(inQuotes("abcdef", 3), "\"abc...\"");
    EXPECT_EQ(inQuotes("ab\u00e9", 3), "\"ab...\"");  // the accent is two bytes: not cut in half
}

TEST(Text, ListsAndSplits) {
    constexpr std::array<std::string_view, 3> kItems{"a", "b", "c"};
    EXPECT_EQ(listed(kItems), "a, b or c");
    EXPECT_EQ(listed(std::span(kItems).first(1)), "a");
    EXPECT_EQ(split("a|b|c", '|').size(), 3u);
    EXPECT_EQ(split("", '|').size(), 0u);
    EXPECT_EQ(split("a|", '|').size(), 2u);
}

}  // namespace
}  // namespace gemba
