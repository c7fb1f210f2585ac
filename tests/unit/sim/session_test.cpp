#include "engine/sim/session.h"

#include <gtest/gtest.h>

#include <thread>

#include "engine/sim/bindings.h"
#include "engine/twin/reader.h"

namespace gemba::sim {
namespace {

constexpr const char* kTwin = R"(
gemba = 1
name = "session"
[world]
checkpoint_every = 0.5
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
[[binding]]
signal = "belt/speed"
device = "belt.speed"
role = "drive"
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
)";

class HandSource final : public SampleSource {
 public:
    SpscRing<signals::Sample>& ring() override { return m_ring; }
    LinkStatus status() const override { return {}; }
    void send(double speed) {
        const UtcNs now = steadyUtcNow();
        ASSERT_TRUE(m_ring.push(
            {.signal = 0, .sourceTime = now, .receiveTime = now, .value = Value::ofReal(speed)}));
    }

 private:
    SpscRing<signals::Sample> m_ring{1024};
};

std::unique_ptr<Simulation> makeSimulation() {
    const auto twin = twin::readTwinText(kTwin, "/tmp/session.toml").twin;
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

TEST(Session, TheSameInputsGiveTheSameBits) {
    // A live session whose inputs are kept …
    HandSource source;
    Session live(makeSimulation(), {.rate = 20.0, .keepInputs = true});
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
    const InputLog inputs = live.inputs();
    EXPECT_GT(inputs.ticks.size(), 10u);

    // … and one that is given them, through their bytes.
    Bytes bytes;
    encode(inputs, bytes);
    const auto read = decodeInputLog(bytes);
    ASSERT_TRUE(read);
    Session replay(makeSimulation(), {.rate = 0.0, .replay = &*read});
    replay.run({}, read->end);
    EXPECT_EQ(replay.simulation().stateHash(), live.simulation().stateHash());
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

}  // namespace
}  // namespace gemba::sim
