#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "ingest/csv/csv_cells.h"
#include "ingest/csv/csv_records.h"
#include "ingest/csv/csv_time.h"

namespace gemba::ingest {

/// One column a signal, or one row a value of the signal that it names.
enum class CsvShape : uint8_t { wide, longRows };

/// What the user knows better; everything that is empty is found by looking. Columns are named by
/// their header's text (with or without its unit) or by their number, from 1.
struct CsvOptions {
    std::optional<char> separator;  ///< , ; | or tab
    std::optional<bool> decimalComma;
    std::optional<bool> quoting;  ///< false: " is a character like others
    std::optional<CsvEncoding> encoding;
    std::optional<bool> header;
    std::optional<uint32_t> skipLines;  ///< before the header, or the first row where none
    std::optional<CsvShape> shape;
    std::string timeColumn;
    std::string signalColumn, valueColumn, qualityColumn;  ///< long form
    std::optional<CsvTime> time;
    std::optional<int64_t> zoneNs;  ///< local time ahead of UTC, for times that name no zone
    std::optional<UtcNs> start;     ///< of relative times
    std::string prefix;             ///< put before every signal's name: "acme/site1/"
};

struct CsvColumn {
    std::string name;  ///< without its unit; "column_3" where there is none
    std::string unit;  ///< as the twin file spells units where we know it, else as written
    CsvCells cells = CsvCells::none;
};

/// What was found or said about a table, for people: `what` is `found`, because of `evidence`.
struct CsvGuess {
    std::string what, found, evidence;
};

struct CsvFormat {
    CsvDialect dialect;
    CsvEncoding encoding = CsvEncoding::utf8;
    bool bom = false, decimalComma = false;
    bool header = false;
    uint32_t skipLines = 0;  ///< up to the first row of values: what stands before, header, units
    CsvShape shape = CsvShape::wide;
    CsvTime time;
    size_t timeColumn = 0;
    std::optional<size_t> clockColumn;  ///< the time of day where the time column is only a date
    std::optional<size_t> signalColumn, valueColumn, qualityColumn;  ///< long form
    std::vector<CsvColumn> columns;
    std::vector<CsvGuess> guesses;

    /// One line a guess: `separator: ";" (each of 200 lines has 2 cells)`.
    [[nodiscard]] std::vector<std::string> describe() const;
};

/// Bytes at the beginning of a table that are enough to know it by; a reader gives it more while
/// there are fewer than kCsvSampleLines lines in them.
constexpr size_t kCsvSample = size_t{64} << 10;
constexpr size_t kCsvSampleLines = 50;

/// Finds how a table is written from its beginning; `whole`: there is no more of it. Errors: it is
/// no text, has no column of times, or an option names what is not there.
[[nodiscard]] Result<CsvFormat> findCsvFormat(std::string_view beginning, bool whole,
                                              const CsvOptions& options = {});

}  // namespace gemba::ingest
