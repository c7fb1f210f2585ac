#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "ingest/csv/csv_reader.h"
#include "tests/support/places.h"

namespace gemba::ingest::test {

using gemba::test::sharedData;

/// A table read to its end.
struct Table {
    struct Point {
        UtcNs time;
        std::string signal;
        Value value;
        signals::Quality quality;
        bool stepBack;

        bool operator==(const Point&) const = default;
    };
    CsvFormat format;
    std::vector<Point> points;
    std::vector<uint64_t> backLines;
    CsvReport report;
    std::vector<CsvSignal> signals;
    std::string error;

    [[nodiscard]] std::string found(const std::string& what) const {
        for (const CsvGuess& guess : format.guesses) {
            if (guess.what == what)
                return guess.found;
        }
        return "not said";
    }
};

inline Table readAll(Result<CsvReader> reader) {
    Table out;
    if (!reader) {
        out.error = reader.error().message();
        return out;
    }
    out.format = reader->format();
    for (const CsvGuess& guess : out.format.guesses)
        EXPECT_FALSE(guess.evidence.empty() || guess.found.empty()) << guess.what;
    CsvRow row;
    while (true) {
        const auto more = reader->next(row);
        if (!more)
            out.error = more.error().message();
        if (!more || !*more)
            break;
        EXPECT_FALSE(row.cells.empty());
        if (row.stepBack)
            out.backLines.push_back(row.line);
        for (const CsvRow::Cell& cell : row.cells)
            out.points.push_back({row.time, reader->signals()[cell.signal].name, cell.value,
                                  cell.quality, row.stepBack});
    }
    out.report = reader->report();
    out.signals = reader->signals();
    return out;
}

inline Table readText(std::string text, const CsvOptions& options = {}) {
    return readAll(CsvReader::ofText(std::move(text), options));
}

}  // namespace gemba::ingest::test
