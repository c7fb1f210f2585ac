#include "ingest/bench_look_back.h"

#include <fmt/format.h>
#include <malloc.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

#include "engine/core/scratch_folder.h"
#include "engine/twin/catalogue.h"
#include "ingest/look_back.h"
#include "ingest/mcap/writer.h"

namespace gemba::ingest {
namespace {

constexpr UtcNs kStart = 1'800'000'000 * kNsPerSecond;
constexpr int64_t kChunkNs = 400'000'000;
constexpr int64_t kFramesOfChunk = 12;  // 30 a second
constexpr Tick kTicksOfChunk = 96;
constexpr int64_t kChunksOfCheckpoint = 75;  // every 30 s
constexpr size_t kState = 20'000;
constexpr uint32_t kBodies = 12;
constexpr int64_t kLanesNs = 60 * kNsPerSecond;

/// What a recording holds.
struct Shape {
    uint32_t signals = 24;
    uint32_t perFrame = 1;   ///< so many of them are heard with each picture, in turn
    uint32_t modelled = 12;  ///< so many have a number of the model with every third
};
constexpr Shape kCell;
// Each signal ten times a second: 10,000 samples of it are about a quarter of an hour.
constexpr Shape kHall{.signals = 1000, .perFrame = 334, .modelled = 0};
constexpr double kHallHours = 0.28;

twin::Twin makeTwin(const Shape& shape) {
    twin::Twin out;
    out.live.push_back({.id = "plc", .connect = "tcp://127.0.0.1:1"});
    // A device with a property, whichever comes first in the catalogue.
    const auto kinds = twin::catalogue();
    out.devices.emplace_back();
    while (kinds[out.devices[0].kind].properties.empty())
        ++out.devices[0].kind;
    out.propertyCount = 1;
    out.items.emplace_back();
    for (uint32_t i = 0; i < shape.signals; ++i) {
        twin::Binding binding;
        binding.signal = fmt::format("acme/site1/hall2/line3/device{:02}/value", i);
        binding.target = {0, 0};
        binding.role = twin::Role::show;
        out.bindings.push_back(std::move(binding));
    }
    return out;
}

/// Writes a day as the recorder does: what came over the wire, what the model had, the pictures.
class Day {
 public:
    Day(mcap::Writer writer, const twin::Twin& twin, const Shape& shape)
        : m_shape(shape), m_writer(std::move(writer)) {
        m_shown.properties.resize(twin.propertyCount);
        m_shown.drivers.resize(twin.propertyCount);
        m_shown.signals.resize(m_shape.signals);
        m_shown.sources.resize(1);
        m_shown.deviceState.resize(twin.devices.size());
        for (uint32_t i = 0; i < kBodies; ++i)
            m_shown.bodies.push_back({.slot = i, .generation = 1, .item = 0});
    }

    [[nodiscard]] Result<void> define(const twin::Twin& twin) {
        for (const std::string_view topic :
             {recording::kTicks, recording::kCheckpoint, recording::kTrack})
            add({.topic = std::string(topic), .encoding = std::string(recording::kOwnEncoding)});
        for (const std::string_view source : {std::string_view("plc"), recording::kSimulated}) {
            for (const twin::Binding& binding : twin.bindings)
                add({.topic = binding.signal,
                     .encoding = "json",
                     .metadata = {{std::string(recording::kSourceKey), std::string(source)}}});
        }
        return m_done;
    }

    [[nodiscard]] Result<void> write(int64_t chunks) {
        for (int64_t chunk = 0; chunk < chunks && m_done; ++chunk)
            writeChunk(chunk);
        return m_done ? m_writer.finish() : m_done;
    }
    [[nodiscard]] uint64_t messages() const { return m_writer.messagesWritten(); }

 private:
    static constexpr size_t kTicks = 0, kCheckpoint = 1, kTrack = 2, kMeasured = 3;

    void add(mcap::Channel channel) {
        const auto id = m_writer.addChannel(std::move(channel));
        if (!id)
            m_done = tl::unexpected(id.error());
        else
            m_channels.push_back(*id);
    }
    void put(size_t channel, UtcNs at, std::span<const std::byte> data) {
        if (m_done)
            m_done = m_writer.write({.channel = m_channels[channel],
                                     .logTime = static_cast<uint64_t>(at),
                                     .publishTime = static_cast<uint64_t>(at),
                                     .data = data});
    }
    void put(size_t channel, UtcNs at, const std::string& text) {
        put(channel, at, std::as_bytes(std::span(text.data(), text.size())));
    }

