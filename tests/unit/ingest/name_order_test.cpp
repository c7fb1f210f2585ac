#include "ingest/name_order.h"

#include <gtest/gtest.h>

#include <string>

namespace gemba::ingest {
namespace {

void remember(NameOrder& order, const std::vector<std::string>& names) {
    order.remember(names.size(), [&](size_t i) -> std::string_view { return names[i]; });
}

std::vector<std::string> expected(NameOrder& order, std::string_view topic) {
    const auto names = order.expected(topic);
    return {names.begin(), names.end()};
}

TEST(NameOrder, ExpectsOfEachTopicWhatItHadLast) {
    NameOrder order;
    EXPECT_TRUE(order.expected("a").empty());
    remember(order, {"speed", "", "temperature of the gearbox"});
    (void)order.expected("b");
    remember(order, {"x"});
    EXPECT_EQ(expected(order, "a"),
              (std::vector<std::string>{"speed", "", "temperature of the gearbox"}));
    EXPECT_EQ(expected(order, "b"), std::vector<std::string>{"x"});
    (void)order.expected("a");
    remember(order, {"y"});
    EXPECT_EQ(expected(order, "a"), std::vector<std::string>{"y"});
}

TEST(NameOrder, NamesOfAMessageLiveThroughRememberingIt) {
    NameOrder order;
    (void)order.expected("a");
    remember(order, {"s", "t", "u"});
    const auto names = order.expected("a");
    const std::string_view first = names[0], second = names[1];
    // The same message had these two, and then another one.
    order.remember(3, [&](size_t i) { return i == 0 ? first : i == 1 ? second : "v"; });
    EXPECT_EQ(first, "s");
    EXPECT_EQ(second, "t");
    EXPECT_EQ(expected(order, "a"), (std::vector<std::string>{"s", "t", "v"}));
}

TEST(NameOrder, ForgetsFromTheFirstNameThatIsWrittenWithEscapes) {
    for (const char* const escaped : {"a\\b", "a\"b"}) {
        NameOrder order;
        (void)order.expected("a");
        remember(order, {"first", escaped, "third"});
        EXPECT_EQ(expected(order, "a"), std::vector<std::string>{"first"});
    }
}

TEST(NameOrder, SameTextComparesEveryByteOfEveryLength) {
    const std::string text = "abcdefghijklmnopqrstuvwxyz";
    for (size_t size = 0; size <= text.size(); ++size) {
        const std::string_view a = std::string_view(text).substr(0, size);
        EXPECT_TRUE(sameText(a, std::string(a)));
        EXPECT_FALSE(sameText(a, text + "!"));
        for (size_t at = 0; at < size; ++at) {
            std::string other(a);
            other[at] = '?';
            EXPECT_FALSE(sameText(a, other)) << size << " " << at;
        }
    }
}

}  // namespace
}  // namespace gemba::ingest
