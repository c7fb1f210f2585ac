#include "ingest/csv/csv_sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/core/text.h"

namespace gemba::ingest {
namespace {

constexpr size_t kMaxRows = 200;
/// Very wide tables are known by fewer rows.
constexpr size_t kMaxCells = 400'000;
constexpr size_t kLeastRows = 4;

constexpr std::array kSeparators{',', ';', '\t', '|'};

void measureWidth(CsvSample& sample) {
    std::map<size_t, size_t> counts;
    for (const CsvSample::Row& row : sample.rows)
        ++counts[row.cells.size()];
    for (const auto& [width, rows] : counts) {
        if (rows >= sample.even) {
            sample.width = width;
            sample.even = rows;
        }
    }
}

bool isDate(std::string_view cell) {
    for (const auto order : {CsvTime::Order::ymd, CsvTime::Order::dmy, CsvTime::Order::mdy}) {
        if (parseCsvTime(cell, {.order = order}))
            return true;
    }
    return false;
}

/// How well a sample looks like a table: even rows of more than one cell, which make sense.
double likeness(const CsvSample& sample) {
    if (sample.width < 2 || sample.rows.empty())
        return 0.0;
    size_t cells = 0, sensible = 0;
    for (const CsvSample::Row& row : sample.rows) {
        if (row.cells.size() != sample.width || cells > 10'000)
            continue;
        for (const std::string& cell : row.cells) {
            ++cells;
            sensible += isMissing(cell) || csvNumber(cell, false) || csvNumber(cell, true) ||
                                csvBoolean(cell) || isDate(cell)
                            ? 1
                            : 0;
        }
    }
    const auto part = [](size_t a, size_t b) {
        return static_cast<double>(a) / static_cast<double>(b);
    };
    return part(sample.even, sample.rows.size()) * (0.1 + part(sensible, cells));
}

char findLineEnd(const std::string& text) {
    const bool onlyReturns =
        text.find('\n') == std::string::npos && text.find('\r') != std::string::npos;
    return onlyReturns ? '\r' : '\n';
}

std::string lineEndName(const std::string& text, char lineEnd) {
    if (lineEnd == '\r')
        return "CR";
    return text.find("\r\n") != std::string::npos ? "CR LF" : "LF";
}

/// Excel's own: a first line "sep=;".
std::optional<char> statedSeparator(std::string_view text) {
    if (text.size() < 6 || lowerCase(text.substr(0, 4)) != "sep=" ||
        (text[5] != '\r' && text[5] != '\n'))
        return std::nullopt;
    return text[4];
}

char findSeparator(const std::string& text, bool whole, CsvDialect dialect,
                   std::vector<CsvGuess>& guesses) {
    double best = -1.0;
    CsvGuess guess{.what = "separator"};
    char found = ',';
    for (const char separator : kSeparators) {
        dialect.separator = separator;
        const CsvSample sample = CsvSample::of(text, whole, dialect);
        const double like = likeness(sample);
        if (like <= best)
            continue;
        best = like;
        found = separator;
        guess.evidence = fmt::format("with it {} of the first {} lines have {} cells", sample.even,
                                     sample.rows.size(), sample.width);
    }
    guess.found = separatorName(found);
    guesses.push_back(guess);
    return found;
}

}  // namespace

std::string separatorName(char separator) {
    return separator == '\t' ? "tab" : std::string("\"") + separator + '"';
}

CsvSample CsvSample::of(const std::string& text, bool whole, CsvDialect dialect) {
    CsvSample out;
    const auto input = csvText(std::string());
    CsvRecords records(*input, dialect, text);
    size_t cells = 0;
    while (out.rows.size() < kMaxRows && (cells < kMaxCells || out.rows.size() < kLeastRows)) {
        const auto kind = records.next();
        if (!kind || *kind == CsvRecords::Kind::end || (!records.ended() && !whole))
            break;
        const std::string_view line = trimmed(records.text());
        const bool statement = records.line() == 1 && lowerCase(line.substr(0, 4)) == "sep=";
        if (*kind != CsvRecords::Kind::fields || line.empty() || statement)
            continue;
        Row row{.line = static_cast<uint32_t>(records.line()), .cells = {}};
        for (const std::string_view cell : records.fields())
            row.cells.emplace_back(trimmed(cell));
        cells += row.cells.size();
        out.rows.push_back(std::move(row));
    }
    // A row without its end says less than the others.
    if (whole && !records.ended() && out.rows.size() > 2)
        out.rows.pop_back();
    measureWidth(out);
    return out;
}

CsvDialect findDialect(const std::string& text, bool whole, const CsvOptions& options,
                       std::vector<CsvGuess>& guesses) {
    CsvDialect out{.separator = ',', .lineEnd = findLineEnd(text)};
    if (options.quoting) {
        out.quote = *options.quoting ? '"' : '\0';
        guesses.push_back({"quoting", *options.quoting ? "yes" : "no", "as you said"});
    } else {
        const size_t at = text.find('"');
        guesses.push_back(
            {"quoting", "yes",
             at == std::string::npos ? "nothing is quoted so far" : "there are quotes"});
    }
    guesses.push_back({"line ends", lineEndName(text, out.lineEnd), "the first lines have them"});

    const auto stated = statedSeparator(text);
    if (options.separator) {
        out.separator = *options.separator;
        guesses.push_back({"separator", separatorName(out.separator), "as you said"});
    } else if (stated) {
        out.separator = *stated;
        guesses.push_back({"separator", separatorName(out.separator), "the first line says so"});
    } else {
        out.separator = findSeparator(text, whole, out, guesses);
    }
    return out;
}

bool findDecimalComma(const CsvSample& sample, char separator, const CsvOptions& options,
                      std::vector<CsvGuess>& guesses) {
    if (options.decimalComma) {
        guesses.push_back({"decimal comma", *options.decimalComma ? "yes" : "no", "as you said"});
        return *options.decimalComma;
    }
    // Cells that are numbers with a comma only, and with a point only.
    size_t commas = 0, points = 0;
    bool grouped = true;
    std::string shown;
    for (const CsvSample::Row& row : sample.rows) {
        for (const std::string& cell : row.cells) {
            const size_t comma = cell.find(',');
            if (comma != std::string::npos && csvNumber(cell, true)) {
                ++commas;
                // 1,234 may be a thousand and more.
                grouped = grouped && cell.size() - comma == 4 && cell[0] != '0';
                shown =
                    shown.empty() ? fmt::format("{} in line {}", inQuotes(cell), row.line) : shown;
            } else if (cell.find('.') != std::string::npos && csvNumber(cell, false)) {
                ++points;
            }
        }
    }
    const bool yes = commas > points && (separator != ',' || !grouped);
    guesses.push_back(
        {"decimal comma", yes ? "yes" : "no",
         yes ? "cells such as " + shown
             : fmt::format("{} cells with a point, {} with a comma", points, commas)});
    return yes;
}

}  // namespace gemba::ingest
