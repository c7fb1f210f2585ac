#include "engine/sim/player.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

namespace gemba::sim {
namespace {

constexpr UtcNs kFrom = 1'700'000'000 * kNsPerSecond;
constexpr UtcNs kTo = kFrom + 20 * kNsPerSecond;

/// A body at x = seconds since the beginning.
class MadeUpPast final : public LookBack {
 public:
    TimeRange range() const override { return {kFrom, kTo}; }
    Result<void> snapshotAt(UtcNs at, Snapshot& out) override {
        out = {};
        out.utc = at;
        SnapshotBody body;
        body.pose.position.x = static_cast<double>(at - kFrom) * 1e-9;
        out.bodies.push_back(body);
        return {};
    }
    bool fill(TimeRange range, const std::function<bool()>& goOn, signals::History& out) override {
        if (!goOn())
            return false;
        out.append(0, signals::Series::measured, {range.from, 1.0});
        return true;
    }
    bool overview(size_t buckets, const std::function<bool()>& goOn, Overview& out) override {
        out.density = {range(), buckets, {"plc"}, std::vector<float>(buckets, 1.0f)};
        return goOn();
    }
};

/// What a session has recorded so far: up to a second ago.
class GrowingPast final : public LookBack {
 public:
    explicit GrowingPast(std::atomic<UtcNs>& now) : m_now(now) {}
    TimeRange range() const override { return m_range; }
    bool refresh() override {
        const TimeRange range{kFrom, std::max(kFrom, m_now - kNsPerSecond)};
        return std::exchange(m_range, range) != range;
    }
    Result<void> snapshotAt(UtcNs at, Snapshot& out) override {
        ++s_pictures;
        out = {};
        out.utc = at;
        out.bodies.emplace_back();
        return {};
    }
    bool fill(TimeRange, const std::function<bool()>&, signals::History&) override { return true; }
    bool overview(size_t buckets, const std::function<bool()>&, Overview& out) override {
        out.density = {m_range, buckets, {}, {}};
        return true;
    }

    static inline std::atomic<int> s_pictures{0};

 private:
    std::atomic<UtcNs>& m_now;
    TimeRange m_range;
};

/// One tick after the other, and nothing that enters them.
class EmptyFeed final : public InputFeed {
 public:
    const SessionStart& start() const override { return m_start; }
    TickInputs take(Tick tick) override {
        ++s_taken;
        return {kFrom + tick * kNsPerSecond / 240, {}, {}};
    }
    Tick end() const override { return s_end; }
    const std::string& failure() const override { return m_failure; }

    static inline std::atomic<int64_t> s_taken{0};
    static inline std::atomic<Tick> s_end{0};

 private:
    SessionStart m_start{.epoch = kFrom};
    std::string m_failure;
};

Result<ReplayedWorld> emptyWorld(UtcNs, signals::History&) {
    return ReplayedWorld{
        std::make_unique<EmptyFeed>(),
        std::make_unique<Simulation>(std::make_shared<twin::Twin>(), 1, Simulation::Systems{}),
        kFrom};
}

/// A disk that does not answer before it is told to.
class SlowPast final : public LookBack {
 public:
    struct Gate {
        std::atomic<int> looks{0};
        std::atomic<bool> open{false}, counting{false};
    };
    explicit SlowPast(Gate& gate) : m_gate(gate) {}

    TimeRange range() const override { return m_past.range(); }
    Result<void> snapshotAt(UtcNs at, Snapshot& out) override {
        ++m_gate.looks;
        m_gate.looks.notify_all();
        m_gate.open.wait(false);
        return m_past.snapshotAt(at, out);
    }
    bool fill(TimeRange range, const std::function<bool()>& goOn, signals::History& out) override {
        return m_past.fill(range, goOn, out);
    }
    /// Takes for ever, unless something else is wanted.
    bool overview(size_t, const std::function<bool()>& goOn, Overview&) override {
        while (goOn()) {
            m_gate.counting = true;
            m_gate.counting.notify_all();
            std::this_thread::yield();
        }
        return false;
    }

