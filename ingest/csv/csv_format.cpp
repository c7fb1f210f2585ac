#include "ingest/csv/csv_format.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <set>

#include "engine/core/text.h"
#include "ingest/csv/csv_columns.h"
#include "ingest/csv/csv_header.h"
#include "ingest/csv/csv_sample.h"

namespace gemba::ingest {
namespace {

constexpr std::string_view kBom = "\xef\xbb\xbf";

tl::unexpected<Error> noTable(std::string found, std::string expected) {
    return fail({.doing = "read a table",
                 .on = "",
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// What is no text at all is said at once.
Result<void> checkText(std::string_view beginning) {
    if (beginning.empty())
        return noTable("nothing", "lines of values");
    if (beginning.starts_with("\xff\xfe") || beginning.starts_with("\xfe\xff"))
        return noTable("UTF-16", "UTF-8: save it again in that encoding");
    // A damaged line is one thing, a file of another kind another.
    const size_t zero = beginning.find('\0');
    const auto zeros = static_cast<size_t>(std::count(beginning.begin(), beginning.end(), '\0'));
    if (zero < beginning.find('\n') || zeros > 10 + beginning.size() / 100)
        return noTable(fmt::format("a zero byte at byte {}", zero), "text");
    return {};
}

/// By the lines that hold more than ASCII: of which kind there are more.
CsvEncoding findEncoding(std::string_view text, const CsvOptions& options,
                         std::vector<CsvGuess>& guesses) {
    const auto say = [&](CsvEncoding encoding, const char* evidence) {
        guesses.push_back(
            {"encoding", encoding == CsvEncoding::utf8 ? "UTF-8" : "Latin-1", evidence});
        return encoding;
    };
    if (options.encoding)
        return say(*options.encoding, "as you said");
    size_t sound = 0, broken = 0;
    while (!text.empty()) {
        const size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool ascii = std::all_of(line.begin(), line.end(), [](char c) { return c >= 0; });
        // The last line may be cut inside a character.
        if (!ascii && (!text.empty() || sound + broken == 0))
            ++(simdjson::validate_utf8(line.data(), line.size()) ? sound : broken);
    }
    if (broken > sound)
        return say(CsvEncoding::latin1, "lines with letters beyond ASCII are no UTF-8");
    return say(CsvEncoding::utf8, sound > 0 ? "lines with letters beyond ASCII are UTF-8"
                                            : "there is nothing beyond ASCII");
}

bool looksLikeValue(const std::string& cell, bool decimalComma) {
    if (csvNumber(cell, decimalComma) || csvBoolean(cell))
        return true;
    for (const CsvTime& time :
         {CsvTime{.order = CsvTime::Order::ymd}, CsvTime{.order = CsvTime::Order::dmy},
          CsvTime{.order = CsvTime::Order::mdy}, CsvTime{.kind = CsvTime::Kind::clock}}) {
        if (parseCsvTime(cell, time))
            return true;
    }
    return false;
}

using Rows = std::vector<CsvSample::Row>;

/// In the columns that hold values further down the first row holds words.
bool looksLikeHeader(const Rows& rows, size_t first, bool decimalComma) {
    size_t words = 0, values = 0;
    for (size_t column = 0; column < rows[first].cells.size(); ++column) {
        const auto isValue = [&](size_t row) {
            return column < rows[row].cells.size() &&
                   looksLikeValue(rows[row].cells[column], decimalComma);
        };
        size_t below = 0;
        const size_t last = std::min(rows.size(), first + 21);
        for (size_t row = first + 1; row < last; ++row)
            below += isValue(row) ? 1 : 0;
        if (below * 2 < last - first - 1 || below == 0 || isMissing(rows[first].cells[column]))
            continue;
        ++(isValue(first) ? values : words);
    }
    return words > values;
}

/// A row under the header that says nothing but units.
bool looksLikeUnits(const CsvSample::Row& row) {
    size_t known = 0;
    for (const std::string& cell : row.cells) {
        if (cell.empty())
            continue;
        const bool brackets = cell.size() > 2 && (cell.front() == '[' || cell.front() == '(');
        const std::string inner = brackets ? cell.substr(1, cell.size() - 2) : cell;
        if (knownUnit(inner).empty() && !brackets)
            return false;
        known += knownUnit(inner).empty() ? 0 : 1;
    }
    return known > 0;
}

std::string unitOf(std::string cell) {
    if (cell.size() > 2 && (cell.front() == '[' || cell.front() == '('))
        cell = cell.substr(1, cell.size() - 2);
    const std::string known = knownUnit(cell);
    return known.empty() ? cell : known;
}

/// Every column a name of its own.
void nameColumns(CsvFormat& format, const CsvSample::Row* header, const CsvSample::Row* units,
                 size_t width) {
    std::set<std::string> taken;
    for (size_t i = 0; i < width; ++i) {
        CsvColumn column;
        if (header != nullptr && i < header->cells.size()) {
            std::string_view cell = header->cells[i];
            while (i == 0 && (cell.starts_with('#') || cell.starts_with(' ')))
                cell.remove_prefix(1);
            const auto text = csvUtf8(cell, format.encoding);
            const CsvHeading heading = splitHeading(text ? *text : printableCell(cell));
            column.name = heading.name.substr(0, 1024);
            column.unit = heading.unit;
        }
        if (units != nullptr && i < units->cells.size() && column.unit.empty())
            column.unit = unitOf(csvUtf8(units->cells[i], format.encoding).value_or(""));
        if (column.name.empty())
            column.name = fmt::format("column_{}", i + 1);
        const std::string base = column.name;
        for (int n = 2; !taken.insert(column.name).second; ++n)
            column.name = fmt::format("{}_{}", base, n);
        format.columns.push_back(std::move(column));
    }
}

/// Index of the row where the table begins: what stands before has another width.
size_t findTop(const CsvSample& sample, const CsvOptions& options) {
    size_t top = 0;
    while (top < sample.rows.size() && options.skipLines &&
           sample.rows[top].line <= *options.skipLines)
        ++top;
    while (top < sample.rows.size() && !options.skipLines &&
           sample.rows[top].cells.size() != sample.width)
        ++top;
    return top;
}

void findHeader(CsvFormat& format, const CsvSample& sample, size_t top, const CsvOptions& options,
                size_t& firstRow) {
    const Rows& rows = sample.rows;
    const CsvSample::Row* units = nullptr;
    if (top > 0 && rows[top].line > 1)
        format.guesses.push_back(
            {"table", fmt::format("from line {}", rows[top].line),
             options.skipLines ? "as you said" : "the lines before have other cells"});
    format.header =
        options.header ? *options.header : looksLikeHeader(rows, top, format.decimalComma);
    format.guesses.push_back({"header",
                              format.header ? fmt::format("line {}", rows[top].line) : "none",
                              options.header  ? "as you said"
                              : format.header ? "words stand there over columns of values"
                                              : "the first line holds values as the others do"});
    firstRow = top + (format.header ? 1 : 0);
    if (format.header && firstRow < rows.size() && looksLikeUnits(rows[firstRow])) {
        units = &rows[firstRow++];
        format.guesses.push_back(
            {"units", fmt::format("line {}", units->line), "it holds nothing else"});
    }
    nameColumns(format, format.header ? &rows[top] : nullptr, units, sample.width);
    const uint32_t before = firstRow > 0 ? rows[firstRow - 1].line : 0;
    format.skipLines = firstRow < rows.size() ? rows[firstRow].line - 1 : before;
}

void noteUnits(CsvFormat& format) {
    std::string units;
    for (const CsvColumn& column : format.columns) {
        if (!column.unit.empty() && units.size() < 200)
            units += fmt::format("{}{} {}", units.empty() ? "" : ", ", column.name, column.unit);
    }
    if (!units.empty())
        format.guesses.push_back({"units", units, "the header says so"});
}

}  // namespace

std::vector<std::string> CsvFormat::describe() const {
    std::vector<std::string> out;
    for (const CsvGuess& guess : guesses)
        out.push_back(fmt::format("{}: {} ({})", guess.what, guess.found, guess.evidence));
    return out;
}

Result<CsvFormat> findCsvFormat(std::string_view beginning, bool whole, const CsvOptions& options) {
    if (auto sound = checkText(beginning); !sound)
        return tl::unexpected(sound.error());
    CsvFormat format;
    format.bom = beginning.starts_with(kBom);
    if (format.bom) {
        beginning.remove_prefix(kBom.size());
        format.guesses.push_back({"byte order mark", "yes", "the first three bytes"});
    }
    format.encoding = findEncoding(beginning, options, format.guesses);

    // Lines and cells.
    const std::string text(beginning);
    format.dialect = findDialect(text, whole, options, format.guesses);
    const CsvSample sample = CsvSample::of(text, whole, format.dialect);
    const size_t top = findTop(sample, options);
    if (sample.width < 2 || top >= sample.rows.size())
        return noTable(sample.rows.empty() ? "no line that ends" : "one column",
                       "a time and at least one value in each line, with , ; | or a tab between");
    format.decimalComma =
        findDecimalComma(sample, format.dialect.separator, options, format.guesses);

    // What the columns are.
    size_t firstRow = 0;
    findHeader(format, sample, top, options, firstRow);
    noteUnits(format);
    if (auto found = findColumns(format, sample, firstRow, options); !found)
        return tl::unexpected(found.error());
    return format;
}

}  // namespace gemba::ingest