    void writeChunk(int64_t chunk) {
        const UtcNs from = kStart + chunk * kChunkNs;
        if (chunk % kChunksOfCheckpoint == 0)
            putState(recording::CheckpointHead{chunk * kTicksOfChunk, from}, kCheckpoint, from,
                     kState);
        // Each signal about once a second, the model's numbers with every third picture.
        for (int64_t frame = 0; frame < kFramesOfChunk; ++frame) {
            const UtcNs at = from + frame * kChunkNs / kFramesOfChunk;
            const double value = std::sin(static_cast<double>(at - kStart) * 1e-9);
            for (uint32_t i = 0; i < m_shape.perFrame; ++i)
                put(kMeasured + m_heard++ % m_shape.signals, at,
                    fmt::format(R"({{"t":{},"seq":{},"v":{:.4f}}})", at - 2'000'000, chunk, value));
            if (frame % 3 == 0) {
                for (uint32_t i = 0; i < m_shape.modelled; ++i)
                    put(kMeasured + m_shape.signals + i, at,
                        fmt::format(R"({{"v":{:.4f}}})", value + i));
            }
            writeFrame(at, chunk * kTicksOfChunk + frame * kTicksOfChunk / kFramesOfChunk, value);
        }
        recording::TickBatch batch;
        batch.marks.push_back({0, from, static_cast<uint64_t>(chunk * kFramesOfChunk)});
        for (Tick i = 0; i < kTicksOfChunk; ++i)
            batch.ticks.push_back({.tick = chunk * kTicksOfChunk + i,
                                   .utc = from + i * kChunkNs / kTicksOfChunk,
                                   .hash = m_random()});
        putState(batch, kTicks, from, 0);
        if (m_done)
            m_done = m_writer.closeChunk();
    }

    void writeFrame(UtcNs at, Tick tick, double value) {
        m_shown.utc = at;
        m_shown.tick = tick;
        for (uint32_t i = 0; i < kBodies; ++i) {
            setPose(m_shown.bodies[i], static_cast<double>(i) + value);
        }
        for (signals::SignalState& signal : m_shown.signals) {
            signal.measured = signal.simulated = Value::ofReal(value);
            signal.quality = signals::Quality::good;
            signal.receiveTime = signal.sourceTime = at;
        }
        (void)m_track.add(m_shown, m_bytes);
        put(kTrack, at, m_bytes);
    }
    static void setPose(sim::SnapshotBody& body, double x) {
        body.pose.position = {x, 0.5 * x, 1.0};
        body.previous = body.plant = body.pose;
    }

    template <class T>
    void putState(const T& state, size_t channel, UtcNs at, size_t more) {
        m_bytes.clear();
        ByteWriter writer(m_bytes);
        saveState(state, writer);
        for (size_t i = 0; i < more; i += sizeof(uint64_t))
            writer.put(uint64_t{m_random()} % 1000);
        put(channel, at, m_bytes);
    }

