#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "ingest/csv/csv_reader.h"
#include "ingest/iso_time.h"

/// libFuzzer: the first byte chooses what is said of the table, the rest is the table. A reader or
/// an error; rows in the file's order whose values are sound; every row either given, empty or
/// counted.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace gemba;
    using namespace gemba::ingest;
    if (size < 1)
        return 0;
    CsvOptions options;
    if ((data[0] & 1) != 0)
        options.separator = (data[0] & 2) != 0 ? ';' : ',';
    if ((data[0] & 4) != 0)
        options.shape = (data[0] & 8) != 0 ? CsvShape::longRows : CsvShape::wide;
    if ((data[0] & 16) != 0)
        options.time = csvTimeOf((data[0] & 32) != 0 ? "relative_s" : "dmy");
    if ((data[0] & 64) != 0)
        options.quoting = (data[0] & 128) != 0;

    auto reader =
        CsvReader::ofText(std::string(reinterpret_cast<const char*>(data + 1), size - 1), options);
    if (!reader) {
        if (reader.error().message().empty())
            std::abort();
        return 0;
    }
    CsvRow row;
    uint64_t line = 0, values = 0;
    while (true) {
        const auto more = reader->next(row);
        if (!more)
            std::abort();
        if (!*more)
            break;
        if (row.line <= line || row.time < 0 || row.time >= kMaxUtc || row.cells.empty())
            std::abort();
        line = row.line;
        values += row.cells.size();
        for (const CsvRow::Cell& cell : row.cells) {
            const std::span<const double> numbers = cell.value.vector();
            if (cell.signal >= reader->signals().size() || cell.value.empty() ||
                !std::isfinite(cell.value.number()) ||
                !std::all_of(numbers.begin(), numbers.end(),
                             [](double n) { return std::isfinite(n); }))
                std::abort();
        }
    }
    const CsvReport& report = reader->report();
    if (report.values != values ||
        (report.badRows + report.badCells > 0) == report.firstBad.empty())
        std::abort();
    return 0;
}
