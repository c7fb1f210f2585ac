#include "engine/analysis/describe.h"

#include <fmt/format.h>

#include <cmath>

namespace gemba::analysis {
namespace {

std::string parts(uint32_t n, uint32_t of, const char* noun) {
    return fmt::format("{} of the last {} {}{}", n, of, noun, of == 1 ? "" : "s");
}

// "carton": what the line carries, by its first item type.
std::string nounOf(const twin::Twin& twin) {
    if (twin.items.empty())
        return "part";
    std::string noun = twin.items.front().id;
    for (char& c : noun) {
        if (c == '_')
            c = ' ';
    }
    return noun;
}

std::string unitOf(const sim::ResidualRow& row, const twin::Twin& twin) {
    if (row.kind != sim::ResidualKind::value)
        return "s";
    const signals::SignalNames names(twin);
    if (row.signal >= names.size())
        return "";
    const twin::Binding& binding = twin.bindings[names.bindings(row.signal).front()];
    return binding.unit.empty() ? std::string(twin.info(binding.target).unit) : binding.unit;
}

std::string unmatched(const sim::ResidualRow& row, const std::string& noun) {
    std::string text;
    if (row.missing > 0)
        text += fmt::format("{} missing", parts(row.missing, row.of, noun.c_str()));
    if (row.extra > 0)
        text += fmt::format("{}{} extra", text.empty() ? "" : ", ",
                            parts(row.extra, row.of, noun.c_str()));
    return text;
}

}  // namespace

std::string describe(const sim::ResidualRow& row, const twin::Twin& twin) {
    if (row.equipment >= twin.devices.size())
        return {};
    const std::string& who = twin.devices[row.equipment].id;
    if (row.of == 0)
        return who + ": nothing to compare yet";

    const bool value = row.kind == sim::ResidualKind::value;
    const std::string noun = value                                  ? "reading"
                             : row.kind == sim::ResidualKind::state ? "stroke"
                                                                    : nounOf(twin);
    const std::string unit = unitOf(row, twin);
    std::string text;
    if (row.late > 0 || row.early > 0) {
        const bool late = row.late >= row.early;
        const uint32_t count = late ? row.late : row.early;
        const char* word = value ? (late ? "high" : "low") : (late ? "late" : "early");
        text = parts(count, row.of, noun.c_str()) + " " + word;
        // The median speaks for them where they are the most.
        if (2 * count > row.of)
            text += value ? fmt::format(", {:+.3g} {}", row.median, unit)
                          : fmt::format(", {:+.2f} {}", row.median, unit);
    }
    const std::string alone = unmatched(row, noun);
    if (!alone.empty())
        text += (text.empty() ? "" : "; ") + alone;
    if (text.empty())
        text = fmt::format("agrees, {} within {:.2g} {}", parts(row.of, row.of, noun.c_str()),
                           std::max(std::abs(row.median), 0.01), unit);
    return who + ": " + text;
}

}  // namespace gemba::analysis
