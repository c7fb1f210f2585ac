#include "ingest/mcap/writer.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>
#include <map>

#include "ingest/mcap/stream_reader.h"
#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::mcap::test {
namespace {

Message message(uint16_t channel, uint64_t time, std::string_view data) {
    return {channel, 0, time, time, bytesOf(data)};
}

McapFile opened(const std::filesystem::path& path) {
    auto file = McapFile::open(path);
    EXPECT_TRUE(file) << file.error().message();
    return *file;
}

TEST(McapWriter, EverythingComesBack) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path, {.profile = "test"});
    ASSERT_TRUE(writer);
    const auto schema = writer->addSchema({.name = "Speed", .encoding = "jsonschema"});
    ASSERT_TRUE(schema);
    const auto speed = writer->addChannel(
        {.schema = *schema, .topic = "line/speed", .encoding = "json", .metadata = {{"a", "b"}}});
    const auto silent = writer->addChannel({.topic = "line/silent", .encoding = "json"});
    ASSERT_TRUE(speed && silent);
    ASSERT_TRUE(writer->addAttachment(
        {.logTime = 5, .createTime = 6, .name = "twin.toml", .data = bytesOf("gemba = 1")}));
    ASSERT_TRUE(writer->addMetadata({"gemba", {{"maths", "0123"}}}));
    for (uint64_t t = 0; t < 100; ++t) {
        ASSERT_TRUE(writer->write({*speed, 7, t, t + 1, bytesOf(fmt::format("v{}", t))}));
        if (t % 30 == 29) {
            ASSERT_TRUE(writer->closeChunk());
        }
    }
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(writer->messagesWritten(), 100u);

    const McapFile file = opened(path);
    const Contents& contents = file.contents();
    EXPECT_TRUE(contents.problems.empty());
    EXPECT_TRUE(contents.indexed);
    EXPECT_EQ(contents.header.profile, "test");
    EXPECT_EQ(contents.statistics.messages, 100u);
    EXPECT_EQ(contents.statistics.chunks, 4u);
    EXPECT_EQ(contents.statistics.endTime, 99u);
    EXPECT_EQ(contents.statistics.channelMessages.at(*silent), 0u);
    EXPECT_EQ(contents.channels.at(*speed).metadata.at("a"), "b");
    EXPECT_EQ(contents.schemas.at(*schema).name, "Speed");
    const auto messages = drain(file.messages());
    ASSERT_EQ(messages.size(), 100u);
    EXPECT_EQ(messages[42], (Seen{*speed, 42, "v42"}));

    ASSERT_EQ(contents.attachments.size(), 1u);
    const auto attachment = file.read(contents.attachments[0]);
    ASSERT_TRUE(attachment) << attachment.error().message();
    EXPECT_EQ(textOf(attachment->record.data), "gemba = 1");
    ASSERT_EQ(contents.metadata.size(), 1u);
    EXPECT_EQ(file.read(contents.metadata[0])->values.at("maths"), "0123");
}

TEST(McapWriter, EveryChecksumIsRight) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path);
    ASSERT_TRUE(writer);
    const auto channel = *writer->addChannel({.topic = "t"});
    ASSERT_TRUE(writer->write(message(channel, 1, "x")));
    ASSERT_TRUE(writer->addAttachment({.name = "n", .data = bytesOf("d")}));
    ASSERT_TRUE(writer->finish());
    const Bytes bytes = readAll(path);
    const auto source = sourceOf(bytes);
    StreamReader reader(*source);
    RawRecord record;
    bool dataEnd = false;
    while (*reader.next(record)) {
        if (record.opcode == Opcode::dataEnd) {
            DataEnd end;
            ASSERT_TRUE(parse(record, end));
            dataEnd = end.dataCrc != 0;
        }
    }
    EXPECT_TRUE(dataEnd);
    EXPECT_TRUE(reader.problems().empty()) << reader.problems().texts()[0];
}

TEST(McapWriter, AnyFlippedBitIsNoticed) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path);
    ASSERT_TRUE(writer);
    const auto channel = *writer->addChannel({.topic = "t"});
    for (uint64_t t = 0; t < 20; ++t)
        ASSERT_TRUE(writer->write(message(channel, t, "hello hello hello")));
    ASSERT_TRUE(writer->finish());
    Bytes bytes = readAll(path);
    for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const auto mask = static_cast<std::byte>(1u << (bit % 8));
        bytes[bit / 8] ^= mask;
        const auto source = sourceOf(bytes);
        StreamReader reader(*source);
        RawRecord record;
        while (*reader.next(record)) {
        }
        auto file = McapFile::open(sourceOf(bytes));
        const bool indexNoticed = !file || !file->contents().problems.empty();
        EXPECT_TRUE(!reader.problems().empty() || indexNoticed) << "byte " << bit / 8;
        bytes[bit / 8] ^= mask;
    }
}

