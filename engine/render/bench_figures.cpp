#include <fmt/format.h>

#include "engine/render/bench_hall.h"
#include "engine/render/bench_render.h"

namespace gemba::render {
namespace {

using measure::Figure;

// What has no budget of its own is shown beside one that has.
constexpr double kNoBudget = 1e9;

void addFlight(const HallBench& hall, std::vector<Figure>& out) {
    const auto name = [&](const char* what) {
        return fmt::format("{:.0f} k instances, {}", double(hall.instances) / 1000.0, what);
    };
    const auto time = [&](const char* what, double ms, double bare) {
        out.push_back({.name = name(what),
                       .value = ms,
                       .unit = "ms",
                       .budget = kNoBudget,
                       .ours = ms,
                       .bare = bare});
    };
    time("frame p50", hall.p50Ms, 0.0);
    time("frame p95", hall.p95Ms, 0.0);
    time("frame p99", hall.p99Ms, 0.0);
    out.push_back({.name = name("triangles drawn / submitted"),
                   .value = hall.drawn / hall.submitted,
                   .budget = 1.0,
                   .ours = hall.drawn,
                   .bare = hall.submitted,
                   .rawUnit = "triangles"});
    out.push_back({.name = name("all of it / culled, in levels"),
                   .value = hall.offMs / hall.onMs,
                   .budget = 3.0,
                   .atLeast = true,
                   .ours = hall.onMs,
                   .bare = hall.offMs});
    out.push_back({.name = name("CPU of a frame"),
                   .value = hall.cpuP50Ms,
                   .unit = "ms",
                   .budget = 0.5,
                   .ours = hall.cpuP50Ms,
                   .bare = hall.cpuP99Ms});
}

}  // namespace

Result<std::vector<Figure>> benchFrameFigures() {
    const auto frame = benchRender();
    if (!frame)
        return tl::unexpected(frame.error());
    return std::vector<Figure>{{.name = "frame / bare draw of the same triangles",
                                .value = frame->oursMs / frame->bareMs,
                                .budget = 1.25,
                                .ours = frame->oursMs,
                                .bare = frame->bareMs},
                               {.name = "CPU time to record a frame",
                                .value = frame->recordMs,
                                .unit = "ms",
                                .budget = 0.5,
                                .ours = frame->recordMs,
                                .bare = 0.0}};
}

Result<std::vector<Figure>> benchFlightFigures(uint32_t instances) {
    // A tenth of it, for the CPU alone.
    constexpr int kFewFrames = 40;
    const auto small = benchHall(instances / 10, kFewFrames, 0);
    const auto hall = small ? benchHall(instances) : small;
    if (!hall)
        return tl::unexpected(hall.error());
    std::vector<Figure> out;
    addFlight(*hall, out);
    out.push_back(
        {.name = fmt::format("{} k instances, CPU / of a tenth of them", instances / 1000),
         .value = hall->cpuP50Ms / small->cpuP50Ms,
         .budget = 1.3,
         .ours = hall->cpuP50Ms,
         .bare = small->cpuP50Ms});
    return out;
}

}  // namespace gemba::render
