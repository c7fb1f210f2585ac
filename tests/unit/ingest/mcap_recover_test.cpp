#include "ingest/mcap/recover.h"

#include <fmt/format.h>

#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::mcap::test {
namespace {

/// Ten chunks of ten messages, an attachment and metadata between them.
void makeRecording(const std::filesystem::path& path) {
    auto writer = Writer::create(path, {.profile = "p"});
    ASSERT_TRUE(writer);
    const auto schema = *writer->addSchema({.name = "S", .encoding = "jsonschema"});
    const auto channel = *writer->addChannel({.schema = schema, .topic = "t", .encoding = "json"});
    ASSERT_TRUE(writer->addAttachment({.name = "twin.toml", .data = bytesOf("gemba = 1")}));
    ASSERT_TRUE(writer->addMetadata({"gemba", {{"a", "b"}}}));
    for (uint64_t t = 0; t < 100; ++t) {
        const std::string data = fmt::format("{{\"v\":{}}}", t);
        ASSERT_TRUE(writer->write({channel, 0, t, t, bytesOf(data)}));
        if (t % 10 == 9) {
            ASSERT_TRUE(writer->closeChunk());
        }
    }
    ASSERT_TRUE(writer->finish());
}

TEST(McapRecover, AWholeFileComesBackWhole) {
    const Folder folder;
    makeRecording(folder / "a.mcap");
    const auto saved = recover(folder / "a.mcap", folder / "b.mcap");
    ASSERT_TRUE(saved) << saved.error().message();
    EXPECT_TRUE(saved->problems.empty());
    EXPECT_EQ(saved->messages, 100u);
    EXPECT_EQ(saved->attachments, 1u);
    EXPECT_EQ(saved->metadata, 1u);
    const auto a = McapFile::open(folder / "a.mcap");
    const auto b = McapFile::open(folder / "b.mcap");
    EXPECT_EQ(drain(a->messages()), drain(b->messages()));
    EXPECT_EQ(a->contents().channels, b->contents().channels);
    EXPECT_EQ(a->contents().schemas, b->contents().schemas);
    EXPECT_EQ(b->contents().header.profile, "p");
}

// Cut anywhere: a complete file with all that stood before, or an error and no file.
TEST(McapRecover, CutAnywhere) {
    const Folder folder;
    makeRecording(folder / "a.mcap");
    const Bytes whole = readAll(folder / "a.mcap");
    uint64_t most = 0;
    for (size_t size = 0; size < whole.size(); size += 37) {
        writeAll(folder / "cut.mcap", std::span<const std::byte>(whole).first(size));
        std::filesystem::remove(folder / "out.mcap");
        const auto saved = recover(folder / "cut.mcap", folder / "out.mcap");
        EXPECT_EQ(std::filesystem::exists(folder / "out.mcap"), saved.has_value());
        EXPECT_FALSE(std::filesystem::exists(folder / "out.mcap.part"));
        if (!saved)
            continue;
        EXPECT_FALSE(saved->problems.empty()) << size;
        EXPECT_GE(saved->messages, most);
        most = saved->messages;
        const auto file = McapFile::open(folder / "out.mcap");
        ASSERT_TRUE(file);
        EXPECT_TRUE(file->contents().indexed && file->contents().problems.empty());
        EXPECT_EQ(drain(file->messages()).size(), saved->messages);
    }
    EXPECT_EQ(most, 100u);
}

// The first chunk holds the only description before the summary.
TEST(McapRecover, ADamagedFirstChunkTakesNoOtherWithIt) {
    const Folder folder;
    makeRecording(folder / "a.mcap");
    Bytes bytes = readAll(folder / "a.mcap");
    const ChunkSpan chunk = McapFile::open(folder / "a.mcap")->contents().chunks[0];
    bytes[chunk.offset + chunk.length - 10] ^= std::byte{1};
    writeAll(folder / "bad.mcap", bytes);
    const auto saved = recover(folder / "bad.mcap", folder / "b.mcap");
    ASSERT_TRUE(saved) << saved.error().message();
    EXPECT_EQ(saved->messages, 90u);
    EXPECT_EQ(saved->badChunks, 1u);
    EXPECT_FALSE(saved->problems.empty());
}

TEST(McapRecover, FailsLoudlyWhereNothingIsLeft) {
    const Folder folder;
    writeAll(folder / "empty.mcap", {});
    writeAll(folder / "magic.mcap", bytesOf(kMagic));
    writeAll(folder / "text.mcap", bytesOf("no recording at all, but long enough to look at it"));
    for (const char* name : {"empty.mcap", "magic.mcap", "text.mcap", "none.mcap"}) {
        const auto saved = recover(folder / name, folder / "out.mcap");
        ASSERT_FALSE(saved) << name;
        EXPECT_NE(saved.error().message().find(name), std::string::npos) << saved.error().message();
        EXPECT_FALSE(std::filesystem::exists(folder / "out.mcap"));
    }
}

TEST(McapRecover, NeverOverItself) {
    const Folder folder;
    makeRecording(folder / "a.mcap");
    const Bytes before = readAll(folder / "a.mcap");
    EXPECT_FALSE(recover(folder / "a.mcap", folder / "a.mcap"));
    EXPECT_EQ(readAll(folder / "a.mcap"), before);
    EXPECT_FALSE(recover(folder / "a.mcap", folder / "no/folder.mcap"));
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
