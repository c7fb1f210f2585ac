#include "ingest/published_recording.h"

#include <cmath>

#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest {
namespace {

using mcap::test::Folder;

constexpr UtcNs kBegin = 1'700'000'000'000'000'000;
constexpr int64_t kSecond = 1'000'000'000;

struct Said {
    std::string topic, text;
    double at = 0.0;  // s after kBegin
    uint32_t sequence = 0;
};

std::vector<Said> read(const std::filesystem::path& path, std::string* encoding = nullptr) {
    std::vector<Said> out;
    auto file = mcap::McapFile::open(path);
    EXPECT_TRUE(file);
    EXPECT_TRUE(file->contents().problems.empty());
    mcap::MessageIterator messages = file->messages({});
    for (mcap::Message message; messages.next(message);) {
        const mcap::Channel& channel = file->contents().channels.at(message.channel);
        out.push_back({channel.topic, mcap::test::textOf(message.data),
                       static_cast<double>(static_cast<UtcNs>(message.logTime) - kBegin) /
                           static_cast<double>(kSecond),
                       message.sequence});
        if (encoding != nullptr)
            *encoding = channel.encoding;
    }
    return out;
}

sim::Output output(uint32_t signal, double seconds, Value value) {
    return {
        .signal = signal, .time = kBegin + std::llround(seconds * 1e9), .value = std::move(value)};
}

class PublishedRecordingTest : public testing::Test {
 protected:
    PublishedRecording& make(ContentType encoding, const std::vector<std::string>& topics) {
        auto made = PublishedRecording::create(m_path, encoding, topics);
        EXPECT_TRUE(made);
        m_recording = std::move(*made);
        return *m_recording;
    }

    const Folder m_folder;
    const std::filesystem::path m_path = m_folder / "plant.mcap";
    std::unique_ptr<PublishedRecording> m_recording;
};

TEST_F(PublishedRecordingTest, HoldsWhatASubscriberWouldHaveHeard) {
    PublishedRecording& recording = make(ContentType::json, {"line/a", "line/b"});
    EXPECT_TRUE(recording.push(output(0, 0.0, Value::ofReal(1.5))));
    EXPECT_TRUE(recording.push(output(1, 0.5, Value::ofBoolean(true))));
    EXPECT_TRUE(recording.push(output(0, 1.2, Value::ofReal(2.5))));
    EXPECT_TRUE(recording.push(output(7, 1.3, Value::ofReal(2.5)))) << "no such signal";
    EXPECT_TRUE(recording.push(output(0, 1.4, Value::ofReal(std::nan("")))))
        << "nothing that can be said";
    ASSERT_TRUE(recording.finish(kBegin + 2 * kSecond));
    EXPECT_EQ(recording.written(), 3u);

    const auto all = read(m_path);
    const std::string begin = std::to_string(kBegin);
    ASSERT_EQ(all.size(), 7u);
    EXPECT_EQ(all[0].topic, "line/a");
    EXPECT_EQ(all[0].text, R"({"t":)" + begin + R"(,"seq":1,"boot":)" + begin + R"(,"v":1.5})");
    EXPECT_EQ(all[1].topic, "line/b");
    // The last values again each second, with the time that they are of.
    EXPECT_EQ(all[2].at, 1.0);
    EXPECT_EQ(all[2].text,
              R"({"t":)" + begin + R"(,"seq":1,"boot":)" + begin + R"(,"last":true,"v":1.5})");
    EXPECT_EQ(all[3].topic, "line/b");
    EXPECT_EQ(all[4].at, 1.2);
    EXPECT_EQ(all[4].sequence, 2u);
    EXPECT_EQ(all[5].at, 2.0);
    EXPECT_EQ(all[6].at, 2.0);
}

TEST_F(PublishedRecordingTest, WhatIsSaidOfflineIsMissing) {
    PublishedRecording& recording = make(ContentType::json, {"a"});
    EXPECT_TRUE(recording.push(output(0, 0.0, Value::ofInteger(1))));
    recording.setOffline(true, kBegin + 3 * kSecond / 2);
    EXPECT_TRUE(recording.push(output(0, 2.5, Value::ofInteger(2))));
    recording.setOffline(false, kBegin + 5 * kSecond / 2);
    EXPECT_TRUE(recording.push(output(0, 2.75, Value::ofInteger(3))));
    ASSERT_TRUE(recording.finish(kBegin + 11 * kSecond / 4));
    EXPECT_EQ(recording.written(), 2u);
    EXPECT_EQ(recording.missed(), 1u);
    const auto all = read(m_path);
    ASSERT_EQ(all.size(), 3u) << "no repeat at 2 s either";
    EXPECT_EQ(all[1].at, 1.0);
    EXPECT_EQ(all[2].sequence, 3u) << "a gap that is seen";
}

TEST_F(PublishedRecordingTest, SpeaksProtobuf) {
    PublishedRecording& recording = make(ContentType::protobuf, {"a"});
    EXPECT_TRUE(recording.push(output(0, 0.0, Value::ofReal(1.5))));
    ASSERT_TRUE(recording.finish(kBegin));
    std::string encoding, payload;
    const auto all = read(m_path, &encoding);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(encoding, "protobuf");
    writePublished(payload, ContentType::protobuf,
                   {.name = "a", .seq = 1, .time = kBegin, .value = Value::ofReal(1.5)}, kBegin,
                   false);
    EXPECT_EQ(all[0].text, payload);
}

TEST(PublishedRecording, AFolderThatIsNotThereIsAnError) {
    const auto recording =
        PublishedRecording::create("/nowhere/at/all.mcap", ContentType::json, {"a"});
    ASSERT_FALSE(recording);
    EXPECT_EQ(recording.error().on, "/nowhere/at/all.mcap");
}

}  // namespace
}  // namespace gemba::ingest
