#include "engine/twin/placing.h"

#include <gtest/gtest.h>

#include <fstream>
#include <numbers>

#include "engine/core/scratch_folder.h"
#include "engine/twin/editor.h"
#include "engine/twin/toml_text.h"

namespace gemba::twin {
namespace {

constexpr const char* kLine = R"(gemba = 1

[[item]]
id = "carton"
size = [0.4, 0.3, 0.3]

[[conveyor]]
id = "infeed"  # the first
size = [6.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }
speed = 0.5

[[conveyor]]
id = "cross"
size = [2.0, 0.6, 0.8]
parent = "infeed"
pose = { position = [8.0, 0.0, 0.0], rpy_deg = [0.0, 0.0, 90.0] }

[[photo_eye]]
id = "pe_1"
on = "infeed"
at = 5.6

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton"]
every = 2.5

[[binding]]
signal = "line/pe1"
device = "pe_1.blocked"
role = "compare"
)";

class PlacingTest : public ::testing::Test {
 protected:
    void SetUp() override {
        ReadOutcome read = readTwinText(kLine, "/cell.toml");
        ASSERT_NE(read.twin, nullptr);
        editor.emplace(std::move(read.twin));
    }
    [[nodiscard]] const Twin& twin() const { return *editor->twin(); }
    [[nodiscard]] const Device& device(const char* id) const {
        return twin().devices[static_cast<size_t>(twin().findDevice(id))];
    }
    void move(const char* id, const Pose& pose) {
        const auto changes = movedTo(twin(), id, pose);
        const auto done = editor->apply("Move", changes);
        ASSERT_TRUE(done) << done.error().message();
    }

