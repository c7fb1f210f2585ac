#include "ingest/json_text.h"

#include <gtest/gtest.h>

#include <limits>

#include "ingest/json_decoder.h"

namespace gemba::ingest {
namespace {

std::string written(const Value& value) {
    std::string out;
    json_text::append(out, value);
    return out;
}

TEST(JsonText, WritesEveryType) {
    const double pose[] = {1.0, 0.1, -2.5e300};
    EXPECT_EQ(written(Value::ofBoolean(true)), "true");
    EXPECT_EQ(written(Value::ofInteger(INT64_MIN)), "-9223372036854775808");
    EXPECT_EQ(written(Value::ofReal(3.0)), "3.0");
    EXPECT_EQ(written(Value::ofReal(0.1)), "0.1");
    EXPECT_EQ(written(Value::ofVector(pose)), "[1.0,0.1,-2.5e+300]");
    EXPECT_EQ(written(Value::ofText("a\"b\\c\n\x01é")), R"("a\"b\\c\u000a\u0001é")");
}

TEST(JsonText, WhatIsWrittenReadsBackEqual) {
    const double numbers[] = {0.1, 1.0 / 3.0, 5e-324, -1.7976931348623157e308, 1e21, -0.0};
    JsonDecoder decoder;
    DecodedMessage message;
    for (const double number : numbers) {
        for (const Value& value : {Value::ofReal(number), Value::ofVector({&number, 1})}) {
            const std::string payload = "{\"v\":" + written(value) + "}";
            const std::string_view frames[] = {"topic", payload};
            ASSERT_TRUE(decoder.decode(frames, message)) << payload << message.reason;
            EXPECT_EQ(message.values[0].value, value) << payload;
        }
    }
}

TEST(JsonText, WhatIsNotFiniteCannotBeWritten) {
    const double infinite[] = {1.0, std::numeric_limits<double>::infinity()};
    EXPECT_TRUE(json_text::writable(Value::ofReal(1.0)));
    EXPECT_FALSE(json_text::writable(Value::ofReal(std::numeric_limits<double>::quiet_NaN())));
    EXPECT_FALSE(json_text::writable(Value::ofVector(infinite)));
    EXPECT_FALSE(json_text::writable(Value{}));
}

}  // namespace
}  // namespace gemba::ingest
