#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "engine/core/maths_fingerprint.h"
#include "engine/sim/bindings.h"
#include "engine/sim/session.h"
#include "ingest/recorder.h"
#include "ingest/sample_intake.h"
#include "tests/support/twin_text.h"
#include "tests/unit/ingest/mcap_support.h"

/// A session that is recorded in one thread and without the clock: the test says which message came
/// when, and the same bits lie in the file every time.
namespace gemba::ingest::test {

constexpr UtcNs kEpoch = 1'800'000'000 * kNsPerSecond;

/// Two sources: "plc" as it comes, "scale" by its own clock, 50 ms late. A checkpoint every half
/// second.
inline constexpr std::string_view kLine = R"(
[world]
checkpoint_every = 0.5
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
[[conveyor]]
id = "out"
size = [4.0, 0.6, 0.8]
[[binding]]
signal = "line/speed"
device = "belt.speed"
role = "drive"
[[binding]]
signal = "line/out"
device = "out.speed"
role = "drive"
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
[[live]]
id = "scale"
connect = "tcp://127.0.0.1:5557"
align = "source"
delay = 0.05
)";

inline std::shared_ptr<const twin::Twin> lineTwin() {
    return gemba::test::twinFromText(kLine);
}

inline std::unique_ptr<sim::Simulation> makeSimulation(std::shared_ptr<const twin::Twin> twin,
                                                       uint64_t seed = 1) {
    sim::Simulation::Systems systems;
    systems.push_back(std::make_unique<sim::BindingSystem>(*twin));
    systems.push_back(std::make_unique<sim::SimulatedSignals>());
    return std::make_unique<sim::Simulation>(std::move(twin), seed, std::move(systems));
}

class IntakeSource final : public sim::SampleSource {
 public:
    IntakeSource(const twin::Twin& twin, uint16_t index)
        : m_intake(twin.live[index], index, signals::SignalNames(twin)) {}
    [[nodiscard]] SpscRing<signals::Sample>& ring() override { return m_intake.ring(); }
    [[nodiscard]] sim::LinkStatus status() const override { return {}; }
    [[nodiscard]] SampleIntake& intake() { return m_intake; }

 private:
    SampleIntake m_intake;
};

class RecordedSession {
 public:
    /// Records into `path`.
    explicit RecordedSession(const std::filesystem::path& path)
        : m_twin(lineTwin()),
          m_recorder(*m_twin, {.nextPath = [path] { return path; },
                               .program = "test",
                               .mathsFingerprint = mathsFingerprint()}),
          m_session(makeSimulation(m_twin), {.rate = 0.0, .epoch = kEpoch, .sink = &m_recorder}) {
        for (uint16_t i = 0; i < m_twin->live.size(); ++i) {
            m_sources.push_back(std::make_unique<IntakeSource>(*m_twin, i));
            m_sources.back()->intake().setTap(&m_recorder);
            m_session.attach(i, *m_sources.back());
        }
    }

    /// A message that arrives now: it enters the next tick.
    void send(uint16_t source, std::string_view topic, std::string_view payload,
              bool repeated = false) {
        const std::string_view frames[] = {topic, payload};
        m_sources[source]->intake().take(frames, now(), repeated);
    }
    void sendFrames(uint16_t source, std::span<const std::string_view> frames) {
        m_sources[source]->intake().take(frames, now());
    }
    /// UTC of the next tick's start.
    [[nodiscard]] UtcNs now() const { return m_session.timeMap().utc(tick()); }
    [[nodiscard]] Tick tick() const { return m_session.figures().ticks; }
    void run(Tick ticks) { m_session.run({}, tick() + ticks); }
    [[nodiscard]] sim::Session& session() { return m_session; }
    [[nodiscard]] const twin::Twin& twin() const { return *m_twin; }

    /// Completes the file, and says the state's hash at the end.
    uint64_t finish() {
        std::stop_source stop;
        stop.request_stop();
        m_recorder.run(stop.get_token());
        EXPECT_EQ(m_recorder.status().error, "");
        EXPECT_EQ(m_recorder.status().droppedMessages, 0u);
        return m_session.simulation().stateHash();
    }

 private:
    std::shared_ptr<const twin::Twin> m_twin;
    Recorder m_recorder;
    sim::Session m_session;
    std::vector<std::unique_ptr<IntakeSource>> m_sources;
};

/// Seconds of a line at work: both sources, several values in a message, gaps, duplicates, repeats,
/// heartbeats, disorder, a command.
inline uint64_t recordLine(const std::filesystem::path& path, Tick ticks = 900) {
    RecordedSession line(path);
    const auto text = [](const char* form, auto... numbers) {
        char out[160];
        std::snprintf(out, sizeof out, form, numbers...);
        return std::string(out);
    };
    for (Tick i = 0; i < ticks; ++i) {
        const auto at = static_cast<long long>(line.now());
        const int n = static_cast<int>(i);
        if (i % 24 == 0 && i % 240 != 48)  // one of ten is lost
            line.send(0, "line/speed",
                      text(R"({"t":%lld,"seq":%d,"v":%g})", at, n / 24, 0.001 * n));
        if (i % 72 == 1)  // the same again
            line.send(0, "line/speed",
                      text(R"({"t":%lld,"seq":%d,"v":%g})", at, n / 24, 0.001 * (n - 1)));
        if (i % 30 == 5)
            line.send(1, "line",
                      text(R"({"t":%lld,"values":{"out":%g,"else":1,"speed":%g}})",
                           at - 3'000'000 - (n % 7) * 4'000'000LL, 0.002 * n, 0.003 * n));
        if (i % 240 == 100)
            line.send(0, "line/speed", text(R"({"t":%lld,"seq":3,"last":true,"v":0.5})", at - 1));
        if (i % 17 == 0)
            line.send(0, "line/unbound", "1");
        if (i == 333) {
            EXPECT_TRUE(line.session().post({.type = sim::CommandType::checkpoint}));
            EXPECT_TRUE(line.session().post(
                {.type = sim::CommandType::acknowledge, .property = sim::Command::kEveryAlarm}));
        }
        line.run(1);
    }
    return line.finish();
}

}  // namespace gemba::ingest::test
