#include "engine/twin/editor.h"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/random.h"
#include "engine/core/scratch_folder.h"
#include "engine/twin/document.h"
#include "engine/twin/toml_text.h"
#include "tests/support/places.h"

namespace gemba::twin {
namespace {

using What = Change::What;

constexpr const char* kCell = R"(# two belts
gemba = 1

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8] # long
speed = 0.4

[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6
)";

class EditorTest : public testing::Test {
 protected:
    void SetUp() override {
        auto made = ScratchFolder::make();
        ASSERT_TRUE(made);
        m_folder = std::make_unique<ScratchFolder>(std::move(*made));
        file = m_folder->path() / "cell.toml";
        std::ofstream(file) << kCell;
        open();
    }
    void open() {
        const ReadOutcome read = readTwin(file);
        ASSERT_NE(read.twin, nullptr);
        editor = std::make_unique<Editor>(read.twin);
    }
    [[nodiscard]] static Change speedOf(double speed) {
        return {
            .object = {"conveyor", {{"id", "infeed"}}}, .key = "speed", .value = tomlText(speed)};
    }
    Result<void> setSpeed(double speed, std::string_view merge = {}) {
        const Change change = speedOf(speed);
        return editor->apply("Speed of infeed", {&change, 1}, merge);
    }
    [[nodiscard]] double speed() const {
        return editor->twin()
            ->devices[static_cast<size_t>(editor->twin()->findDevice("infeed"))]
            .number("speed");
    }
    [[nodiscard]] std::string textOfFile() const {
        std::string out;
        EXPECT_FALSE(readFile(file, kMaxFileBytes, out));
        return out;
    }

    std::filesystem::path file;
    std::unique_ptr<Editor> editor;

 private:
    std::unique_ptr<ScratchFolder> m_folder;
};

TEST_F(EditorTest, UndoIsTheTwinOfBeforeAndRedoTheOneOfAfter) {
    const auto first = editor->twin();
    EXPECT_FALSE(editor->undo());
    EXPECT_EQ(editor->undoLabel(), "");
    ASSERT_TRUE(setSpeed(0.5));
    const auto second = editor->twin();
    EXPECT_EQ(speed(), 0.5);
    EXPECT_EQ(editor->undoLabel(), "Speed of infeed");
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(editor->twin(), first);
    EXPECT_EQ(editor->text(), kCell);
    EXPECT_EQ(editor->redoLabel(), "Speed of infeed");
    ASSERT_TRUE(editor->redo());
    EXPECT_EQ(editor->twin(), second);
    EXPECT_FALSE(editor->redo());
    // Another step: what was undone is gone.
    ASSERT_TRUE(editor->undo());
    ASSERT_TRUE(setSpeed(0.6));
    EXPECT_FALSE(editor->redo());
    EXPECT_EQ(speed(), 0.6);
}

TEST_F(EditorTest, StepsAreCalledAnew) {
    ASSERT_TRUE(setSpeed(0.5));
    ASSERT_TRUE(setSpeed(0.6));
    ASSERT_TRUE(editor->undo());
    editor->rename([](const std::string& label) { return label + "!"; });
    EXPECT_EQ(editor->undoLabel(), "Speed of infeed!");
    EXPECT_EQ(editor->redoLabel(), "Speed of infeed!");
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(editor->undoLabel(), "") << "the first twin came of no step";
}

TEST_F(EditorTest, ADragIsOneStep) {
    ASSERT_TRUE(setSpeed(0.41, "drag"));
    ASSERT_TRUE(setSpeed(0.42, "drag"));
    ASSERT_TRUE(setSpeed(0.43, "drag"));
    editor->endMerge();
    ASSERT_TRUE(setSpeed(0.44, "drag"));
    EXPECT_EQ(speed(), 0.44);
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(speed(), 0.43);
    // Going on with a drag after an undo is a step of its own.
    ASSERT_TRUE(setSpeed(0.45, "drag"));
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(speed(), 0.43);
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(editor->text(), kCell);
}

TEST_F(EditorTest, WhatWouldBeNoTwinChangesNothingAndSaysWhy) {
    const auto before = editor->twin();
    const auto wrong = setSpeed(100.0);
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().message().find("conveyor.infeed.speed"), std::string::npos);
    EXPECT_NE(wrong.error().message().find("20"), std::string::npos);
    // Several changes are one: all or none.
    const Change both[] = {speedOf(0.5), {.what = What::remove, .object = {"conveyor", {}}}};
    EXPECT_FALSE(editor->apply("Both", both));
    EXPECT_EQ(editor->twin(), before);
    EXPECT_EQ(editor->undoLabel(), "");
    // Nothing changed is no step.
    ASSERT_TRUE(setSpeed(0.4));
    EXPECT_EQ(editor->undoLabel(), "");
}

