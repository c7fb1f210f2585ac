#include "ingest/json_decoder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/core/random.h"

namespace gemba::ingest {
namespace {

constexpr std::string_view kTopic = "acme/site1/hall2/line3/infeed";

struct Decoded {
    bool ok = false;
    DecodedMessage message;

    [[nodiscard]] const Value* find(std::string_view name) const {
        for (const DecodedValue& value : message.values) {
            if (value.name == name)
                return &value.value;
        }
        return nullptr;
    }
};

/// Keeps its decoder, since names point into it.
class JsonDecoderTest : public testing::Test {
 protected:
    const Decoded& decode(std::string_view payload) {
        const std::string_view frames[] = {kTopic, payload};
        return decodeFrames(frames);
    }
    const Decoded& decodeFrames(std::span<const std::string_view> frames) {
        m_decoded.ok = m_decoder.decode(frames, m_decoded.message);
        return m_decoded;
    }
    void useSettings(DecoderSettings settings) { m_decoder = JsonDecoder(std::move(settings)); }
    [[nodiscard]] TimeUnit timeUnit() const { return m_decoder.timeUnit(); }

 private:
    JsonDecoder m_decoder;
    Decoded m_decoded;
};

TEST_F(JsonDecoderTest, NamesThatWereExpectedOfATopicAreJudgedAlike) {
    const auto names = [&](std::string_view payload) {
        const Decoded& d = decode(payload);
        std::string out = d.ok ? "" : name(d.message.rejection);
        for (const DecodedValue& value : d.message.values)
            out += fmt::format("{}={} ", value.name, value.value.number());
        return out;
    };
    // Twice the same, then fewer, more, others, another order, and the same written otherwise.
    EXPECT_EQ(names(R"({"values":{"a":1,"bc":2,"d":3}})"), "a=1 bc=2 d=3 ");
    EXPECT_EQ(names(R"({"values":{"a":4,"bc":5,"d":6}})"), "a=4 bc=5 d=6 ");
    EXPECT_EQ(names(R"({"values":{"a":7}})"), "a=7 ");
    EXPECT_EQ(names(R"({"values":{"a":7,"bc":8,"d":9,"e":10}})"), "a=7 bc=8 d=9 e=10 ");
    EXPECT_EQ(names(R"({"values":{"a":1,"b":2,"bc":3}})"), "a=1 b=2 bc=3 ");
    EXPECT_EQ(names(R"({"values":{"bc":1,"a":2,"b":3}})"), "bc=1 a=2 b=3 ");
    EXPECT_EQ(names(R"({"values":{"b\u0063":1,"a":2,"b":3}})"), "bc=1 a=2 b=3 ");
    // One that stands twice: both expected, one of them, neither.
    EXPECT_EQ(names(R"({"values":{"bc":1,"a":2,"a":3}})"), "duplicate name");
    EXPECT_EQ(names(R"({"values":{"bc":1,"bc":2,"a":3}})"), "duplicate name");
    EXPECT_EQ(names(R"({"values":{"bc":1,"a":2,"b":3,"bc":4}})"), "duplicate name");
    EXPECT_EQ(names(R"({"values":{"bc":1,"a":2,"b":3,"new":4,"new":5}})"), "duplicate name");
    // A name that is written with escapes is no name that reads as these bytes.
    EXPECT_EQ(names(R"({"values":{"x\\n":1}})"), "x\\n=1 ");
    EXPECT_EQ(names(R"({"values":{"x\n":1}})"), "x\n=1 ");
}

TEST_F(JsonDecoderTest, ReadsTheNativeFormWithEveryMember) {
    const Decoded& d = decode(
        R"({"t":1700000000123456789,"seq":42,"boot":1690000000000000000,"q":"uncertain","last":true,"v":21.5})");
    ASSERT_TRUE(d.ok) << d.message.reason;
    EXPECT_TRUE(d.message.native);
    EXPECT_EQ(d.message.topic, kTopic);
    EXPECT_TRUE(d.message.hasTime && d.message.hasSeq && d.message.hasBoot && d.message.last);
    EXPECT_EQ(d.message.time, 1'700'000'000'123'456'789);
    EXPECT_EQ(d.message.seq, 42u);
    EXPECT_EQ(d.message.boot, 1'690'000'000'000'000'000);
    EXPECT_EQ(d.message.quality, signals::Quality::uncertain);
    ASSERT_EQ(d.message.values.size(), 1u);
    EXPECT_EQ(d.message.values[0].name, "");
    EXPECT_EQ(d.message.values[0].value, Value::ofReal(21.5));
}

TEST_F(JsonDecoderTest, ReadsEveryTypeOfValue) {
    const Decoded& d = decode(
        R"({"values":{"flag":true,"count":-7,"speed":0.25,"state":"Execute","pose":[1,2.5,-3e2]}})");
    ASSERT_TRUE(d.ok) << d.message.reason;
    EXPECT_TRUE(d.message.native);
    EXPECT_FALSE(d.message.hasTime || d.message.hasSeq || d.message.hasBoot);
    EXPECT_EQ(*d.find("flag"), Value::ofBoolean(true));
    EXPECT_EQ(*d.find("count"), Value::ofInteger(-7));
    EXPECT_EQ(*d.find("speed"), Value::ofReal(0.25));
    EXPECT_EQ(*d.find("state"), Value::ofText("Execute"));
    const double pose[] = {1.0, 2.5, -300.0};
    EXPECT_EQ(*d.find("pose"), Value::ofVector(pose));
}

TEST_F(JsonDecoderTest, AnObjectWithAnyOtherMemberIsForeign) {
    // Its t is a temperature, not a time.
    const Decoded& d = decode(R"({"t":21.5,"h":40})");
    ASSERT_TRUE(d.ok) << d.message.reason;
    EXPECT_FALSE(d.message.native);
    EXPECT_FALSE(d.message.hasTime);
    EXPECT_EQ(*d.find("t"), Value::ofReal(21.5));
    EXPECT_EQ(*d.find("h"), Value::ofInteger(40));
}

TEST_F(JsonDecoderTest, NativeNeedsExactlyOneOfVAndValues) {
    EXPECT_FALSE(decode(R"({"t":5,"seq":1})").message.native);
    EXPECT_FALSE(decode(R"({"v":5,"values":{"a":1}})").message.native);
    const Decoded& d = decode(R"({"v":5,"values":{"a":1}})");
    EXPECT_EQ(*d.find("v"), Value::ofInteger(5));
    EXPECT_EQ(*d.find("values/a"), Value::ofInteger(1));
}

TEST_F(JsonDecoderTest, ForeignObjectsFlatten) {
    const Decoded& d = decode(
        R"({"motor":{"current":1.5,"limits":{"high":9}},"joints":[0.1,0.2],"tags":["a",{"b":true}],)"
        R"("none":null,"empty":{},"nothing":[],"many":[1,2,3,4,5,6,7,8,9]})");
    ASSERT_TRUE(d.ok) << d.message.reason;
    EXPECT_EQ(*d.find("motor/current"), Value::ofReal(1.5));
    EXPECT_EQ(*d.find("motor/limits/high"), Value::ofInteger(9));
    EXPECT_EQ(d.find("joints")->vector().size(), 2u);
    EXPECT_EQ(*d.find("tags/0"), Value::ofText("a"));
    EXPECT_EQ(*d.find("tags/1/b"), Value::ofBoolean(true));
    EXPECT_EQ(*d.find("many/8"), Value::ofInteger(9));
    EXPECT_EQ(d.message.values.size(), 14u);
}

TEST_F(JsonDecoderTest, ABareValueIsTheTopicItself) {
    EXPECT_EQ(*decode("21.5").find(""), Value::ofReal(21.5));
    EXPECT_EQ(*decode(" true ").find(""), Value::ofBoolean(true));
    EXPECT_EQ(*decode("\"Execute\"").find(""), Value::ofText("Execute"));
    EXPECT_EQ(decode("[1,2,3]").find("")->vector().size(), 3u);
    EXPECT_EQ(*decode("[true,1]").find("0"), Value::ofBoolean(true));
    EXPECT_FALSE(decode("7").message.native);
    EXPECT_TRUE(decode("null").ok);
    EXPECT_TRUE(decode("null").message.values.empty());
}

TEST_F(JsonDecoderTest, UnescapesNamesAndText) {
    const Decoded& d = decode(R"({"values":{"Stra\u00dfe":"a\"b\n"}})");
    ASSERT_TRUE(d.ok) << d.message.reason;
    EXPECT_EQ(*d.find("Straße"), Value::ofText("a\"b\n"));
}

