#include "engine/twin/patch.h"

#include <gtest/gtest.h>

#include "engine/twin/document.h"
#include "tests/support/places.h"

namespace gemba::twin {
namespace {

using What = Change::What;

constexpr const char* kCell = R"(# our line, 現場
gemba = 1
name = "現場" # its name

# ---- Belts ----

# the long one
[[conveyor]]
  id = "infeed"     # first
  size = [
    6.0, # length
    0.6, 0.8
  ]
  pose = { position = [0, 0, 0.8] } # here

[[conveyor]]
id = "outfeed"
size = [2, 0.6, 0.8]

# sees
[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6

[[binding]]
signal = "line/pe1"
device = "pe1.blocked"
role = "compare"
tolerance = { time = 0.10 })";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string apply(std::string_view text, const Change& change) {
    const auto out = patched(text, {&change, 1}, "cell.toml");
    return out ? *out : "refused: " + out.error().message();
}

ObjectRef conveyor(const std::string& id) {
    return {"conveyor", {{"id", id}}};
}

TEST(Patch, AValueIsReplacedWhereItStandsWhateverItsForm) {
    EXPECT_EQ(
        apply(kCell, {.object = conveyor("infeed"), .key = "size", .value = "[1.0, 2.0, 3.0]"}),
        with(kCell, "[\n    6.0, # length\n    0.6, 0.8\n  ]", "[1.0, 2.0, 3.0]"));
    EXPECT_EQ(
        apply(kCell, {.object = conveyor("infeed"), .key = "pose.position", .value = "[1, 2, 3]"}),
        with(kCell, "[0, 0, 0.8]", "[1, 2, 3]"));
    EXPECT_EQ(
        apply(kCell,
              {.object = conveyor("infeed"), .key = "pose", .value = "{ position = [1, 2, 3] }"}),
        with(kCell, "{ position = [0, 0, 0.8] }", "{ position = [1, 2, 3] }"));
    EXPECT_EQ(apply(kCell, {.object = {}, .key = "name", .value = "\"cell\""}),
              with(kCell, "\"現場\" #", "\"cell\" #"));
    EXPECT_EQ(
        apply(kCell, {.object = {"binding", {{"signal", "line/pe1"}, {"device", "pe1.blocked"}}},
                      .key = "tolerance.time",
                      .value = "0.2"}),
        with(kCell, "0.10 }", "0.2 }"));
}

TEST(Patch, ANewKeyStandsBehindTheLastOneOrWithinTheBraces) {
    EXPECT_EQ(apply(kCell, {.object = conveyor("infeed"), .key = "speed", .value = "0.4"}),
              with(kCell, "# here\n", "# here\n  speed = 0.4\n"));
    EXPECT_EQ(
        apply(kCell, {.object = conveyor("infeed"), .key = "pose.rpy_deg", .value = "[0, 0, 90]"}),
        with(kCell, "0.8] }", "0.8], rpy_deg = [0, 0, 90] }"));
    EXPECT_EQ(
        apply(kCell, {.object = conveyor("outfeed"), .key = "pose.position", .value = "[1, 2, 3]"}),
        with(kCell, "size = [2, 0.6, 0.8]\n",
             "size = [2, 0.6, 0.8]\npose = { position = [1, 2, 3] }\n"));
    EXPECT_EQ(apply(kCell, {.object = {}, .key = "extra", .value = "1"}),
              with(kCell, "# its name\n", "# its name\nextra = 1\n"));
    // The last line may have no end; an empty table has only its header.
    EXPECT_EQ(apply(kCell, {.object = {"binding", {}}, .key = "unit", .value = "\"m\""}),
              std::string(kCell) + "\nunit = \"m\"\n");
    EXPECT_EQ(apply("[world]", {.object = {"world", {}}, .key = "seed", .value = "2"}),
              "[world]\nseed = 2\n");
    EXPECT_EQ(apply("[[a]]\npose.x = 1\n", {.object = {"a", {}}, .key = "pose.x", .value = "2"}),
              "[[a]]\npose.x = 2\n");
    EXPECT_EQ(apply("[world]\nseed = 1\n", {.object = {}, .key = "gemba", .value = "1"}),
              "gemba = 1\n[world]\nseed = 1\n");
    EXPECT_EQ(apply("", {.object = {}, .key = "gemba", .value = "1"}), "gemba = 1\n");
    EXPECT_EQ(apply("x = {}\n", {.object = {}, .key = "x.y", .value = "1"}), "x = { y = 1 }\n");
}

TEST(Patch, AKeyGoesWithItsLine) {
    EXPECT_EQ(apply(kCell, {.what = What::unset, .object = conveyor("infeed"), .key = "size"}),
              with(kCell, "  size = [\n    6.0, # length\n    0.6, 0.8\n  ]\n", ""));
    EXPECT_EQ(apply(kCell, {.what = What::unset, .object = conveyor("infeed"), .key = "pose"}),
              with(kCell, "  pose = { position = [0, 0, 0.8] } # here\n", ""));
    EXPECT_EQ(apply(kCell, {.what = What::unset, .object = conveyor("infeed"), .key = "speed"}),
              kCell)
        << "it was not there";
}

TEST(Patch, AnObjectComesBehindThoseOfItsKind) {
    EXPECT_EQ(
        apply(kCell, {.what = What::add,
                      .object = {"conveyor", {}},
                      .keys = {{"id", "\"third\""}, {"size", "[1.0, 1.0, 1.0]"}}}),
        with(kCell, "size = [2, 0.6, 0.8]\n",
             "size = [2, 0.6, 0.8]\n\n[[conveyor]]\nid = \"third\"\nsize = [1.0, 1.0, 1.0]\n"));
    EXPECT_EQ(
        apply(kCell, {.what = What::add, .object = {"live", {}}, .keys = {{"id", "\"plc\""}}}),
        std::string(kCell) + "\n\n[[live]]\nid = \"plc\"\n");
    EXPECT_EQ(apply("", {.what = What::add, .object = {"live", {}}, .keys = {{"id", "\"plc\""}}}),
              "[[live]]\nid = \"plc\"\n");
}

TEST(Patch, AnObjectGoesWithTheCommentRightAboveIt) {
    const std::string first = "# the long one\n[[conveyor]]\n  id = \"infeed\"     # first\n";
    std::string rest(kCell);
    const size_t begin = rest.find(first), end = rest.find("[[conveyor]]\nid");
    rest.erase(begin, end - begin);
    EXPECT_EQ(apply(kCell, {.what = What::remove, .object = conveyor("infeed")}), rest);
    // At the end the text ends as a line does.
    EXPECT_EQ(apply(kCell, {.what = What::remove, .object = {"binding", {}}}),
              std::string(kCell).substr(0, std::string(kCell).find("\n[[binding]]")));
    EXPECT_EQ(apply("[[a]]\n[a.b]\nc = 1\n\n[[d]]\n", {.what = What::remove, .object = {"a", {}}}),
              "[[d]]\n");
}

TEST(Patch, LinesEndAsTheyDoInTheFileAndAMarkAtItsBeginningStays) {
    const std::string text = "\xEF\xBB\xBFgemba = 1\r\n[[live]]\r\nid = \"plc\"\r\n";
    EXPECT_EQ(apply(text, {.object = {"live", {}}, .key = "connect", .value = "\"x\""}),
              text + "connect = \"x\"\r\n");
    EXPECT_EQ(apply(text, {.object = {}, .key = "gemba", .value = "2"}),
              with(text, "gemba = 1", "gemba = 2"));
    EXPECT_EQ(apply(text, {.what = What::add, .object = {"live", {}}, .keys = {{"id", "\"b\""}}}),
              text + "\r\n[[live]]\r\nid = \"b\"\r\n");
}

TEST(Patch, WhatCannotBeChangedSafelyIsRefused) {
    const auto refusal = [](std::string_view text, const Change& change) {
        const std::string out = apply(text, change);
        EXPECT_TRUE(out.starts_with("refused: ")) << out;
        return out;
    };
    EXPECT_NE(refusal(kCell, {.object = conveyor("nobody"), .key = "speed", .value = "1"})
                  .find("no [[conveyor]] with id = \"nobody\""),
              std::string::npos);
    EXPECT_NE(
        refusal("[[a]]\n[a.pose]\nx = 1\n", {.object = {"a", {}}, .key = "pose", .value = "1"})
            .find("cell.toml:2"),
        std::string::npos);
    refusal("[[a]]\npose.x = 1\n", {.object = {"a", {}}, .key = "pose", .value = "1"});
    refusal("a = [{ b = 1 }]\n", {.what = What::remove, .object = {"a", {}}});
    refusal("a = [{ b = 1 }]\n", {.what = What::add, .object = {"a", {}}});
    refusal("a = [{ b = 1 }]\n", {.what = What::unset, .object = {"a", {}}, .key = "b"});
    // Its parts lie apart, with another table between them.
    refusal("[[a]]\nid = 1\n[world]\nseed = 1\n[a.pose]\nx = 1\n",
            {.what = What::remove, .object = {"a", {}}});
    refusal("[[a]]\npose.x = 1\n", {.object = {"a", {}}, .key = "pose.y", .value = "1"});
    refusal("a = [", {.object = {}, .key = "a", .value = "1"});
    // What would no longer be TOML.
    refusal(kCell, {.object = conveyor("infeed"), .key = "speed", .value = "0.4 0.5"});
    refusal(kCell, {.object = conveyor("infeed"), .key = "speed", .value = "\"\n[[x]]"});
}

/// Each value of a text, with its place, set to what stands there already.
void setAlike(const std::string& text, const Node& table, const ObjectRef& object,
              const std::string& path, size_t& count) {
    for (const Member& member : table.members) {
        const std::string key = path.empty() ? member.key : path + "." + member.key;
        if (member.value.type == Node::Type::table) {
            setAlike(text, member.value, object, key, count);
            continue;
        }
        // Something else there, and back again by its own place.
        const std::string changed = apply(text, {.object = object, .key = key, .value = "'ß'"});
        const ParsedDocument parsed = parseDocument(changed);
        ASSERT_FALSE(parsed.problem) << key << ": " << changed.substr(0, 200);
        EXPECT_EQ(changed.find("'ß'"), changed.rfind("'ß'"));
        ++count;
        // All around it is as it was.
        const size_t at = changed.find("'ß'");
        EXPECT_EQ(text.substr(0, at), changed.substr(0, at));
        const std::string behind = changed.substr(at + std::string("'ß'").size());
        EXPECT_TRUE(text.ends_with(behind)) << key;
        EXPECT_TRUE(behind.empty() ||
                    std::string(" \t\r\n,}#").find(behind[0]) != std::string::npos)
            << key << ": " << behind.substr(0, 20);
    }
}

TEST(Patch, EveryValueOfTheBundledTwinsHasItsPlace) {
    size_t count = 0;
    for (const char* const name : {"packing_cell", "palletizing_cell"}) {
        std::string text;
        const auto file =
            test::projectRoot() / "resources/twins" / name / (std::string(name) + ".toml");
        ASSERT_FALSE(readFile(file, kMaxFileBytes, text));
        const ParsedDocument parsed = parseDocument(text);
        ASSERT_FALSE(parsed.problem);
        for (const Member& member : parsed.root.members) {
            if (member.value.type == Node::Type::array && !member.value.items.empty() &&
                member.value.items[0].type == Node::Type::table) {
                for (const Node& one : member.value.items) {
                    ObjectRef object{member.key, {}};
                    for (const char* const key : {"id", "name", "signal", "device"}) {
                        if (const Member* const its = one.find(key))
                            object.where.emplace_back(key, its->value.text);
                    }
                    setAlike(text, one, object, "", count);
                }
            }
        }
    }
    EXPECT_GT(count, 300u);
}

}  // namespace
}  // namespace gemba::twin
