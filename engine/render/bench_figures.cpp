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

Result<std::vector<Figure>> benchRenderFigures() {
    const auto frame = benchRender();
    if (!frame)
        return tl::unexpected(frame.error());
    std::vector<Figure> out{{.name = "frame / bare draw of the same triangles",
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
    std::vector<double> cpu;
    for (const uint32_t instances : {10'000u, 100'000u}) {
        const auto hall = benchHall(instances);
        if (!hall)
            return tl::unexpected(hall.error());
        addFlight(*hall, out);
        cpu.push_back(hall->cpuP50Ms);
    }
    out.push_back({.name = "CPU of a frame, 100 k / 10 k instances",
                   .value = cpu[1] / cpu[0],
                   .budget = 1.3,
                   .ours = cpu[1],
                   .bare = cpu[0]});
    return out;
}

}  // namespace gemba::render
