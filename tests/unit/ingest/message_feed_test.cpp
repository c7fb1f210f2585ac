#include "ingest/message_feed.h"

#include <fstream>

#include "ingest/csv_messages.h"
#include "tests/support/belt_twin.h"
#include "tests/unit/ingest/recorded_session.h"

namespace gemba::ingest {
namespace {

using mcap::test::Folder;

struct Sent {
    double seconds = 0.0;  // after kEpoch, received
    std::string topic, payload;
    std::string source = {}, encoding = "json";
};

class MessageFeedTest : public ::testing::Test {
 protected:
    /// Written by a program that knows nothing of us.
    mcap::McapFile file(const std::vector<Sent>& messages) {
        auto writer = mcap::Writer::create(m_folder / "foreign.mcap");
        EXPECT_TRUE(writer);
        std::map<std::string, uint16_t> channels;
        for (const Sent& sent : messages) {
            const std::string key = sent.topic + "|" + sent.source + "|" + sent.encoding;
            if (!channels.contains(key)) {
                mcap::Channel channel{.topic = sent.topic, .encoding = sent.encoding};
                if (!sent.source.empty())
                    channel.metadata["gemba.source"] = sent.source;
                channels[key] = *writer->addChannel(channel);
            }
            const auto time =
                static_cast<uint64_t>(test::kEpoch + std::llround(sent.seconds * 1e9));
            EXPECT_TRUE(writer->write({.channel = channels[key],
                                       .logTime = time,
                                       .publishTime = time,
                                       .data = mcap::test::bytesOf(sent.payload)}));
        }
        EXPECT_TRUE(writer->finish());
        return *mcap::McapFile::open(m_folder / "foreign.mcap");
    }
    std::unique_ptr<MessageFeed> open(const mcap::McapFile& messages,
                                      const MessageFeedSettings& settings = {}) {
        auto feed = MessageFeed::open(messages, *m_twin, settings);
        if (!feed) {
            ADD_FAILURE() << feed.error().message();
            return nullptr;
        }
        return std::move(*feed);
    }
    /// (tick, value) of all that enters.
    static std::vector<std::pair<Tick, double>> values(MessageFeed& feed) {
        std::vector<std::pair<Tick, double>> out;
        for (Tick tick = 0; tick < feed.end(); ++tick) {
            for (const signals::Sample& sample : feed.take(tick).samples) {
                if (sample.signal != signals::Sample::kHeartbeat)
                    out.emplace_back(tick, sample.value.number());
            }
        }
        return out;
    }

