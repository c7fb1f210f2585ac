#include "engine/core/value.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace gemba
