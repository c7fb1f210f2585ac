#include "ingest/csv/csv_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/core/text.h"

namespace gemba::ingest {
namespace {

/// Names that columns of the long form have.
constexpr std::array<std::string_view, 13> kSignalNames{
    "signal", "name",   "topic",   "tag",        "variable", "channel", "sensor",
    "point",  "metric", "tagname", "signalname", "series",   "item"};
constexpr std::array<std::string_view, 7> kValueNames{"value",    "val",         "v",   "reading",
                                                      "messwert", "measurement", "wert"};
constexpr std::array<std::string_view, 4> kQualityNames{"quality", "q", "status", "qualität"};

template <size_t N>
bool among(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), lowerCase(name)) != names.end();
}

class Columns {
 public:
    Columns(CsvFormat& format, const CsvSample& sample, size_t firstRow, const CsvOptions& options)
        : m_format(format), m_sample(sample), m_first(firstRow), m_options(options) {}

    Result<void> find() {
        if (auto found = findTime(); !found)
            return found;
        if (auto found = findShape(); !found)
            return found;
        for (size_t i = 0; i < m_format.columns.size(); ++i)
            m_format.columns[i].cells = cellsOf(i);
        return {};
    }

 private:
    std::vector<std::string_view> cells(size_t column) const {
        std::vector<std::string_view> out;
        for (size_t i = m_first; i < m_sample.rows.size(); ++i) {
            const auto& row = m_sample.rows[i].cells;
            if (row.size() == m_sample.width)
                out.push_back(row[column]);
        }
        return out;
    }

    void say(std::string what, std::string found, std::string evidence) {
        m_format.guesses.push_back({std::move(what), std::move(found), std::move(evidence)});
    }

    /// By name, by name and unit, or by number.
    Result<size_t> columnOf(const std::string& wanted) const {
        const auto& columns = m_format.columns;
        for (size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].name == wanted ||
                fmt::format("{} [{}]", columns[i].name, columns[i].unit) == wanted)
                return i;
        }
        size_t number = 0;
        const auto [end, error] =
            std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
        if (error == std::errc{} && end == wanted.data() + wanted.size() && number >= 1 &&
            number <= columns.size())
            return number - 1;
        std::vector<std::string_view> names;
        for (const CsvColumn& column : columns) {
            if (names.size() < 8)
                names.push_back(column.name);
        }
        return fail({.doing = "find a column of the table",
                     .on = wanted,
                     .found = "no such column",
                     .expected = fmt::format("{}, or a number from 1 to {}", listed(names),
                                             columns.size())});
    }

    std::optional<CsvTimeGuess> judge(size_t column) const {
        const CsvColumn& about = m_format.columns[column];
        return judgeCsvTime(cells(column), m_format.header ? about.name : "", about.unit,
                            m_format.decimalComma);
    }

    Result<void> findTime();
    Result<void> takeTime(size_t column, const std::optional<CsvTimeGuess>& guess);
    void findClock(size_t date);
    Result<void> findShape();
    bool findLongByName();
    bool findLongByLook();
    CsvCells cellsOf(size_t column) const;

    CsvFormat& m_format;
    const CsvSample& m_sample;
    size_t m_first;
    const CsvOptions& m_options;
};

/// The column that is most surely a time: by its name, and by what stands in it.
Result<void> Columns::findTime() {
    if (!m_options.timeColumn.empty()) {
        const auto column = columnOf(m_options.timeColumn);
        if (!column)
            return tl::unexpected(column.error());
        say("time column", m_format.columns[*column].name, "as you said");
        return takeTime(*column, judge(*column));
    }
    int best = 0;
    size_t found = 0;
    std::optional<CsvTimeGuess> guess;
    for (size_t i = 0; i < m_format.columns.size(); ++i) {
        auto judged = judge(i);
        const int named = m_format.header ? csvTimeName(m_format.columns[i].name) : 0;
        // Numbers that only ascend are a time if they stand first, or are called so.
        if (!judged || (judged->certainty == 1 && named == 0 && i > 0))
            continue;
        if (const int score = 2 * judged->certainty + named; score > best) {
            best = score;
            found = i;
            guess = std::move(judged);
        }
    }
    if (best == 0 && m_options.time)
        found = 0;
    else if (best == 0)
        return fail({.doing = "read a table",
                     .on = "",
                     .found = "no column of times",
                     .expected = "dates, seconds since 1970 or numbers that ascend; or say which "
                                 "column is the time, and how it is written"});
    say("time column", m_format.columns[found].name,
        m_format.header && csvTimeName(m_format.columns[found].name) > 0
            ? "its name and what stands in it"
            : "what stands in it");
    return takeTime(found, guess);
}

Result<void> Columns::takeTime(size_t column, const std::optional<CsvTimeGuess>& guess) {
    m_format.timeColumn = column;
    if (m_options.time) {
        m_format.time = *m_options.time;
        say("time format", csvTimeWord(m_format.time), "as you said");
    } else if (guess) {
        m_format.time = guess->time;
        say("time format", csvTimeWord(guess->time), guess->evidence);
    } else {
        return fail({.doing = "read the times of a table",
                     .on = m_format.columns[column].name,
                     .found = cells(column).empty() ? "no cells" : inQuotes(cells(column).front()),
                     .expected = "a format that is known; or say which it is"});
    }
    if (guess && guess->dateOnly)
        findClock(column);

    // What a time alone does not say.
    CsvTime& time = m_format.time;
    const bool local = time.kind == CsvTime::Kind::calendar || time.kind == CsvTime::Kind::excel;
    time.zoneNs = m_options.zoneNs.value_or(time.zoneNs);
    time.start = m_options.start.value_or(time.start);
    if (local && !m_options.zoneNs)
        say("time zone", "UTC", "where a time names none; say how far the clock was ahead");
    if ((time.kind == CsvTime::Kind::relative || time.kind == CsvTime::Kind::clock) &&
        !m_options.start)
        say("time zero", "1970-01-01", "nothing says when it began; say so");
    return {};
}

