#include "engine/sim/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "engine/sim/bindings.h"
#include "tests/support/belt_twin.h"
#include "tests/support/memory_recording.h"
#include "tests/support/twin_text.h"

namespace gemba::sim {
namespace {

class HandSource final : public SampleSource {
 public:
    SpscRing<signals::Sample>& ring() override { return m_ring; }
    LinkStatus status() const override { return {}; }
    void send(double speed) {
        const UtcNs now = steadyUtcNow();
        send(speed, now, now);
    }
    void send(double speed, UtcNs sourceTime, UtcNs receiveTime) {
        const signals::Sample sample{.signal = 0,
                                     .sourceTime = sourceTime,
                                     .receiveTime = receiveTime,
                                     .index = m_sent.size(),
                                     .value = Value::ofReal(speed)};
        m_sent[{0, sample.index}] = sample;
        ASSERT_TRUE(m_ring.push(sample));
    }
    const test::MemoryFeed::Sent& sent() const { return m_sent; }

 private:
    SpscRing<signals::Sample> m_ring{1024};
    test::MemoryFeed::Sent m_sent;
};

/// `live`: more keys of the source.
std::unique_ptr<Simulation> makeSimulation(const std::string& live = {}) {
    const auto twin =
        test::twinFromText(std::string(test::kBelt) + live + "[world]\ncheckpoint_every = 0.5\n");
    Simulation::Systems systems;
    systems.push_back(std::make_unique<BindingSystem>(*twin));
    systems.push_back(std::make_unique<SimulatedSignals>());
    return std::make_unique<Simulation>(twin, 1, std::move(systems));
}

TEST(Session, AsFastAsItGoesStopsAtItsTick) {
    Session session(makeSimulation(), {.rate = 0.0});
    session.run({}, 1000);
    EXPECT_EQ(session.figures().ticks, 1000);
    EXPECT_EQ(session.figures().lostSeconds, 0.0);
}

TEST(Session, PausedItTakesStepsAndKeepsDraining) {
    HandSource source;
    Session session(makeSimulation(), {.rate = 0.0, .startPaused = true});
    session.attach(0, source);
    std::jthread thread([&](std::stop_token stop) { session.run(stop); });
    for (int i = 0; i < 10; ++i)
        source.send(0.1 * i);
    while (source.ring().size() > 0)
        std::this_thread::yield();
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 3}));
    const auto ticks = [&] {
        session.windowChannel().ask();
        return session.windowChannel().read().tick;
    };
    while (ticks() < 3)
        std::this_thread::yield();
    thread.request_stop();
    thread.join();
    EXPECT_EQ(session.figures().ticks, 3);
    EXPECT_EQ(session.figures().samplesReceived, 10u);
    EXPECT_DOUBLE_EQ(session.simulation().world().properties.value[0], 0.9);
}

// More than can wait: the newest of each signal is kept, and nothing is lost.
TEST(Session, AfterALongPauseTheNewestHolds) {
    constexpr int kSent = 70'000;
    HandSource source;
    Session session(makeSimulation(), {.rate = 0.0, .startPaused = true});
    session.attach(0, source);
    std::jthread thread([&](std::stop_token stop) { session.run(stop); });
    for (int i = 1; i <= kSent; ++i) {
        while (source.ring().size() > 1000)
            std::this_thread::yield();
        source.send(1e-5 * i);
    }
    while (source.ring().size() > 0)
        std::this_thread::yield();
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 1}));
    const auto ticks = [&] {
        session.windowChannel().ask();
        return session.windowChannel().read().tick;
    };
    while (ticks() < 1)
        std::this_thread::yield();
    thread.request_stop();
    thread.join();
    EXPECT_EQ(session.figures().samplesReceived, uint64_t{kSent});
    EXPECT_EQ(session.figures().samplesDropped, 0u);
    EXPECT_DOUBLE_EQ(session.simulation().world().properties.value[0], 1e-5 * kSent);
}

TEST(Session, APauseEndsStepsThatAreLeft) {
    Session session(makeSimulation(), {.rate = 0.0, .startPaused = true});
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 100}));
    ASSERT_TRUE(session.post({.type = CommandType::pause}));
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 3}));
    std::jthread thread([&](std::stop_token stop) { session.run(stop); });
    const auto ticks = [&] {
        session.windowChannel().ask();
        return session.windowChannel().read().tick;
    };
    while (ticks() < 3)
        std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    thread.request_stop();
    thread.join();
    EXPECT_EQ(session.simulation().world().tick, 3);
}

