#include "engine/analysis/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gemba::analysis {
namespace {

using Way = ResidualFacts::Way;

std::string unitOf(const sim::ResidualRow& row, const twin::Twin& twin) {
    if (row.kind != sim::ResidualKind::value)
        return "s";
    const signals::SignalNames names(twin);
    if (row.signal >= names.size())
        return "";
    const twin::Binding& binding = twin.bindings[names.meaning(row.signal)];
    return binding.unit.empty() ? std::string(twin.info(binding.target).unit) : binding.unit;
}

// "carton": what the line carries, by its first item type.
std::string itemOf(const sim::ResidualRow& row, const twin::Twin& twin) {
    if (row.kind != sim::ResidualKind::transit || twin.items.empty())
        return {};
    std::string item = twin.items.front().id;
    std::replace(item.begin(), item.end(), '_', ' ');
    return item;
}

std::string nounOf(const ResidualFacts& facts) {
    switch (facts.kind) {
        case sim::ResidualKind::value:
            return "reading";
        case sim::ResidualKind::state:
            return "stroke";
        default:
            return facts.item.empty() ? "part" : facts.item;
    }
}

const char* wordOf(Way way) {
    constexpr const char* kWords[] = {"", "late", "early", "high", "low"};
    return kWords[static_cast<size_t>(way)];
}

}  // namespace

ResidualFacts factsOf(const sim::ResidualRow& row, const twin::Twin& twin) {
    if (row.equipment >= twin.devices.size())
        return {};
    ResidualFacts out{.who = twin.devices[row.equipment].id,
                      .item = itemOf(row, twin),
                      .kind = row.kind,
                      .of = row.of,
                      .median = row.median,
                      .missing = row.missing,
                      .extra = row.extra,
                      .within = std::max(std::abs(row.median), 0.01),
                      .unit = unitOf(row, twin)};
    if (row.late == 0 && row.early == 0)
        return out;
    const bool late = row.late >= row.early, value = row.kind == sim::ResidualKind::value;
    out.way = value ? (late ? Way::high : Way::low) : (late ? Way::late : Way::early);
    out.count = late ? row.late : row.early;
    out.hasMedian = 2 * out.count > out.of;
    return out;
}

std::string describe(const sim::ResidualRow& row, const twin::Twin& twin) {
    const ResidualFacts facts = factsOf(row, twin);
    if (facts.who.empty())
        return {};
    if (facts.of == 0)
        return facts.who + ": nothing to compare yet";

    const std::string noun = nounOf(facts);
    const auto parts = [&](uint32_t n) {
        return fmt::format("{} of the last {} {}{}", n, facts.of, noun, facts.of == 1 ? "" : "s");
    };
    std::string text;
    if (facts.way != Way::none) {
        text = parts(facts.count) + " " + wordOf(facts.way);
        if (facts.hasMedian)
            text += facts.kind == sim::ResidualKind::value
                        ? fmt::format(", {:+.3g} {}", facts.median, facts.unit)
                        : fmt::format(", {:+.2f} {}", facts.median, facts.unit);
    }
    const char* between = text.empty() ? "" : "; ";
    if (facts.missing > 0)
        text += between + parts(facts.missing) + " missing";
    if (facts.extra > 0)
        text += (facts.missing > 0 ? ", " : between) + parts(facts.extra) + " extra";
    if (text.empty())
        text =
            fmt::format("agrees, {} within {:.2g} {}", parts(facts.of), facts.within, facts.unit);
    return facts.who + ": " + text;
}

}  // namespace gemba::analysis
