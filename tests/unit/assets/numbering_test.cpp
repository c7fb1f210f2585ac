#include "engine/assets/numbering.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace gemba::assets {
namespace {

TEST(Numbering, CountsInTheOrderOfFirstAppearance) {
    std::vector<float> distinct;
    Numbering<float> numbers(distinct);
    const std::array values{2.0f, 0.0f, 2.0f, -0.0f, 7.0f, 0.0f};
    EXPECT_EQ(numbers.ofAll(values.size(), [&](size_t i) { return values[i]; }),
              (std::vector<uint32_t>{0, 1, 0, 2, 3, 1}));
    EXPECT_EQ(distinct.size(), 4u);  // zeros differ in a bit
    EXPECT_EQ(numbers.ofAll(1, [](size_t) { return 7.0f; }), std::vector<uint32_t>{3});
}

TEST(Numbering, GrowsWithoutForgetting) {
    // Many more than expected, in a fixed order that comes back to each.
    constexpr size_t kCount = 200'000;
    using Value = std::array<uint32_t, 3>;
    const auto make = [](size_t i) {
        const uint32_t x = static_cast<uint32_t>(i) * 2654435761u % 50'000u;
        return Value{x, x / 7, 1};
    };
    std::vector<Value> distinct;
    Numbering<Value> numbers(distinct, 10);
    const std::vector<uint32_t> out = numbers.ofAll(kCount, make);
    std::unordered_map<uint32_t, uint32_t> known;
    for (size_t i = 0; i < kCount; ++i) {
        const Value value = make(i);
        const auto next = static_cast<uint32_t>(known.size());
        ASSERT_EQ(out[i], known.try_emplace(value[0], next).first->second);
        ASSERT_EQ(distinct[out[i]], value);
    }
    EXPECT_EQ(distinct.size(), known.size());
}

}  // namespace
}  // namespace gemba::assets
