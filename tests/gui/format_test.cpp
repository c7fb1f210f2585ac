#include "ui/format.h"

#include <algorithm>

#include "engine/twin/tables.h"
#include "ui/catalogue_texts.h"

#include <gtest/gtest.h>

#include <limits>

namespace gemba::ui {
namespace {

TEST(Format, NumbersKeepTheirMeaning) {
    EXPECT_EQ(format::number(0.5), QStringLiteral("0.500"));
    EXPECT_EQ(format::number(-12.345), QStringLiteral("−12.35"));
    EXPECT_EQ(format::number(123456.78), QStringLiteral("123456.8"));
    EXPECT_EQ(format::number(1e-6), QStringLiteral("1e-06"));
    EXPECT_EQ(format::number(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("NaN"));
}

TEST(Format, Values) {
    EXPECT_EQ(format::value({}), QStringLiteral("—"));
    EXPECT_EQ(format::value(Value::ofBoolean(true)), QStringLiteral("on"));
    EXPECT_EQ(format::value(Value::ofInteger(-3)), QStringLiteral("−3"));
    EXPECT_EQ(format::value(Value::ofText("运行")), QStringLiteral("运行"));
    const double pose[] = {1.0, 2.0};
    EXPECT_EQ(format::value(Value::ofVector(pose)), QStringLiteral("[1.000, 2.000]"));
}

TEST(Format, Times) {
    EXPECT_EQ(format::clock(0.0), QStringLiteral("0:00.0"));
    EXPECT_EQ(format::clock(84.08), QStringLiteral("1:24.1"));
    EXPECT_EQ(format::clock(3723.44), QStringLiteral("1:02:03.4"));
    EXPECT_EQ(format::age(-5), QStringLiteral("now"));
    EXPECT_EQ(format::age(4 * kNsPerSecond), QStringLiteral("4 s"));
    EXPECT_EQ(format::age(7200 * kNsPerSecond), QStringLiteral("2 h"));
    EXPECT_EQ(format::offset(1'700'400'000), QStringLiteral("+1.700 s"));
    EXPECT_EQ(format::offset(-400'000), QStringLiteral("−0.4 ms"));
}

TEST(Format, CountsAndRates) {
    EXPECT_EQ(format::count(0), QStringLiteral("0"));
    EXPECT_EQ(format::count(1234567), QStringLiteral("1\u2009234\u2009567"));
    EXPECT_EQ(format::rate(0.0), QStringLiteral("max"));
    EXPECT_EQ(format::rate(0.25), QStringLiteral("0.25×"));
    EXPECT_EQ(format::rate(62.04), QStringLiteral("62.0×"));
    EXPECT_EQ(format::signedNumber(-0.06, 2), QStringLiteral("−0.06"));
}

TEST(Format, UnitsAreWrittenAsPeopleDo) {
    EXPECT_EQ(ui::format::unit("m/s2"), QStringLiteral("m/s²"));
    EXPECT_EQ(ui::format::unit("m/s"), QStringLiteral("m/s"));
    EXPECT_EQ(ui::format::words("photo_eye"), QStringLiteral("photo eye"));
}

TEST(Format, TheCatalogueCanBeTranslated) {
    const auto texts = ui::catalogueTexts();
    const auto has = [&](std::string text) {
        return std::find(texts.begin(), texts.end(), text) != texts.end();
    };
    const auto words = [](std::string_view key) {
        std::string out(key);
        std::replace(out.begin(), out.end(), '_', ' ');
        return out;
    };
    for (const twin::KindInfo& kind : twin::catalogue()) {
        const auto kinds = ui::kindTexts();
        EXPECT_NE(std::find(kinds.begin(), kinds.end(), words(kind.name)), kinds.end())
            << kind.name;
        EXPECT_TRUE(has(std::string(kind.doc))) << kind.doc;
        for (const twin::KeyInfo& key : kind.keys) {
            EXPECT_TRUE(has(words(key.name))) << key.name;
            EXPECT_TRUE(key.doc.empty() || has(std::string(key.doc))) << key.doc;
        }
        for (const twin::PropertyInfo& property : kind.properties)
            EXPECT_TRUE(property.doc.empty() || has(std::string(property.doc))) << property.doc;
    }
    for (const auto& keys : {twin::poseKeys(), twin::fixedTable("live").keys}) {
        for (const twin::KeyInfo& key : keys) {
            if (key.name == "id")
                continue;
            EXPECT_TRUE(has(words(key.name))) << key.name;
            EXPECT_TRUE(key.doc.empty() || has(std::string(key.doc))) << key.doc;
        }
    }
}

}  // namespace
}  // namespace gemba::ui
