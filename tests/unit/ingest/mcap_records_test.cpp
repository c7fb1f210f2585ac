#include "ingest/mcap/records.h"

#include <lz4frame.h>

#include <random>

#include "ingest/mcap/compression.h"
#include "ingest/mcap/crc32.h"
#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::mcap::test {
namespace {

/// The one record that was appended.
RawRecord only(const Bytes& bytes) {
    std::span<const std::byte> rest = bytes;
    uint64_t offset = 0;
    RawRecord out;
    EXPECT_TRUE(takeRecord(rest, offset, out));
    EXPECT_TRUE(rest.empty());
    return out;
}

Bytes noise(size_t size, unsigned seed) {
    std::mt19937 random(seed);
    Bytes out(size);
    for (std::byte& byte : out)
        byte = static_cast<std::byte>(random());
    return out;
}

TEST(McapCrc32, KnownValue) {
    EXPECT_EQ(crc32(0, bytesOf("123456789")), 0xCBF43926u);
    EXPECT_EQ(crc32(0, {}), 0u);
}

TEST(McapCrc32, EqualByTableAndByMultiplicationAtEveryLength) {
    const Bytes bytes = noise(1000, 1);
    for (size_t size = 0; size < bytes.size(); ++size) {
        const auto part = std::span(bytes).first(size);
        ASSERT_EQ(crc32(7, part), crc32ByTable(7, part)) << size;
    }
}

TEST(McapCrc32, GoesOnFromAPart) {
    const Bytes bytes = noise(500, 2);
    const auto all = std::span<const std::byte>(bytes);
    EXPECT_EQ(crc32(crc32(0, all.first(133)), all.subspan(133)), crc32(0, all));
}

TEST(McapRecords, ComeBackAsTheyWere) {
    Bytes bytes;
    const Channel channel{7, 3, "line/speed", "json", {{"gemba.source", "plc7"}, {"boot", "1"}}};
    append(bytes, channel);
    Channel read;
    ASSERT_TRUE(parse(only(bytes), read));
    EXPECT_EQ(read, channel);

    bytes.clear();
    const Schema schema{3, "Speed", "jsonschema", Bytes(5, std::byte{9})};
    append(bytes, schema);
    Schema readSchema;
    ASSERT_TRUE(parse(only(bytes), readSchema));
    EXPECT_EQ(readSchema, schema);

    bytes.clear();
    append(bytes, ChunkIndex{1, 2, 3, 4, {{5, 6}, {7, 8}}, 9, "zstd", 10, 11});
    ChunkIndex index;
    ASSERT_TRUE(parse(only(bytes), index));
    EXPECT_EQ(index.indexOffsets, (std::vector<std::pair<uint16_t, uint64_t>>{{5, 6}, {7, 8}}));
    EXPECT_EQ(index.uncompressedSize, 11u);

    bytes.clear();
    append(bytes, MessageIndex{4, {{100, 0}, {200, 77}}});
    MessageIndex messages;
    ASSERT_TRUE(parse(only(bytes), messages));
    EXPECT_EQ(messages.entries[1], (std::pair<uint64_t, uint64_t>(200, 77)));
}

TEST(McapRecords, BytesBeyondTheFieldsAreSkipped) {
    Bytes bytes;
    append(bytes, Header{"profile", "library"});
    bytes.resize(bytes.size() + 3);
    bytes[1] = static_cast<std::byte>(std::to_integer<int>(bytes[1]) + 3);
    Header header;
    ASSERT_TRUE(parse(only(bytes), header));
    EXPECT_EQ(header, (Header{"profile", "library"}));
}

TEST(McapRecords, AnErrorNamesRecordAndOffset) {
    const Bytes bytes(3);
    Channel channel;
    const auto parsed = parse({Opcode::channel, 1234, false, bytes}, channel);
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().message().find("Channel record at byte 1234"), std::string::npos);
}

