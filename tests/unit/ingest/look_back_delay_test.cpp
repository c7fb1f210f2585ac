#include <fmt/format.h>

#include "ingest/look_back.h"
#include "tests/support/belt_twin.h"
#include "tests/support/twin_text.h"
#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest {
namespace {

constexpr UtcNs kEpoch = 1'700'000'000 * kNsPerSecond;
constexpr int64_t kMs = 1'000'000;
constexpr int64_t kEvery = 500 * kMs, kOnItsWay = 20 * kMs, kDelay = 300 * kMs;

/// The number that the world has at an instant: said twice a second, 20 ms on its way, taken 300 ms
/// after it was said.
int64_t numberAt(UtcNs at) {
    return (at - kEpoch - kDelay) / kEvery;
}

void record(const std::filesystem::path& path, const twin::Twin& twin) {
    auto writer = mcap::Writer::create(path);
    ASSERT_TRUE(writer);
    const auto track = writer->addChannel({.topic = std::string(recording::kTrack),
                                           .encoding = std::string(recording::kOwnEncoding)});
    const auto speed =
        writer->addChannel({.topic = "line/speed",
                            .encoding = "json",
                            .metadata = {{std::string(recording::kSourceKey), "plc"}}});
    sim::TrackWriter frames;
    sim::Snapshot shown;
    shown.properties.resize(twin.propertyCount);
    shown.drivers.resize(twin.propertyCount);
    shown.signals.resize(1);
    shown.sources.resize(1);
    shown.sources[0].offsetKnown = true;
    shown.deviceState.resize(twin.devices.size());
    Bytes bytes;
    for (int64_t ms = 0; ms < 6000; ms += 10) {
        const UtcNs now = kEpoch + ms * kMs;
        const auto put = [&](uint16_t channel, std::span<const std::byte> data) {
            const auto time = static_cast<uint64_t>(now);
            ASSERT_TRUE(writer->write({channel, 0, time, time, data}));
        };
        if (const int64_t since = ms * kMs - kOnItsWay; since >= 0 && since % kEvery == 0) {
            const std::string text =
                fmt::format(R"({{"t":{},"v":{}}})", now - kOnItsWay, since / kEvery);
            put(*speed, std::as_bytes(std::span(text)));
        }
        if (ms % 40 != 0)
            continue;
        shown.utc = now;
        shown.tick = ms;
        if (ms * kMs >= kDelay) {
            signals::SignalState& state = shown.signals[0];
            state.measured = Value::ofInteger(numberAt(now));
            state.quality = signals::Quality::good;
            state.sourceTime = kEpoch + numberAt(now) * kEvery;
            state.receiveTime = state.sourceTime + kOnItsWay;
        }
        (void)frames.add(shown, bytes);
        put(*track, bytes);
    }
    ASSERT_TRUE(writer->finish());
}

TEST(LookBackDelay, ANumberStandsFromTheTickThatTookIt) {
    const mcap::test::Folder folder;
    const auto twin =
        test::twinFromText(std::string(test::kBelt) + "align = \"source\"\ndelay = 0.3\n");
    ASSERT_NE(twin, nullptr);
    record(folder / "late.mcap", *twin);
    auto file = mcap::McapFile::open(folder / "late.mcap");
    ASSERT_TRUE(file) << file.error().message();
    auto past = RecordedLookBack::open(*file, *twin);
    ASSERT_TRUE(past) << past.error().message();
    sim::Snapshot shown;
    for (int64_t ms = 1005; ms < 5900; ms += 13) {
        const UtcNs at = kEpoch + ms * kMs;
        ASSERT_TRUE((*past)->snapshotAt(at, shown));
        ASSERT_EQ(shown.signals[0].measured, Value::ofInteger(numberAt(at))) << ms;
    }
}

}  // namespace
}  // namespace gemba::ingest
