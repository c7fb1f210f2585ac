#include "ingest/mcap/mcap_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <random>

#include "ingest/mcap/crc32.h"
#include "ingest/mcap/stream_reader.h"
#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::mcap::test {
namespace {

Bytes magic() {
    const auto bytes = bytesOf(kMagic);
    return {bytes.begin(), bytes.end()};
}

/// A file without a summary, made by hand: header, the given records, end.
Bytes fileOf(const Bytes& records) {
    Bytes out = magic();
    append(out, Header{"", "test"});
    out.insert(out.end(), records.begin(), records.end());
    append(out, DataEnd{});
    append(out, Footer{});
    const Bytes closing = magic();
    out.insert(out.end(), closing.begin(), closing.end());
    return out;
}

void appendChunk(Bytes& out, const Bytes& records, uint64_t claimedSize, uint32_t crc,
                 std::string_view compression = "") {
    appendHead(out, Chunk{.startTime = 0,
                          .endTime = 100,
                          .uncompressedSize = claimedSize,
                          .uncompressedCrc = crc,
                          .compression = compression,
                          .recordsSize = records.size()});
    out.insert(out.end(), records.begin(), records.end());
}

Bytes messagesAt(std::initializer_list<uint64_t> times) {
    Bytes out;
    append(out, Channel{1, 0, "t", "json", {}});
    for (const uint64_t time : times) {
        const std::string data = std::to_string(time);
        append(out, Message{1, 0, time, time, bytesOf(data)});
    }
    return out;
}

std::vector<uint64_t> timesOf(const McapFile& file, MessageQuery query = {}) {
    std::vector<uint64_t> out;
    for (const Seen& seen : drain(file.messages(std::move(query))))
        out.push_back(seen.time);
    return out;
}

McapFile opened(std::span<const std::byte> bytes) {
    auto file = McapFile::open(sourceOf(bytes));
    EXPECT_TRUE(file) << file.error().message();
    return *file;
}

std::string problemsOf(const McapFile& file) {
    std::string out;
    for (const std::string& text : file.contents().problems.texts())
        out += text + "\n";
    return out;
}

TEST(McapFile, MessagesOutOfOrderAndOutsideOfChunks) {
    Bytes records;
    appendChunk(records, messagesAt({50, 10, 30}), messagesAt({50, 10, 30}).size(), 0);
    append(records, Message{1, 0, 20, 20, {}});
    append(records, Message{1, 0, 5, 5, {}});
    appendChunk(records, messagesAt({40, 10}), messagesAt({40, 10}).size(), 0);
    const Bytes bytes = fileOf(records);
    const McapFile file = opened(bytes);
    EXPECT_EQ(problemsOf(file), "");
    EXPECT_EQ(timesOf(file), (std::vector<uint64_t>{5, 10, 10, 20, 30, 40, 50}));
    EXPECT_EQ(timesOf(file, {.start = 10, .end = 40}), (std::vector<uint64_t>{10, 10, 20, 30}));
    EXPECT_EQ(timesOf(file, {.start = 51}), (std::vector<uint64_t>{}));
    EXPECT_EQ(timesOf(file, {.channels = {2}}), (std::vector<uint64_t>{}));
    EXPECT_EQ(file.contents().statistics.messages, 7u);
}

/// Many channels and chunks that overlap, times not sorted; written and read back.
struct Shuffled {
    std::vector<Seen> sorted;  // what must come out
    std::filesystem::path path;

    explicit Shuffled(const std::filesystem::path& where) : path(where) {
        auto writer = Writer::create(path, {.chunkSize = 2000});
        EXPECT_TRUE(writer);
        std::vector<uint16_t> channels;
        for (int i = 0; i < 5; ++i)
            channels.push_back(*writer->addChannel({.topic = fmt::format("t{}", i)}));
        std::mt19937 random(7);
        for (uint64_t i = 0; i < 3000; ++i) {
            const uint64_t time = 1000 + i * 10 - random() % 900;
            const uint16_t channel = channels[random() % channels.size()];
            const std::string data = fmt::format("m{}", i);
            EXPECT_TRUE(writer->write({channel, 0, time, time, bytesOf(data)}));
            sorted.push_back({channel, time, data});
        }
        EXPECT_TRUE(writer->finish());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const Seen& a, const Seen& b) { return a.time < b.time; });
    }
};

