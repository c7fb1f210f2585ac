#include "ingest/store/store_look_back.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "ingest/recorder.h"
#include "tests/support/belt_twin.h"
#include "tests/support/twin_text.h"
#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::test {
namespace {

using signals::Point;
using signals::Series;

constexpr Tick kHz = 240;

int64_t timeOf(Tick tick) {
    return tick * kNsPerSecond / kHz;
}

/// A session that records into a store with a segment every two seconds. A body is at x = seconds,
/// and the plant says a number eight times a second.
class StoreLookBackTest : public testing::Test {
 protected:
    StoreLookBackTest()
        : m_twin(gemba::test::twinFromText(gemba::test::kBelt)),
          m_store({.folder = m_folder / "store",
                   .keepFree = 1000,
                   .freeBytes = [this](const std::filesystem::path&) -> Result<uint64_t> {
                       return m_poor-- > 0 ? 999 : 1'000'000'000;
                   }},
                  steadyUtcNow()),
          m_past(m_store, *m_twin) {
        beginRecording();
    }
    void beginRecording() {
        const std::string& text = m_twin->text;
        const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
        RecorderSettings settings{
            .nextPath = [this, twin = m_twin.get()] { return m_store.nextPath(twin); },
            .segmentNs = 2 * kNsPerSecond,
            .twinHash = std::hash<std::string>{}(text)};
        settings.files.push_back(
            {m_twin->file.filename().string(), "application/toml", {bytes.begin(), bytes.end()}});
        m_recorder = std::make_unique<Recorder>(*m_twin, std::move(settings));
        m_recorder->begin({.following = true, .stepHz = kHz, .epoch = m_epoch + timeOf(m_tick)});
        m_writer =
            std::jthread([&recorder = *m_recorder](std::stop_token stop) { recorder.run(stop); });
    }
    /// From here on another twin's session records, as after an edit; the one before completes its
    /// file when the new one has begun.
    void edit(const std::string& text) {
        m_twinBefore = std::exchange(m_twin, gemba::test::twinFromText(text));
        const std::unique_ptr<Recorder> before = std::move(m_recorder);
        std::jthread writerBefore = std::move(m_writer);
        beginRecording();
        recordSecond();
        writerBefore = {};
    }