// Whatever length stands in a record, and wherever it is cut: an error or a record, nothing else.
TEST(McapRecords, NoPrefixAndNoLengthLeadsAstray) {
    Bytes bytes;
    append(bytes, Channel{7, 3, "line/speed", "json", {{"a", "b"}, {"c", "d"}}});
    const Bytes content(bytes.begin() + kRecordHead, bytes.end());
    for (size_t size = 0; size < content.size(); ++size) {
        const Bytes part(content.begin(), content.begin() + static_cast<long>(size));
        Channel channel;
        EXPECT_FALSE(parse({Opcode::channel, 0, false, part}, channel)) << size;
    }
    for (size_t at = 0; at + 4 <= content.size(); ++at) {
        Bytes wrong = content;
        std::memset(wrong.data() + at, 0xFF, 4);
        Channel channel;
        (void)parse({Opcode::channel, 0, false, wrong}, channel);
    }
}

TEST(McapRecords, ASchemaHasAnId) {
    Bytes bytes;
    append(bytes, Schema{0, "a", "b", {}});
    Schema schema;
    EXPECT_FALSE(parse(only(bytes), schema));
}

Bytes lz4Of(std::span<const std::byte> in) {
    Bytes out(LZ4F_compressFrameBound(in.size(), nullptr));
    out.resize(LZ4F_compressFrame(out.data(), out.size(), in.data(), in.size(), nullptr));
    return out;
}

Bytes zstdOf(std::span<const std::byte> in) {
    Compressor compressor;
    const auto out = compressor.compress(in);
    EXPECT_TRUE(out);
    return {out->begin(), out->end()};
}

/// Compressible, and longer than what is decompressed in one go.
Bytes longText() {
    Bytes out = noise(size_t{5} << 20, 3);
    for (std::byte& byte : out)
        byte &= std::byte{0x0F};
    return out;
}

TEST(McapCompression, BothWaysAndBothSizes) {
    Decompressor decompressor;
    for (const Bytes& in : {Bytes{}, noise(1000, 4), longText()}) {
        Bytes out;
        ASSERT_TRUE(decompressor.decompress("zstd", zstdOf(in), in.size(), out));
        EXPECT_EQ(out, in);
        ASSERT_TRUE(decompressor.decompress("lz4", lz4Of(in), in.size(), out));
        EXPECT_EQ(out, in);
    }
}

TEST(McapCompression, WhatIsCutGivesWhatStoodBefore) {
    Decompressor decompressor;
    const Bytes in = longText();
    for (const auto& [name, whole] : {std::pair("zstd", zstdOf(in)), std::pair("lz4", lz4Of(in))}) {
        Bytes out;
        const auto half = std::span<const std::byte>(whole).first(whole.size() / 2);
        EXPECT_FALSE(decompressor.decompress(name, half, in.size(), out));
        EXPECT_GT(out.size(), in.size() / 3) << name;
        EXPECT_TRUE(std::equal(out.begin(), out.end(), in.begin())) << name;
    }
}

TEST(McapCompression, AClaimIsNoAllocation) {
    Decompressor decompressor;
    const Bytes in = noise(1000, 5);
    for (const char* name : {"zstd", "lz4"}) {
        const Bytes small = std::string_view(name) == "zstd" ? zstdOf(in) : lz4Of(in);
        Bytes out;
        const auto impossible = decompressor.decompress(name, small, uint64_t{1} << 60, out);
        ASSERT_FALSE(impossible);
        EXPECT_NE(impossible.error().message().find("1152921504606846976"), std::string::npos);
        EXPECT_EQ(out.capacity(), 0u);
        // Plausible but wrong: only what really came, and room for the first piece.
        EXPECT_FALSE(decompressor.decompress(name, small, uint64_t{60} << 20, out));
        EXPECT_LE(out.capacity(), size_t{5} << 20);
        EXPECT_FALSE(decompressor.decompress(name, small, 999, out));
        EXPECT_FALSE(decompressor.decompress(name, small, 1001, out));
    }
    Bytes out;
    EXPECT_FALSE(decompressor.decompress("brotli", in, 1000, out));
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
