#include "ingest/look_back.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <thread>

#include "engine/core/maths_fingerprint.h"
#include "ingest/recorder.h"
#include "tests/support/belt_twin.h"
#include "tests/support/twin_text.h"

namespace gemba::ingest {
namespace {

using signals::Point;
using signals::Series;

constexpr UtcNs kEpoch = 1'700'000'000 * kNsPerSecond;
constexpr int64_t kTickNs = kNsPerSecond / 240;
constexpr std::string_view kEye = R"(
[[photo_eye]]
id = "eye"
on = "belt"
at = 2.0

[[binding]]
signal = "line/eye"
device = "eye.blocked"
role = "compare"
)";

/// Ten seconds: a body goes 1 m/s along x, the plant says its speed four times a second and its eye
/// each second, the model's eye changes half a second later.
class LookBackTest : public testing::Test {
 protected:
    void SetUp() override {
        m_twin = test::twinFromText(std::string(test::kBelt).append(kEye));
        ASSERT_NE(m_twin, nullptr);
        m_names = std::make_unique<signals::SignalNames>(*m_twin);
        m_path = std::filesystem::temp_directory_path() /
                 fmt::format("look_back_{}.mcap",
                             testing::UnitTest::GetInstance()->current_test_info()->name());
        record();
        auto file = mcap::McapFile::open(m_path);
        ASSERT_TRUE(file) << file.error().message();
        auto past = RecordedLookBack::open(*file, *m_twin);
        ASSERT_TRUE(past) << past.error().message();
        m_past = std::move(*past);
    }
    void TearDown() override { std::filesystem::remove(m_path); }

    static UtcNs at(double seconds) { return kEpoch + static_cast<int64_t>(seconds * 1e9); }

    sim::Snapshot shown(double seconds) {
        sim::Snapshot out;
        const auto seen = m_past->snapshotAt(at(seconds), out);
        EXPECT_TRUE(seen) << seen.error().message();
        return out;
    }
    uint32_t signal(const char* name) const { return *m_names->find(name); }
    std::vector<Point> points(const signals::History& history, const char* name, Series series) {
        std::vector<Point> out;
        history.read(signal(name), series, at(0), at(100), out);
        return out;
    }

    std::shared_ptr<const twin::Twin> m_twin;
    std::unique_ptr<signals::SignalNames> m_names;
    std::unique_ptr<RecordedLookBack> m_past;
    std::filesystem::path m_path;