TEST_F(JsonDecoderTest, LongForeignTextIsLeftOutAndTheRestStands) {
    const std::string text(65, 'x');
    const Decoded& d = decode("{\"note\":\"" + text + "\",\"speed\":1}");
    ASSERT_TRUE(d.ok);
    EXPECT_EQ(d.message.skipped, 1u);
    EXPECT_NE(d.message.reason.find("note"), std::string::npos);
    EXPECT_EQ(d.message.values.size(), 1u);
    // 64 bytes fit.
    EXPECT_EQ(decode("\"" + text.substr(1) + "\"").find("")->text().size(), 64u);
}

TEST_F(JsonDecoderTest, IsoTimes) {
    EXPECT_EQ(decode(R"({"t":"2023-11-14T22:13:20Z","v":1})").message.time,
              1'700'000'000 * kNsPerSecond);
    EXPECT_EQ(decode(R"({"t":"2023-11-14T23:13:20.5+01:00","v":1})").message.time,
              1'700'000'000 * kNsPerSecond + 500'000'000);
    EXPECT_EQ(decode(R"({"t":"2023-02-30T00:00:00Z","v":1})").message.rejection, Rejection::time);
}

/// A foreign message whose member header/stamp is `number`.
std::string stamped(const char* number) {
    return std::string(R"({"header":{"stamp":)") + number + R"(},"x":1})";
}

struct TimeCase {
    const char* number;
    TimeUnit unit;
};

TEST_F(JsonDecoderTest, ForeignTimeUnitIsJudgedByMagnitudeOnceASource) {
    for (const auto& [number, unit] :
         {TimeCase{"1700000000", TimeUnit::s}, TimeCase{"1700000000000", TimeUnit::ms},
          TimeCase{"1700000000000000", TimeUnit::us},
          TimeCase{"1700000000000000000", TimeUnit::ns}}) {
        useSettings({.timePath = "header.stamp"});
        const Decoded& d = decode(stamped(number));
        ASSERT_TRUE(d.ok) << d.message.reason;
        EXPECT_EQ(timeUnit(), unit);
        EXPECT_EQ(d.message.time, 1'700'000'000 * kNsPerSecond);
        EXPECT_EQ(d.find("header/stamp"), nullptr);
        EXPECT_NE(d.find("x"), nullptr);
    }
    // Decided: a small number later is no other unit.
    EXPECT_EQ(decode(stamped("5")).message.time, 5);
    EXPECT_EQ(timeUnit(), TimeUnit::ns);
}

TEST_F(JsonDecoderTest, ForeignTimeInAStatedUnit) {
    useSettings({.timePath = "header/stamp", .timeUnit = "ms"});
    EXPECT_EQ(decode(stamped("5")).message.time, 5'000'000);
    EXPECT_EQ(decode(stamped("0.25")).message.time, 250'000);
    EXPECT_EQ(decode(stamped("\"2023-11-14T22:13:20Z\"")).message.time,
              1'700'000'000 * kNsPerSecond);
    EXPECT_EQ(decode(stamped("true")).message.rejection, Rejection::none);  // 1 ms: numeric
    EXPECT_EQ(decode(stamped("-1")).message.rejection, Rejection::time);
    EXPECT_EQ(decode(stamped("1e300")).message.rejection, Rejection::time);
    // Where the member is missing, the receive time counts.
    EXPECT_FALSE(decode(R"({"x":1})").message.hasTime);
}

TEST_F(JsonDecoderTest, ASourceMayRefuseForeignMessages) {
    useSettings({.format = twin::WireFormat::native});
    EXPECT_TRUE(decode(R"({"v":1})").ok);
    const Decoded& d = decode(R"({"speed":1})");
    EXPECT_EQ(d.message.rejection, Rejection::foreign);
    EXPECT_TRUE(d.message.values.empty());
}

struct BadCase {
    std::string payload;
    Rejection rejection;
};

std::string nested(int depth, const char* open, const char* close) {
    std::string out;
    for (int i = 0; i < depth; ++i)
        out += open;
    out += "1";
    for (int i = 0; i < depth; ++i)
        out += close;
    return out;
}

std::string manyValues(int count) {
    std::string out = "{\"values\":{";
    for (int i = 0; i < count; ++i)
        out += (i > 0 ? ",\"n" : "\"n") + std::to_string(i) + "\":1";
    return out + "}}";
}

TEST_F(JsonDecoderTest, BadPayloadsAreRejectedWithTheirReason) {
    const std::string longText(65, 'x');
    const std::string longName(1025, 'n');
    const BadCase cases[] = {
        {"", Rejection::size},
        {"   ", Rejection::size},
        {std::string(JsonDecoder::kMaxPayload + 1, ' '), Rejection::size},
        {"\xff\xfe", Rejection::utf8},
        {"{\"v\":\"\xc3\x28\"}", Rejection::utf8},
        {"hello", Rejection::syntax},
        {"{", Rejection::syntax},
        {"{\"v\":1", Rejection::syntax},
        {"{\"v\":1}}", Rejection::syntax},
        {"{\"v\":1} {\"v\":2}", Rejection::syntax},
        {"{\"v\" 1}", Rejection::syntax},
        {"{\"v\":1,}", Rejection::syntax},
        {"{v:1}", Rejection::syntax},
        {"1,2", Rejection::syntax},
        {"1],[2", Rejection::syntax},
        {"[1,2", Rejection::syntax},
        {"truefalse", Rejection::syntax},
        {"NaN", Rejection::syntax},
        {"{\"v\":NaN}", Rejection::syntax},
        {"{\"v\":-Infinity}", Rejection::number},
        {"{\"v\":1e999}", Rejection::number},
        {"{\"v\":01}", Rejection::number},
        {"{\"a\":{\"b\":1e999}}", Rejection::number},
        {"{\"v\":null}", Rejection::member},
        {"{\"v\":{\"a\":1}}", Rejection::member},
        {"{\"values\":5}", Rejection::member},
        {"{\"values\":{\"a\":null}}", Rejection::member},
        {"{\"v\":\"" + longText + "\"}", Rejection::text},
        {"{\"v\":[]}", Rejection::array},
        {"{\"v\":[1,2,3,4,5,6,7,8,9]}", Rejection::array},
        {"{\"v\":[1,\"a\"]}", Rejection::array},
        {"{\"v\":[[1]]}", Rejection::array},
        {"{\"t\":21.5,\"v\":1}", Rejection::time},
        {"{\"t\":-1,\"v\":1}", Rejection::time},
        {"{\"t\":9223372036854775807,\"v\":1}", Rejection::time},
        {"{\"t\":\"yesterday\",\"v\":1}", Rejection::time},
        {"{\"boot\":true,\"v\":1}", Rejection::time},
        {"{\"seq\":-1,\"v\":1}", Rejection::member},
        {"{\"seq\":1.5,\"v\":1}", Rejection::member},
        {"{\"q\":\"fine\",\"v\":1}", Rejection::member},
        {"{\"last\":1,\"v\":1}", Rejection::member},
        {"{\"v\":1,\"v\":2}", Rejection::duplicate},
        {"{\"values\":{\"a\":1,\"a\":2}}", Rejection::duplicate},
        {"{\"a\":1,\"a\":2}", Rejection::duplicate},
        {nested(17, "[", "]"), Rejection::nesting},
        {nested(17, "{\"a\":", "}"), Rejection::nesting},
        {nested(100'000, "[", "]"), Rejection::nesting},
        {"{\"" + longName + "\":1}", Rejection::name},
        {"{\"values\":{\"" + longName + "\":1}}", Rejection::name},
        {manyValues(4097), Rejection::count},
    };
    for (const BadCase& bad : cases) {
        const Decoded& d = decode(bad.payload);
        EXPECT_FALSE(d.ok) << bad.payload.substr(0, 60);
        EXPECT_EQ(d.message.rejection, bad.rejection)
            << bad.payload.substr(0, 60) << " -> " << d.message.reason;
        EXPECT_FALSE(d.message.reason.empty());
        EXPECT_TRUE(d.message.values.empty());
        // The next one is read.
        ASSERT_TRUE(decode(R"({"v":1})").ok);
    }
}

TEST_F(JsonDecoderTest, LimitsThemselvesAreAllowed) {
    EXPECT_TRUE(decode(manyValues(4096)).ok);
    EXPECT_TRUE(decode(nested(15, "[", "]")).ok);
    EXPECT_TRUE(decode("{\"" + std::string(1024, 'n') + "\":1}").ok);
    EXPECT_TRUE(decode("1" + std::string(JsonDecoder::kMaxPayload - 1, ' ')).ok);
}

TEST_F(JsonDecoderTest, WholeNumbersBeyond64BitsAreReal) {
    EXPECT_EQ(*decode("9223372036854775807").find(""), Value::ofInteger(INT64_MAX));
    EXPECT_EQ(*decode("9223372036854775808").find(""), Value::ofReal(9223372036854775808.0));
    EXPECT_EQ(*decode("123456789012345678901234567890").find(""),
              Value::ofReal(123456789012345678901234567890.0));
}

TEST_F(JsonDecoderTest, FramesAreCheckedFirst) {
    const std::string_view v = R"({"v":1})";
    const std::string_view one[] = {kTopic};
    const std::string_view three[] = {kTopic, "json", v};
    const std::string_view four[] = {kTopic, "json", v, v};
    const std::string_view other[] = {kTopic, "msgpack", v};
    const std::string_view binary[] = {kTopic, "\xff\x01", v};
    const std::string_view badTopic[] = {"a/\xff", v};
    const std::string longTopic(1025, 't');
    const std::string_view tooLong[] = {longTopic, v};

    EXPECT_EQ(decodeFrames({}).message.rejection, Rejection::partCount);
    EXPECT_EQ(decodeFrames(one).message.rejection, Rejection::partCount);
    EXPECT_TRUE(decodeFrames(three).ok);
    EXPECT_EQ(decodeFrames(four).message.rejection, Rejection::partCount);
    EXPECT_EQ(decodeFrames(other).message.rejection, Rejection::contentType);
    EXPECT_NE(decodeFrames(other).message.reason.find("msgpack"), std::string::npos);
    EXPECT_EQ(decodeFrames(binary).message.rejection, Rejection::contentType);
    EXPECT_EQ(decodeFrames(badTopic).message.rejection, Rejection::topic);
    EXPECT_EQ(decodeFrames(tooLong).message.rejection, Rejection::topic);
}

/// What holds for any bytes whatever: no values with a rejection, all within the stated limits.
void checkInvariants(bool ok, const DecodedMessage& message) {
    ASSERT_EQ(ok, message.rejection == Rejection::none);
    if (!ok) {
        ASSERT_FALSE(message.reason.empty());
        ASSERT_TRUE(message.values.empty());
        return;
    }
    ASSERT_LE(message.values.size(), JsonDecoder::kMaxValues);
    for (const DecodedValue& value : message.values) {
        ASSERT_FALSE(value.value.empty());
        ASSERT_LE(value.name.size(), JsonDecoder::kMaxTopic);
        ASSERT_TRUE(std::isfinite(value.value.number()));
    }
}

TEST_F(JsonDecoderTest, MutatedMessagesNeverBreakTheRules) {
    const std::string seeds[] = {
        R"({"t":1700000000123456789,"seq":42,"boot":1690000000000000000,"q":"good","v":21.5})",
        R"({"values":{"flag":true,"count":-7,"speed":0.25,"state":"Execute","pose":[1,2.5,-3e2]}})",
        R"({"motor":{"current":1.5,"limits":{"high":9}},"tags":["a",{"b":true}],"none":null})",
        R"([1,[2,[3,{"a":"\u00e9\n"}]]])",
    };
    RandomStream random(1, "json mutations");
    const std::string alphabet = "{}[]\",:.eE+-0123456789tfn\\u \xff\xc3";
    for (int round = 0; round < 20'000; ++round) {
        std::string payload = seeds[random.next() % std::size(seeds)];
        const uint64_t edits = 1 + random.next() % 4;
        for (uint64_t i = 0; i < edits && !payload.empty(); ++i) {
            const size_t at = random.next() % payload.size();
            const char c = alphabet[random.next() % alphabet.size()];
            switch (random.next() % 4) {
                case 0:
                    payload[at] = c;
                    break;
                case 1:
                    payload.insert(at, 1, c);
                    break;
                case 2:
                    payload.erase(at, 1 + random.next() % 8);
                    break;
                default:
                    payload += payload.substr(at);
                    break;
            }
        }
        const Decoded& d = decode(payload);
        checkInvariants(d.ok, d.message);
        ASSERT_FALSE(HasFatalFailure()) << payload;
    }
}

}  // namespace
}  // namespace gemba::ingest