 private:
    Gate& m_gate;
    MadeUpPast m_past;
};

class PlayerTest : public testing::Test {
 protected:
    PlayerTest() {
        EmptyFeed::s_end = 20 * 240 + 1;
        use({});
    }
    ~PlayerTest() override { m_worker = {}; }

    void use(PlayerSettings settings) {
        m_worker = {};
        m_player = std::make_unique<Player>(std::make_unique<MadeUpPast>(), 1, std::move(settings));
    }
    void start() {
        m_worker = std::jthread([this](std::stop_token stop) { m_player->run(stop); });
    }
    /// Looks until it is so; the time limit of the test is the only one.
    void waitFor(const std::function<bool(const Snapshot&)>& so) {
        for (;;) {
            m_player->windowChannel().ask();
            if (so(m_player->windowChannel().read()))
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    std::unique_ptr<Player> m_player;
    std::jthread m_worker;
};

TEST_F(PlayerTest, BeginsPausedAtTheBeginning) {
    EXPECT_EQ(m_player->status().cursor, kFrom);
    EXPECT_FALSE(m_player->status().playing);
    start();
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom && shown.paused; });
}

TEST_F(PlayerTest, ASeekWhilePausedStaysPausedAndShowsThatInstant) {
    start();
    m_player->seek(kFrom + 7 * kNsPerSecond);
    EXPECT_FALSE(m_player->status().playing);
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom + 7 * kNsPerSecond; });
    EXPECT_TRUE(m_player->windowChannel().read().paused);
    EXPECT_EQ(m_player->windowChannel().read().bodies.at(0).pose.position.x, 7.0);
    waitFor([&](const Snapshot&) { return m_player->history().bytes() > 0; });
}

TEST_F(PlayerTest, TheNewestWishWinsAndBothReadersGetIt) {
    start();
    for (int i = 0; i < 500; ++i)
        m_player->seek(kFrom + i * int64_t{10'000'000});
    m_player->seek(kTo + 99 * kNsPerSecond);
    EXPECT_EQ(m_player->status().cursor, kTo);
    waitFor([](const Snapshot& shown) { return shown.utc == kTo; });
    while (m_player->viewportChannel().read().utc != kTo)
        std::this_thread::yield();
}

TEST_F(PlayerTest, WishesDoNotQueueBehindASlowDisk) {
    SlowPast::Gate gate;
    m_player = std::make_unique<Player>(std::make_unique<SlowPast>(gate), 1, PlayerSettings{});
    start();
    gate.looks.wait(0);
    for (int i = 0; i <= 100; ++i)
        m_player->seek(kFrom + i * int64_t{10'000'000});
    gate.open = true;
    gate.open.notify_all();
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom + kNsPerSecond; });
    EXPECT_EQ(gate.looks, 2);
    m_worker = {};  // it looks through the gate
}

TEST_F(PlayerTest, ASeekDoesNotWaitForTheOverview) {
    SlowPast::Gate gate;
    gate.open = true;
    m_player = std::make_unique<Player>(std::make_unique<SlowPast>(gate), 1, PlayerSettings{});
    start();
    gate.counting.wait(false);
    m_player->seek(kFrom + kNsPerSecond);
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom + kNsPerSecond; });
    EXPECT_EQ(m_player->overview(), nullptr);
    m_worker = {};  // it looks through the gate
}

TEST_F(PlayerTest, StepsByTicksAndPauses) {
    m_player->seek(kFrom + kNsPerSecond);
    m_player->play(true);
    m_player->step(-24);
    EXPECT_FALSE(m_player->status().playing);
    EXPECT_EQ(m_player->status().cursor, kFrom + kNsPerSecond - kNsPerSecond / 10);
}

