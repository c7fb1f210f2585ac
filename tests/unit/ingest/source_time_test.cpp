#include <random>
#include <thread>

#include "ingest/ingest_thread.h"
#include "ingest/message_feed.h"
#include "ingest/player.h"
#include "ingest/protobuf_writer.h"
#include "ingest/replay_feed.h"
#include "tests/unit/ingest/recorded_session.h"

/// One session by the clock of its source: live, from its file, from its messages, and played over
/// ZeroMQ. The network is not to be seen in the state.
namespace gemba::ingest {
namespace {

using mcap::test::Folder;

constexpr UtcNs kFirst = 1'800'000'000 * kNsPerSecond;
constexpr Tick kTicks = 1200;  // two seconds of messages, and the delay

// The delay is longer than any stall of a busy machine.
constexpr std::string_view kTrusted = R"(
[world]
checkpoint_every = 0.5
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
[[binding]]
signal = "line/speed"
device = "belt.speed"
role = "drive"
stale_after = 0.5
on_stale = 0.125
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
silent_after = 1.0
align = "source"
clock = "trusted"
delay = 3.0
)";

class SourceTime : public testing::Test {
 protected:
    void SetUp() override { m_hash = record(); }

    /// Two seconds of a plant, with gaps, repeats and signs of life, through a network that delays
    /// by up to half a second.
    uint64_t record() {
        Recorder recorder(*m_twin, {.nextPath = [this] { return m_folder / "live.mcap"; },
                                    .program = "test",
                                    .mathsFingerprint = mathsFingerprint()});
        sim::Session session(test::makeSimulation(m_twin),
                             {.rate = 0.0, .epochFromFirstSample = true, .sink = &recorder});
        test::IntakeSource source(*m_twin, 0);
        source.intake().setTap(&recorder);
        session.attach(0, source);
        std::mt19937 random(7);
        UtcNs received = kFirst;
        std::string payload;
        for (uint64_t i = 0; i < 200; ++i) {
            const UtcNs time = kFirst + static_cast<UtcNs>(i) * 10'000'000;
            received = std::max(received, time + static_cast<UtcNs>(random() % 500'000'000));
            payload.clear();
            protobuf_writer::appendTime(payload, time);
            protobuf_writer::appendSeq(payload, i);
            if (i % 20 == 19)
                protobuf_writer::appendLast(payload);
            protobuf_writer::appendValue(payload, Value::ofReal(0.001 * static_cast<double>(i)));
            const std::string_view frames[] = {"line/speed", "protobuf", payload};
            if (i < 80 || i > 150)  // stale meanwhile
                source.intake().take(frames, received);
            const std::string_view sign[] = {"line/else", "1"};
            source.intake().take(sign, received);
        }
        session.run({}, kTicks);
        EXPECT_EQ(session.figures().comparable, true);
        EXPECT_EQ(session.timeMap().utc(0), kFirst);
        std::stop_source stop;
        stop.request_stop();
        recorder.run(stop.get_token());
        return session.simulation().stateHash();
    }
    mcap::McapFile open() {
        auto file = mcap::McapFile::open(m_folder / "live.mcap");
        EXPECT_TRUE(file) << file.error().message();
        return *file;
    }
    uint64_t replay(sim::InputFeed& feed) {
        sim::Session session(test::makeSimulation(m_twin), {.rate = 0.0, .feed = &feed});
        session.run({}, kTicks);
        EXPECT_EQ(feed.failure(), "");
        return session.simulation().stateHash();
    }

    Folder m_folder;
    std::shared_ptr<const twin::Twin> m_twin = gemba::test::twinFromText(kTrusted);
    uint64_t m_hash = 0;
};

TEST_F(SourceTime, FromItsFileAndFromItsMessages) {
    auto session = ReplayFeed::open(open(), *m_twin);
    ASSERT_TRUE(session) << session.error().message();
    EXPECT_EQ(replay(**session), m_hash);
    auto messages = MessageFeed::open(open(), *m_twin, {.fromFirstSample = true});
    ASSERT_TRUE(messages) << messages.error().message();
    EXPECT_EQ(replay(**messages), m_hash);
    auto stated = MessageFeed::open(open(), *m_twin, {.epoch = kFirst});
    ASSERT_TRUE(stated) << stated.error().message();
    EXPECT_EQ(replay(**stated), m_hash);
}

TEST_F(SourceTime, PlayedOverZeroMq) {
    auto player = Player::open(open(), {.endpoint = "tcp://127.0.0.1:*", .lossless = true});
    ASSERT_TRUE(player) << player.error().message();
    IngestThread ingest;
    twin::LiveSource live = m_twin->live[0];
    live.connect = player->endpoint();
    WireSource& source = ingest.addSource(live, 0, signals::SignalNames(*m_twin));
    ASSERT_TRUE(ingest.open());
    sim::Session session(test::makeSimulation(m_twin), {.rate = 1.0, .epochFromFirstSample = true});
    session.attach(0, source);
    std::jthread ingesting([&](std::stop_token stop) { ingest.run(stop); });
    std::jthread playing([&](std::stop_token stop) { EXPECT_TRUE(player->run(stop)); });
    session.run({}, kTicks);
    EXPECT_EQ(session.figures().comparable, true);
    EXPECT_EQ(session.timeMap().utc(0), kFirst);
    EXPECT_EQ(session.simulation().stateHash(), m_hash);
}

}  // namespace
}  // namespace gemba::ingest
