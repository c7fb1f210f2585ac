#include <atomic>
#include <random>
#include <thread>

#include "engine/sim/player.h"
#include "ingest/look_back.h"
#include "ingest/replay_feed.h"
#include "tests/unit/ingest/recorded_session.h"

/// The window's way through a recording: a player over its pictures, and a world from a checkpoint.
namespace gemba::ingest {
namespace {

constexpr Tick kTicks = 960;  // the last one has a picture: there the player rests

/// What the player's worlds came to: looked at between their ticks, by the thread that has them.
struct Seen {
    std::atomic<int> worlds{0}, wrongTicks{0};
    std::atomic<uint64_t> hashAtEnd{0};
};

class WatchedFeed final : public sim::InputFeed {
 public:
    WatchedFeed(std::unique_ptr<ReplayFeed> feed, const sim::Simulation& simulation, Seen& seen)
        : m_feed(std::move(feed)), m_simulation(simulation), m_seen(seen) {}

    const sim::SessionStart& start() const override { return m_feed->start(); }
    sim::TickInputs take(Tick tick) override {
        look();
        m_taken = true;
        return m_feed->take(tick);
    }
    Tick end() const override {
        if (m_simulation.world().tick == m_feed->end()) {
            look();
            m_seen.hashAtEnd = m_simulation.stateHash();
        }
        return m_feed->end();
    }
    const std::string& failure() const override { return m_feed->failure(); }

 private:
    void look() const {
        if (m_taken && m_simulation.stateHash() != m_feed->recordedHash())
            ++m_seen.wrongTicks;
    }
    std::unique_ptr<ReplayFeed> m_feed;
    const sim::Simulation& m_simulation;
    Seen& m_seen;
    bool m_taken = false;
};

class PlayerReplayTest : public ::testing::Test {
 protected:
    void SetUp() override {
        m_liveHash = test::recordLine(m_folder / "line.mcap", kTicks);
        auto file = mcap::McapFile::open(m_folder / "line.mcap");
        ASSERT_TRUE(file) << file.error().message();
        m_file = std::make_unique<mcap::McapFile>(*file);
        m_twin = test::lineTwin();
        auto past = RecordedLookBack::open(*m_file, *m_twin);
        ASSERT_TRUE(past) << past.error().message();
        m_player = std::make_unique<sim::Player>(
            std::move(*past), signals::SignalNames(*m_twin).size(),
            sim::PlayerSettings{
                .makeWorld = [this](UtcNs at, signals::History&) { return makeWorld(at); }});
        m_worker = std::jthread([this](std::stop_token stop) { m_player->run(stop); });
    }

    Result<sim::ReplayedWorld> makeWorld(UtcNs at) {
        ++m_seen.worlds;
        auto feed = ReplayFeed::open(*m_file, *m_twin);
        if (!feed)
            return tl::unexpected(feed.error());
        auto from = (*feed)->seekUtc(at);
        if (!from)
            return tl::unexpected(from.error());
        auto simulation = test::makeSimulation(m_twin);
        simulation->world().following = true;
        if (from->tick > 0) {
            if (auto ready = simulation->load(from->state); !ready)
                return tl::unexpected(ready.error());
        }
        auto watched = std::make_unique<WatchedFeed>(std::move(*feed), *simulation, m_seen);
        return sim::ReplayedWorld{std::move(watched), std::move(simulation), from->utc};
    }
    /// Until it is so; the time limit of the test is the only one.
    static void waitFor(const std::function<bool()>& so) {
        while (!so())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    [[nodiscard]] bool hasArrived() const {
        const sim::TimeStatus status = m_player->status();
        return !status.playing && status.cursor == status.range.to;
    }

    mcap::test::Folder m_folder;
    Seen m_seen;
    uint64_t m_liveHash = 0;
    std::unique_ptr<mcap::McapFile> m_file;
    std::shared_ptr<const twin::Twin> m_twin;
    std::unique_ptr<sim::Player> m_player;
    std::jthread m_worker;
};

TEST_F(PlayerReplayTest, AfterAHundredSeeksTheEndIsThatOfTheSession) {
    std::mt19937 random(11);
    const sim::TimeRange range = m_player->status().range;
    const auto anywhere = [&] {
        return range.from + static_cast<int64_t>(random() % static_cast<uint64_t>(range.length()));
    };
    for (int i = 0; i < 100; ++i) {
        m_player->seek(anywhere());
        ASSERT_EQ(m_player->status().trouble, "") << i;
        m_player->play(i % 3 != 0);
        m_player->setRate(i % 2 == 0 ? 0.0 : 3.0);
        // A hand now faster than the pictures, now resting until physics stands there.
        if (i % 25 == 7) {
            m_player->seek(anywhere());
            m_player->play(true);
            const int before = m_seen.worlds;
            waitFor([&] { return m_seen.worlds > before && m_player->status().simulated; });
        } else if (i % 5 == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    m_player->seek(anywhere());
    m_seen.hashAtEnd = 0;
    m_player->setRate(0.0);
    m_player->play(true);
    waitFor([&] { return hasArrived(); });
    EXPECT_EQ(m_player->status().trouble, "");
    EXPECT_GE(m_seen.worlds, 5);  // four on the way, one at the end
    EXPECT_EQ(m_seen.wrongTicks, 0);
    EXPECT_EQ(m_seen.hashAtEnd, m_liveHash);
}

}  // namespace
}  // namespace gemba::ingest
