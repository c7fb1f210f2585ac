#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/core/text.h"
#include "ingest/csv/csv_cells.h"
#include "ingest/csv/csv_time.h"
#include "ingest/iso_time.h"

/// Looks at the cells of a column as times: dates first, then numbers by their magnitude.
namespace gemba::ingest {
namespace {

/// Names that columns of times have, and parts of such names.
constexpr std::array<std::string_view, 12> kTimeNames{
    "time", "timestamp", "t",    "ts",    "datetime", "date_time",
    "date", "utc",       "zeit", "datum", "epoch",    "zeitstempel"};
constexpr std::array<std::string_view, 7> kTimeParts{"time",  "date",  "stamp", "zeit",
                                                     "datum", "epoch", "utc"};

/// Of the cells that are there, nearly all must be times: one in ten may be damaged.
bool mostly(size_t part, size_t all) {
    return part * 2 > all && all - part <= std::max<size_t>(1, all / 10);
}

struct Fit {
    std::vector<UtcNs> times;
    size_t cells = 0;

    [[nodiscard]] bool holds() const { return mostly(times.size(), cells); }
    [[nodiscard]] size_t stepsBack() const {
        size_t count = 0;
        for (size_t i = 1; i < times.size(); ++i)
            count += times[i] < times[i - 1] ? 1 : 0;
        return count;
    }
    /// A column that is called a time may go back now and then, or begin anew for each signal.
    [[nodiscard]] bool ascends(bool called) const {
        if (times.size() < 2)
            return called;
        return called ? stepsBack() * 2 <= times.size() - 1
                      : times.back() > times.front() && stepsBack() * 10 <= times.size();
    }
    [[nodiscard]] UtcNs span() const {
        if (times.empty())
            return 0;
        const auto [least, most] = std::minmax_element(times.begin(), times.end());
        return *most - *least;
    }
};

Fit fit(std::span<const std::string_view> cells, const CsvTime& time, bool decimalComma) {
    Fit out;
    for (const std::string_view each : cells) {
        const std::string_view cell = trimmed(each);
        if (isMissing(cell))
            continue;
        ++out.cells;
        if (const auto ns = parseCsvTime(cell, time, decimalComma))
            out.times.push_back(*ns);
    }
    return out;
}

std::string firstOf(std::span<const std::string_view> cells) {
    for (const std::string_view cell : cells) {
        if (!isMissing(trimmed(cell)))
            return inQuotes(trimmed(cell), 40);
    }
    return "nothing";
}

std::optional<CsvTimeGuess> judgeDates(std::span<const std::string_view> cells) {
    const CsvTime ymd{.order = CsvTime::Order::ymd}, dmy{.order = CsvTime::Order::dmy},
        mdy{.order = CsvTime::Order::mdy};
    const std::string shown = firstOf(cells);
    CsvTimeGuess out{.certainty = 3};
    out.dateOnly = std::all_of(cells.begin(), cells.end(), isDateOnly);
    if (fit(cells, ymd, false).holds()) {
        out.time = ymd;
        out.evidence = fmt::format("cells such as {} are dates, the year first", shown);
        return out;
    }
    const Fit day = fit(cells, dmy, false), month = fit(cells, mdy, false);
    if (!day.holds() && !month.holds())
        return std::nullopt;
    // Where both are possible: points mean day first, else the order in which time goes on.
    const bool both = day.holds() && month.holds() && day.times.size() == month.times.size();
    const bool points = shown.find('.') < shown.find(':');
    bool dayFirst = day.times.size() >= month.times.size();
    std::string why = "the first number would be too large for a month";
    if (!dayFirst)
        why = "the second number would be too large for a month";
    if (both && points) {
        why = "points between the numbers";
    } else if (both) {
        const auto judged = [](const Fit& f) { return std::pair(f.stepsBack(), f.span()); };
        dayFirst = judged(day) <= judged(month);
        why = judged(day) == judged(month) ? "but it could be the other way round: say which"
                                           : "so that time goes on evenly";
    }
    out.time = dayFirst ? dmy : mdy;
    out.evidence = fmt::format("cells such as {} are dates, the {} first: {}", shown,
                               dayFirst ? "day" : "month", why);
    return out;
}

/// Nanoseconds of a unit of time; 0 for other units.
int64_t unitNs(std::string_view unit) {
    struct Unit {
        std::string_view name;
        int64_t ns;
    };
    constexpr std::array kUnits{Unit{"s", kNsPerSecond},
                                Unit{"sec", kNsPerSecond},
                                Unit{"ms", 1'000'000},
                                Unit{"us", 1'000},
                                Unit{"ns", 1},
                                Unit{"min", 60 * kNsPerSecond},
                                Unit{"h", 3600 * kNsPerSecond}};
    const auto* found = std::find_if(kUnits.begin(), kUnits.end(),
                                     [&](const Unit& each) { return each.name == unit; });
    return found == kUnits.end() ? 0 : found->ns;
}

/// Seconds since 1970 stay below 1e11 for three thousand years, and so on by thousands.
int64_t epochUnitNs(double number) {
    return number < 1e11 ? kNsPerSecond : number < 1e14 ? 1'000'000 : number < 1e17 ? 1'000 : 1;
}

/// The median of the numbers, if nearly all of the cells are some.
std::optional<double> medianNumber(std::span<const std::string_view> cells, bool decimalComma) {
    std::vector<double> numbers;
    size_t present = 0;
    for (const std::string_view each : cells) {
        const std::string_view cell = trimmed(each);
        present += isMissing(cell) ? 0 : 1;
        if (const auto number = csvNumber(cell, decimalComma))
            numbers.push_back(number->number());
    }
    if (!mostly(numbers.size(), present))
        return std::nullopt;
    const auto middle = numbers.begin() + static_cast<ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

/// 1976 in seconds and more: smaller numbers are rather counted from a start of their own.
constexpr double kLeastEpoch = 2e8;
/// 1970 to 2119 in days of Excel.
constexpr double kLeastExcel = 25'569.0, kMostExcel = 80'000.0;

std::optional<CsvTimeGuess> judgeNumbers(std::span<const std::string_view> cells,
                                         std::string_view name, std::string_view unit,
                                         bool decimalComma) {
    const auto median = medianNumber(cells, decimalComma);
    if (!median)
        return std::nullopt;
    CsvTimeGuess out;
    std::string_view stated = unit;
    if (const size_t suffix = name.rfind('_'); stated.empty() && suffix != std::string_view::npos)
        stated = name.substr(suffix + 1);
    const int64_t statedNs = unitNs(stated);

    const bool dated = lowerCase(name).find("date") != std::string::npos;
    const bool excel = *median >= kLeastExcel && *median < kMostExcel && statedNs == 0;
    if (*median >= kLeastEpoch) {
        out.time = {.kind = CsvTime::Kind::epoch, .unitNs = epochUnitNs(*median)};
        out.certainty = 2;
        out.evidence = fmt::format("numbers such as {} have the magnitude of a time since 1970",
                                   firstOf(cells));
    } else if (excel && (dated || fit(cells, {.kind = CsvTime::Kind::excel}, decimalComma).span() <
                                      20'000 * 86'400 * kNsPerSecond / 10)) {
        out.time = {.kind = CsvTime::Kind::excel};
        out.certainty = 2;
        out.evidence =
            fmt::format("numbers such as {} have the magnitude of Excel's days", firstOf(cells));
    } else {
        out.time = {.kind = CsvTime::Kind::relative,
                    .unitNs = statedNs != 0 ? statedNs : kNsPerSecond};
        out.certainty = 1;
        out.evidence =
            fmt::format("numbers such as {} count from a start of their own, in {}", firstOf(cells),
                        statedNs != 0 ? stated : "seconds, as nothing else is said");
    }
    const Fit fitted = fit(cells, out.time, decimalComma);
    if (!fitted.holds() || !fitted.ascends(csvTimeName(name) == 6))
        return std::nullopt;
    return out;
}

}  // namespace

int csvTimeName(std::string_view name) {
    const std::string lower = lowerCase(name);
    if (std::find(kTimeNames.begin(), kTimeNames.end(), lower) != kTimeNames.end())
        return 6;
    const bool part = std::any_of(kTimeParts.begin(), kTimeParts.end(), [&](std::string_view each) {
        return lower.find(each) != std::string::npos;
    });
    return part ? 2 : 0;
}

std::optional<CsvTimeGuess> judgeCsvTime(std::span<const std::string_view> cells,
                                         std::string_view name, std::string_view unit,
                                         bool decimalComma) {
    if (auto dates = judgeDates(cells))
        return dates;
    const CsvTime clock{.kind = CsvTime::Kind::clock};
    if (fit(cells, clock, false).holds())
        return CsvTimeGuess{
            .time = clock,
            .evidence = fmt::format("cells such as {} are times of day", firstOf(cells)),
            .certainty = 1};
    return judgeNumbers(cells, name, unit, decimalComma);
}

}  // namespace gemba::ingest