 private:
    void record() {
        Recorder recorder(*m_twin, {.nextPath = [this] { return m_path; }});
        std::jthread writer([&](std::stop_token stop) { recorder.run(stop); });
        recorder.begin({.following = true, .stepHz = 240, .epoch = kEpoch});
        const Bytes state(8);
        recorder.checkpoint(0, kEpoch, state, true);
        for (Tick tick = 1; tick <= 2400; ++tick) {
            const UtcNs utc = kEpoch + tick * kTickNs;
            recorder.tick({.tick = tick - 1, .utc = utc}, true);
            if (tick % 60 == 0)
                say(recorder, "line/speed", fmt::format("{}.5", tick / 60), utc);
            if (tick % 240 == 0)
                say(recorder, "line/eye", tick % 480 == 0 ? "true" : "false", utc);
            if (tick % 240 == 120)
                recorder.simulated(signal("line/eye"), utc, Value::ofBoolean(tick % 480 > 240),
                                   true);
            if (tick % 480 == 0)
                recorder.found({sim::Finding::Kind::residual, signal("line/eye"), utc - 7,
                                tick == 960 ? std::nan("") : 1.0 / static_cast<double>(tick)},
                               utc, true);
            if (tick == 1000)
                recorder.found({sim::Finding::Kind::sourceStale, 0, utc, 0.0}, utc, true);
            if (tick % 8 == 0)
                recorder.frame(picture(tick, utc), true);
        }
        // The time that is recorded is not the wall's: a moment for the last to be taken.
        writer.request_stop();
        writer.join();
    }
    static void say(Recorder& recorder, std::string_view topic, std::string_view value, UtcNs utc) {
        const std::string payload = fmt::format(R"({{"t":{},"v":{}}})", utc, value);
        const std::array<std::string_view, 3> frames{topic, "json", payload};
        recorder.message({.received = utc, .sourceTime = utc, .frames = frames});
    }
    sim::Snapshot picture(Tick tick, UtcNs utc) const {
        sim::Snapshot out;
        out.tick = tick;
        out.utc = utc;
        sim::SnapshotBody body{.slot = 0, .generation = 1};
        body.pose.position = {static_cast<double>(utc - kEpoch) * 1e-9, 0.0, 1.0};
        body.previous = body.plant = body.pose;
        out.bodies.push_back(body);
        out.properties.resize(m_twin->propertyCount);
        out.drivers.resize(m_twin->propertyCount);
        out.signals.resize(m_names->size());
        signals::SignalState& speed = out.signals[signal("line/speed")];
        if (const Tick said = tick / 60; said > 0) {
            speed.measured = Value::ofReal(static_cast<double>(said) + 0.5);
            speed.quality = signals::Quality::good;
            speed.sourceTime = kEpoch + said * 60 * kTickNs;
        }
        out.sources.resize(1);
        out.deviceState.resize(m_twin->devices.size());
        return out;
    }
};

TEST_F(LookBackTest, ReachesFromTheFirstPictureToTheLast) {
    EXPECT_EQ(m_past->range().from, kEpoch + 8 * kTickNs);
    EXPECT_EQ(m_past->range().to, kEpoch + 2400 * kTickNs);
}

TEST_F(LookBackTest, ShowsBodiesWhereTheyWereBetweenTwoFramesToo) {
    for (const double seconds : {0.1, 5.0, 5.011, 7.77, 9.9}) {
        const sim::Snapshot snapshot = shown(seconds);
        ASSERT_EQ(snapshot.bodies.size(), 1u);
        EXPECT_NEAR(snapshot.bodies[0].pose.position.x, seconds, 1e-4);
        EXPECT_EQ(snapshot.utc, at(seconds));
        EXPECT_NEAR(static_cast<double>(snapshot.tick), seconds * 240.0, 1.0);
    }
}

TEST_F(LookBackTest, BeyondItsEndsStandsTheFirstAndTheLastPicture) {
    EXPECT_NEAR(shown(-50.0).bodies.at(0).pose.position.x, 8.0 / 240.0, 1e-4);
    EXPECT_NEAR(shown(500.0).bodies.at(0).pose.position.x, 10.0, 1e-4);
}

TEST_F(LookBackTest, NumbersAreThoseOfTheInstantNotOfTheKeyFrame) {
    for (const int quarter : {7, 8, 9, 10, 31}) {
        const double seconds = 0.25 * quarter + 0.1;
        const signals::SignalState state = shown(seconds).signals[signal("line/speed")];
        EXPECT_EQ(state.measured, Value::ofReal(quarter + 0.5)) << seconds;
        EXPECT_EQ(state.sourceTime, kEpoch + quarter * 60 * kTickNs);
    }
}

TEST_F(LookBackTest, FillsTheCurvesOfARangeAndTheLevelBeforeIt) {
    signals::History history(m_names->size());
    ASSERT_TRUE(m_past->fill(
        {at(4.9), at(6.1)}, [] { return true; }, history));
    const auto measured = points(history, "line/speed", Series::measured);
    ASSERT_GE(measured.size(), 5u);
    EXPECT_LE(measured.front().time, at(4.9));
    EXPECT_EQ(measured.back().time, kEpoch + 24 * 60 * kTickNs);
    EXPECT_EQ(measured.back().value, 24.5);
    const auto simulated = points(history, "line/eye", Series::simulated);
    ASSERT_FALSE(simulated.empty());
    EXPECT_EQ(simulated.back().time, kEpoch + 1320 * kTickNs);
}

TEST_F(LookBackTest, ResidualsAreThoseOfTheSessionToTheBit) {
    signals::History history(m_names->size());
    ASSERT_TRUE(m_past->fill(
        {at(0), at(10)}, [] { return true; }, history));
    const auto residuals = points(history, "line/eye", Series::residual);
    ASSERT_EQ(residuals.size(), 5u);
    for (size_t i = 0; i < 5; ++i) {
        const auto tick = static_cast<Tick>(480 * (i + 1));
        EXPECT_EQ(residuals[i].time, kEpoch + tick * kTickNs - 7);
        if (i == 1) {
            EXPECT_TRUE(std::isnan(residuals[i].value));
        } else {
            EXPECT_EQ(residuals[i].value, 1.0 / static_cast<double>(tick));
        }
    }
}

TEST_F(LookBackTest, StepsFromMessageToMessage) {
    // The speed is said four times a second, the eye once.
    const int32_t eye = static_cast<int32_t>(signal("line/eye"));
    EXPECT_EQ(m_past->message(at(5.1), true, -1), kEpoch + 1260 * kTickNs);
    EXPECT_EQ(m_past->message(at(5.1), false, -1), kEpoch + 1200 * kTickNs);
    EXPECT_EQ(m_past->message(at(5.1), true, eye), kEpoch + 1440 * kTickNs);
    EXPECT_EQ(m_past->message(kEpoch + 1440 * kTickNs, true, eye), kEpoch + 1680 * kTickNs);
    EXPECT_EQ(m_past->message(kEpoch + 1440 * kTickNs, false, eye), kEpoch + 1200 * kTickNs);
    EXPECT_EQ(m_past->message(at(9.99), true, eye), kEpoch + 2400 * kTickNs);
    EXPECT_EQ(m_past->message(at(10.5), true, eye), std::nullopt);
    EXPECT_EQ(m_past->message(at(0.1), false, eye), std::nullopt);
}

TEST_F(LookBackTest, FillingEndsEarlyWhenSomethingElseIsWanted) {
    signals::History history(m_names->size());
    (void)m_past->fill(
        {at(0), at(10)}, [] { return false; }, history);
    signals::History all(m_names->size());
    EXPECT_TRUE(m_past->fill(
        {at(0), at(10)}, [] { return true; }, all));
    EXPECT_EQ(points(all, "line/speed", Series::measured).size(), 40u);
}

TEST_F(LookBackTest, CountsMessagesOfASourceOverItsTime) {
    sim::Overview overview;
    EXPECT_FALSE(m_past->overview(
        10, [] { return false; }, overview));
    ASSERT_TRUE(m_past->overview(
        10, [] { return true; }, overview));
    const sim::Density& density = overview.density;
    ASSERT_EQ(density.sources, std::vector<std::string>{"plc"});
    float all = 0.0f;
    for (size_t i = 0; i < 10; ++i) {
        EXPECT_GT(density.at(0, i), 0.0f) << i;
        all += density.at(0, i);
    }
    EXPECT_NEAR(all, 50.0f, 0.01f);
}

TEST_F(LookBackTest, AWholeRecordingHasEventsAndNoGaps) {
    sim::Overview overview;
    ASSERT_TRUE(m_past->overview(
        10, [] { return true; }, overview));
    ASSERT_EQ(overview.marks.size(), 1u);
    EXPECT_EQ(overview.marks[0].kind, sim::MarkKind::event);
    EXPECT_EQ(overview.marks[0].from, kEpoch + 1000 * kTickNs);
    EXPECT_EQ(overview.marks[0].text, "plc is silent");
}

TEST_F(LookBackTest, AnotherTwinsPicturesAreNotShown) {
    auto file = mcap::McapFile::open(m_path);
    ASSERT_TRUE(file);
    const auto other = test::twinFromText(R"(
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
)");
    auto past = RecordedLookBack::open(*file, *other);
    ASSERT_TRUE(past);
    sim::Snapshot out;
    EXPECT_FALSE((*past)->snapshotAt(at(3.0), out));
}

}  // namespace
}  // namespace gemba::ingest