TEST(McapFile, OverlappingChunksAreMerged) {
    const Folder folder;
    const Shuffled made(folder / "a.mcap");
    const auto file = McapFile::open(made.path);
    ASSERT_TRUE(file);
    EXPECT_EQ(drain(file->messages()), made.sorted);
    // Also where memory is so short that chunks are read again and again.
    EXPECT_EQ(drain(MessageIterator(*file, {}, 1)), made.sorted);
}

/// Counts how often it is asked.
class CountingSource final : public ByteSource {
 public:
    CountingSource(std::span<const std::byte> bytes, size_t& reads)
        : m_bytes(sourceOf(bytes)), m_reads(reads) {}
    [[nodiscard]] uint64_t size() const override { return m_bytes->size(); }
    [[nodiscard]] Result<std::span<const std::byte>> read(uint64_t offset, uint64_t size,
                                                          Bytes& scratch) const override {
        ++m_reads;
        return m_bytes->read(offset, size, scratch);
    }

 private:
    std::unique_ptr<ByteSource> m_bytes;
    size_t& m_reads;
};

TEST(McapFile, AChunkIsReadOnceWhereTheMemoryHoldsThoseThatOverlap) {
    const Folder folder;
    const Shuffled made(folder / "a.mcap");
    const Bytes bytes = readAll(made.path);
    size_t reads = 0;
    const auto file = McapFile::open(std::make_unique<CountingSource>(bytes, reads));
    ASSERT_TRUE(file);
    reads = 0;
    EXPECT_EQ(drain(MessageIterator(*file, {}, 60'000)), made.sorted);
    EXPECT_EQ(reads, file->contents().chunks.size());
}

TEST(McapFile, SeekAndFilterGiveWhatAScanGives) {
    const Folder folder;
    const Shuffled made(folder / "a.mcap");
    const auto file = McapFile::open(made.path);
    ASSERT_TRUE(file);
    std::mt19937 random(8);
    for (int i = 0; i < 50; ++i) {
        MessageQuery query{.start = random() % 35'000};
        query.end = query.start + random() % 3000;
        if (i % 2 == 0)
            query.channels = {static_cast<uint16_t>(1 + random() % 5)};
        std::vector<Seen> expected;
        for (const Seen& seen : made.sorted) {
            if (seen.time >= query.start && seen.time < query.end &&
                (query.channels.empty() || query.channels[0] == seen.channel))
                expected.push_back(seen);
        }
        EXPECT_EQ(drain(file->messages(query)), expected) << query.start;
    }
}

TEST(McapFile, LatestIsWhatAScanFindsLast) {
    const Folder folder;
    const Shuffled made(folder / "a.mcap");
    const auto file = McapFile::open(made.path);
    ASSERT_TRUE(file);
    for (uint64_t time = 0; time < 33'000; time += 333) {
        std::map<uint16_t, Seen> expected;
        for (const Seen& seen : made.sorted) {
            if (seen.time <= time)
                expected[seen.channel] = seen;
        }
        const auto latest = file->latest(time);
        ASSERT_TRUE(latest);
        std::map<uint16_t, Seen> found;
        for (const OwnedMessage& m : latest->messages)
            found[m.channel] = {m.channel, m.logTime, textOf(m.data)};
        ASSERT_EQ(found, expected) << time;
        EXPECT_LE(latest->chunksRead, 12u);
    }
}

TEST(McapFile, LatestOfASilentChannelReadsNoOtherChunks) {
    const Folder folder;
    auto writer = Writer::create(folder / "a.mcap");
    ASSERT_TRUE(writer);
    const auto often = *writer->addChannel({.topic = "often"});
    const auto once = *writer->addChannel({.topic = "once"});
    ASSERT_TRUE(writer->write({once, 0, 1, 1, bytesOf("early")}));
    for (uint64_t t = 2; t < 100; ++t) {
        ASSERT_TRUE(writer->write({often, 0, t, t, {}}));
        ASSERT_TRUE(writer->closeChunk());
    }
    ASSERT_TRUE(writer->finish());
    const auto file = McapFile::open(folder / "a.mcap");
    ASSERT_TRUE(file);
    const auto latest = file->latest(UINT64_MAX);
    ASSERT_TRUE(latest);
    EXPECT_EQ(latest->messages.size(), 2u);
    EXPECT_EQ(latest->chunksRead, 2u);
    const std::vector<uint16_t> onlyOnce{once};
    EXPECT_EQ(file->latest(50, onlyOnce)->messages.size(), 1u);
}

TEST(McapFile, AClaimOfManyBytesIsAnErrorThatNamesTheChunk) {
    for (const char* compression : {"", "zstd", "lz4"}) {
        Bytes records;
        const Bytes good = messagesAt({1});
        appendChunk(records, good, good.size(), 0);
        const uint64_t place = fileOf({}).size() - 2 * kMagic.size() - 2 * kRecordHead -
                               Footer::kSize - 4 + records.size() + kMagic.size();
        appendChunk(records, good, uint64_t{1} << 60, 0, compression);
        const Bytes bytes = fileOf(records);
        const McapFile file = opened(bytes);
        EXPECT_NE(problemsOf(file).find(fmt::format("Chunk record at byte {}", place)),
                  std::string::npos)
            << problemsOf(file);
        EXPECT_EQ(timesOf(file), (std::vector<uint64_t>{1}));
    }
}

TEST(McapFile, AChunkThatWasAlteredIsNamedAndLeftOut) {
    const Folder folder;
    const Shuffled made(folder / "a.mcap");
    Bytes bytes = readAll(made.path);
    const McapFile before = opened(bytes);
    const ChunkSpan& chunk = before.contents().chunks[3];
    bytes[chunk.offset + chunk.length - 20] ^= std::byte{4};
    const McapFile file = opened(bytes);
    MessageIterator messages = file.messages();
    size_t count = 0;
    for (Message m; messages.next(m);)
        ++count;
    EXPECT_LT(count, made.sorted.size());
    EXPECT_GT(count, made.sorted.size() / 2);
    ASSERT_EQ(messages.problems().count(), 1u);
    EXPECT_NE(messages.problems().texts()[0].find(fmt::format("at byte {}", chunk.offset)),
              std::string::npos);
}

// Wherever a file ends: what stands before is read, and the end is told.
TEST(McapFile, CutAnywhere) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path);
    ASSERT_TRUE(writer);
    const auto channel = *writer->addChannel({.topic = "t"});
    for (uint64_t t = 0; t < 30; ++t) {
        ASSERT_TRUE(writer->write({channel, 0, t, t, bytesOf("some text of a message")}));
        if (t % 10 == 9) {
            ASSERT_TRUE(writer->closeChunk());
        }
    }
    ASSERT_TRUE(writer->finish());
    const Bytes whole = readAll(path);
    size_t most = 0;
    for (size_t size = 0; size < whole.size(); ++size) {
        const auto part = std::span<const std::byte>(whole).first(size);
        auto file = McapFile::open(sourceOf(part));
        if (!file)
            continue;
        EXPECT_FALSE(file->contents().problems.empty()) << size;
        const size_t count = drain(file->messages()).size();
        EXPECT_GE(count, most) << size;
        EXPECT_EQ(file->contents().statistics.messages, count) << size;
        most = count;
    }
    EXPECT_EQ(most, 30u);
}

TEST(McapFile, DamageInTheMiddleCostsOnlyWhatItHit) {
    Bytes records;
    for (const uint64_t time : {10u, 20u, 30u}) {
        const Bytes chunk = messagesAt({time});
        appendChunk(records, chunk, chunk.size(), crc32(0, chunk));
    }
    Bytes bytes = fileOf(records);
    const McapFile before = opened(bytes);
    // The length of the second chunk's record becomes absurd.
    bytes[before.contents().chunks[1].offset + 6] = std::byte{0x55};
    const McapFile file = opened(bytes);
    EXPECT_NE(problemsOf(file), "");
    EXPECT_EQ(timesOf(file), (std::vector<uint64_t>{10, 30}));
}

TEST(McapFile, CancelledByItsProgress) {
    Bytes records;
    append(records, Channel{1, 0, "t", "json", {}});
    const Bytes data(100'000);
    for (uint64_t t = 0; t < 50; ++t)
        append(records, Message{1, 0, t, t, data});
    const Bytes bytes = fileOf(records);
    const auto file = McapFile::open(sourceOf(bytes), [](double) { return false; });
    ASSERT_FALSE(file);
    EXPECT_NE(file.error().message().find("cancelled"), std::string::npos);
}

// -- what others wrote ------------------------------------------------------------------------

class McapPeers : public ::testing::Test {
 protected:
    void SetUp() override {
        if (sharedData().empty())
            GTEST_SKIP() << "no shared data here: ../shared/data or $GEMBA_SHARED_DATA";
    }
};

TEST_F(McapPeers, NabInFiveForms) {
    const std::filesystem::path folder = sharedData() / "recordings/peer_mcap";
    std::ifstream in(folder / "nab_machine_temp.expected.json");
    const auto expected = nlohmann::json::parse(in);
    for (const char* form : {"lz4", "none", "nosummary", "unchunked", "zstd"}) {
        SCOPED_TRACE(form);
        const auto file = McapFile::open(folder / fmt::format("nab_machine_temp.{}.mcap", form));
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_EQ(problemsOf(*file), "");
        const Statistics& s = file->contents().statistics;
        EXPECT_EQ(s.messages, expected["messages"]);
        EXPECT_EQ(std::to_string(s.startTime), expected["startNs"]);
        EXPECT_EQ(std::to_string(s.endTime), expected["endNs"]);
        EXPECT_EQ(file->contents().channels.begin()->second.topic,
                  expected["channels"][0]["topic"]);
        const auto messages = drain(file->messages());
        ASSERT_EQ(messages.size(), expected["messages"]);
        for (const auto& probe : expected["probes"]) {
            const uint64_t time = std::stoull(probe["timeNs"].get<std::string>());
            const auto latest = file->latest(time);
            ASSERT_TRUE(latest && latest->messages.size() == 1);
            const auto json = nlohmann::json::parse(textOf(latest->messages[0].data));
            EXPECT_EQ(json["value"], probe["values"]["value"]);
        }
    }
}

TEST_F(McapPeers, RosbagsStatisticsMayLeaveChannelsOut) {
    size_t files = 0;
    const auto folder = sharedData() / "recordings/rosbag2";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".mcap")
            continue;
        ++files;
        SCOPED_TRACE(entry.path().filename().string());
        const auto file = McapFile::open(entry.path());
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_EQ(problemsOf(*file), "");
        EXPECT_TRUE(file->contents().indexed);
        std::map<uint16_t, uint64_t> counts;
        for (const Seen& seen : drain(file->messages()))
            ++counts[seen.channel];
        auto told = file->contents().statistics.channelMessages;
        std::erase_if(told, [](const auto& one) { return one.second == 0; });
        EXPECT_EQ(told, counts);
    }
    EXPECT_EQ(files, 4u);
}

TEST_F(McapPeers, MalformedOnesAreTold) {
    const std::filesystem::path folder = sharedData() / "malformed/mcap";
    std::ifstream in(folder / "index.json");
    const auto index = nlohmann::json::parse(in);
    for (const auto& [name, about] : index["cases"].items()) {
        SCOPED_TRACE(name);
        const auto file = McapFile::open(folder / (name + ".mcap"));
        const uint64_t reference = about["reference_stream_messages"];
        if (!file) {
            EXPECT_FALSE(about["valid"]);
            EXPECT_EQ(reference, 0u);
            EXPECT_NE(file.error().message().find(name), std::string::npos);
            continue;
        }
        MessageIterator messages = file->messages();
        uint64_t count = 0;
        for (Message m; messages.next(m);)
            ++count;
        const bool told = !file->contents().problems.empty() || !messages.problems().empty();
        EXPECT_EQ(told, !about["valid"].get<bool>()) << problemsOf(*file);
        EXPECT_GE(count, reference);
    }
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
