#include "engine/twin/references.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/twin/editor.h"
#include "tests/support/places.h"

namespace gemba::twin {
namespace {

constexpr const char* kCell = R"(gemba = 1

[[item]]
id = "carton"
size = [0.4, 0.3, 0.3]

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]

[[conveyor]]
id = "outfeed"
size = [2.0, 0.6, 0.8]
parent = "infeed"

[[photo_eye]]
id = "pe0"
on = "infeed"
at = 0.6

[[photo_eye]]
id = "pe1"
on = "outfeed"
at = 1.6

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton"]
every = 2.5

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"

[[binding]]
signal = "line/infeed/speed"
device = "infeed.speed"
role = "drive"

[[binding]]
signal = "line/pe1"
device = "pe1.blocked"
role = "compare"

[[alarm]]
id = "slow"
when = "residual"
on = "infeed"
above = 3.0
)";

std::shared_ptr<const Twin> cell() {
    const ReadOutcome read = readTwinText(kCell, "cell.toml");
    EXPECT_NE(read.twin, nullptr) << (read.problems.empty() ? "" : read.problems[0].message("x"));
    return read.twin;
}

TEST(References, ARenamedBeltIsStillTheOneThatEverythingNames) {
    Editor editor(cell());
    const Renaming renamed = renaming(*editor.twin(), "infeed", "belt_a");
    const auto done = editor.apply("Rename", renamed.changes);
    ASSERT_TRUE(done) << done.error().message();
    const Twin& twin = *editor.twin();
    EXPECT_EQ(twin.findDevice("infeed"), -1);
    EXPECT_EQ(editor.text().find("infeed\""), std::string::npos);
    EXPECT_EQ(twin.propertyName(twin.bindings[0].target), "belt_a.speed");
    EXPECT_EQ(twin.bindings[0].signal, "line/infeed/speed") << "the plant's names are its own";
    // And back: not a byte is left of it.
    const Renaming back = renaming(twin, "belt_a", "infeed");
    ASSERT_TRUE(editor.apply("Rename", back.changes));
    EXPECT_EQ(editor.text(), kCell);
}

TEST(References, WhatNeedsAThingGoesWithIt) {
    Editor editor(cell());
    const std::string ids[] = {"infeed"};
    const Removal gone = removal(*editor.twin(), ids);
    EXPECT_EQ(gone.ids.size(), 5u) << "the belt, what hangs and stands on it, and on that";
    EXPECT_EQ(gone.bindings, 2u);
    EXPECT_EQ(gone.alarms, 1u);
    const auto done = editor.apply("Remove", gone.changes);
    ASSERT_TRUE(done) << done.error().message();
    EXPECT_TRUE(editor.twin()->devices.empty());
    EXPECT_TRUE(editor.twin()->bindings.empty());
    EXPECT_EQ(editor.twin()->items.size(), 1u);
    ASSERT_TRUE(editor.undo());
    EXPECT_EQ(editor.text(), kCell);
    const std::string eye[] = {"pe1"};
    const Removal less = removal(*editor.twin(), eye);
    EXPECT_EQ(less.ids.size(), 1u);
    EXPECT_EQ(less.bindings, 1u);
    ASSERT_TRUE(editor.apply("Remove", less.changes));
    EXPECT_EQ(editor.twin()->devices.size(), 4u);
}

TEST(References, EveryThingOfTheBundledTwinsCanBeRenamedAndRemoved) {
    for (const char* const name : {"packing_cell", "palletizing_cell"}) {
        const auto file =
            test::projectRoot() / "resources/twins" / name / (std::string(name) + ".toml");
        const ReadOutcome read = readTwin(file);
        ASSERT_NE(read.twin, nullptr);
        std::vector<std::string> ids;
        for (const Device& device : read.twin->devices)
            ids.push_back(device.id);
        for (const PlacedModel& model : read.twin->models)
            ids.push_back(model.id);
        for (const std::string& id : ids) {
            Editor editor(read.twin);
            const auto renamed =
                editor.apply("Rename", renaming(*editor.twin(), id, "another_name").changes);
            EXPECT_TRUE(renamed) << id << ": " << renamed.error().message();
            ASSERT_TRUE(
                editor.apply("Rename", renaming(*editor.twin(), "another_name", id).changes));
            EXPECT_EQ(editor.text(), read.twin->text) << id;
            const std::string one[] = {id};
            const auto removed = editor.apply("Remove", removal(*editor.twin(), one).changes);
            EXPECT_TRUE(removed) << id << ": " << removed.error().message();
        }
    }
}

TEST(References, ATwinIsMadeOfItsModelsRobotsAndScript) {
    std::set<std::string> kinds;
    for (const char* const name : {"packing_cell", "palletizing_cell"}) {
        const auto cell =
            test::projectRoot() / "resources/twins" / name / (std::string(name) + ".toml");
        const ReadOutcome read = readTwin(cell);
        ASSERT_NE(read.twin, nullptr);
        const auto files = filesOf(*read.twin);
        for (const auto& file : files) {
            EXPECT_TRUE(std::filesystem::exists(file)) << file;
            kinds.insert(file.extension().string());
        }
        EXPECT_EQ(std::set(files.begin(), files.end()).size(), files.size()) << "each once";
    }
    EXPECT_EQ(kinds, (std::set<std::string>{".glb", ".lua", ".urdf"}));
}

TEST(References, AFreeIdIsTheBaseOrHasANumber) {
    const auto twin = cell();
    EXPECT_EQ(freeId(*twin, "conveyor"), "conveyor");
    EXPECT_EQ(freeId(*twin, "infeed"), "infeed_2");
    EXPECT_EQ(freeId(*twin, "carton"), "carton_2");
}

}  // namespace
}  // namespace gemba::twin