    [[nodiscard]] UtcNs at(double seconds) const {
        return m_epoch + static_cast<int64_t>(seconds * 1e9);
    }
    /// So many more seconds are simulated, each as if it were now.
    void record(int seconds) {
        for (int i = 0; i < seconds; ++i) {
            recordSecond();
            readAll();
        }
    }
    void recordSecond() {
        const Bytes state(8);
        for (const Tick end = m_tick + kHz; m_tick < end; ++m_tick) {
            const UtcNs utc = m_epoch + timeOf(m_tick);
            if (m_tick % kHz == 0)
                m_recorder->checkpoint(m_tick, utc, state, true);
            m_recorder->tick({.tick = m_tick, .utc = utc}, true);
            if (m_tick % 30 == 15)
                say(fmt::format("{}", m_tick), utc);
            if (m_tick % 8 == 0)
                m_recorder->frame(picture(utc), true);
        }
    }
    void say(const std::string& value, UtcNs utc) {
        const std::string payload = fmt::format(R"({{"t":{},"v":{}}})", utc, value);
        const std::array<std::string_view, 3> frames{"line/speed", "json", payload};
        m_recorder->message({.received = utc, .sourceTime = utc, .frames = frames});
    }
    sim::Snapshot picture(UtcNs utc) const {
        sim::Snapshot out;
        out.tick = m_tick;
        out.utc = utc;
        sim::SnapshotBody body{.slot = 0, .generation = 1};
        body.device = m_twin->findDevice("belt");
        body.pose.position = {static_cast<double>(utc - m_epoch) * 1e-9, 0.0, 1.0};
        body.previous = body.plant = body.pose;
        out.bodies.push_back(body);
        out.properties.resize(m_twin->propertyCount);
        out.drivers.resize(m_twin->propertyCount);
        out.signals.resize(signals::SignalNames(*m_twin).size());
        out.sources.resize(m_twin->live.size());
        out.deviceState.resize(m_twin->devices.size());
        return out;
    }
    /// Until all that was recorded is readable; the time limit of the test is the only one.
    void readAll() {
        const UtcNs last = m_epoch + timeOf(m_tick - 8);
        while (m_past.range().to < last) {
            (void)m_past.refresh();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        EXPECT_EQ(m_past.range().to, last);
    }
    [[nodiscard]] double shownAt(double seconds) {
        sim::Snapshot out;
        const auto seen = m_past.snapshotAt(at(seconds), out);
        EXPECT_TRUE(seen) << seen.error().message();
        return out.bodies.empty() ? -1.0 : out.bodies[0].pose.position.x;
    }

    mcap::test::Folder m_folder;
    std::shared_ptr<const twin::Twin> m_twin, m_twinBefore;
    signals::SignalNames m_names{*m_twin};
    std::atomic<int> m_poor{0};  // so often the disk has too little
    const UtcNs m_epoch = steadyUtcNow();
    RollingStore m_store;
    StoreLookBack m_past;
    Tick m_tick = 0;
    std::unique_ptr<Recorder> m_recorder;
    std::jthread m_writer;
};

TEST_F(StoreLookBackTest, NothingRecordedIsNoPast) {
    EXPECT_FALSE(m_past.refresh());
    EXPECT_TRUE(m_past.range().empty());
    sim::Snapshot out;
    EXPECT_FALSE(m_past.snapshotAt(at(1.0), out));
}

TEST_F(StoreLookBackTest, ReachesFromTheFirstPictureToTheNewestWhileItIsWritten) {
    record(3);
    EXPECT_EQ(m_past.range().from, m_epoch);
    EXPECT_NEAR(shownAt(0.5), 0.5, 1e-4);
    record(4);
    EXPECT_GE(m_store.segments().size(), 3u);
    for (const double seconds : {0.01, 1.99, 2.005, 3.995, 4.1, 6.5})
        EXPECT_NEAR(shownAt(seconds), seconds, 0.04) << seconds;
    EXPECT_FALSE(m_past.refresh());
}

TEST_F(StoreLookBackTest, CurvesGoOverTheBordersOfFilesWithoutSeamOrDouble) {
    record(7);
    signals::History history(m_names.size());
    ASSERT_TRUE(m_past.fill(
        {at(0.5), at(6.9)}, [] { return true; }, history));
    std::vector<Point> points;
    history.read(0, Series::measured, at(0.0), at(7.0), points);
    // Of levels that stood before there is none: each value was said once.
    std::vector<double> said;
    for (const Point& point : points)
        said.push_back(point.value);
    std::vector<double> expected;
    for (Tick tick = 15; tick < 7 * kHz; tick += 30) {
        if (timeOf(tick) <= 6'900'000'000)
            expected.push_back(static_cast<double>(tick));
    }
    EXPECT_EQ(said, expected);
}

TEST_F(StoreLookBackTest, WhatTheQuotaDeletedIsGoneWithoutAWord) {
    record(7);
    const UtcNs before = m_past.range().from;
    const size_t files = m_store.segments().size();
    m_poor = 2;
    ASSERT_TRUE(m_store.tend());
    ASSERT_EQ(m_store.segments().size(), files - 1);
    EXPECT_TRUE(m_past.refresh());
    EXPECT_EQ(m_past.range().from, before + 2 * kNsPerSecond);
    EXPECT_NEAR(shownAt(0.5), 2.0, 0.04);
    EXPECT_NEAR(shownAt(5.5), 5.5, 0.04);
}

TEST_F(StoreLookBackTest, AReplayGoesOnInTheNextFile) {
    record(5);
    EXPECT_EQ(m_past.nextStart(at(1.5)), at(2.0));
    EXPECT_EQ(m_past.nextStart(at(4.5)), m_past.range().to);
    const auto file = m_past.fileAt(at(3.5));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->contents().statistics.channelMessages.size(),
              m_past.fileAt(at(2.0))->contents().statistics.channelMessages.size());
}

TEST_F(StoreLookBackTest, CountsTheMessagesOfAllFilesAndMarksNoGapsBetweenThem) {
    record(7);
    sim::Overview overview;
    ASSERT_TRUE(m_past.overview(
        70, [] { return true; }, overview));
    float all = 0.0f;
    for (size_t i = 0; i < 70; ++i) {
        EXPECT_GT(overview.density.at(0, i), 0.0f) << i;
        all += overview.density.at(0, i);
    }
    // Those that a segment repeats of the one before are counted twice.
    EXPECT_GE(all, 55.0f);
    EXPECT_TRUE(overview.marks.empty());
    EXPECT_FALSE(m_past.overview(
        70, [] { return false; }, overview));
}

TEST_F(StoreLookBackTest, ReachesBackOverAnEditAndShowsItAsTheTwinOfNow) {
    record(3);
    // A belt more before the other, and a topic that was heard before and is bound only now.
    edit("[[conveyor]]\nid = \"first\"\nsize = [1.0, 0.6, 0.8]\n" +
         std::string(gemba::test::kBelt));
    StoreLookBack past(m_store, *m_twin);
    const UtcNs last = m_epoch + timeOf(m_tick - 8);
    while (past.range().to < last) {
        (void)past.refresh();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(past.range().from, m_epoch);
    for (const double seconds : {0.5, 2.5, 3.5}) {
        sim::Snapshot out;
        const auto seen = past.snapshotAt(at(seconds), out);
        ASSERT_TRUE(seen) << seen.error().message();
        ASSERT_EQ(out.bodies.size(), 1u) << seconds;
        EXPECT_NEAR(out.bodies[0].pose.position.x, seconds, 0.04);
        EXPECT_EQ(out.bodies[0].device, m_twin->findDevice("belt"));
        EXPECT_EQ(out.deviceState.size(), m_twin->devices.size());
    }

    signals::History history(m_names.size());
    ASSERT_TRUE(past.fill(
        {at(0.5), at(3.9)}, [] { return true; }, history));
    std::vector<Point> points;
    history.read(0, Series::measured, at(0.0), at(4.0), points);
    ASSERT_GE(points.size(), 28u);
    EXPECT_TRUE(std::ranges::is_sorted(points, {}, &Point::time));

    sim::Overview overview;
    ASSERT_TRUE(past.overview(
        70, [] { return true; }, overview));
    ASSERT_EQ(overview.marks.size(), 1u);
    EXPECT_EQ(overview.marks[0].text, "the twin was edited");
    EXPECT_EQ(overview.marks[0].from, at(3.0));
}

}  // namespace
}  // namespace gemba::ingest::test
