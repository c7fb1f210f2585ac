#include "ingest/recorder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/ingest/recorded_session.h"

namespace gemba::ingest {
namespace {

using mcap::McapFile;
using mcap::test::Folder;
using mcap::test::textOf;
using test::kEpoch;

/// A recorder whose worker runs when the test says so, to the end.
class RecorderTest : public ::testing::Test {
 protected:
    void make(RecorderSettings settings) {
        m_recorder = std::make_unique<Recorder>(*m_twin, std::move(settings));
    }
    /// One file, of messages alone.
    void makeWireOnly() {
        make({.nextPath = [this] { return m_folder / "a.mcap"; }, .wireOnly = true});
    }
    /// A file for each checkpoint: 0.mcap, 1.mcap; the first `failing` ones cannot be made.
    void makeSegments(int failing = 0) {
        RecorderSettings settings;
        settings.nextPath = [this, failing, count = 0]() mutable -> Result<std::filesystem::path> {
            if (count++ < failing)
                return fail({.doing = "make a segment", .found = "no disk"});
            return m_folder / fmt::format("{}.mcap", count - 1 - failing).c_str();
        };
        settings.segmentNs = 1;
        make(std::move(settings));
    }
    void send(UtcNs received, std::vector<std::string_view> frames, bool repeated = false,
              std::string_view rejected = {}, uint16_t source = 0) {
        m_recorder->message({.source = source,
                             .received = received,
                             .sourceTime = received - 1,
                             .sequence = 7,
                             .repeated = repeated,
                             .frames = frames,
                             .rejected = rejected});
    }
    void checkpoint(Tick tick, UtcNs utc) { m_recorder->checkpoint(tick, utc, {}, true); }
    void finish() {
        std::stop_source stop;
        stop.request_stop();
        m_recorder->run(stop.get_token());
    }

    struct Read {
        std::string topic, encoding, data;
        bool repeated = false;
        UtcNs received = 0, sourceTime = 0;
        uint32_t sequence = 0;
    };
    /// Messages of a file, without our own channels but for `also`.
    [[nodiscard]] std::vector<Read> read(const char* name, std::string_view also = {}) {
        std::vector<Read> out;
        const auto file = McapFile::open(m_folder / name);
        if (!file) {
            ADD_FAILURE() << file.error().message();
            return out;
        }
        EXPECT_TRUE(file->contents().indexed);
        for (const std::string& text : file->contents().problems.texts())
            ADD_FAILURE() << text;
        mcap::MessageIterator messages = file->messages();
        for (mcap::Message m; messages.next(m);) {
            const mcap::Channel& channel = file->contents().channels.at(m.channel);
            if (!channel.topic.starts_with("gemba/") || channel.topic == also)
                out.push_back({channel.topic, channel.encoding, textOf(m.data),
                               channel.metadata.contains("gemba.repeated"),
                               static_cast<UtcNs>(m.logTime), static_cast<UtcNs>(m.publishTime),
                               m.sequence});
        }
        return out;
    }

    Folder m_folder;
    std::shared_ptr<const twin::Twin> m_twin = test::lineTwin();
    std::unique_ptr<Recorder> m_recorder;
};

TEST_F(RecorderTest, MessagesLieInTheFileAsTheyCame) {
    makeWireOnly();
    const std::string binary("\0\1\xff", 3);
    send(10, {"line/a", R"({"v":1})"});
    send(11, {"line/a", "protobuf", binary});
    send(12, {"line/a", "application/json", "2"});
    send(13, {"line/a", R"({"v":3})"}, true);
    send(14, {"line/b", ""});
    send(15, {"line/a", "json", "4"}, false, {}, 1);
    finish();
    EXPECT_EQ(m_recorder->status().messages, 6u);
    EXPECT_EQ(m_recorder->status().lost, 0u);

    const auto all = read("a.mcap");
    ASSERT_EQ(all.size(), 6u);
    const auto is = [&](size_t i, const char* topic, const char* encoding, std::string_view data,
                        bool repeated) {
        EXPECT_EQ(all[i].topic, topic) << i;
        EXPECT_EQ(all[i].encoding, encoding) << i;
        EXPECT_EQ(all[i].data, data) << i;
        EXPECT_EQ(all[i].repeated, repeated) << i;
        EXPECT_EQ(all[i].received, static_cast<UtcNs>(10 + i));
        EXPECT_EQ(all[i].sourceTime, static_cast<UtcNs>(9 + i));
        EXPECT_EQ(all[i].sequence, 7u);
    };
    is(0, "line/a", "json", R"({"v":1})", false);
    is(1, "line/a", "protobuf", binary, false);
    is(2, "line/a", "json", "2", false);
    is(3, "line/a", "json", R"({"v":3})", true);
    is(4, "line/b", "json", "", false);
    is(5, "line/a", "json", "4", false);
    // Two sources, three kinds of messages of the first one, and our own two.
    const auto file = McapFile::open(m_folder / "a.mcap");
    EXPECT_EQ(file->contents().channels.size(), 5u + 2u);
}

// gemba.v1.Rejected, of texts shorter than 128 bytes: source, reason, frames.
std::string rejected(std::string_view reason, std::initializer_list<std::string_view> frames) {
    std::string out;
    const auto add = [&](char field, std::string_view text) {
        out += static_cast<char>(field << 3 | 2);
        out += static_cast<char>(text.size());
        out += text;
    };
    add(1, "plc");
    add(2, reason);
    for (const std::string_view frame : frames)
        add(3, frame);
    return out;
}

TEST_F(RecorderTest, WhatWasRejectedIsThereWithItsReason) {
    makeWireOnly();
    send(10, {"line/a"}, false, "one frame");
    send(11, {"line/a", "json", "{", "more"}, false, "four \"frames\"");
    finish();
    const auto all = read("a.mcap", recording::kRejected);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].data, rejected("one frame", {"line/a"}));
    EXPECT_EQ(all[1].data, rejected("four \"frames\"", {"line/a", "json", "{", "more"}));
}

