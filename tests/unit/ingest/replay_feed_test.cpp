#include "ingest/replay_feed.h"

#include <random>
#include <utility>

#include "ingest/mcap/copy.h"
#include "ingest/mcap/growing_file.h"
#include "tests/unit/ingest/recorded_session.h"

namespace gemba::ingest {
namespace {

using mcap::test::Folder;
using mcap::test::textOf;

constexpr Tick kTicks = 900;

/// One recording for all tests of this file.
class ReplayFeedTest : public ::testing::Test {
 protected:
    /// All messages, in the order of a recorder: those that enter ticks before these.
    std::vector<mcap::OwnedMessage> asWritten() const {
        std::vector<mcap::OwnedMessage> out;
        mcap::MessageIterator messages = m_file->messages();
        for (mcap::Message message; messages.next(message);)
            out.push_back({message.channel, message.sequence, message.logTime, message.publishTime,
                           Bytes(message.data.begin(), message.data.end())});
        // A batch of ticks ends where the next begins.
        std::vector<std::pair<uint64_t, size_t>> order(out.size());
        uint64_t end = UINT64_MAX;
        for (size_t i = out.size(); i-- > 0;) {
            const bool ticks =
                m_file->contents().channels.at(out[i].channel).topic == recording::kTicks;
            order[i] = {ticks ? end : out[i].logTime, i};
            if (ticks)
                end = out[i].logTime;
        }
        std::sort(order.begin(), order.end());
        std::vector<mcap::OwnedMessage> sorted;
        for (const auto& [time, i] : order)
            sorted.push_back(std::move(out[i]));
        return sorted;
    }

    void SetUp() override {
        m_liveHash = test::recordLine(m_folder / "line.mcap", kTicks);
        m_file = mcap::McapFile::open(m_folder / "line.mcap");
        ASSERT_TRUE(m_file) << m_file.error().message();
        m_twin = test::lineTwin();
        auto feed = ReplayFeed::open(*m_file, *m_twin);
        ASSERT_TRUE(feed) << feed.error().message();
        m_feed = std::move(*feed);
    }

    /// From this checkpoint to the end; each tick must be as it was recorded.
    uint64_t runToEnd(const RecordedCheckpoint& from) {
        auto simulation = test::makeSimulation(m_twin);
        simulation->world().following = true;
        if (from.tick > 0) {
            EXPECT_TRUE(simulation->load(from.state));
        }
        EXPECT_EQ(simulation->world().tick, from.tick);
        for (Tick tick = from.tick; tick < m_feed->end(); ++tick) {
            simulation->tick(m_feed->take(tick));
            if (simulation->stateHash() != m_feed->recordedHash()) {
                ADD_FAILURE() << "differs at tick " << tick << ' ' << m_feed->failure();
                break;
            }
        }
        EXPECT_EQ(m_feed->failure(), "");
        return simulation->stateHash();
    }

