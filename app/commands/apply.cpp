#include "app/commands/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "engine/analysis/applied_estimate.h"

namespace gemba::app {
namespace {

using Json = nlohmann::json;

struct Found {
    std::string name;
    sim::ParameterEstimate estimate;
};

Error damaged(const ApplyOptions& options, const char* found) {
    return {.doing = "read the estimates",
            .on = options.result.string(),
            .found = found,
            .expected = "what gemba run --json prints"};
}

// What the file says of this twin's equipment; it may come from anywhere.
Result<std::vector<Found>> estimatesIn(const ApplyOptions& options, const twin::Twin& twin) {
    const auto bytes = readFile(options.result);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto* const text = reinterpret_cast<const char*>(bytes->data());
    const Json json = Json::parse(text, text + bytes->size(), nullptr, false);
    if (json.is_discarded() || !json.is_object() || !json.contains("estimates") ||
        !json["estimates"].is_array())
        return tl::unexpected(damaged(options, "no list of estimates"));
    std::vector<Found> out;
    for (const Json& one : json["estimates"]) {
        const auto number = [&](const char* key) {
            return one.is_object() && one.contains(key) && one[key].is_number()
                       ? one[key].get<double>()
                       : std::nan("");
        };
        const auto word = [&](const char* key) {
            return one.is_object() && one.contains(key) && one[key].is_string()
                       ? one[key].get<std::string>()
                       : std::string();
        };
        Found found;
        sim::ParameterEstimate& estimate = found.estimate;
        const int32_t device = twin.findDevice(word("equipment"));
        const std::string parameter = word("parameter");
        bool known = false;
        for (const auto kind :
             {sim::ParameterKind::slip, sim::ParameterKind::delay, sim::ParameterKind::bias}) {
            if (parameter == analysis::name(kind)) {
                estimate.kind = kind;
                known = true;
            }
        }
        estimate.value = number("value");
        estimate.low = number("low");
        estimate.high = number("high");
        const double n = number("n");
        if (device < 0 || !known || !std::isfinite(estimate.value) ||
            !std::isfinite(estimate.low) || !std::isfinite(estimate.high) || !(n >= 0.0 && n < 4e9))
            return tl::unexpected(damaged(options, "an estimate of nothing in this twin"));
        estimate.equipment = static_cast<uint32_t>(device);
        estimate.n = static_cast<uint32_t>(n);
        const Json sure = one.contains("identifiable") ? one["identifiable"] : Json(false);
        if (!sure.is_boolean())
            return tl::unexpected(damaged(options, "an estimate that is neither sure nor not"));
        estimate.identifiable = sure.get<bool>() ? 1 : 0;
        found.name = word("equipment") + "." + parameter;
        out.push_back(std::move(found));
    }
    return out;
}

void list(const std::vector<Found>& all) {
    for (const Found& found : all) {
        const sim::ParameterEstimate& e = found.estimate;
        std::cout << fmt::format("{:24} {:.4g}   [{:.4g} … {:.4g}]   {} parts{}\n", found.name,
                                 e.value, e.low, e.high, e.n,
                                 e.identifiable != 0 ? "" : "   not identifiable");
    }
    if (all.empty())
        std::cout << "nothing differs that could be estimated\n";
}

}  // namespace

int runApply(const ApplyOptions& options) {
    const twin::ReadOutcome read = twin::readTwin(options.twin);
    if (read.twin == nullptr)
        return reportProblems(options.twin, read.problems);
    const auto all = estimatesIn(options, *read.twin);
    if (!all)
        return reportError(all.error());
    if (options.names.empty()) {
        list(*all);
        return kExitDone;
    }
    // All or none: what cannot be is said before anything is written.
    std::vector<const Found*> chosen;
    for (const std::string& wanted : options.names) {
        const auto at = std::find_if(all->begin(), all->end(),
                                     [&](const Found& found) { return found.name == wanted; });
        if (at == all->end() || at->estimate.identifiable == 0) {
            reportError({.doing = "apply an estimate",
                         .on = wanted,
                         .found = at == all->end()
                                      ? "nothing that was estimated"
                                      : "one that the residuals do not tell from others",
                         .expected = "one of those that gemba apply lists without a name"});
            return kExitUsage;
        }
        chosen.push_back(&*at);
    }
    std::vector<twin::KeyEdit> edits;
    for (const Found* const found : chosen)
        edits.push_back(analysis::editFrom(found->estimate, *read.twin, steadyUtcNow()));
    if (auto done = twin::editFile(options.twin, read.twin->text, edits); !done)
        return reportError(done.error());
    for (const twin::KeyEdit& edit : edits)
        std::cout << fmt::format("{}.{} = {:g}\n", edit.device, edit.key, edit.value);
    return kExitDone;
}

}  // namespace gemba::app