    Shape m_shape;
    uint64_t m_heard = 0;
    mcap::Writer m_writer;
    std::vector<uint16_t> m_channels;
    sim::TrackWriter m_track;
    sim::Snapshot m_shown;
    std::mt19937_64 m_random{1};
    Bytes m_bytes;
    Result<void> m_done;
};

Result<uint64_t> writeDay(const std::filesystem::path& path, const twin::Twin& twin,
                          const Shape& shape, double hours) {
    auto writer = mcap::Writer::create(path);
    if (!writer)
        return tl::unexpected(writer.error());
    Day day(std::move(*writer), twin, shape);
    if (auto defined = day.define(twin); !defined)
        return tl::unexpected(defined.error());
    const auto chunks = std::llround(hours * 3600e9 / static_cast<double>(kChunkNs));
    if (auto written = day.write(chunks); !written)
        return tl::unexpected(written.error());
    return day.messages();
}

/// The greatest memory since the last call of resetPeak(), in MB.
double peakMb() {
    std::ifstream status("/proc/self/status");
    double kb = 0.0;
    for (std::string word; status >> word;) {
        if (word == "VmHWM:")
            status >> kb;
    }
    return kb / 1e3;
}
void resetPeak() {
    ::malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

double percentile(std::vector<double>& values, size_t percent) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 1e9
                          : values[std::min(values.size() - 1, values.size() * percent / 100)];
}

/// CPU ms of each look at a random instant.
Result<std::vector<double>> looks(RecordedLookBack& past, uint32_t count) {
    std::mt19937_64 random(3);
    std::vector<double> out;
    sim::Snapshot shown;
    const sim::TimeRange range = past.range();
    for (uint32_t i = 0; i < count; ++i) {
        const UtcNs at =
            range.from + static_cast<int64_t>(random() % static_cast<uint64_t>(range.length()));
        const double start = measure::threadCpuMs();
        if (auto seen = past.snapshotAt(at, shown); !seen)
            return tl::unexpected(seen.error());
        signals::History lanes(kCell.signals);
        if (!past.fill(
                {at - kLanesNs, at}, [] { return true; }, lanes))
            return fail({.doing = "measure looking back", .found = "no lanes"});
        out.push_back(measure::threadCpuMs() - start);
    }
    return out;
}

/// Opened as the window opens it: what lies where, the picture of an instant, and the curves of the
/// minute before it and some more, of all signals.
Result<measure::Figure> openHall(const std::filesystem::path& folder) {
    const twin::Twin twin = makeTwin(kHall);
    const auto path = folder / "hall.mcap";
    const auto messages = writeDay(path, twin, kHall, kHallHours);
    if (!messages)
        return tl::unexpected(messages.error());
    const double start = measure::threadCpuMs();
    auto file = mcap::McapFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    auto past = RecordedLookBack::open(std::move(*file), twin);
    if (!past)
        return tl::unexpected(past.error());
    const sim::TimeRange range = (*past)->range();
    const UtcNs at = range.from + range.length() / 2;
    sim::Snapshot shown;
    if (auto seen = (*past)->snapshotAt(at, shown); !seen)
        return tl::unexpected(seen.error());
    const double picture = measure::threadCpuMs() - start;
    signals::History curves(kHall.signals);
    if (!(*past)->fill(
            {at - 3 * kLanesNs / 2, at}, [] { return true; }, curves))
        return fail({.doing = "measure opening", .found = "no curves"});
    const double all = measure::threadCpuMs() - start;
    return measure::Figure{.name = "open 1,000 signals x 10,000, picture and curves",
                           .value = all / 1e3,
                           .unit = "s",
                           .budget = 1.0,
                           .ours = all,
                           .bare = picture,
                           .rawUnit = "ms, picture alone"};
}

}  // namespace

Result<std::vector<measure::Figure>> benchOpenFigures() {
    const auto folder = ScratchFolder::make();
    if (!folder)
        return tl::unexpected(folder.error());
    auto figure = openHall(folder->path());
    if (!figure)
        return tl::unexpected(figure.error());
    return std::vector<measure::Figure>{std::move(*figure)};
}

Result<std::vector<measure::Figure>> benchLookBackFigures(const LookBackBenchSettings& settings) {
    const auto folder = ScratchFolder::make();
    if (!folder)
        return tl::unexpected(folder.error());
    const twin::Twin twin = makeTwin(kCell);
    const auto path = folder->path() / "day.mcap";
    const auto messages = writeDay(path, twin, kCell, settings.hours);
    if (!messages)
        return tl::unexpected(messages.error());
    const double gb = static_cast<double>(std::filesystem::file_size(path)) / 1e9;

    // Opened: found out what lies where, and between which times there are pictures.
    resetPeak();
    const double before = peakMb();
    const double start = measure::threadCpuMs();
    auto file = mcap::McapFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const auto chunks = static_cast<double>(file->contents().chunks.size());
    auto past = RecordedLookBack::open(std::move(*file), twin);
    if (!past)
        return tl::unexpected(past.error());
    const double seconds = (measure::threadCpuMs() - start) / 1e3;
    const double mb = peakMb() - before;

    auto taken = looks(**past, settings.looks);
    if (!taken)
        return tl::unexpected(taken.error());
    const double p50 = percentile(*taken, 50);
    const double p95 = percentile(*taken, 95);
    return std::vector<measure::Figure>{{.name = "look back into a day, picture and lanes, p95",
                                         .value = p95,
                                         .unit = "ms",
                                         .budget = 50.0,
                                         .ours = p50,
                                         .bare = 0.0},
                                        {.name = "open a recording, by 1 GB",
                                         .value = seconds / gb,
                                         .unit = "s",
                                         .budget = 1.0,
                                         .ours = seconds,
                                         .bare = chunks,
                                         .rawUnit = "s, chunks"},
                                        {.name = "open a recording, memory by 1 GB",
                                         .value = mb / gb,
                                         .unit = "MB",
                                         .budget = 300.0,
                                         .ours = mb,
                                         .bare = gb * 1e3,
                                         .rawUnit = "MB"}};
}

}  // namespace gemba::ingest