    Folder m_folder;
    uint64_t m_liveHash = 0;
    Result<mcap::McapFile> m_file = fail({.doing = "open"});
    std::shared_ptr<const twin::Twin> m_twin;
    std::unique_ptr<ReplayFeed> m_feed;
};

TEST_F(ReplayFeedTest, GivesTheSessionAgain) {
    EXPECT_EQ(m_feed->end(), kTicks);
    sim::SessionStart start = m_feed->start();
    EXPECT_NE(std::exchange(start.state, 0), 0u);
    EXPECT_EQ(start, (sim::SessionStart{1, true, 240, test::kEpoch}));
    EXPECT_EQ(m_feed->info().sources, (std::vector<std::string>{"plc", "scale"}));
    const auto from = m_feed->seek(0);
    ASSERT_TRUE(from);
    EXPECT_EQ(runToEnd(*from), m_liveHash);
}

TEST_F(ReplayFeedTest, GoesOnInAFileThatIsStillWritten) {
    // The same messages in chunks of half a second, as a recorder closes them.
    const auto path = m_folder / "growing.mcap";
    {
        auto writer = mcap::Writer::create(path, {.chunkSize = 16'000});
        ASSERT_TRUE(writer);
        for (const mcap::MetadataIndex& index : m_file->contents().metadata)
            ASSERT_TRUE(writer->addMetadata(*m_file->read(index)));
        std::map<uint16_t, uint16_t> ids;
        for (const auto& [id, channel] : m_file->contents().channels) {
            mcap::Channel copy = channel;
            copy.schema = 0;
            ids[id] = *writer->addChannel(std::move(copy));
        }
        for (mcap::OwnedMessage& message : asWritten()) {
            ASSERT_TRUE(writer->write({.channel = ids[message.channel],
                                       .sequence = message.sequence,
                                       .logTime = message.logTime,
                                       .publishTime = message.publishTime,
                                       .data = message.data}));
        }
        ASSERT_TRUE(writer->finish());
    }
    const Bytes all = mcap::test::readAll(path);
    mcap::test::writeAll(path, std::span(all).first(all.size() * 2 / 3));
    mcap::GrowingFile growing(path);
    ASSERT_TRUE(growing.readOn());
    auto feed = ReplayFeed::open(*growing.file(), *m_twin);
    ASSERT_TRUE(feed) << feed.error().message();
    m_feed = std::move(*feed);
    const Tick begun = m_feed->end();
    EXPECT_GT(begun, 0);
    EXPECT_LT(begun, kTicks);

    auto simulation = test::makeSimulation(m_twin);
    simulation->world().following = true;
    size_t size = all.size() * 2 / 3;
    for (Tick tick = 0; tick < kTicks; ++tick) {
        while (tick >= m_feed->end()) {
            ASSERT_LT(size, all.size());
            size = std::min(all.size(), size + all.size() / 9);
            mcap::test::writeAll(path, std::span(all).first(size));
            ASSERT_TRUE(growing.readOn());
            ASSERT_TRUE(m_feed->readOn(*growing.file()));
        }
        simulation->tick(m_feed->take(tick));
        ASSERT_EQ(simulation->stateHash(), m_feed->recordedHash()) << tick << m_feed->failure();
    }
    EXPECT_EQ(simulation->stateHash(), m_liveHash);
}

TEST_F(ReplayFeedTest, BeginsAtEveryCheckpoint) {
    size_t checkpoints = 0;
    Tick last = -1;
    for (Tick tick = 0; tick < kTicks; tick += 5) {
        const auto from = m_feed->seek(tick);
        ASSERT_TRUE(from) << from.error().message();
        EXPECT_LE(from->tick, tick);
        if (from->tick == last)
            continue;
        last = from->tick;
        ++checkpoints;
        EXPECT_EQ(runToEnd(*from), m_liveHash) << "from tick " << from->tick;
    }
    EXPECT_EQ(checkpoints, 9u);  // eight of the grid, one on demand
}

TEST_F(ReplayFeedTest, SeeksBackAndForthAHundredTimes) {
    std::mt19937 random(7);
    for (int i = 0; i < 100; ++i) {
        const Tick wanted = random() % kTicks;
        const auto from = i % 2 == 0 ? m_feed->seek(wanted)
                                     : m_feed->seekUtc(test::kEpoch + wanted * kNsPerSecond / 240);
        ASSERT_TRUE(from);
        ASSERT_LE(from->tick, wanted);
        // A little of what follows, and away again.
        const Tick until = std::min<Tick>(from->tick + random() % 90, m_feed->end());
        for (Tick tick = from->tick; tick < until; ++tick)
            (void)m_feed->take(tick);
        ASSERT_EQ(m_feed->failure(), "");
    }
    const auto from = m_feed->seek(600);
    ASSERT_TRUE(from);
    EXPECT_EQ(from->tick, 600);
    EXPECT_EQ(runToEnd(*from), m_liveHash);
}

/// Keeps what it is handed.
class Kept final : public MessageTap {
 public:
    struct Message {
        uint16_t source = 0;
        std::vector<std::string> frames;
        bool rejected = false;
        bool operator==(const Message&) const = default;
    };
    void message(const TappedMessage& given) override {
        messages.push_back(
            {given.source, {given.frames.begin(), given.frames.end()}, !given.rejected.empty()});
        EXPECT_GE(given.received, newest);
        newest = given.received;
    }
    std::vector<Message> messages;
    UtcNs newest = 0;
};

// Read or not, small or large: a recording of the replay lacks nothing.
TEST(ReplayFeed, HandsOnEveryMessageAsItCame) {
    const Folder folder;
    std::string everyByte;
    for (int i = 0; i < 3 << 20; ++i)
        everyByte.push_back(static_cast<char>(i * 7));
    const std::vector<Kept::Message> sent = {
        {0, {"line/speed", R"({"seq":1,"v":0.5})"}, false},
        {0, {"line/speed", "{"}, true},
        {1, {"line", everyByte}, true},
        {0, {std::string("\xff\0", 2), "json", "", "more"}, true},
        {1, {"line/out", "protobuf", "\x30\x01"}, false},
        {0, {"line/unbound", "1"}, false},
        {0, {"line/speed", R"({"seq":2,"v":0.25})"}, false},
        {0, {"line/last", "behind the last tick that needs one"}, true},
    };
    {
        test::RecordedSession line(folder / "line.mcap");
        for (const Kept::Message& message : sent) {
            const std::vector<std::string_view> frames(message.frames.begin(),
                                                       message.frames.end());
            line.sendFrames(message.source, frames);
            line.run(5);
        }
        line.finish();
    }
    const auto file = mcap::McapFile::open(folder / "line.mcap");
    ASSERT_TRUE(file) << file.error().message();
    const auto twin = test::lineTwin();
    Kept kept;
    auto feed = ReplayFeed::open(*file, *twin, &kept);
    ASSERT_TRUE(feed) << feed.error().message();
    for (Tick tick = 0; tick < (*feed)->end(); ++tick)
        (void)(*feed)->take(tick);
    EXPECT_LT(kept.messages.size(), sent.size()) << "read as far as the ticks need";
    (*feed)->finish();
    EXPECT_EQ((*feed)->failure(), "");
    EXPECT_EQ(kept.messages, sent);
}

TEST_F(ReplayFeedTest, AMissingMessageIsNamed) {
    const auto& channels = m_file->contents().channels;
    const auto done =
        mcap::copyFile(*m_file, m_folder / "without.mcap", {.message = [&](mcap::Message& message) {
            return channels.at(message.channel).topic != "line/speed" ||
                   message.logTime < test::kEpoch + 3 * kNsPerSecond;
        }});
    ASSERT_TRUE(done);
    const auto file = mcap::McapFile::open(m_folder / "without.mcap");
    auto feed = ReplayFeed::open(*file, *m_twin);
    ASSERT_TRUE(feed);
    Tick tick = 0;
    for (; tick < kTicks && (*feed)->failure().empty(); ++tick)
        (void)(*feed)->take(tick);
    EXPECT_EQ(tick, 721);  // 3 s, and the tick after it was taken
    EXPECT_NE((*feed)->failure().find("tick 720: value "), std::string::npos) << (*feed)->failure();
}

TEST_F(ReplayFeedTest, RefusesAnotherTwin) {
    auto other = *m_twin;
    other.live.pop_back();
    const auto refused = ReplayFeed::open(*m_file, other);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("a recording of test"), std::string::npos);

    other = *m_twin;
    other.world.stepHz = 120;
    EXPECT_FALSE(ReplayFeed::open(*m_file, other));
}

TEST_F(ReplayFeedTest, RefusesWhatNoSessionRecorded) {
    const auto messages = mcap::copyFile(*m_file, m_folder / "messages.mcap",
                                         {.metadata = [](mcap::Metadata&) { return false; }});
    ASSERT_TRUE(messages);
    const auto file = mcap::McapFile::open(m_folder / "messages.mcap");
    EXPECT_FALSE(isSessionRecording(*file));
    const auto refused = ReplayFeed::open(*file, *m_twin);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("only messages"), std::string::npos);
}

TEST_F(ReplayFeedTest, TimesBeyondAnyRecordingAreDamage) {
    for (const bool tick : {true, false}) {
        Bytes changed;
        size_t batches = 0;
        const auto& channels = m_file->contents().channels;
        const auto change = [&](mcap::Message& message) {
            if (channels.at(message.channel).topic != recording::kTicks || ++batches != 2)
                return true;
            recording::TickBatch batch;
            ByteReader reader(message.data);
            loadState(batch, reader);
            (tick ? batch.ticks.back().tick : batch.ticks.back().utc) = INT64_MAX;
            changed.clear();
            ByteWriter writer(changed);
            saveState(batch, writer);
            message.data = changed;
            return true;
        };
        ASSERT_TRUE(mcap::copyFile(*m_file, m_folder / "changed.mcap", {.message = change}));
        const auto file = mcap::McapFile::open(m_folder / "changed.mcap");
        auto feed = ReplayFeed::open(*file, *m_twin);
        ASSERT_TRUE(feed);
        EXPECT_LE((*feed)->end(), kTicks);
        for (Tick at = 0; at < kTicks && (*feed)->failure().empty(); ++at)
            (void)(*feed)->take(at);
        EXPECT_EQ((*feed)->failure(), "ticks that are damaged");
    }
}

}  // namespace
}  // namespace gemba::ingest