TEST(Session, AResetForgetsWhatWasAskedBefore) {
    Session session(makeSimulation(), {.rate = 0.0, .startPaused = true});
    ASSERT_TRUE(session.post({.type = CommandType::force, .property = 0, .value = 5.0}));
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 1000}));
    ASSERT_TRUE(session.post({.type = CommandType::reset}));
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 2}));
    session.run({}, 2);
    EXPECT_EQ(session.simulation().world().tick, 2);
    EXPECT_NE(session.simulation().world().properties.value[0], 5.0);
}

TEST(Session, TheSameInputsGiveTheSameBits) {
    // A live session that is recorded …
    HandSource source;
    test::MemoryRecording recording;
    Session live(makeSimulation(), {.rate = 20.0, .sink = &recording});
    live.attach(0, source);
    std::jthread writer([&](std::stop_token stop) {
        for (int i = 0; !stop.stop_requested(); ++i) {
            source.send(0.001 * i);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    });
    ASSERT_TRUE(live.post({.type = CommandType::checkpoint}));
    live.run({}, 2000);
    writer.request_stop();
    writer.join();
    size_t withSamples = 0;
    for (const TickRecord& tick : recording.ticks())
        withSamples += !tick.entered.empty();
    EXPECT_GT(withSamples, 10u);
    EXPECT_EQ(recording.ticks().size(), 2000u);
    EXPECT_EQ(recording.ticks().back().hash, live.simulation().stateHash());
    EXPECT_EQ(recording.frames(), 250u);

    // … and one that is given what entered, tick by tick the same …
    test::MemoryFeed feed(recording, source.sent());
    test::MemoryRecording again;
    Session replay(makeSimulation(), {.rate = 0.0, .sink = &again, .feed = &feed});
    replay.run({}, feed.end());
    EXPECT_EQ(again.ticks(), recording.ticks());

    // … as is one that begins in the middle, from a checkpoint.
    ASSERT_GE(recording.checkpoints().size(), 10u);
    const auto& [tick, state] = recording.checkpoints()[7];
    Session later(makeSimulation(), {.rate = 0.0, .feed = &feed});
    ASSERT_TRUE(later.simulation().load(state));
    EXPECT_EQ(later.simulation().world().tick, tick);
    later.run({}, feed.end());
    EXPECT_EQ(later.simulation().stateHash(), live.simulation().stateHash());
}

TEST(Session, ClocksThatWereSetAreFoundOnce) {
    HandSource source;
    test::MemoryRecording recording;
    int64_t own = 0;
    Session session(makeSimulation(),
                    {.rate = 0.0, .sink = &recording, .clockStep = [&] { return own; }});
    session.attach(0, source);
    UtcNs now = steadyUtcNow();
    const auto sendSome = [&](int count, int64_t ahead) {
        for (int i = 0; i < count; ++i, now += 20'000'000) {
            source.send(0.1, now + ahead, now);
            session.run({}, session.simulation().world().tick + 1);
        }
    };
    const auto found = [&](Finding::Kind kind) {
        std::vector<double> out;
        for (const Finding& finding : recording.findings()) {
            if (finding.kind == kind)
                out.push_back(finding.value);
        }
        return out;
    };
    sendSome(20, 0);
    own = 20'000'000;  // disciplined, not set
    sendSome(60, 3600 * kNsPerSecond);
    EXPECT_EQ(found(Finding::Kind::sourceClockSet), std::vector<double>{3600.0});
    EXPECT_TRUE(found(Finding::Kind::clockSet).empty());

    own = 3 * kNsPerSecond;  // in one tick only: its two clocks were not read together
    sendSome(1, 3600 * kNsPerSecond);
    own = 20'000'000;
    sendSome(3, 3600 * kNsPerSecond);
    EXPECT_TRUE(found(Finding::Kind::clockSet).empty());

    own = -5 * kNsPerSecond;
    sendSome(3, 3600 * kNsPerSecond);
    EXPECT_EQ(found(Finding::Kind::clockSet), std::vector<double>{-5.0});
    // A replay has the sources' clocks, and nobody's own.
    own = 7 * kNsPerSecond;
    test::MemoryFeed feed(recording, source.sent());
    test::MemoryRecording again;
    Session replay(makeSimulation(),
                   {.rate = 0.0, .sink = &again, .feed = &feed, .clockStep = [&] { return own; }});
    replay.run({}, feed.end());
    std::vector<Finding> kept = recording.findings();
    std::erase_if(kept, [](const Finding& f) { return f.kind == Finding::Kind::clockSet; });
    ASSERT_EQ(again.findings().size(), kept.size());
    for (size_t i = 0; i < kept.size(); ++i)
        EXPECT_EQ(again.findings()[i].kind, kept[i].kind);

    ASSERT_TRUE(session.post({.type = CommandType::reset}));
    sendSome(3, 3600 * kNsPerSecond);
    EXPECT_EQ(found(Finding::Kind::sourceClockSet).size(), 1u) << "begun anew, and not set";
}

/// Samples of a second, each 10 ms; the network decides what is left of their order.
std::vector<signals::Sample> networked(uint32_t seed) {
    constexpr UtcNs kFirst = 1'700'000'000 * kNsPerSecond;
    std::mt19937 random(seed);
    std::vector<signals::Sample> out;
    for (int i = 0; i < 100; ++i) {
        const UtcNs time = kFirst + i * 10'000'000;
        out.push_back({.signal = 0,
                       .sourceTime = time,
                       .receiveTime = static_cast<UtcNs>(time + random() % 1'000'000'000),
                       .value = Value::ofReal(0.01 * i)});
        // A repeat of what is known, and a sign of life: neither says anything new.
        if (random() % 4 == 0) {
            out.push_back(out[random() % out.size()]);
            out.back().last = true;
        }
        if (random() % 4 == 0)
            out.push_back({.receiveTime = static_cast<UtcNs>(time + random() % 1'000'000'000)});
    }
    // The first starts the clock; the others overtake each other.
    std::stable_sort(out.begin() + 1, out.end(), [](const auto& a, const auto& b) {
        return !a.last && !b.last && a.receiveTime < b.receiveTime;
    });
    for (size_t i = 0; i < out.size(); ++i)
        out[i].index = i;
    return out;
}

class TrustedClock : public testing::Test {
 protected:
    std::unique_ptr<Session> session(SessionOptions options) {
        auto out = std::make_unique<Session>(
            makeSimulation("align = \"source\"\ndelay = 0.2\nclock = \"trusted\"\n"), options);
        out->attach(0, m_source);
        return out;
    }
    void send(const std::vector<signals::Sample>& samples) {
        for (const signals::Sample& sample : samples)
            ASSERT_TRUE(m_source.ring().push(sample));
    }
    HandSource m_source;
};

TEST_F(TrustedClock, TheNetworkIsNotToBeSeen) {
    std::vector<uint64_t> hashes;
    for (const uint32_t seed : {1u, 2u, 3u}) {
        auto run = session({.rate = 0.0, .epochFromFirstSample = true});
        send(networked(seed));
        run->run({}, 200);
        const auto& world = run->simulation().world();
        EXPECT_EQ(world.properties.value[0], Value::ofReal(0.01 * 62).number())
            << "tick 199 is at 0.829 s, and has what was sent until 0.629 s";
        run->run({}, 400);
        hashes.push_back(run->simulation().stateHash());
        EXPECT_EQ(run->figures().comparable, true);
        EXPECT_EQ(run->timeMap().utc(0), 1'700'000'000 * kNsPerSecond);
    }
    EXPECT_EQ(hashes[0], hashes[1]);
    EXPECT_EQ(hashes[0], hashes[2]);
}

TEST_F(TrustedClock, AStatedEpochIsThatOfTickZero) {
    std::vector<uint64_t> hashes;
    for (const int64_t earlier : {0, 100'000'000}) {
        const UtcNs epoch = 1'700'000'000 * kNsPerSecond - earlier;
        auto run = session({.rate = 0.0, .epoch = epoch});
        send(networked(1));
        run->run({}, 400);
        EXPECT_EQ(run->timeMap().utc(0), epoch);
        hashes.push_back(run->simulation().stateHash());
    }
    EXPECT_NE(hashes[0], hashes[1]);
}

TEST_F(TrustedClock, WhatComesTooLateIsNotComparable) {
    auto run = session({.rate = 0.0, .epochFromFirstSample = true});
    std::vector<signals::Sample> samples = networked(1);
    const auto one = std::find_if(samples.begin() + 20, samples.end(), [](const auto& sample) {
        return !sample.last && sample.signal != signals::Sample::kHeartbeat;
    });
    const signals::Sample late = *one;
    samples.erase(one);
    send(samples);
    run->run({}, 300);
    EXPECT_EQ(run->figures().comparable, true);
    send({late});
    run->run({}, 301);
    EXPECT_EQ(run->figures().comparable, false);
    EXPECT_EQ(run->figures().samplesLate, 1u);
}

TEST_F(TrustedClock, WithoutASampleItWaitsUntilItIsStopped) {
    auto run = session({.rate = 0.0, .epochFromFirstSample = true});
    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stop.request_stop();
    });
    run->run(stop.get_token(), 100);
    EXPECT_EQ(run->figures().ticks, 0);
}

TEST(Session, ResetGoesBackToTheFirstTick) {
    Session session(makeSimulation(), {.rate = 0.0});
    const uint64_t first = session.simulation().stateHash();
    session.run({}, 300);
    EXPECT_NE(session.simulation().stateHash(), first);
    ASSERT_TRUE(session.post({.type = CommandType::reset}));
    ASSERT_TRUE(session.post({.type = CommandType::pause}));
    std::jthread thread([&](std::stop_token stop) { session.run(stop, 1'000'000'000); });
    session.windowChannel().ask();
    while (!session.windowChannel().read().paused)
        session.windowChannel().ask();
    thread.request_stop();
    thread.join();
    EXPECT_EQ(session.simulation().stateHash(), first);
}

// A plant does not go faster because somebody here would like it to.
TEST(Session, BesideAPlantTimePassesAsItDoesThere) {
    HandSource source;
    Session session(makeSimulation(), {.rate = 1.0, .startPaused = true});
    session.attach(0, source);
    for (const double rate : {0.0, 0.5, 10.0})
        ASSERT_TRUE(session.post({.type = CommandType::setRate, .value = rate}));
    ASSERT_TRUE(session.post({.type = CommandType::step, .count = 2}));
    session.run({}, 2);
    Snapshot snapshot;
    session.snapshot(snapshot);
    EXPECT_EQ(snapshot.rateRequested, 1.0);
    EXPECT_EQ(session.timeMap().entries().back().rate, TimeMap::kRateOne);
}

TEST(Session, CommandsBeyondTheRingAreRefused) {
    Session session(makeSimulation(), {.rate = 0.0});
    size_t taken = 0;
    while (session.post({.type = CommandType::checkpoint}))
        ++taken;
    EXPECT_GE(taken, 1000u);
    EXPECT_LE(taken, 2048u);
}

TEST(Session, GoesOnWhereAnotherWas) {
    HandSource source;
    Session before(makeSimulation(), {.rate = 0.0});
    before.attach(0, source);
    source.send(0.3, 100, steadyUtcNow());
    before.run({}, 50);
    ASSERT_TRUE(before.post({.type = CommandType::step, .count = 1}));
    before.run({}, 51);  // a step pauses

    // Connected while the other still was, it hears the last message again.
    HandSource again;
    test::MemoryRecording recording;
    Session now(makeSimulation(), {.rate = 0.0, .sink = &recording});
    now.attach(0, again);
    now.takeOver(before);
    again.send(0.3, 100, steadyUtcNow());
    again.send(0.4, 200, steadyUtcNow());
    ASSERT_TRUE(now.post({.type = CommandType::step, .count = 10}));
    now.run({}, before.simulation().world().tick + 10);
    EXPECT_EQ(now.figures().ticks, 10);
    EXPECT_EQ(now.simulation().world().signals[0].samples, 2u);
    EXPECT_EQ(now.simulation().world().property({0, 0}), 0.4);
    now.windowChannel().ask();
    now.run({}, 0);
    EXPECT_TRUE(now.windowChannel().read().paused) << "it was paused, and is";

    // Its recording begins with what it took over.
    ASSERT_FALSE(recording.checkpoints().empty());
    EXPECT_EQ(recording.checkpoints().front().first, before.simulation().world().tick);
    test::MemoryFeed feed(recording, again.sent());
    Session replay(makeSimulation(), {.rate = 0.0, .feed = &feed});
    ASSERT_TRUE(replay.simulation().load(recording.checkpoints().front().second));
    replay.run({}, feed.end());
    EXPECT_EQ(replay.simulation().stateHash(), now.simulation().stateHash());
}

}  // namespace
}  // namespace gemba::sim
