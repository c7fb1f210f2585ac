#include "ingest/csv/csv_header.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/twin/units.h"
#include "ingest/csv/csv_cells.h"

namespace gemba::ingest {
namespace {

/// As people write them, and as we do.
constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kSpellings{{
    {"°C", "degC"},      {"℃", "degC"},    {"C", "degC"},    {"deg C", "degC"}, {"°F", "degF"},
    {"F", "degF"},       {"°", "deg"},     {"Grad", "deg"},  {"µm", "um"},      {"μm", "um"},
    {"µs", "us"},        {"μs", "us"},     {"m/s²", "m/s2"}, {"m/s^2", "m/s2"}, {"mm/s²", "mm/s2"},
    {"mm/s^2", "mm/s2"}, {"N·m", "Nm"},    {"N*m", "Nm"},    {"N m", "Nm"},     {"U/min", "rpm"},
    {"1/min", "rpm"},    {"min-1", "rpm"}, {"RPM", "rpm"},   {"sec", "s"},      {"°/s", "deg/s"},
    {"kph", "km/h"},     {"hz", "Hz"},     {"percent", "%"}, {"inch", "in"},    {"lbs", "lb"},
}};

bool isDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What stands in brackets at the end; nothing where the text does not end with them.
std::string_view inBrackets(std::string_view cell, char open, char close) {
    const size_t at = cell.rfind(open);
    if (cell.empty() || cell.back() != close || at == std::string_view::npos || at == 0)
        return {};
    return cell.substr(at + 1, cell.size() - at - 2);
}

}  // namespace

std::string knownUnit(std::string_view written) {
    written = trimmed(written);
    if (written.empty())
        return {};
    if (twin::isUnit(written))
        return std::string(written);
    const auto* found = std::find_if(kSpellings.begin(), kSpellings.end(),
                                     [&](const auto& each) { return each.first == written; });
    return found == kSpellings.end() ? std::string() : std::string(found->second);
}

CsvHeading splitHeading(std::string_view cell) {
    cell = trimmed(cell);
    const auto before = [cell](char open) {
        return std::string(trimmed(cell.substr(0, cell.rfind(open))));
    };
    if (const std::string_view inside = inBrackets(cell, '[', ']'); !inside.empty()) {
        const std::string known = knownUnit(inside);
        const bool apart = cell[cell.rfind('[') - 1] == ' ' && !isDigits(inside);
        if (inside == "-")
            return {before('['), ""};
        if (!known.empty() || apart)
            return {before('['), known.empty() ? std::string(trimmed(inside)) : known};
    }
    if (const std::string known = knownUnit(inBrackets(cell, '(', ')')); !known.empty())
        return {before('('), known};
    if (const size_t slash = cell.find(" / "); slash != std::string_view::npos) {
        if (const std::string known = knownUnit(cell.substr(slash + 3)); !known.empty())
            return {std::string(trimmed(cell.substr(0, slash))), known};
    }
    return {std::string(cell), ""};
}

}  // namespace gemba::ingest
