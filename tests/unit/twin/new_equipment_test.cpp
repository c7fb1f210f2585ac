#include "engine/twin/new_equipment.h"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/scratch_folder.h"
#include "engine/twin/editor.h"

namespace gemba::twin {
namespace {

class NewEquipment : public testing::Test {
 protected:
    NewEquipment() : editor(readTwinText(newTwinText("New"), "/cells/new.toml").twin) {}

    Result<void> add(std::string_view kind, Placement where = {}) {
        auto added = addition(*editor.twin(), findKind(kind).value(), where);
        if (!added)
            return tl::unexpected(added.error());
        id = added->id;
        return editor.apply("Add", added->changes);
    }
    [[nodiscard]] const Device& device(std::string_view name) const {
        return editor.twin()->devices.at(static_cast<size_t>(editor.twin()->findDevice(name)));
    }
    [[nodiscard]] int32_t indexOf(std::string_view name) const {
        return editor.twin()->findDevice(name);
    }

    Editor editor;
    std::string id;
};

TEST_F(NewEquipment, EveryKindCanBeAddedToANewTwin) {
    ASSERT_TRUE(add("conveyor"));
    for (const KindInfo& kind : catalogue()) {
        if (kind.name == "robot")
            continue;  // wants a file
        const auto added = add(kind.name, {.floor = {3.0, 2.0, 0.0}});
        EXPECT_TRUE(added) << kind.name << ": " << added.error().message();
        EXPECT_TRUE(device(id).is(kind.name));
    }
    while (editor.undo()) {
    }
    EXPECT_EQ(editor.text(), newTwinText("New"));
}

TEST_F(NewEquipment, ABeltGoesOnFromTheEndOfTheChosenOne) {
    ASSERT_TRUE(add("conveyor", {.floor = {1.0, 2.0, 0.0}}));
    EXPECT_EQ(device("conveyor").worldFromDevice.position, Vec3(1.0, 2.0, 0.8));
    const Change turn{
        .object = {"conveyor", {{"id", "conveyor"}}}, .key = "pose.rpy_deg", .value = "[0, 0, 90]"};
    ASSERT_TRUE(editor.apply("Turn", {&turn, 1}));
    ASSERT_TRUE(add("conveyor", {.beside = indexOf("conveyor")}));
    const Pose next = device("conveyor_2").worldFromDevice;
    EXPECT_NEAR(glm::length(next.position - Vec3(1.0, 4.0, 0.8)), 0.0, 1e-9);
    EXPECT_NEAR(std::abs(glm::dot(next.rotation, device("conveyor").worldFromDevice.rotation)), 1.0,
                1e-9);
    EXPECT_GT(device("conveyor").number("speed"), 0.0) << "what is put up runs";
    // What takes the parts stands where they leave it.
    ASSERT_TRUE(add("sink", {.beside = indexOf("conveyor_2")}));
    EXPECT_GT(device("sink").worldFromDevice.position.y, 6.0);
}

TEST_F(NewEquipment, SensorsStandWhereTheBeltIsFree) {
    const auto refused = add("photo_eye");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("conveyor added first"), std::string::npos);
    ASSERT_TRUE(add("conveyor"));
    ASSERT_TRUE(add("photo_eye"));
    EXPECT_EQ(device(id).at, 1.0);
    ASSERT_TRUE(add("photo_eye", {.beside = indexOf("photo_eye")}));
    EXPECT_EQ(device(id).at, 0.5);
    ASSERT_TRUE(add("scale"));
    EXPECT_EQ(device(id).at, 1.5);
    ASSERT_TRUE(add("feeder"));
    EXPECT_EQ(editor.twin()->items.size(), 1u) << "it has something to feed";
    ASSERT_TRUE(add("feeder"));
    EXPECT_EQ(editor.twin()->items.size(), 1u);
}

TEST_F(NewEquipment, ARobotWantsItsFile) {
    const auto refused = add("robot");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("URDF"), std::string::npos);
}

TEST_F(NewEquipment, AModelHasAnIdOfItsFilesNameAndAPathFromTheTwin) {
    auto folder = ScratchFolder::make();
    ASSERT_TRUE(folder);
    const auto file = folder->path() / "deep" / "Förder band (2).stl";
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "solid";
    const ReadOutcome read = readTwinText(newTwinText("New"), folder->path() / "new.toml");
    Editor here(read.twin);
    const Addition added = modelAddition(*read.twin, file, {1.0, 2.0, 0.0});
    EXPECT_EQ(added.id, "f_rder_band_2");
    const auto done = here.apply("Import", added.changes);
    ASSERT_TRUE(done) << done.error().message();
    EXPECT_EQ(here.twin()->models.at(0).file, file);
    EXPECT_NE(here.text().find("\"deep/"), std::string::npos);
    EXPECT_EQ(here.twin()->models[0].worldFromModel.position, Vec3(1.0, 2.0, 0.0));
    EXPECT_EQ(idFrom("2 belts"), "model_2_belts");
    EXPECT_EQ(idFrom("現場"), "model");
    EXPECT_LE(idFrom(std::string(500, 'x')).size(), 60u);
    // Another disk is no neighbour.
    EXPECT_EQ(filePathFor(*read.twin, "/elsewhere/a.stl"), "/elsewhere/a.stl");
}

}  // namespace
}  // namespace gemba::twin