TEST_F(RecorderTest, TopicsBeyondTheMostAreKeptAsRejected) {
    makeWireOnly();
    for (size_t i = 0; i < RecorderTopics::kMost + 2; ++i)
        send(static_cast<UtcNs>(i + 1), {fmt::format("t{}", i), "1"});
    send(1, {"t7", "2"});  // known before
    finish();
    EXPECT_EQ(m_recorder->status().lost, 0u);
    EXPECT_EQ(m_recorder->status().droppedMessages, 0u);
    const auto all = read("a.mcap", recording::kRejected);
    ASSERT_EQ(all.size(), RecorderTopics::kMost + 3);
    EXPECT_EQ(all.back().data, rejected("more than 50,000 topics", {"t50001", "1"}));
    EXPECT_EQ(all[1].topic, "t7");
    EXPECT_EQ(all[1].data, "2");
}

TEST_F(RecorderTest, EachSegmentStandsForItself) {
    makeSegments();
    m_recorder->begin({});
    send(kEpoch - 10, {"line/a", "0"});
    checkpoint(0, kEpoch);
    finish();
    m_recorder->checkpoint(1, kEpoch + kNsPerSecond, {}, true);
    send(kEpoch + kNsPerSecond + 1, {"line/b", "1"});
    send(kEpoch + kNsPerSecond + 2, {"line/a", "2"});
    finish();

    // The second begins with what may enter its ticks; its topics are named in it.
    const auto second = read("1.mcap");
    ASSERT_EQ(second.size(), 3u);
    EXPECT_EQ(second[0].topic + second[0].data, "line/a0");
    EXPECT_EQ(second[1].topic + second[1].data, "line/b1");
    EXPECT_EQ(second[2].topic + second[2].data, "line/a2");
    EXPECT_EQ(m_recorder->status().files, 2u);
    EXPECT_EQ(m_recorder->status().lost, 0u);
}

TEST_F(RecorderTest, AFileBeginsWithRecentMessagesThatHadNone) {
    makeSegments(1);
    m_recorder->begin({});
    checkpoint(0, kEpoch);  // no file
    send(kEpoch + 10, {"line/a", "1"});
    finish();
    EXPECT_EQ(m_recorder->status().lost, 1u);
    EXPECT_NE(m_recorder->status().error, "");

    checkpoint(120, kEpoch + kNsPerSecond / 2);
    finish();
    const auto all = read("0.mcap");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].data, "1");
}

TEST_F(RecorderTest, WhatWaitedForAFileThatNeverCameIsCounted) {
    makeSegments();
    send(1, {"line/a", "1"});
    send(2, {"line/a", "2"});
    finish();
    EXPECT_EQ(m_recorder->status().messages, 2u);
    EXPECT_EQ(m_recorder->status().lost, 2u);
}

TEST_F(RecorderTest, NobodyWaitsForAWorkerThatHasGone) {
    makeSegments();
    m_recorder->begin({.epoch = kEpoch});
    finish();
    const Bytes large(size_t{40} << 20);
    m_recorder->checkpoint(0, kEpoch, large, true);
    m_recorder->checkpoint(1, kEpoch, large, true);  // has no room
    finish();
    EXPECT_EQ(m_recorder->status().droppedTicks, 1u);
}

}  // namespace
}  // namespace gemba::ingest
