#include "app/bench_seek.h"

#include <random>

#include "app/recorded_session.h"
#include "app/recording.h"
#include "engine/core/scratch_folder.h"
#include "engine/sim/session.h"

namespace gemba::app {
namespace {

constexpr double kSeconds = 600.0;
constexpr int kSeeks = 40;
constexpr double kLongestMs = 20'000.0;
// Longer than a hand that drags rests before physics follows it.
constexpr std::chrono::milliseconds kRest{400};

Result<void> recordCell(const std::filesystem::path& path) {
    const LoadedTwin loaded = loadTwin(resourceFolder() / "twins/packing_cell/packing_cell.toml");
    if (loaded.twin == nullptr)
        return fail({.doing = "measure seeking",
                     .on = "the bundled packing cell",
                     .found = loaded.problems.empty() ? "no such twin"
                                                      : loaded.problems.front().message("")});
    Recording recording(*loaded.twin, path);
    auto simulation = makeSimulation(loaded, {.seed = loaded.twin->world.seed});
    if (!simulation)
        return tl::unexpected(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = 0.0, .sink = &recording.recorder()});
    recording.start();
    session.run({}, static_cast<Tick>(kSeconds * static_cast<double>(loaded.twin->world.stepHz)));
    recording.stop();
    const ingest::RecorderStatus status = recording.status();
    if (!status.lastError.empty())
        return fail({.doing = "measure seeking", .found = status.lastError});
    return {};
}

/// Wall ms until it is so.
double waitUntil(const std::function<bool()>& so) {
    const double start = measure::wallMs();
    while (!so()) {
        if (measure::wallMs() - start > kLongestMs)
            return 1e9;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return measure::wallMs() - start;
}

double p95(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    return values[values.size() * 95 / 100];
}

}  // namespace

Result<std::vector<measure::Figure>> benchSeek() {
    const auto folder = ScratchFolder::make();
    if (!folder)
        return tl::unexpected(folder.error());
    const auto path = folder->path() / "cell.mcap";
    if (auto recorded = recordCell(path); !recorded)
        return tl::unexpected(recorded.error());
    auto session = RecordedSession::open(path, [](double, const std::string&) {}, {});
    if (!session)
        return tl::unexpected(session.error());
    sim::Player& player = (*session)->player();
    (*session)->start();

    // As a hand does it: elsewhere, a look, Play, and away again.
    std::mt19937_64 random(5);
    const sim::TimeRange range = player.status().range;
    std::vector<double> pictures, worlds;
    for (int i = 0; i < kSeeks; ++i) {
        const UtcNs at =
            range.from + static_cast<int64_t>(random() % static_cast<uint64_t>(range.length()));
        player.seek(at);
        pictures.push_back(waitUntil([&] { return player.windowChannel().read().utc == at; }));
        std::this_thread::sleep_for(kRest);
        player.play(true);
        worlds.push_back(waitUntil([&] { return player.status().simulated; }));
        player.play(false);
    }
    (*session)->stop();
    const std::string trouble = player.status().trouble;
    if (!trouble.empty())
        return fail({.doing = "measure seeking", .found = trouble});
    const double picture = measure::median(pictures), world = measure::median(worlds);
    return std::vector<measure::Figure>{{.name = "seek in a recording, picture in the window, p95",
                                         .value = p95(pictures),
                                         .unit = "ms",
                                         .budget = 50.0,
                                         .ours = picture,
                                         .bare = pictures.back()},
                                        {.name = "physics ready after Play, p95",
                                         .value = p95(worlds) / 1e3,
                                         .unit = "s",
                                         .budget = 1.0,
                                         .ours = world,
                                         .bare = worlds.back()}};
}

}  // namespace gemba::app
