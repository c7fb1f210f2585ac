#include "ingest/echo_view.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

constexpr UtcNs kStart = 1'800'000'000 * kNsPerSecond;

bool take(EchoView& view, std::string_view topic, std::string_view payload,
          UtcNs now = kStart + kNsPerSecond) {
    const std::string_view frames[] = {topic, payload};
    return view.take(frames, now);
}

bool hasLine(const std::vector<std::string>& lines, std::initializer_list<const char*> parts) {
    for (const std::string& line : lines) {
        bool all = true;
        for (const char* part : parts)
            all = all && line.find(part) != std::string::npos;
        if (all)
            return true;
    }
    return false;
}

TEST(EchoView, ShowsTopicsWithRateAgeGapsAndValue) {
    EchoView view("tcp://127.0.0.1:5556", "", kStart);
    EXPECT_TRUE(take(view, "line/speed", R"({"seq":1,"v":0.5})"));
    EXPECT_TRUE(take(view, "line/speed", R"({"seq":4,"v":0.75})"));
    EXPECT_TRUE(take(view, "line", R"({"motor":{"current":1.5}})"));
    view.setConnected(true);
    view.measureRates(kStart + kNsPerSecond);
    const auto lines = view.table(kStart + 3 * kNsPerSecond, 200);
    EXPECT_TRUE(hasLine(lines, {"tcp://127.0.0.1:5556", " connected", "3 messages", "2 lost"}));
    EXPECT_TRUE(hasLine(lines, {"line/speed ", "2.0/s", "2.0 s", " 2  0.75"}));
    EXPECT_TRUE(hasLine(lines, {"line/motor/current", "1.0/s", "1.5"}));
    for (const std::string& line : view.table(kStart + 3 * kNsPerSecond, 30))
        EXPECT_LE(line.size(), 30u);
}

TEST(EchoView, ShowsWhatItCannotRead) {
    EchoView view("tcp://x", "", kStart);
    const std::string_view frames[] = {"line/blob", "msgpack", "\x81\xa1v"};
    EXPECT_FALSE(view.take(frames, kStart));
    EXPECT_FALSE(take(view, "a\x1b[31m", "x"));
    const auto lines = view.table(kStart, 200);
    EXPECT_TRUE(hasLine(lines, {"line/blob", "3 bytes of msgpack", "expected json"}));
    EXPECT_TRUE(hasLine(lines, {"a [31m"}));
    EXPECT_TRUE(hasLine(lines, {"first rejected: content type \"msgpack\""}));
    EXPECT_EQ(view.totals().rejected, 2u);
}

TEST(EchoView, TheExpressionChoosesTopics) {
    EchoView view("tcp://x", "line3/.*speed", kStart);
    EXPECT_FALSE(take(view, "site/line2/a/speed", "1"));
    EXPECT_TRUE(take(view, "site/line3/a/speed", "1"));
    EXPECT_FALSE(take(view, "site/line2/a/speed", "2"));
    EXPECT_FALSE(hasLine(view.table(kStart, 200), {"line2"}));
    EXPECT_TRUE(hasLine(view.table(kStart, 200), {"line3"}));
}

TEST(EchoView, JsonReadsBack) {
    EchoView view("tcp://x", "", kStart);
    (void)take(view, "line/speed", R"({"seq":1,"v":0.5})");
    (void)take(view, "line/state", R"("a\"b")");
    (void)take(view, "bad", "{");
    std::string json;
    view.appendJson(json, kStart + 2 * kNsPerSecond);
    EXPECT_NE(json.find(R"({"topic":"line/speed","format":"native","messages":1,"repeats":0,)"
                        R"("rate":0.5,"age_s":1.0,"lost":0,"duplicates":0,"values":{"":0.5}})"),
              std::string::npos)
        << json;
    JsonDecoder decoder;
    DecodedMessage message;
    const std::string_view frames[] = {"echo", json};
    EXPECT_TRUE(decoder.decode(frames, message)) << message.reason << json;
}

}  // namespace
}  // namespace gemba::ingest
