#include "app/sweep_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace gemba::app {
namespace {

// 97.5 % quantile of Student's t (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2).
double studentsT(size_t degrees) {
    constexpr std::array kTable{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
                                2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                                2.110,  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
                                2.060,  2.056, 2.052, 2.048, 2.045, 2.042};
    if (degrees <= kTable.size())
        return kTable[degrees - 1];
    constexpr double kNormal = 1.959964;
    const double d = static_cast<double>(degrees);
    return kNormal + (kNormal * kNormal * kNormal + kNormal) / (4.0 * d);
}

std::string line(const std::string& name, const std::vector<double>& values, const char* format) {
    const Spread spread = spreadOf(values);
    const auto number = [&](double value) { return fmt::format(fmt::runtime(format), value); };
    return fmt::format("  {:32} {:>10}   [{:>10} … {:>10}]\n", name, number(spread.mean),
                       number(spread.low), number(spread.high));
}

}  // namespace

Spread spreadOf(const std::vector<double>& values) {
    Spread out{.n = values.size()};
    if (values.empty())
        return out;
    const double n = static_cast<double>(values.size());
    for (const double value : values)
        out.mean += value / n;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - out.mean) * (value - out.mean);
    const double half = values.size() < 2 ? 0.0
                                          : studentsT(values.size() - 1) *
                                                std::sqrt(squares / (n - 1.0) * (1.0 + 1.0 / n));
    out.low = out.mean - half;
    out.high = out.mean + half;
    return out;
}

std::string sweepTable(const SweepPlan& plan, const std::vector<sim::SnapshotFlow>& flows,
                       const twin::Twin& twin) {
    std::string out;
    const size_t seeds = plan.seeds.size();
    for (size_t begin = 0; begin + seeds <= flows.size(); begin += seeds) {
        // The combination, and its runs measure by measure.
        std::string set;
        for (size_t p = 0; p < plan.properties.size(); ++p) {
            const double value = plan.value(begin, p);
            set += fmt::format("{}{}={}", set.empty() ? "" : "  ", plan.properties[p].name,
                               plan.properties[p].boolean
                                   ? std::string(value != 0.0 ? "true" : "false")
                                   : fmt::format("{:g}", value));
        }
        out += fmt::format("{}{} runs of {:g} s\n", set.empty() ? "" : set + ": ", seeds,
                           flows[begin].seconds);
        const auto each = [&](const auto& measure) {
            std::vector<double> values;
            for (size_t run = begin; run < begin + seeds; ++run)
                values.push_back(measure(flows[run]));
            return values;
        };
        for (size_t s = 0; s < flows[begin].sinks.size(); ++s) {
            const std::string& id = twin.devices[flows[begin].sinks[s].device].id;
            out += line(id + ", an hour", each([s](const sim::SnapshotFlow& flow) {
                            return static_cast<double>(flow.sinks[s].taken) * 3600.0 /
                                   std::max(flow.seconds, 1e-9);
                        }),
                        "{:.1f}");
        }
        out += line("on the line", each([](const auto& flow) { return flow.present; }), "{:.2f}");
        out +=
            line("of them waiting", each([](const auto& flow) { return flow.waiting; }), "{:.2f}");
        out +=
            line("way through, s", each([](const auto& flow) { return flow.transit; }), "{:.2f}");
        out += line("refused",
                    each([](const auto& flow) { return static_cast<double>(flow.refused); }),
                    "{:.1f}");
    }
    return out;
}

}  // namespace gemba::app
