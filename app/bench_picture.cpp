#include "app/bench_picture.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/composition.h"
#include "engine/render/renderer.h"
#include "engine/sim/session.h"

namespace gemba::app {
namespace {

constexpr uint32_t kWidth = 1080, kHeight = 680;  // beside the docks of a window of 1440 x 900
constexpr int kFrames = 24;
constexpr double kSecondsBefore = 30.0;

}  // namespace

Result<std::vector<measure::Figure>> benchCellPicture() {
    const LoadedTwin loaded =
        loadTwin(resourceFolder() / "twins" / "packing_cell" / "packing_cell.toml");
    if (loaded.twin == nullptr)
        return fail({.doing = "measure pictures of the packing cell", .found = "no such twin"});
    auto simulation = makeSimulation(loaded, {.seed = loaded.twin->world.seed});
    if (!simulation)
        return tl::unexpected(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = 0.0});
    Tick tick = std::llround(kSecondsBefore * loaded.twin->world.stepHz);
    session.run({}, tick);

    auto renderer = render::Renderer::create({.asWindow = true});
    if (!renderer)
        return tl::unexpected(renderer.error());
    if (auto set = (*renderer)->setScene(loaded.twin, loaded.models); !set)
        return tl::unexpected(set.error());
    const twin::View& place = loaded.twin->views.front();
    render::ViewState view{
        .camera = {.eye = place.eye, .target = place.target, .fovDeg = place.fovDeg}};
    std::vector<measure::Figure> out;
    constexpr std::array kNames{"low", "medium", "high"};
    for (size_t level = 0; level < kNames.size(); ++level) {
        view.quality = static_cast<render::Quality>(level + 1);
        std::vector<double> times;
        sim::Snapshot snapshot;
        for (int i = 0; i < kFrames; ++i) {
            tick += 16;  // the belts run
            session.run({}, tick);
            session.snapshot(snapshot);
            const auto picture = (*renderer)->renderOffscreen(snapshot, view, kWidth, kHeight);
            if (!picture)
                return tl::unexpected(picture.error());
            if (i >= 4)  // maps and lists were made
                times.push_back((*renderer)->statistics().frameMs);
        }
        const double ms = measure::median(times);
        out.push_back({.name = fmt::format("packing cell, pictures a second, {}", kNames[level]),
                       .value = 1000.0 / ms,
                       .unit = "1/s",
                       .budget = level == 0 ? 10.0 : 0.0,
                       .atLeast = true,
                       .ours = ms,
                       .bare = 0.0});
    }
    return out;
}

}  // namespace gemba::app
