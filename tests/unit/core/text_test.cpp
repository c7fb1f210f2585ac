#include "engine/core/text.h"

#include "engine/core/result.h"

#include <gtest/gtest.h>

#include <array>

namespace gemba {
namespace {

TEST(Text, TextFromOutsideCannotSteerTheTerminal) {
    EXPECT_EQ(cleanText("Straße\x1b[2J\n\x7f"), "Straße [2J  ");
    EXPECT_EQ(cleanText("\xff\xc2"), "??");
    EXPECT_EQ(cleanText("\xc2\x9b|\xe2\x80\xae|\xe2\x81\xa6|\xe2\x80\xa8|"),
              " | | | |");                                                  // CSI, turned
    EXPECT_EQ(cleanText("\xe2\x82\xac \xed\xa0\x80"), "\xe2\x82\xac ???");  // a euro, a surrogate
    EXPECT_EQ(cleanText("abcdef", 3), "abc");
    EXPECT_EQ(cleanText("ab\u00e9", 3), "ab");
    EXPECT_EQ(inQuotes("\xc2\x9b\xff\u00e9"), "\" ?\u00e9\"");

    const Error error{
        .doing = "open", .on = "a\x1b[31m\nb.obj", .found = "\xc2\x9b", .expected = "c"};
    EXPECT_EQ(error.message(), "cannot open: a [31m b.obj: found  , expected c");
}

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
