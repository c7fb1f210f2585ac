#include <gtest/gtest.h>

#include <filesystem>

#include "engine/twin/reader.h"
#include "tests/support/places.h"
#include "tests/unit/twin/twin_files.h"

namespace gemba::twin {
namespace {

std::filesystem::path bundledTwin() {
    return gemba::test::projectRoot() / "resources/twins/packing_cell/packing_cell.toml";
}

class PackingCell : public ::testing::Test {
 protected:
    void SetUp() override {
        outcome = readTwin(bundledTwin());
        ASSERT_TRUE(outcome.twin) << test::allOf(outcome.problems);
    }

    ReadOutcome outcome;
};

TEST_F(PackingCell, ReadsWithoutAProblem) {
    EXPECT_EQ(outcome.twin->name, "Packing cell");
    EXPECT_FALSE(outcome.twin->views.empty());
}

TEST_F(PackingCell, EyesStandInOrderOfTravel) {
    const Twin& twin = *outcome.twin;
    ASSERT_EQ(twin.pathSensors.size(), 4u);
    const char* names[] = {"pe0", "pe1", "pe2", "pe3"};
    const double distances[] = {0.6, 5.6, 8.0, 11.5};
    for (size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(twin.devices[twin.pathSensors[i].device].id, names[i]);
        EXPECT_NEAR(twin.pathSensors[i].distance, distances[i], 1e-9);
        EXPECT_EQ(twin.pathSensors[i].previous, static_cast<int32_t>(i) - 1);
    }
}

// The story needs a part that a scale 60 g low rejects and a true one passes.
TEST_F(PackingCell, ItemsDifferInMass) {
    const auto mass = [&](const char* id) {
        const int32_t item = outcome.twin->findItem(id);
        return item < 0 ? 0.0 : outcome.twin->items[static_cast<size_t>(item)].mass;
    };
    EXPECT_DOUBLE_EQ(mass("carton"), 2.0);
    EXPECT_DOUBLE_EQ(mass("lean_carton"), 1.95);
    EXPECT_DOUBLE_EQ(mass("light_carton"), 1.5);
}

}  // namespace
}  // namespace gemba::twin