TEST(McapWriter, ChunksCloseByThemselves) {
    const Folder folder;
    auto writer = Writer::create(folder / "a.mcap", {.chunkSize = 1000});
    ASSERT_TRUE(writer);
    const auto channel = *writer->addChannel({.topic = "t"});
    for (uint64_t t = 0; t < 100; ++t)
        ASSERT_TRUE(writer->write(message(channel, t, "0123456789")));
    EXPECT_GT(writer->messagesWritten(), 50u);
    EXPECT_EQ(writer->messagesWritten() + writer->messagesPending(), 100u);
}

TEST(McapWriter, WhatIsClosedIsReadableWithoutAnEnd) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path);
    ASSERT_TRUE(writer);
    const auto channel = *writer->addChannel({.topic = "t", .encoding = "json"});
    ASSERT_TRUE(writer->write(message(channel, 1, "kept")));
    ASSERT_TRUE(writer->closeChunk());
    ASSERT_TRUE(writer->sync());
    ASSERT_TRUE(writer->write(message(channel, 2, "in memory only")));
    const McapFile file = opened(path);
    EXPECT_FALSE(file.contents().problems.empty());
    EXPECT_EQ(drain(file.messages()), (std::vector<Seen>{{channel, 1, "kept"}}));
}

TEST(McapWriter, RefusesWhatCannotBe) {
    const Folder folder;
    auto writer = Writer::create(folder / "a.mcap");
    ASSERT_TRUE(writer);
    EXPECT_FALSE(writer->write(message(9, 1, "x")));
    EXPECT_FALSE(writer->addChannel({.schema = 5, .topic = "t"}));
    EXPECT_TRUE(writer->addChannelAs({.id = 0, .topic = "t"}));
    EXPECT_FALSE(writer->addChannelAs({.id = 0, .topic = "t"}));
    const auto nowhere = Writer::create(folder / "none/a.mcap");
    ASSERT_FALSE(nowhere);
    EXPECT_NE(nowhere.error().message().find("none/a.mcap"), std::string::npos);
}

/// Files of this process may not grow beyond a size: a full disk, as the process sees it.
class FullDisk {
 public:
    explicit FullDisk(uint64_t size) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{size, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

 private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

std::string incompressible(uint64_t seed) {
    std::string out(5000, '\0');
    for (char& c : out) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        c = static_cast<char>(seed >> 56);
    }
    return out;
}

TEST(McapWriter, AFullDiskLosesNothingThatWasWritten) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path);
    ASSERT_TRUE(writer);
    const auto channel = *writer->addChannel({.topic = "t", .encoding = "json"});
    ASSERT_TRUE(writer->write(message(channel, 1, incompressible(1))));
    ASSERT_TRUE(writer->closeChunk());
    const uint64_t whole = writer->bytesWritten();
    {
        // Room for half a chunk: what got through of it is taken back.
        const FullDisk disk(whole + 2000);
        ASSERT_TRUE(writer->write(message(channel, 2, incompressible(2))));
        const auto closed = writer->closeChunk();
        ASSERT_FALSE(closed);
        EXPECT_NE(closed.error().message().find("a.mcap"), std::string::npos);
        EXPECT_EQ(std::filesystem::file_size(path), whole);
        EXPECT_EQ(writer->messagesLost(), 1u);
        EXPECT_EQ(drain(opened(path).messages()).size(), 1u);
    }
    // The disk has room again.
    ASSERT_TRUE(writer->write(message(channel, 3, "c")));
    ASSERT_TRUE(writer->finish());
    const McapFile file = opened(path);
    EXPECT_TRUE(file.contents().problems.empty());
    const auto messages = drain(file.messages());
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[1], (Seen{channel, 3, "c"}));
    EXPECT_EQ(file.contents().statistics.messages, 2u);
}

// The chunk that defined the channel is the one that was lost.
TEST(McapWriter, ALostChunksChannelsAreDefinedAgain) {
    const Folder folder;
    const auto path = folder / "a.mcap";
    auto writer = Writer::create(path);
    ASSERT_TRUE(writer);
    const auto schema = *writer->addSchema({.name = "S", .encoding = "jsonschema"});
    const auto channel = *writer->addChannel({.schema = schema, .topic = "t", .encoding = "json"});
    {
        const FullDisk disk(writer->bytesWritten());
        ASSERT_TRUE(writer->write(message(channel, 1, "lost")));
        ASSERT_FALSE(writer->closeChunk());
    }
    ASSERT_TRUE(writer->write(message(channel, 2, "kept")));
    ASSERT_TRUE(writer->closeChunk());
    const McapFile file = opened(path);  // no summary yet
    EXPECT_EQ(drain(file.messages()), (std::vector<Seen>{{channel, 2, "kept"}}));
    EXPECT_EQ(file.contents().schemas.at(schema).name, "S");
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
