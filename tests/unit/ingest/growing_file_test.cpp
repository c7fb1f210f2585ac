#include "ingest/mcap/growing_file.h"

#include <fmt/format.h>

#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::mcap::test {
namespace {

/// A file of three chunks; the second and the third have a channel that the ones before have not.
void writeChunks(const std::filesystem::path& path) {
    auto writer = Writer::create(path, {.profile = "test"});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->addMetadata({"gemba", {{"maths", "0123"}}}));
    for (uint64_t chunk = 0; chunk < 3; ++chunk) {
        const auto channel =
            writer->addChannel({.topic = fmt::format("line/{}", chunk), .encoding = "json"});
        ASSERT_TRUE(channel);
        for (uint64_t t = 0; t < 20; ++t) {
            const std::string text = fmt::format("{}", chunk * 100 + t);
            const auto id = static_cast<uint16_t>(*channel - (t % 2 == 0 ? 0 : chunk));
            ASSERT_TRUE(writer->write(
                {id, 0, chunk * 100 + t, chunk * 100 + t, std::as_bytes(std::span(text))}));
        }
        ASSERT_TRUE(writer->closeChunk());
    }
    ASSERT_TRUE(writer->finish());
}

/// Remembers from where it was read.
class Watched final : public ByteSource {
 public:
    explicit Watched(std::span<const std::byte> bytes) : m_source(sourceOf(bytes)) {}
    [[nodiscard]] uint64_t size() const override { return m_source->size(); }
    [[nodiscard]] Result<std::span<const std::byte>> read(uint64_t offset, uint64_t size,
                                                          Bytes& scratch) const override {
        first = std::min(first, offset);
        return m_source->read(offset, size, scratch);
    }
    mutable uint64_t first = UINT64_MAX;

 private:
    std::unique_ptr<ByteSource> m_source;
};

TEST(GrowingFile, SeesWholeRecordsOnlyWhereverItEnds) {
    const Folder folder;
    writeChunks(folder / "whole.mcap");
    const Bytes all = readAll(folder / "whole.mcap");
    const auto whole = drain(McapFile::open(folder / "whole.mcap")->messages());
    ASSERT_EQ(whole.size(), 60u);

    const auto path = folder / "growing.mcap";
    writeAll(path, std::span(all).first(kMagic.size()));
    GrowingFile growing(path);
    size_t seen = 0;
    for (size_t size = kMagic.size(); size <= all.size(); size += size + 7 > all.size() ? 1 : 7) {
        writeAll(path, std::span(all).first(size));
        const auto more = growing.readOn();
        ASSERT_TRUE(more) << more.error().message();
        const Contents& contents = growing.file()->contents();
        EXPECT_TRUE(contents.problems.empty()) << contents.problems.texts()[0];
        const auto now = drain(growing.file()->messages());
        ASSERT_GE(now.size(), seen);
        ASSERT_EQ(now.size() % 20, 0u);
        for (size_t i = seen; i < now.size(); ++i) {
            EXPECT_EQ(now[i].time, whole[i].time);
            EXPECT_EQ(now[i].data, whole[i].data);
        }
        seen = now.size();
    }
    EXPECT_EQ(seen, 60u);
    const Contents& contents = growing.file()->contents();
    EXPECT_EQ(contents.channels.size(), 3u);
    EXPECT_EQ(contents.statistics.messages, 60u);
    EXPECT_EQ(contents.metadata.size(), 1u);
    EXPECT_FALSE(*growing.readOn());
}

TEST(GrowingFile, FindsTheNewestOfAChannelThatSpokeLongAgo) {
    const Folder folder;
    writeChunks(folder / "a.mcap");
    GrowingFile growing(folder / "a.mcap");
    ASSERT_TRUE(growing.readOn());
    const auto latest = growing.file()->latest(UINT64_MAX);
    ASSERT_TRUE(latest);
    ASSERT_EQ(latest->messages.size(), 3u);
    EXPECT_EQ(latest->messages.back().logTime, 218u);
}

TEST(GrowingFile, NeverGoesBack) {
    const Folder folder;
    writeChunks(folder / "a.mcap");
    const Bytes all = readAll(folder / "a.mcap");
    ReadSoFar soFar;
    uint64_t before = 0;
    for (size_t size = 64; size < all.size(); size += 64) {
        const std::span<const std::byte> whole(all);
        const Watched source(whole.first(size));
        ASSERT_TRUE(readOn(source, soFar));
        EXPECT_GE(source.first, before);
        before = soFar.next;
    }
    EXPECT_GT(before, all.size() / 2);
}

TEST(GrowingFile, WhatIsNoMcapFileOrGoneIsSaid) {
    const Folder folder;
    writeAll(folder / "text.mcap", bytesOf("no magic at all"));
    EXPECT_FALSE(GrowingFile(folder / "text.mcap").readOn());
    EXPECT_FALSE(GrowingFile(folder / "gone.mcap").readOn());
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