TEST_F(EditorTest, SavingKeepsWhatOthersWrote) {
    EXPECT_FALSE(editor->changed());
    ASSERT_TRUE(setSpeed(0.5));
    EXPECT_TRUE(editor->changed());
    ASSERT_TRUE(editor->save());
    EXPECT_FALSE(editor->changed());
    EXPECT_EQ(textOfFile(), editor->text());
    ASSERT_TRUE(editor->undo());
    EXPECT_TRUE(editor->changed()) << "the file holds the step that was undone";
    EXPECT_EQ(editor->file(), Editor::File::asKnown);

    std::ofstream(file) << "# another one\n" << kCell;
    EXPECT_EQ(editor->file(), Editor::File::other);
    const auto refused = editor->save();
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("opened again"), std::string::npos);
    EXPECT_EQ(textOfFile(), std::string("# another one\n") + kCell);
    EXPECT_EQ(editor->text(), kCell) << "nothing of ours is lost either";
    std::filesystem::remove(file);
    EXPECT_EQ(editor->file(), Editor::File::gone);
    EXPECT_FALSE(editor->save());
    ASSERT_TRUE(editor->saveAs(file)) << "chosen by its name it is written";
    EXPECT_EQ(textOfFile(), kCell);
    EXPECT_EQ(editor->file(), Editor::File::asKnown);
}

TEST_F(EditorTest, WhatAnotherProgramWroteIsAStepOrIsDisregarded) {
    ASSERT_TRUE(setSpeed(0.5));
    const std::string mine = editor->text();
    const std::string theirs = std::string("# theirs\n") + kCell;
    std::ofstream(file) << theirs;
    ASSERT_TRUE(editor->takeFile("Change of the file"));
    EXPECT_EQ(editor->text(), theirs);
    EXPECT_FALSE(editor->changed());
    EXPECT_EQ(editor->undoLabel(), "Change of the file");
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(editor->text(), mine);
    EXPECT_TRUE(editor->changed());
    ASSERT_TRUE(editor->save());
    EXPECT_EQ(textOfFile(), mine);

    std::ofstream(file) << theirs;
    EXPECT_FALSE(editor->save());
    ASSERT_TRUE(editor->disregardFile());
    EXPECT_TRUE(editor->changed());
    ASSERT_TRUE(editor->save());
    EXPECT_EQ(textOfFile(), mine);

    std::ofstream(file) << "gemba = 1\nname = ";
    const auto refused = editor->takeFile("Change of the file");
    ASSERT_FALSE(refused);
    EXPECT_EQ(editor->text(), mine) << "nothing is changed";
    EXPECT_EQ(editor->file(), Editor::File::other);
    std::filesystem::remove(file);
    EXPECT_FALSE(editor->takeFile("Change of the file"));
    EXPECT_FALSE(editor->disregardFile());
}

TEST_F(EditorTest, UnderAnotherNameItIsThatFilesTwinWithAllItsSteps) {
    ASSERT_TRUE(setSpeed(0.5));
    const auto other = file.parent_path() / "other.toml";
    ASSERT_TRUE(editor->saveAs(other));
    EXPECT_EQ(textOfFile(), kCell);
    EXPECT_EQ(readTwin(other).twin->text, editor->text());
    EXPECT_EQ(editor->twin()->file, other);
    EXPECT_FALSE(editor->changed());
    ASSERT_TRUE(editor->undo());
    EXPECT_EQ(editor->text(), kCell);
    EXPECT_EQ(editor->twin()->file, other);
    EXPECT_FALSE(editor->saveAs(file.parent_path() / "no/such/folder.toml"));
}

TEST_F(EditorTest, ThousandStepsAtMostAreKept) {
    for (size_t i = 0; i < Editor::kMaxSteps + 10; ++i)
        ASSERT_TRUE(setSpeed(i % 2 == 0 ? 0.5 : 0.6));
    size_t steps = 0;
    while (editor->undo())
        ++steps;
    EXPECT_EQ(steps, Editor::kMaxSteps);
    while (editor->redo())
        --steps;
    EXPECT_EQ(steps, 0u);
    EXPECT_EQ(speed(), 0.6);
}

/// Random edits of the packing cell: whatever is done and undone, the first text comes back.
TEST(EditorWalk, EveryWalkLeadsBackToTheFirstByte) {
    const auto file = test::projectRoot() / "resources/twins/packing_cell/packing_cell.toml";
    const ReadOutcome read = readTwin(file);
    ASSERT_NE(read.twin, nullptr);
    Editor editor(read.twin);
    RandomStream random(7, "test");
    size_t done = 0, refused = 0;
    for (int i = 0; i < 400; ++i) {
        const Twin& twin = *editor.twin();
        const Device& device = twin.devices[random.next() % twin.devices.size()];
        const auto keys = device.info().keys;
        const uint64_t choice = random.next() % 10;
        Change change{.object = {std::string(device.info().name), {{"id", device.id}}}};
        if (choice < 5 && !keys.empty()) {
            const KeyInfo& key = keys[random.next() % keys.size()];
            change.key = key.name;
            change.value = tomlOf(KeyValue(0.5 + random.uniform()));
        } else if (choice == 5) {
            change.what = What::remove;
        } else if (choice == 6) {
            change.what = What::add;
            change.object = {"conveyor", {}};
            change.keys = {{"id", tomlText("belt" + std::to_string(i))},
                           {"size", tomlText(Vec3(2.0, 0.5, 0.8))}};
        } else if (choice == 7) {
            editor.undo();
            continue;
        } else {
            editor.redo();
            continue;
        }
        if (editor.apply("Step", {&change, 1}))
            ++done;
        else
            ++refused;
        ASSERT_NE(readTwinText(editor.text(), file).twin, nullptr);
    }
    EXPECT_GT(done, 20u);
    EXPECT_GT(refused, 20u);
    while (editor.undo()) {
    }
    EXPECT_EQ(editor.text(), read.twin->text);
}

}  // namespace
}  // namespace gemba::twin