    std::optional<Editor> editor;
};

Quat turned(double degrees) {
    return quatFromRpy({0.0, 0.0, degrees * std::numbers::pi / 180.0});
}

void expectNear(const Pose& a, const Pose& b) {
    EXPECT_LT(glm::length(a.position - b.position), 1e-4);
    EXPECT_GT(std::abs(glm::dot(a.rotation, b.rotation)), 1.0 - 1e-9);
}

TEST_F(PlacingTest, AThingComesWhereItIsPutWhateverItHangsOn) {
    const Pose there{{3.25, -4.0, 0.8}, turned(30.0)};
    move("cross", there);
    expectNear(device("cross").worldFromDevice, there);
    move("infeed", {{1.0, 0.5, 0.8}, turned(-90.0)});
    expectNear(device("infeed").worldFromDevice, {{1.0, 0.5, 0.8}, turned(-90.0)});
    EXPECT_NE(editor->text().find("id = \"infeed\"  # the first"), std::string::npos);
    // And where it is already nothing changes.
    EXPECT_TRUE(movedTo(twin(), "infeed", device("infeed").worldFromDevice).empty());
    EXPECT_TRUE(movedTo(twin(), "nothing", {}).empty());
}

TEST_F(PlacingTest, WhatStandsOnABeltMovesAlongIt) {
    move("pe_1", {{4.123456, 9.0, 7.0}});
    EXPECT_DOUBLE_EQ(device("pe_1").at, 4.1235);
    move("pe_1", {{99.0, 0.0, 0.0}});
    EXPECT_DOUBLE_EQ(device("pe_1").at, 6.0);
    move("pe_1", {{-1.0, 0.0, 0.0}});
    EXPECT_DOUBLE_EQ(device("pe_1").at, 0.0);
}

TEST_F(PlacingTest, ABeltsEndSnapsToTheNextBeltsStart) {
    const auto cross = static_cast<uint32_t>(twin().findDevice("cross"));
    // Nearly straight behind the infeed's end: straight, exactly at it.
    auto snap = snappedToPorts(twin(), cross, {{6.1, 0.05, 0.82}, turned(4.0)}, 0.25);
    ASSERT_TRUE(snap);
    expectNear(snap->worldFromDevice, {{6.0, 0.0, 0.8}, turned(0.0)});
    EXPECT_EQ(snap->neighbour, static_cast<uint32_t>(twin().findDevice("infeed")));
    // At an angle it keeps that.
    snap = snappedToPorts(twin(), cross, {{6.1, 0.05, 0.8}, turned(90.0)}, 0.25);
    ASSERT_TRUE(snap);
    expectNear(snap->worldFromDevice, {{6.0, 0.0, 0.8}, turned(90.0)});
    // Its end at the infeed's start.
    snap = snappedToPorts(twin(), cross, {{-2.1, 0.0, 0.8}, turned(0.0)}, 0.25);
    ASSERT_TRUE(snap);
    expectNear(snap->worldFromDevice, {{-2.0, 0.0, 0.8}, turned(0.0)});
    // Start at start is no joint, and what is far is far.
    EXPECT_FALSE(snappedToPorts(twin(), cross, {{0.1, 0.0, 0.8}, turned(0.0)}, 0.25));
    EXPECT_FALSE(snappedToPorts(twin(), cross, {{6.4, 0.0, 0.8}, turned(0.0)}, 0.25));
    const auto eye = static_cast<uint32_t>(twin().findDevice("pe_1"));
    EXPECT_TRUE(portsOf(twin(), eye, {}).empty());
}

TEST_F(PlacingTest, ACopyHasAllThatStandsOnItAndNoSignals) {
    const Copies copies = copiesOf(twin(), "infeed", {0.0, 2.0, 0.0}, 2);
    EXPECT_EQ(copies.ids, (std::vector<std::string>{"infeed_2", "infeed_3"}));
    const auto done = editor->apply("Copy", copies.changes);
    ASSERT_TRUE(done) << done.error().message();
    EXPECT_EQ(twin().devices.size(), 4u * 3u);
    expectNear(device("infeed_3").worldFromDevice, {{0.0, 4.0, 0.8}});
    EXPECT_EQ(device("infeed_3").number("speed"), 0.5);
    EXPECT_EQ(twin().devices[static_cast<size_t>(device("pe_3").on)].id, "infeed_3");
    EXPECT_EQ(device("pe_3").at, 5.6);
    EXPECT_EQ(device("cross_2").parent, "infeed_2");
    expectNear(device("cross_2").worldFromDevice, {{8.0, 2.0, 0.8}, turned(90.0)});
    EXPECT_EQ(device("feeder_2").list("items"), std::vector<std::string>{"carton"});
    EXPECT_EQ(twin().bindings.size(), 1u);
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(editor->text(), kLine);
}

TEST_F(PlacingTest, ACopyOfWhatHangsOrStandsOnABeltStaysThere) {
    ASSERT_TRUE(editor->apply("Copy", copiesOf(twin(), "pe_1", {-1.0, 0.0, 0.0}, 1).changes));
    EXPECT_DOUBLE_EQ(device("pe_2").at, 4.6);
    ASSERT_TRUE(editor->apply("Copy", copiesOf(twin(), "cross", {0.0, 0.0, 1.0}, 1).changes));
    EXPECT_EQ(device("cross_2").parent, "infeed");
    expectNear(device("cross_2").worldFromDevice, {{8.0, 0.0, 1.8}, turned(90.0)});
    EXPECT_TRUE(copiesOf(twin(), "nothing", {}, 3).changes.empty());
    const std::vector<std::string> all{"pe_1", "infeed", "nothing", "infeed"};
    EXPECT_EQ(rootsOf(twin(), all), std::vector<std::string>{"infeed"}) << "the eye goes along";
}

TEST_F(PlacingTest, OnlyNamesFollowACopyAndNotFilesOfThatName) {
    auto made = ScratchFolder::make();
    ASSERT_TRUE(made);
    std::ofstream(made->path() / "desk.glb") << "no model, but a file";
    const std::string text = R"(gemba = 1

[[model]]
id = "desk"
file = "desk.glb"

[[body]]
id = "box"
shape = "box"
size = [1.0, 1.0, 1.0]
parent = "desk"
)";
    ReadOutcome read = readTwinText(text, made->path() / "cell.toml");
    ASSERT_NE(read.twin, nullptr) << read.problems.front().message("cell.toml");
    Editor cell(read.twin);
    const auto done = cell.apply("Copy", copiesOf(*read.twin, "desk", {0.0, 2.0, 0.0}, 3).changes);
    ASSERT_TRUE(done) << done.error().message();
    ASSERT_EQ(cell.twin()->models.size(), 4u);
    for (const PlacedModel& model : cell.twin()->models)
        EXPECT_EQ(model.file.filename(), "desk.glb");
    ASSERT_EQ(cell.twin()->devices.size(), 4u);
    EXPECT_EQ(cell.twin()->devices[3].parent, "desk_4");
    EXPECT_EQ(cell.twin()->devices[3].text("shape"), "box");
}

}  // namespace
}  // namespace gemba::twin
