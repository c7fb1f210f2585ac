#include "engine/core/value.h"

#include <gtest/gtest.h>

#include "engine/core/archive.h"

namespace gemba {
namespace {

TEST(Value, KeepsWhatItWasGiven) {
    EXPECT_TRUE(Value::ofBoolean(true).boolean());
    EXPECT_EQ(Value::ofInteger(int64_t{1} << 60).integer(), int64_t{1} << 60);
    EXPECT_EQ(Value::ofReal(0.1).number(), 0.1);
    EXPECT_EQ(Value::ofText("Execute").text(), "Execute");
    const double joints[] = {1.0, 2.0, 3.0};
    EXPECT_EQ(Value::ofVector(joints).vector()[2], 3.0);
}

TEST(Value, IsEmptyUntilSet) {
    EXPECT_TRUE(Value{}.empty());
    EXPECT_EQ(Value{}.number(), 0.0);
    EXPECT_EQ(Value{}.text(), "");
}

TEST(Value, CutsWhatDoesNotFit) {
    EXPECT_EQ(Value::ofText(std::string(100, 'x')).text().size(), Value::kMaxText);
}

TEST(Value, EqualMeansSameTypeAndBits) {
    EXPECT_EQ(Value::ofReal(1.0), Value::ofReal(1.0));
    EXPECT_FALSE(Value::ofReal(1.0) == Value::ofInteger(1));
    EXPECT_FALSE(Value::ofText("a") == Value::ofText("b"));
}

TEST(Value, ATypeOrSizeThatNoneHasIsNotLoaded) {
    const auto loads = [](uint8_t type, uint8_t size) {
        Bytes bytes;
        ByteWriter out(bytes);
        saveState(Value{}, out);
        bytes[0] = std::byte{type};
        bytes[1] = std::byte{size};
        ByteReader in(bytes);
        Value back;
        loadState(back, in);
        return in.ok();
    };
    const auto text = static_cast<uint8_t>(ValueType::text);
    const auto vector = static_cast<uint8_t>(ValueType::vector);
    EXPECT_TRUE(loads(text, Value::kMaxText));
    EXPECT_FALSE(loads(text, Value::kMaxText + 1));
    EXPECT_TRUE(loads(vector, Value::kMaxVector));
    EXPECT_FALSE(loads(vector, Value::kMaxVector + 1));
    EXPECT_FALSE(loads(vector + 1, 0));
}

}  // namespace
}  // namespace gemba
