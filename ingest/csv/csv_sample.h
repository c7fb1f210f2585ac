#pragma once

#include <string>
#include <vector>

#include "ingest/csv/csv_format.h"

namespace gemba::ingest {

/// The first rows of a table, cut by a dialect; what its format is found from.
struct CsvSample {
    struct Row {
        uint32_t line = 0;               ///< from 1
        std::vector<std::string> cells;  ///< trimmed
    };

    std::vector<Row> rows;  ///< empty lines, comments and cut rows left out
    size_t width = 0;       ///< cells that most rows have
    size_t even = 0;        ///< rows of that width

    /// At most 200 rows of `text`, fewer where they are very wide. `whole`: no more follows, else
    /// the last row may be cut.
    [[nodiscard]] static CsvSample of(const std::string& text, bool whole, CsvDialect dialect);
};

/// Separator, quoting and line end of a table, as the options say or by looking.
[[nodiscard]] CsvDialect findDialect(const std::string& text, bool whole, const CsvOptions& options,
                                     std::vector<CsvGuess>& guesses);

/// Whether its numbers have decimal commas.
[[nodiscard]] bool findDecimalComma(const CsvSample& sample, char separator,
                                    const CsvOptions& options, std::vector<CsvGuess>& guesses);

/// `","`, `tab` and so on.
[[nodiscard]] std::string separatorName(char separator);

}  // namespace gemba::ingest