// Slow, so that only the pause could carry it that far.
TEST_F(PlayerTest, AfterARestTheTrackGoesOnFromWhereItStood) {
    start();
    m_player->setRate(0.1);
    m_player->seek(kFrom + kNsPerSecond);
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom + kNsPerSecond; });
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    m_player->play(true);
    waitFor([](const Snapshot& shown) { return shown.utc > kFrom + kNsPerSecond; });
    EXPECT_LT(m_player->windowChannel().read().utc, kFrom + kNsPerSecond + kNsPerSecond / 10);
}

TEST_F(PlayerTest, PlaysTheTrackToTheEndAndRestsThere) {
    start();
    m_player->setRate(100.0);
    m_player->seek(kTo - 2 * kNsPerSecond);
    m_player->play(true);
    waitFor([&](const Snapshot& shown) { return shown.paused && shown.utc == kTo; });
    EXPECT_FALSE(m_player->status().playing);
    EXPECT_EQ(m_player->status().cursor, kTo);
    // From the end it begins again.
    m_player->play(true);
    EXPECT_LT(m_player->status().cursor, kTo);
}

TEST_F(PlayerTest, LoopsTheChosenRange) {
    start();
    const TimeRange chosen{kFrom + 4 * kNsPerSecond, kFrom + 6 * kNsPerSecond};
    m_player->choose(chosen);
    m_player->setLoop(Loop::range);
    m_player->setRate(30.0);
    m_player->seek(chosen.from);
    m_player->play(true);
    UtcNs before = 0;
    waitFor([&](const Snapshot& shown) {
        const bool back = shown.utc < before && before <= chosen.to;
        before = shown.utc;
        return back;
    });
    EXPECT_TRUE(m_player->status().playing);
}

TEST_F(PlayerTest, WithoutPhysicsToBeHadTheTrackPlaysAndSaysWhy) {
    use({.makeWorld = [](UtcNs, signals::History&) -> Result<ReplayedWorld> {
        return fail({.doing = "rebuild the physics", .found = "no checkpoint"});
    }});
    start();
    EXPECT_TRUE(m_player->status().physics);
    m_player->play(true);
    waitFor([](const Snapshot& shown) { return shown.utc > kFrom; });
    EXPECT_FALSE(m_player->status().physics);
    EXPECT_NE(m_player->status().trouble.find("no checkpoint"), std::string::npos);
}

TEST_F(PlayerTest, PhysicsIsRebuiltAtTheCursorAndGoneAfterASeek) {
    use({.makeWorld = emptyWorld});
    EmptyFeed::s_taken = 0;
    start();
    m_player->seek(kFrom + 2 * kNsPerSecond);
    m_player->setRate(10.0);
    m_player->play(true);
    waitFor([](const Snapshot& shown) { return shown.utc > kFrom + 3 * kNsPerSecond; });
    EXPECT_TRUE(m_player->status().simulated);
    EXPECT_TRUE(m_player->windowChannel().read().bodies.empty());  // the world's, not the track's

    // A pause keeps the world; it goes on where it stood, and no tick is taken twice.
    m_player->play(false);
    waitFor([](const Snapshot& shown) { return shown.paused; });
    EXPECT_TRUE(m_player->status().simulated);
    const UtcNs stood = m_player->status().cursor;
    m_player->play(true);
    waitFor([&](const Snapshot& shown) { return shown.utc > stood + kNsPerSecond; });
    EXPECT_LE(EmptyFeed::s_taken, 20 * 240 + 1);

    // Elsewhere stands the track.
    m_player->play(false);
    m_player->seek(kFrom + kNsPerSecond);
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom + kNsPerSecond; });
    EXPECT_FALSE(m_player->status().simulated);
    EXPECT_EQ(m_player->windowChannel().read().bodies.size(), 1u);
}

TEST_F(PlayerTest, AsFastAsItGoesEndsAtTheEnd) {
    use({.makeWorld = emptyWorld});
    start();
    m_player->setRate(0.0);
    m_player->play(true);
    waitFor([&](const Snapshot& shown) { return shown.paused && shown.utc > kFrom; });
    EXPECT_EQ(m_player->status().cursor, kTo);
}

