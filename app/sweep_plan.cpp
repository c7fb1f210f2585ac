#include "app/sweep_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/core/text.h"

namespace gemba::app {
namespace {

template <class T>
std::optional<T> number(std::string_view text) {
    T out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return out;
}

std::optional<double> propertyValue(std::string_view text, bool boolean) {
    if (boolean && (text == "true" || text == "false"))
        return text == "true" ? 1.0 : 0.0;
    const auto value = number<double>(text);
    if (!value || !std::isfinite(*value) || (boolean && *value != 0.0 && *value != 1.0))
        return std::nullopt;
    return value;
}

std::string nearestProperty(const twin::Twin& twin, std::string_view name) {
    std::vector<std::string> names;
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        const auto& properties = twin.devices[d].info().properties;
        for (uint32_t p = 0; p < properties.size(); ++p) {
            if (properties[p].direction != twin::Direction::output)
                names.push_back(twin.propertyName({d, p}));
        }
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto nearest = nearestName(name, views);
    return nearest ? fmt::format("a property of a device; did you mean {}?", *nearest)
                   : std::string("a property of a device, as infeed.speed");
}

constexpr const char* kScript = "controller.script";

// No property of a device: the files that stand in the script's place. None is read yet.
SweptProperty sweptScript(std::string_view files) {
    SweptProperty out{.name = kScript, .property = UINT32_MAX};
    for (const std::string_view file : split(files, ',')) {
        out.values.push_back(static_cast<double>(out.scripts.size()));
        out.scripts.emplace_back(file);
    }
    return out;
}

Result<SweptProperty> sweptProperty(const twin::Twin& twin, const std::string& set) {
    const size_t equals = set.find('=');
    const std::string name = set.substr(0, equals);
    const auto bad = [&](std::string found, std::string expected) {
        return fail({.doing = "read what to sweep",
                     .on = "--set " + set,
                     .found = std::move(found),
                     .expected = std::move(expected)});
    };
    if (equals == std::string::npos)
        return bad("no values", "device.property=A,B,…");
    const std::string_view given = std::string_view(set).substr(equals + 1);
    if (name == kScript) {
        SweptProperty script = sweptScript(given);
        if (!script.isScript() || std::ranges::count(script.scripts, "") > 0)
            return bad("no file", "controller.script=FILE,…");
        return script;
    }
    const auto ref = twin.findProperty(name);
    if (!ref)
        return bad("no property " + inQuotes(name), nearestProperty(twin, name));
    const twin::PropertyInfo& info = twin.info(*ref);
    if (info.direction == twin::Direction::output)
        return bad(name + " is what the simulation says", "a command or a parameter");

    SweptProperty out{.name = name,
                      .property = twin.propertyIndex(*ref),
                      .boolean = info.type == ValueType::boolean};
    for (const std::string_view text : split(given, ',')) {
        const auto value = propertyValue(text, out.boolean);
        if (!value)
            return bad(inQuotes(text), out.boolean ? "true or false" : "a finite number");
        out.values.push_back(*value);
    }
    if (out.values.empty())
        return bad("no values", "device.property=A,B,…");
    return out;
}

}  // namespace

uint64_t SweepPlan::runs() const {
    uint64_t runs = seeds.size();
    for (const SweptProperty& property : properties) {
        runs *= property.values.size();
        if (runs > kMostRuns)
            return kMostRuns + 1;
    }
    return runs;
}

size_t SweepPlan::choice(uint64_t run, size_t property) const {
    uint64_t rest = run / seeds.size();
    for (size_t i = properties.size() - 1; i > property; --i)
        rest /= properties[i].values.size();
    return rest % properties[property].values.size();
}

const SweptProperty* SweepPlan::script() const {
    const auto found = std::ranges::find_if(properties, &SweptProperty::isScript);
    return found == properties.end() ? nullptr : &*found;
}

Result<SweepPlan> planSweep(const twin::Twin& twin, const std::vector<std::string>& sets,
                            std::vector<uint64_t> seeds) {
    SweepPlan plan{.seeds = std::move(seeds)};
    if (plan.seeds.empty())
        plan.seeds.push_back(twin.world.seed);
    for (const std::string& set : sets) {
        auto property = sweptProperty(twin, set);
        if (!property)
            return tl::unexpected(property.error());
        for (const SweptProperty& other : plan.properties) {
            if (other.property == property->property)
                return fail({.doing = "read what to sweep",
                             .on = "--set " + set,
                             .found = property->name + " a second time",
                             .expected = "all its values in one --set"});
        }
        plan.properties.push_back(std::move(*property));
    }
    if (plan.runs() > SweepPlan::kMostRuns)
        return fail({.doing = "read what to sweep",
                     .found = "more than a million runs",
                     .expected = "fewer values or seeds"});
    return plan;
}

Result<std::vector<uint64_t>> parseSeeds(std::string_view text) {
    const auto bad = [&] {
        return fail({.doing = "read seeds",
                     .on = std::string(text),
                     .expected = "1..32, 7 or 1,5,9..12; a million at most"});
    };
    std::vector<uint64_t> out;
    for (const std::string_view part : split(text, ',')) {
        const size_t dots = part.find("..");
        const auto first = number<uint64_t>(part.substr(0, dots));
        const auto last =
            dots == std::string_view::npos ? first : number<uint64_t>(part.substr(dots + 2));
        if (!first || !last || *last < *first ||
            *last - *first >= SweepPlan::kMostRuns - out.size())
            return bad();
        for (uint64_t seed = *first;; ++seed) {
            out.push_back(seed);
            if (seed == *last)
                break;
        }
    }
    if (out.empty())
        return bad();
    return out;
}

}  // namespace gemba::app
