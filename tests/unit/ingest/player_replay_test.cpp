#include <random>
#include <thread>

#include "engine/sim/player.h"
#include "ingest/look_back.h"
#include "ingest/replay_feed.h"
#include "tests/unit/ingest/recorded_session.h"

/// The window's player over a recording of a session: physics that it rebuilds has, tick by tick,
/// the state that was recorded.
namespace gemba::ingest {
namespace {

constexpr Tick kTicks = 900;

struct Compared {
    std::atomic<int64_t> ticks{0}, differing{0};
    std::atomic<Tick> newest{-1};
};

/// Before it gives the inputs of a tick it looks at the state that the one before has left.
class CheckedFeed final : public sim::InputFeed {
 public:
    CheckedFeed(std::unique_ptr<ReplayFeed> feed, const sim::Simulation& simulation,
                Compared& compared)
        : m_feed(std::move(feed)), m_simulation(simulation), m_compared(compared) {}

    const sim::SessionStart& start() const override { return m_feed->start(); }
    Tick end() const override { return m_feed->end(); }
    const std::string& failure() const override { return m_feed->failure(); }
    sim::TickInputs take(Tick tick) override {
        if (m_last >= 0 && tick == m_last + 1) {
            ++m_compared.ticks;
            if (m_simulation.stateHash() != m_feed->recordedHash())
                ++m_compared.differing;
        }
        m_last = tick;
        m_compared.newest = tick;
        return m_feed->take(tick);
    }

 private:
    std::unique_ptr<ReplayFeed> m_feed;
    const sim::Simulation& m_simulation;
    Compared& m_compared;
    Tick m_last = -1;
};

TEST(PlayerReplay, AfterAHundredSeeksTheEndIsTheRecordedOne) {
    const mcap::test::Folder folder;
    (void)test::recordLine(folder / "line.mcap", kTicks);
    const auto twin = test::lineTwin();
    const auto file = mcap::McapFile::open(folder / "line.mcap");
    ASSERT_TRUE(file) << file.error().message();
    auto past = RecordedLookBack::open({*file}, *twin);
    ASSERT_TRUE(past) << past.error().message();

    Compared compared;
    const auto makeWorld = [&](UtcNs at, signals::History&) -> Result<sim::ReplayedWorld> {
        auto feed = ReplayFeed::open(*file, *twin);
        if (!feed)
            return tl::unexpected(feed.error());
        auto from = (*feed)->seekUtc(at);
        if (!from)
            return tl::unexpected(from.error());
        auto simulation = test::makeSimulation(twin, (*feed)->start().seed);
        simulation->world().following = (*feed)->start().following;
        if (from->tick > 0 && !simulation->load(from->state))
            return fail({.doing = "load a checkpoint"});
        auto checked = std::make_unique<CheckedFeed>(std::move(*feed), *simulation, compared);
        return sim::ReplayedWorld{std::move(checked), std::move(simulation), from->utc};
    };
    sim::Player player(std::move(*past), signals::SignalNames(*twin).size(),
                       {.stepHz = twin->world.stepHz, .makeWorld = makeWorld});
    player.setPhysics(true);
    player.setRate(10.0);
    std::jthread worker([&](std::stop_token stop) { player.run(stop); });

    // Back and forth, every other time with a little of what follows.
    const sim::TimeRange range = player.status().range;
    std::mt19937_64 random(7);
    for (int i = 0; i < 100; ++i) {
        const int64_t before = compared.ticks;
        player.seek(range.from +
                    static_cast<int64_t>(random() % static_cast<uint64_t>(range.to - range.from)));
        if (i % 10 != 0)
            continue;
        player.play(true);
        while (compared.ticks < before + 5 && player.status().playing)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        player.play(false);
    }
    player.seek(range.from);
    player.play(true);
    while (compared.newest < kTicks - 2)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_GT(compared.ticks, kTicks);
    EXPECT_EQ(compared.differing, 0);
}

}  // namespace
}  // namespace gemba::ingest