/// A date alone has its time of day in another column.
void Columns::findClock(size_t date) {
    for (size_t i = 0; i < m_format.columns.size(); ++i) {
        const auto judged = i == date ? std::nullopt : judge(i);
        if (!judged || judged->time.kind != CsvTime::Kind::clock)
            continue;
        m_format.clockColumn = i;
        say("time of day", m_format.columns[i].name, "the dates have none, and it holds some");
        return;
    }
}

bool Columns::findLongByName() {
    std::optional<size_t> signal, value, quality;
    for (size_t i = 0; i < m_format.columns.size(); ++i) {
        const std::string& name = m_format.columns[i].name;
        if (i == m_format.timeColumn || i == m_format.clockColumn)
            continue;
        if (!signal && among(name, kSignalNames))
            signal = i;
        else if (!value && among(name, kValueNames))
            value = i;
        else if (!quality && among(name, kQualityNames))
            quality = i;
    }
    if (!m_format.header || !signal || !value)
        return false;
    m_format.signalColumn = signal;
    m_format.valueColumn = value;
    m_format.qualityColumn = quality;
    return true;
}

/// Without a header: words, then values, and nothing else but their quality.
bool Columns::findLongByLook() {
    const bool forced = m_options.shape == CsvShape::longRows;
    std::vector<size_t> others;
    for (size_t i = 0; i < m_format.columns.size(); ++i) {
        if (i != m_format.timeColumn && i != m_format.clockColumn)
            others.push_back(i);
    }
    if (others.size() < 2 || (!forced && (others.size() > 3 || m_format.header)))
        return false;
    const bool words = cellsOf(others[0]) == CsvCells::text;
    const bool values = cellsOf(others[1]) != CsvCells::text;
    const auto qualities = others.size() > 2 ? cells(others[2]) : std::vector<std::string_view>{};
    const bool rated =
        !qualities.empty() && std::all_of(qualities.begin(), qualities.end(),
                                          [](std::string_view cell) { return csvQuality(cell); });
    if (!forced && (!words || !values || (others.size() == 3 && !rated)))
        return false;
    m_format.signalColumn = others[0];
    m_format.valueColumn = others[1];
    if (rated)
        m_format.qualityColumn = others[2];
    return true;
}

Result<void> Columns::findShape() {
    const bool byName = m_options.shape != CsvShape::wide && findLongByName();
    const bool byLook = !byName && m_options.shape != CsvShape::wide && findLongByLook();
    const std::pair<const std::string&, std::optional<size_t>&> said[] = {
        {m_options.signalColumn, m_format.signalColumn},
        {m_options.valueColumn, m_format.valueColumn},
        {m_options.qualityColumn, m_format.qualityColumn}};
    for (const auto& [name, place] : said) {
        if (name.empty())
            continue;
        const auto column = columnOf(name);
        if (!column)
            return tl::unexpected(column.error());
        place = *column;
    }
    const bool stated = !m_options.signalColumn.empty() && !m_options.valueColumn.empty();
    if (byName || byLook || stated) {
        m_format.shape = CsvShape::longRows;
        say("form", "long",
            m_options.shape || stated ? "as you said"
            : byName                  ? "a column names the signal, another holds the value"
                                      : "words in one column, values in the next");
        return {};
    }
    if (m_options.shape == CsvShape::longRows)
        return fail({.doing = "read a table in long form",
                     .on = "",
                     .found = fmt::format("{} columns", m_format.columns.size()),
                     .expected = "a time, a signal's name and a value in each line"});
    m_format.signalColumn.reset();
    m_format.valueColumn.reset();
    m_format.qualityColumn.reset();
    say("form", "wide", m_options.shape ? "as you said" : "no column names the signals");
    return {};
}

/// By what most of the cells are.
CsvCells Columns::cellsOf(size_t column) const {
    if (column == m_format.valueColumn)
        return CsvCells::mixed;
    size_t integers = 0, reals = 0, booleans = 0, vectors = 0, texts = 0;
    for (const std::string_view cell : cells(column)) {
        if (isMissing(cell))
            continue;
        if (const auto number = csvNumber(cell, m_format.decimalComma))
            ++(number->type() == ValueType::integer ? integers : reals);
        else if (csvBoolean(cell))
            ++booleans;
        else
            ++(csvVector(cell) ? vectors : texts);
    }
    const size_t numbers = integers + reals;
    if (numbers + booleans + vectors + texts == 0)
        return CsvCells::none;
    if (vectors > numbers + texts + booleans)
        return CsvCells::mixed;
    if (numbers > booleans + texts)
        return reals > 0 ? CsvCells::real : CsvCells::integer;
    return booleans > texts ? CsvCells::boolean : CsvCells::text;
}

}  // namespace

Result<void> findColumns(CsvFormat& format, const CsvSample& sample, size_t firstRow,
                         const CsvOptions& options) {
    return Columns(format, sample, firstRow, options).find();
}

std::string printableCell(std::string_view cell) {
    std::string out(cell);
    for (char& c : out)
        c = c < 0x20 || c == 0x7f ? '?' : c;
    return out;
}

}  // namespace gemba::ingest
