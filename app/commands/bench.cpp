#include "app/commands/bench.h"

#include <fmt/format.h>

#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/bench_allocations.h"
#include "app/bench_live.h"
#include "app/bench_picture.h"
#include "app/bench_record.h"
#include "app/bench_seek.h"
#include "app/files.h"
#include "engine/assets/bench_import.h"
#include "engine/core/measure.h"
#include "engine/render/bench_render.h"
#include "engine/signals/bench_history.h"
#include "ingest/bench_ingest.h"
#include "ingest/bench_look_back.h"
#include "ingest/bench_replay.h"
#include "ingest/mcap/bench_mcap.h"
#include "physics/benchmarks.h"
#include "ui/plot/bench_plot.h"

namespace gemba::app {
namespace {

using measure::Figure;

struct Bench {
    const char* name;
    std::function<std::vector<Figure>()> run;
};

Figure ratio(const char* name, const physics::BenchPair& pair, double budget) {
    return {.name = name,
            .value = pair.ratio(),
            .budget = budget,
            .ours = pair.ours,
            .bare = pair.bare,
            .rawUnit = "us"};
}

std::vector<Figure> benchTick() {
    return {ratio("tick, 1000 cartons on 20 belts", physics::benchBelts(), 1.10)};
}

std::vector<Figure> benchRay() {
    const physics::BenchPair pair = physics::benchRays();
    return {ratio("sensor ray", pair, 0.30),
            {.name = "sensor ray, worst error",
             .value = pair.worstError * 1e3,
             .unit = "mm",
             .budget = 0.1,
             .ours = pair.worstError * 1e3,
             .bare = 0.0,
             .rawUnit = "mm"}};
}

std::vector<Figure> benchHall() {
    return {ratio("tick on a hall of 1 M triangles / on a box", physics::benchHall(), 1.2)};
}

std::vector<Figure> reported(Result<std::vector<Figure>> figures) {
    if (figures)
        return std::move(*figures);
    // What could not be measured does not hold.
    return {{.name = figures.error().message(), .value = 1.0, .unit = "failed", .budget = 0.0}};
}

std::vector<Figure> benchIngest() {
    return reported(ingest::benchIngestFigures());
}

std::vector<Figure> benchPlot() {
    std::vector<Figure> out = signals::benchHistory();
    for (Figure& frame : ui::benchPlotFrames())
        out.push_back(std::move(frame));
    return out;
}

// The literal list; each room measures itself.
const std::vector<Bench>& benches() {
    static const std::vector<Bench> kBenches{
        {"tick", benchTick},
        {"ray", benchRay},
        {"hall", benchHall},
        {"ingest", benchIngest},
        {"mcap", [] { return reported(ingest::mcap::benchMcapFigures()); }},
        {"record", [] { return reported(benchRecord()); }},
        {"replay", [] { return reported(ingest::benchReplayFigures()); }},
        {"look_back", [] { return reported(ingest::benchLookBackFigures()); }},
        {"open", [] { return reported(ingest::benchOpenFigures()); }},
        {"seek", [] { return reported(benchSeek()); }},
        {"latency", [] { return reported(benchLatency()); }},
        {"import", [] { return reported(assets::benchImport()); }},
        {"allocations", [] { return reported(benchAllocations()); }},
        {"plot", benchPlot},
        {"render frame", [] { return reported(render::benchFrameFigures()); }},
        {"render cell", [] { return reported(benchCellPicture()); }},
        {"render 10k", [] { return reported(render::benchFlightFigures(10'000)); }},
        {"render 100k", [] { return reported(render::benchFlightFigures(100'000)); }}};
    return kBenches;
}

bool wanted(const BenchOptions& options, std::string_view name) {
    if (options.names.empty())
        return true;
    for (const std::string& part : options.names) {
        if (name.find(part) != std::string_view::npos)
            return true;
    }
    return false;
}

void printLine(const Figure& f) {
    std::cout << fmt::format(
                     "{} {:<44} {:>9.3f} {:<6} {} {:<9.3g} ours {:.4g} {}, bare {:.4g} {}\n",
                     f.ok() ? " " : "!", f.name, f.value, f.unit, f.atLeast ? ">=" : "<=", f.budget,
                     f.ours, f.rawUnit, f.bare, f.rawUnit)
              << std::flush;
}

}  // namespace

int runBench(const BenchOptions& options) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    bool ok = true;
    bool any = false;
    for (const Bench& bench : benches()) {
        if (!wanted(options, bench.name))
            continue;
        any = true;
        const std::vector<Figure> figures = bench.run();
        ok = ok && !figures.empty();  // it said why it has none
        for (const Figure& f : figures) {
            ok = ok && f.ok();
            if (!options.json)
                printLine(f);
            json.push_back({{"name", f.name},
                            {"value", f.value},
                            {"unit", f.unit},
                            {"budget", f.budget},
                            {"ok", f.ok()},
                            {"ours", f.ours},
                            {"bare", f.bare},
                            {"raw_unit", f.rawUnit}});
        }
    }
    if (!any) {
        std::cerr << "gemba: no bench has such a name; there are:";
        for (const Bench& bench : benches())
            std::cerr << ' ' << bench.name;
        std::cerr << '\n';
        return kExitUsage;
    }
    if (options.json)
        std::cout << json.dump(2) << '\n';
    return ok ? kExitDone : kExitCheckFailed;
}

}  // namespace gemba::app
