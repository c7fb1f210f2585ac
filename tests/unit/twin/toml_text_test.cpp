#include "engine/twin/toml_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/core/random.h"
#include "engine/twin/document.h"

namespace gemba::twin {
namespace {

Node read(const std::string& value) {
    const ParsedDocument parsed = parseDocument("x = " + value);
    EXPECT_FALSE(parsed.problem) << value;
    return parsed.problem ? Node{} : parsed.root.find("x")->value;
}

Vec3 vecOf(const Node& node) {
    return {node.items.at(0).asNumber().value(), node.items.at(1).asNumber().value(),
            node.items.at(2).asNumber().value()};
}

TEST(TomlText, NumbersAreTheShortestThatReadBackEqual) {
    EXPECT_EQ(tomlText(0.4), "0.4");
    EXPECT_EQ(tomlText(2.0), "2.0");
    EXPECT_EQ(tomlText(-0.0), "-0.0");
    EXPECT_EQ(tomlText(1e30), "1e+30");
    EXPECT_EQ(tomlText(0.1 + 0.2), "0.30000000000000004");
    RandomStream random(3, "test");
    for (int i = 0; i < 1000; ++i) {
        const double value =
            std::ldexp(random.uniform() - 0.5, static_cast<int>(random.next() % 80) - 40);
        const Node node = read(tomlText(value));
        ASSERT_EQ(node.type, Node::Type::number);
        EXPECT_EQ(node.number, value);
    }
}

TEST(TomlText, TextsReadBackEqualWhateverIsInThem) {
    for (const std::string text :
         {"", "plain", "with \"quotes\" and \\", "line\nand\ttab", "現場", "\x01\x1f\x7f"})
        EXPECT_EQ(read(tomlText(text)).text, text);
}

TEST(TomlText, ValuesOfEveryKind) {
    EXPECT_EQ(tomlOf(KeyValue(true)), "true");
    EXPECT_EQ(tomlOf(KeyValue(int64_t{-3})), "-3");
    EXPECT_EQ(tomlOf(KeyValue(0.5)), "0.5");
    EXPECT_EQ(tomlOf(KeyValue(std::string("a"))), "\"a\"");
    EXPECT_EQ(tomlOf(KeyValue(Vec3(1.0, 2.5, -3.0))), "[1.0, 2.5, -3.0]");
    EXPECT_EQ(tomlOf(KeyValue(std::vector<std::string>{"a", "b"})), "[\"a\", \"b\"]");
    EXPECT_EQ(tomlOf(KeyValue(std::vector<double>{})), "[]");
    EXPECT_EQ(tomlOf(KeyValue()), "");
}

TEST(TomlText, APoseReadsBackAsTheSameFrame) {
    EXPECT_EQ(tomlText(Pose{{1.0, 2.0, 0.8}}), "{ position = [1.0, 2.0, 0.8] }");
    const Pose turned{{}, quatFromRpy(Vec3(0.0, 0.0, std::numbers::pi / 2))};
    EXPECT_EQ(tomlText(turned), "{ position = [0.0, 0.0, 0.0], rpy_deg = [0.0, 0.0, 90.0] }");
    RandomStream random(5, "test");
    for (int i = 0; i < 500; ++i) {
        // Also straight up and down, where roll and yaw are one.
        const double pitch =
            i % 10 == 0 ? (i % 20 == 0 ? 90.0 : -90.0) : random.uniform() * 180 - 90;
        const Vec3 rpy(random.uniform() * 360 - 180, pitch, random.uniform() * 360 - 180);
        const Quat rotation = quatFromRpy(glm::radians(rpy));
        const Node node = read(tomlText(Pose{Vec3(0.0), rotation}));
        ASSERT_NE(node.find("rpy_deg"), nullptr);
        const Quat back = quatFromRpy(glm::radians(vecOf(node.find("rpy_deg")->value)));
        EXPECT_NEAR(std::abs(glm::dot(back, rotation)), 1.0, 1e-12) << i;
    }
}

}  // namespace
}  // namespace gemba::twin