TEST_F(PlayerTest, KnowsWhatLiesWhereAndKeepsBookmarks) {
    std::vector<TimeMark> kept;
    m_player->keepBookmarks({}, [&](const std::vector<TimeMark>& marks) -> Result<void> {
        if (marks.size() > 2)
            return fail({.doing = "keep bookmarks", .found = "a full disk"});
        kept = marks;
        return {};
    });
    start();
    waitFor([&](const Snapshot&) { return m_player->overview() != nullptr; });
    const TimeMark late{kTo, kTo, MarkKind::bookmark, "late"};
    const TimeMark early{kFrom, kFrom, MarkKind::bookmark, "early"};
    m_player->setBookmarks({late, early});
    EXPECT_EQ(m_player->bookmarks(), (std::vector<TimeMark>{early, late}));
    m_player->setBookmarks({late, early, late});
    waitFor([&](const Snapshot&) { return !m_player->status().trouble.empty(); });
    EXPECT_NE(m_player->status().trouble.find("a full disk"), std::string::npos);
    m_player->setBookmarks({early});
    m_worker = {};  // what was asked for is kept at the end
    EXPECT_EQ(kept, std::vector<TimeMark>{early});
}

/// The player of a session that runs: now is what the test says.
class SessionPastTest : public PlayerTest {
 protected:
    SessionPastTest() {
        PlayerSettings settings;
        settings.makeWorld = [this](UtcNs at, signals::History& history) {
            ++m_worlds;
            auto world = emptyWorld(at, history);
            world->readOn = m_readOn;
            return world;
        };
        settings.reach = [this] { return TimeRange{kFrom, m_now}; };
        m_player =
            std::make_unique<Player>(std::make_unique<GrowingPast>(m_now), 1, std::move(settings));
        GrowingPast::s_pictures = 0;
        start();
    }
    ~SessionPastTest() override { m_worker = {}; }

    std::atomic<UtcNs> m_now{kTo};
    std::atomic<int> m_worlds{0};
    std::function<Result<void>()> m_readOn;
};

TEST_F(SessionPastTest, FollowsNowAndReadsNoPictureUntilSomebodyLooksBack) {
    EXPECT_TRUE(m_player->status().live);
    EXPECT_EQ(m_player->status().cursor, kTo);
    m_now += 3 * kNsPerSecond;
    EXPECT_EQ(m_player->status().cursor, kTo + 3 * kNsPerSecond);
    EXPECT_EQ(m_player->status().range, (TimeRange{kFrom, kTo + 3 * kNsPerSecond}));
    m_player->choose({kFrom, kFrom + kNsPerSecond});
    m_player->play(true);
    m_player->goLive();
    EXPECT_TRUE(m_player->status().live);
    EXPECT_FALSE(m_player->status().playing);
    EXPECT_EQ(GrowingPast::s_pictures, 0);
}

TEST_F(SessionPastTest, WhatLiesWhereIsKnownWhileOneFollowsNow) {
    const auto knownTo = [&] {
        const auto overview = m_player->overview();
        return overview != nullptr ? overview->density.range.to : 0;
    };
    waitFor([&](const Snapshot&) { return knownTo() == kTo - kNsPerSecond; });
    m_now += 5 * kNsPerSecond;
    waitFor([&](const Snapshot&) { return knownTo() == kTo + 4 * kNsPerSecond; });
    EXPECT_TRUE(m_player->status().live);
    EXPECT_EQ(m_player->status().range.to, m_now);
    EXPECT_EQ(GrowingPast::s_pictures, 0);
}

