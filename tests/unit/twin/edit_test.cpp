#include "engine/twin/edit.h"

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "engine/core/scratch_folder.h"
#include "engine/twin/reader.h"

namespace gemba::twin {
namespace {

constexpr const char* kCell = R"(# our line
gemba = 1

[[conveyor]]
  id = "infeed"     # the long one
  size = [6.0, 0.6, 0.8]
  speed=0.4 # m/s
[[conveyor]]
id = "outfeed"
size = [2, 0.6, 0.8]
[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6
height = 0.2)";

std::string changed(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Edit, AKeyThatIsThereKeepsItsPlaceAndItsComment) {
    const auto next = edited(kCell, {"infeed", "speed", 0.45, ""}, "cell.toml");
    ASSERT_TRUE(next) << next.error().message();
    EXPECT_EQ(*next, changed(kCell, "speed=0.4 #", "speed=0.45 #"));
}

TEST(Edit, ANewKeyStandsBehindTheLastWithItsNote) {
    const auto next = edited(kCell, {"infeed", "slip", 0.06, "estimated by us"}, "cell.toml");
    ASSERT_TRUE(next) << next.error().message();
    EXPECT_EQ(*next,
              changed(kCell, "# m/s\n", "# m/s\n  # slip: estimated by us\n  slip = 0.06\n"));
    // Another estimate: the note of before gives way.
    const std::string people = changed(*next, "estimated by us", "measured by hand, keep");
    const auto kept = edited(people, {"infeed", "slip", 0.08, ""}, "cell.toml");
    ASSERT_TRUE(kept) << kept.error().message();
    EXPECT_EQ(*kept, changed(people, "slip = 0.06", "slip = 0.08")) << "it is not ours";
    const auto again = edited(*next, {"infeed", "slip", 1.0, "better"}, "cell.toml");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(*again, changed(kCell, "# m/s\n", "# m/s\n  # slip: better\n  slip = 1.0\n"));
    const auto read = readTwinText(*again, "cell.toml");
    ASSERT_NE(read.twin, nullptr);
    EXPECT_EQ(
        read.twin->devices[static_cast<size_t>(read.twin->findDevice("infeed"))].number("slip"),
        1.0);
}

TEST(Edit, TheLastLineMayHaveNoEnd) {
    const auto next = edited(kCell, {"pe1", "height", 1.0, ""}, "cell.toml");
    ASSERT_TRUE(next) << next.error().message();
    EXPECT_EQ(*next, changed(kCell, "height = 0.2", "height = 1.0"));
    const std::string tail = changed(kCell, "id = \"pe1\"\non = \"infeed\"\nat = 5.6\nheight = 0.2",
                                     "on = \"infeed\"\nat = 5.6\nid = \"pe1\"");
    const auto added = edited(tail, {"pe1", "delay", 0.12, ""}, "cell.toml");
    ASSERT_TRUE(added) << added.error().message();
    EXPECT_EQ(*added, tail + "\ndelay = 0.12\n");
}

TEST(Edit, LinesEndAsTheyDoInTheFile) {
    std::string windows;
    for (const char c : std::string_view(kCell))
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const auto next = edited(windows, {"infeed", "slip", 0.06, "estimated"}, "cell.toml");
    ASSERT_TRUE(next) << next.error().message();
    EXPECT_EQ(*next,
              changed(windows, "# m/s\r\n", "# m/s\r\n  # slip: estimated\r\n  slip = 0.06\r\n"));
}

TEST(Edit, WhatCannotBeIsRefusedAndSaysWhy) {
    const auto refusal = [](std::string_view text, const KeyEdit& edit) {
        const auto next = edited(text, edit, "cell.toml");
        return next ? std::string("done") : next.error().message();
    };
    EXPECT_NE(refusal(kCell, {"nobody", "slip", 0.1, ""}).find("nobody"), std::string::npos);
    EXPECT_NE(refusal(kCell, {"pe1", "slip", 0.1, ""}).find("no number \"slip\""),
              std::string::npos);
    EXPECT_NE(refusal(kCell, {"pe1", "on", 0.1, ""}).find("no number \"on\""), std::string::npos);
    EXPECT_NE(refusal(kCell, {"infeed", "slip", -0.01, ""}).find("slip = -0.01"),
              std::string::npos);
    EXPECT_NE(refusal("gemba = 1\nspeed", {"infeed", "slip", 0.1, ""}).find("cell.toml:2"),
              std::string::npos);
    const char* inlined =
        "gemba = 1\nconveyor = [{ id = \"infeed\", size = [6.0, 0.6, 0.8], speed = 0.4 }]\n";
    EXPECT_NE(refusal(inlined, {"infeed", "slip", 0.1, "why"}).find("by hand"), std::string::npos)
        << "there is no line for a note";
    EXPECT_EQ(refusal(inlined, {"infeed", "slip", 0.1, ""}), "done");
    const char* dotted =
        "gemba = 1\n[[conveyor]]\nid = \"infeed\"\nsize = [6, 1, 1]\n"
        "[[binding]]\n";
    EXPECT_NE(refusal(dotted, {"infeed", "slip", 0.1, ""}).find("cell.toml:5"), std::string::npos);
}

TEST(Edit, AFileIsReplacedWholeAndOnlyIfNobodyChangedIt) {
    auto folder = ScratchFolder::make();
    ASSERT_TRUE(folder);
    const auto file = folder->path() / "cell.toml", link = folder->path() / "link.toml";
    std::ofstream(file) << kCell;
    std::filesystem::create_symlink("cell.toml", link);
    const std::vector<KeyEdit> edits{{"infeed", "slip", 0.06, ""}, {"pe1", "delay", 0.1, ""}};
    const auto next = editFile(link, kCell, edits);
    ASSERT_TRUE(next) << next.error().message();
    EXPECT_TRUE(std::filesystem::is_symlink(link)) << "what it leads to is changed";
    const auto read = readTwin(file);
    ASSERT_NE(read.twin, nullptr);
    EXPECT_EQ(read.twin->text, *next);
    // What was open before is not what stands there now.
    const auto late = editFile(file, kCell, edits);
    ASSERT_FALSE(late);
    EXPECT_NE(late.error().message().find("opened again"), std::string::npos);
    // All of them or none.
    const std::vector<KeyEdit> half{{"infeed", "slip", 0.07, ""}, {"infeed", "bias", 0.1, ""}};
    EXPECT_FALSE(editFile(file, *next, half));
    EXPECT_EQ(readTwin(file).twin->text, *next);
    const std::filesystem::directory_iterator left(folder->path());
    EXPECT_EQ(std::distance(begin(left), end(left)), 2) << "nothing is left beside it";
}

}  // namespace
}  // namespace gemba::twin
