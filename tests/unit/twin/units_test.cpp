#include "engine/twin/units.h"

#include <gtest/gtest.h>

#include "engine/twin/catalogue.h"

namespace gemba::twin {
namespace {

double converted(double value, std::string_view from, std::string_view to) {
    const auto conversion = unitConversion(from, to);
    EXPECT_TRUE(conversion) << from << " to " << to;
    return conversion ? value * conversion->scale + conversion->offset : 0.0;
}

TEST(Units, ConvertExactly) {
    EXPECT_EQ(converted(400.0, "mm/s", "m/s"), 0.4);
    EXPECT_DOUBLE_EQ(converted(30.0, "m/min", "m/s"), 0.5);
    EXPECT_EQ(converted(1.0, "in", "m"), 0.0254);
    EXPECT_EQ(converted(2500.0, "g", "kg"), 2.5);
    EXPECT_EQ(converted(1.0, "lb", "kg"), 0.45359237);
    EXPECT_DOUBLE_EQ(converted(180.0, "deg", "rad"), 3.14159265358979323846);
    EXPECT_DOUBLE_EQ(converted(6.0, "%", ""), 0.06);
    EXPECT_DOUBLE_EQ(converted(1500.0, "ms", "s"), 1.5);
    EXPECT_DOUBLE_EQ(converted(6.0, "bar", "kPa"), 600.0);
    EXPECT_NEAR(converted(212.0, "degF", "degC"), 100.0, 1e-9);
    EXPECT_NEAR(converted(21.5, "degC", "K"), 294.65, 1e-9);
}

TEST(Units, RefuseWhatDiffersInKind) {
    EXPECT_FALSE(unitConversion("mm", "m/s"));
    EXPECT_FALSE(unitConversion("furlong", "m"));
    EXPECT_FALSE(unitConversion("kg", ""));
    EXPECT_FALSE(isUnit("mm / s"));
}

TEST(Units, NameTheirKin) {
    EXPECT_EQ(unitsLike("kg"), "kg, g, t, lb or oz");
    EXPECT_EQ(nearestUnit("mm/sec"), "mm/s");
    EXPECT_EQ(nearestUnit("parsec"), "");
}

// A unit that the catalogue names but nobody can convert to would make every binding fail.
TEST(Units, KnowAllOfTheCatalogue) {
    for (const KindInfo& kind : catalogue()) {
        for (const PropertyInfo& property : kind.properties)
            EXPECT_TRUE(isUnit(property.unit)) << kind.name << "." << property.name;
    }
}

}  // namespace
}  // namespace gemba::twin
