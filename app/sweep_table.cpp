#include "app/sweep_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/analysis/spread.h"

namespace gemba::app {
namespace {

std::string line(const std::string& name, const std::vector<double>& values, const char* format,
                 double step = 0.0) {
    const analysis::Spread spread = analysis::spreadOf(values, step);
    const auto number = [&](double value) { return fmt::format(fmt::runtime(format), value); };
    return fmt::format("  {:32} {:>10}   [{:>10} … {:>10}]\n", name, number(spread.mean),
                       number(spread.low), number(spread.high));
}

std::string valueText(const SweepPlan& plan, uint64_t run, size_t property) {
    const SweptProperty& swept = plan.properties[property];
    if (swept.isScript())
        return swept.scripts[plan.choice(run, property)];
    const double value = plan.value(run, property);
    if (swept.boolean)
        return value != 0.0 ? "true" : "false";
    return fmt::format("{:g}", value);
}

}  // namespace

std::string sweepTable(const SweepPlan& plan, const std::vector<sim::SnapshotFlow>& flows,
                       const twin::Twin& twin) {
    std::string out;
    const size_t seeds = plan.seeds.size();
    for (size_t begin = 0; begin + seeds <= flows.size(); begin += seeds) {
        // The combination, and its runs measure by measure.
        std::string set;
        for (size_t p = 0; p < plan.properties.size(); ++p) {
            set += fmt::format("{}{}={}", set.empty() ? "" : "  ", plan.properties[p].name,
                               valueText(plan, begin, p));
        }
        out += fmt::format("{}{} runs of {:g} s\n", set.empty() ? "" : set + ": ", seeds,
                           flows[begin].seconds);
        const auto each = [&](const auto& measure) {
            std::vector<double> values;
            for (size_t run = begin; run < begin + seeds; ++run)
                values.push_back(measure(flows[run]));
            return values;
        };
        const double hourly = 3600.0 / std::max(flows[begin].seconds, 1e-9);  // of one part
        for (size_t s = 0; s < flows[begin].sinks.size(); ++s) {
            const std::string& id = twin.devices[flows[begin].sinks[s].device].id;
            out += line(id + ", an hour", each([&](const sim::SnapshotFlow& flow) {
                            return static_cast<double>(flow.sinks[s].taken) * hourly;
                        }),
                        "{:.1f}", hourly);
        }
        out += line("on the line", each([](const auto& flow) { return flow.present; }), "{:.2f}");
        out +=
            line("of them waiting", each([](const auto& flow) { return flow.waiting; }), "{:.2f}");
        out +=
            line("way through, s", each([](const auto& flow) { return flow.transit; }), "{:.2f}");
        out += line("refused",
                    each([](const auto& flow) { return static_cast<double>(flow.refused); }),
                    "{:.1f}", 1.0);
    }
    return out;
}

}  // namespace gemba::app