    Folder m_folder;
    std::shared_ptr<const twin::Twin> m_twin = gemba::test::twinFromText(gemba::test::kBelt);
};

TEST_F(MessageFeedTest, EachMessageEntersTheFirstTickAfterItsArrival) {
    const auto messages = file({{0.0, "line/speed", "0.5"},
                                {0.1, "line/speed", R"({"v":0.6,"seq":1})"},
                                {0.1, "line", R"({"speed":0.7,"other":{"x":1}})"},
                                {0.2, "line/speed", R"({"v":0.8,"seq":4})"},
                                {0.2, "line/speed", R"({"v":0.8,"seq":4})"},
                                {0.2, "line/image", "\xff\xd8", {}, "jpeg"},
                                {1.0, "line/speed", R"({"v":0.9,"seq":5})"}});
    const auto feed = open(messages);
    EXPECT_EQ(feed->start(), (sim::SessionStart{1, true, 240, test::kEpoch}));
    EXPECT_EQ(feed->end(), 241);
    const std::vector<std::pair<Tick, double>> expected{
        {0, 0.5}, {24, 0.6}, {24, 0.7}, {48, 0.8}, {240, 0.9}};
    EXPECT_EQ(values(*feed), expected);

    const auto status = feed->status();
    ASSERT_EQ(status.size(), 1u);
    EXPECT_EQ(status[0].messages, 7u);
    EXPECT_EQ(status[0].lost, 2u);
    EXPECT_EQ(status[0].duplicates, 1u);
    EXPECT_EQ(status[0].rejected, 1u);
    EXPECT_EQ(feed->failure(), "");
}

TEST_F(MessageFeedTest, MessagesOutOfOrderComeInTheOrderOfTime) {
    const auto messages =
        file({{1.0, "line/speed", "3"}, {0.0, "line/speed", "1"}, {0.5, "line/speed", "2"}});
    const std::vector<std::pair<Tick, double>> expected{{0, 1}, {120, 2}, {240, 3}};
    EXPECT_EQ(values(*open(messages)), expected);
}

TEST_F(MessageFeedTest, BeginsWhereItIsAsked) {
    const auto messages =
        file({{0.0, "line/unbound", "1"}, {1.0, "line/speed", "2"}, {2.0, "line/speed", "3"}});
    const auto first = open(messages, {.fromFirstSample = true});
    EXPECT_EQ(first->start().epoch, test::kEpoch + kNsPerSecond);
    EXPECT_EQ(values(*first), (std::vector<std::pair<Tick, double>>{{0, 2}, {240, 3}}));

    const auto later = open(messages, {.epoch = test::kEpoch + 3 * kNsPerSecond / 2});
    EXPECT_EQ(values(*later), (std::vector<std::pair<Tick, double>>{{120, 3}}));
    const auto earlier = open(messages, {.epoch = test::kEpoch - kNsPerSecond});
    EXPECT_EQ(values(*earlier), (std::vector<std::pair<Tick, double>>{{480, 2}, {720, 3}}));

    EXPECT_FALSE(MessageFeed::open(messages, *m_twin, {.epoch = test::kEpoch + 9 * kNsPerSecond}));
}

TEST_F(MessageFeedTest, SourcesAreFoundByTheirNamesOrThereIsOne) {
    m_twin = test::lineTwin();
    const auto named = file({{0.0, "line/speed", "1", "plc"}, {0.0, "line/out", "2", "scale"}});
    const auto feed = open(named);
    const auto inputs = feed->take(0);
    ASSERT_EQ(inputs.samples.size(), 2u);
    EXPECT_EQ(inputs.samples[0].source, 0);
    EXPECT_EQ(inputs.samples[1].source, 1);

    const auto unnamed = file({{0.0, "line/speed", "1"}});
    const auto refused = MessageFeed::open(unnamed, *m_twin, {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("topic \"line/speed\" without a known source"),
              std::string::npos)
        << refused.error().message();

    auto none = *m_twin;
    none.live.clear();
    EXPECT_FALSE(MessageFeed::open(unnamed, none, {}));
}

TEST_F(MessageFeedTest, OwnChannelsOfARecordingAreNotMessages) {
    (void)test::recordLine(m_folder / "line.mcap", 100);
    m_twin = test::lineTwin();
    const auto recorded = mcap::McapFile::open(m_folder / "line.mcap");
    const auto feed = open(*recorded);
    (void)values(*feed);
    EXPECT_EQ(feed->status()[0].rejected + feed->status()[1].rejected, 0u);
    EXPECT_EQ(feed->status()[0].messages, 12u);  // 4 and 2 of line/speed, 6 unbound
    EXPECT_EQ(feed->status()[1].messages, 4u);
}

TEST_F(MessageFeedTest, DisorderOnTheNetworkDoesNotMatterWithSourceTime) {
    m_twin = gemba::test::twinFromText(std::string(gemba::test::kBelt) +
                                       "align = \"source\"\ndelay = 0.05\n");
    // The same values by the source's clock, once with jitter and in disorder: from the time on
    // that the clocks' offset is known, every tick has the same.
    const auto message = [](double received, int sent) {
        return Sent{received, "line/speed",
                    "{\"t\":" + std::to_string(test::kEpoch + sent * 10'000'000) +
                        ",\"v\":" + std::to_string(sent) + "}"};
    };
    std::vector<Sent> calm{message(0.0, 0)}, wild{message(0.0, 0)};
    for (int i = 1; i < 100; ++i) {
        calm.push_back(message(i * 0.01, i));
        wild.push_back(message(i * 0.01 + (i * 37 % 40) * 1e-3, i));
    }
    const auto run = [&](const std::vector<Sent>& messages) {
        const auto opened = file(messages);
        const auto feed = open(opened);
        sim::Session session(test::makeSimulation(m_twin), {.rate = 0.0, .feed = feed.get()});
        std::vector<double> speeds;
        for (Tick tick = 0; tick < 300; ++tick) {
            session.run({}, tick + 1);
            speeds.push_back(session.simulation().world().properties.value[0]);
        }
        EXPECT_EQ(session.figures().samplesLate, 0u);
        EXPECT_EQ(session.figures().samplesReceived, 100u);
        return speeds;
    };
    EXPECT_EQ(run(calm), run(wild));
}

TEST_F(MessageFeedTest, TablesAreFilesOfMessages) {
    std::ofstream(m_folder / "table.csv") << "time,line/speed [m/s],line/out\n"
                                             "2027-01-15T08:00:00Z,0.5,1\n"
                                             "2027-01-15T08:00:01Z,0.6,\n"
                                             "2027-01-15T08:00:00.5Z,0.7,3\n";
    const auto table = openMessages(m_folder / "table.csv");
    ASSERT_TRUE(table) << table.error().message();
    EXPECT_EQ(table->contents().statistics.messages, 5u);
    const auto feed = open(*table);
    EXPECT_EQ(feed->start().epoch, test::kEpoch);
    EXPECT_EQ(values(*feed),
              (std::vector<std::pair<Tick, double>>{{0, 0.5}, {120, 0.7}, {240, 0.6}}));

    std::ofstream(m_folder / "neither.csv") << "\x01\x02 nothing of the kind";
    EXPECT_FALSE(openMessages(m_folder / "neither.csv"));
    EXPECT_FALSE(openMessages(m_folder / "not_there.csv"));
}

}  // namespace
}  // namespace gemba::ingest