TEST_F(SessionPastTest, ASeekLeavesNowPausedAndLiveComesBack) {
    m_player->seek(kFrom + 7 * kNsPerSecond);
    EXPECT_FALSE(m_player->status().live);
    waitFor([&](const Snapshot& shown) { return shown.utc == kFrom + 7 * kNsPerSecond; });
    waitFor([&](const Snapshot&) { return m_player->status().shown; });
    EXPECT_FALSE(m_player->status().playing);
    EXPECT_EQ(m_player->status().now, kTo);

    m_player->goLive();
    EXPECT_TRUE(m_player->status().live);
    EXPECT_FALSE(m_player->status().shown);
    EXPECT_EQ(m_player->status().cursor, kTo);
}

TEST_F(SessionPastTest, StepsBackFromNow) {
    m_player->step(-1);
    // What is not yet in a file cannot be seen: the newest that can, as soon as the player knows.
    const UtcNs cursor = m_player->status().cursor;
    EXPECT_TRUE(cursor == kTo - kNsPerSecond / 240 || cursor == kTo - kNsPerSecond) << cursor;
    waitFor([](const Snapshot& shown) { return shown.utc == kTo - kNsPerSecond; });
    EXPECT_EQ(m_player->status().range.to, kTo - kNsPerSecond);
    EXPECT_FALSE(m_player->status().live);
}

TEST_F(SessionPastTest, TheRangeGrowsWhileOneLooksBackAndThePictureStays) {
    m_player->seek(kFrom + kNsPerSecond);
    waitFor([](const Snapshot& shown) { return shown.utc == kFrom + kNsPerSecond; });
    m_now += 5 * kNsPerSecond;
    waitFor([&](const Snapshot&) { return m_player->status().range.to == kTo + 4 * kNsPerSecond; });
    EXPECT_EQ(m_player->status().cursor, kFrom + kNsPerSecond);
    waitFor([&](const Snapshot&) {
        const auto overview = m_player->overview();
        return overview != nullptr && overview->density.range.to == kTo + 4 * kNsPerSecond;
    });
}

TEST_F(SessionPastTest, PlayingThatCatchesUpGoesLive) {
    m_player->setPhysics(false);
    m_player->setRate(100.0);
    m_player->seek(kTo - 5 * kNsPerSecond);
    m_player->play(true);
    waitFor([&](const Snapshot&) { return m_player->status().live; });
    EXPECT_FALSE(m_player->status().playing);
}

TEST_F(SessionPastTest, PhysicsGoesOnInAFileThatHasGrown) {
    // The feed ends at kTo; by then a minute more is recorded.
    m_readOn = []() -> Result<void> {
        EmptyFeed::s_end = 60 * 240 + 1;
        return {};
    };
    m_now = kTo + 60 * kNsPerSecond;
    m_player->setRate(100.0);
    m_player->seek(kTo - 2 * kNsPerSecond);
    m_player->play(true);
    waitFor([&](const Snapshot& shown) { return shown.utc > kTo + 10 * kNsPerSecond; });
    EXPECT_EQ(m_worlds, 1);
    EXPECT_FALSE(m_player->status().live);
}

TEST_F(SessionPastTest, AtTheEndOfWhatCanBeReadItIsNow) {
    std::atomic<int> asked{0};
    m_readOn = [&]() -> Result<void> {
        ++asked;
        return fail({.doing = "read on", .found = "a file that is gone"});
    };
    m_now = kTo + 40 * kNsPerSecond;
    m_player->setRate(100.0);
    m_player->seek(kTo - 2 * kNsPerSecond);
    m_player->play(true);
    waitFor([&](const Snapshot&) { return asked > 0; });
    waitFor([&](const Snapshot&) { return m_player->status().live; });
    EXPECT_EQ(m_worlds, 1);
}

TEST_F(SessionPastTest, WithNothingRecordedThereIsOnlyNow) {
    m_now = kFrom;
    m_player->seek(kFrom - kNsPerSecond);
    waitFor([&](const Snapshot&) { return m_player->status().live; });
    EXPECT_NE(m_player->status().trouble.find("nothing"), std::string::npos);
}

}  // namespace
}  // namespace gemba::sim
