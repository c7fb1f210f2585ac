#include <fmt/format.h>

#include <map>

#include "ingest/mcap/stream_reader.h"
#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::mcap::test {
namespace {

/// A file of a tebibyte, nearly all of it zeros that no disk needs: what a few bytes in it claim is
/// there. Whoever reads much of it at once has believed them.
class VastSource final : public ByteSource {
 public:
    static constexpr uint64_t kSize = uint64_t{1} << 40;

    static inline bool s_believed = false;

    void put(uint64_t offset, Bytes bytes) { m_parts[offset] = std::move(bytes); }
    [[nodiscard]] uint64_t size() const override { return kSize; }
    [[nodiscard]] Result<std::span<const std::byte>> read(uint64_t offset, uint64_t size,
                                                          Bytes& scratch) const override {
        size = offset >= kSize ? 0 : std::min(size, kSize - offset);
        s_believed = s_believed || size > kMaxRecord + 1024;
        if (s_believed)
            return fail({.doing = "read a vast file", .found = fmt::format("{} bytes", size)});
        scratch.assign(size, std::byte{0});
        for (const auto& [begin, bytes] : m_parts) {
            for (uint64_t i = 0; i < bytes.size(); ++i) {
                if (begin + i >= offset && begin + i < offset + size)
                    scratch[begin + i - offset] = bytes[i];
            }
        }
        return std::span<const std::byte>(scratch).first(size);
    }

 private:
    std::map<uint64_t, Bytes> m_parts;
};

Bytes magic() {
    const auto bytes = bytesOf(kMagic);
    return {bytes.begin(), bytes.end()};
}

/// One whole message, then a record that reaches nearly to the end.
std::unique_ptr<VastSource> vastRecord(Opcode opcode, uint64_t summaryStart = 0) {
    auto source = std::make_unique<VastSource>();
    Bytes ending;
    append(ending, DataEnd{});
    append(ending, Footer{.summaryStart = summaryStart});
    const Bytes closing = magic();
    ending.insert(ending.end(), closing.begin(), closing.end());

    Bytes beginning = magic();
    append(beginning, Header{"", "test"});
    append(beginning, Channel{1, 0, "t", "json", {}});
    append(beginning, Message{1, 0, 5, 5, {}});
    const uint64_t length = VastSource::kSize - beginning.size() - kRecordHead - ending.size();
    if (opcode == Opcode::chunk) {
        const uint64_t head = 8 + 8 + 8 + 4 + 4 + 8;
        appendHead(
            beginning,
            Chunk{.endTime = 9, .uncompressedSize = length - head, .recordsSize = length - head});
    } else {
        beginning.push_back(static_cast<std::byte>(opcode));
        ByteWriter(beginning).put(length);
    }
    source->put(0, std::move(beginning));
    source->put(VastSource::kSize - ending.size(), ending);
    return source;
}

TEST(McapHostile, ARecordLargerThanAnyMemoryIsLeftOut) {
    for (const Opcode opcode : {Opcode::chunk, Opcode::metadata, Opcode::schema, Opcode::message}) {
        SCOPED_TRACE(nameOf(opcode));
        const auto file = McapFile::open(vastRecord(opcode));
        ASSERT_TRUE(file) << file.error().message();
        ASSERT_EQ(file->contents().problems.count(), 1u);
        EXPECT_NE(file->contents().problems.texts()[0].find("at most"), std::string::npos);
        EXPECT_EQ(drain(file->messages()), (std::vector<Seen>{{1, 5, ""}}));
    }
}

TEST(McapHostile, AStreamGoesOnBehindARecordLargerThanAnyMemory) {
    const auto source = vastRecord(Opcode::attachment);
    StreamReader reader(*source);
    size_t messages = 0;
    bool ended = false;
    RawRecord record;
    for (;;) {
        const auto more = reader.next(record);
        ASSERT_TRUE(more) << more.error().message();
        if (!*more)
            break;
        messages += record.opcode == Opcode::message;
        ended = ended || record.opcode == Opcode::footer;
    }
    EXPECT_EQ(messages, 1u);
    EXPECT_TRUE(ended);
    EXPECT_EQ(reader.problems().count(), 1u);
}

TEST(McapHostile, AVastSummaryIsNotRead) {
    VastSource::s_believed = false;
    const auto file = McapFile::open(vastRecord(Opcode::metadata, 8));
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_FALSE(VastSource::s_believed);
    EXPECT_FALSE(file->contents().indexed);
    EXPECT_EQ(drain(file->messages()).size(), 1u);
}

/// A file with this index: a chunk that is pointed at several times.
Bytes indexedTwice(size_t times) {
    Bytes records;
    append(records, Channel{1, 0, "t", "json", {}});
    append(records, Message{1, 0, 7, 7, {}});
    Bytes out = magic();
    append(out, Header{"", "test"});
    const uint64_t place = out.size();
    appendHead(out, Chunk{.startTime = 7,
                          .endTime = 7,
                          .uncompressedSize = records.size(),
                          .recordsSize = records.size()});
    out.insert(out.end(), records.begin(), records.end());
    const uint64_t length = out.size() - place;
    append(out, DataEnd{});
    const uint64_t summary = out.size();
    append(out, Channel{1, 0, "t", "json", {}});
    for (size_t i = 0; i < times; ++i)
        append(out, ChunkIndex{.startTime = 7, .endTime = 7, .offset = place, .length = length});
    append(out, Statistics{.messages = 1, .channels = 1, .chunks = 1, .channelMessages = {{1, 1}}});
    append(out, Footer{.summaryStart = summary});
    const Bytes closing = magic();
    out.insert(out.end(), closing.begin(), closing.end());
    return out;
}

TEST(McapHostile, AChunkThatIsIndexedTwiceIsReadOnce) {
    const Bytes once = indexedTwice(1);
    EXPECT_TRUE(McapFile::open(sourceOf(once))->contents().indexed);
    const Bytes twice = indexedTwice(2);
    const auto file = McapFile::open(sourceOf(twice));
    ASSERT_TRUE(file);
    EXPECT_FALSE(file->contents().indexed);
    EXPECT_EQ(drain(file->messages()).size(), 1u);
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
