#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/core/value.h"
#include "engine/signals/sample.h"
#include "ingest/csv/csv_format.h"

namespace gemba::ingest {

/// One value of one signal, on its way into a table.
struct CsvPoint {
    UtcNs time = 0;
    uint32_t signal = 0;  ///< index into CsvPoints::signals()
    Value value;
    signals::Quality quality = signals::Quality::good;
};

/// What a table is written from: a recording, a history. One thread.
class CsvPoints {
 public:
    struct Signal {
        std::string name;
        std::string unit;
    };
    virtual ~CsvPoints() = default;

    /// In wide form all of them must be there before the first point; in long form they may grow.
    [[nodiscard]] virtual const std::vector<Signal>& signals() const = 0;
    /// The next point, in the order in which they are to stand in the file. False at the end.
    /// Errors stop the writing.
    [[nodiscard]] virtual Result<bool> next(CsvPoint& point) = 0;
};

struct CsvWriterSettings {
    CsvShape shape = CsvShape::longRows;
    char separator = ',';
    std::vector<std::string> signals;  ///< names, in the order of their columns; empty: all
    UtcNs from = 0;                    ///< this and later ...
    UtcNs until = std::numeric_limits<UtcNs>::max();  ///< ... but earlier than this
    /// Wide form has no room for quality: values worse than this leave their cells empty.
    signals::Quality worst = signals::Quality::uncertain;
    std::function<void(uint64_t pointsRead)> progress;  ///< every few thousand
    std::stop_token stop;
};

struct CsvWritten {
    uint64_t rows = 0, values = 0, bytes = 0;
    uint64_t leftOut =
        0;  ///< values that were wanted but had no time, no text, or too bad a quality
};

/// Writes a table: quoted as RFC 4180 says, lines ending in LF, times in UTC to the nanosecond,
/// numbers as short as they read back equal (reals always with a point or exponent), units in the
/// header. Points of one time share a row in wide form. Goes into a file beside `path` that takes
/// its place when all is written, so that a failure leaves what was there before; a device or pipe
/// is written to as it is. Errors: a signal that is not there, what the points say, a full disk,
/// and being stopped.
[[nodiscard]] Result<CsvWritten> writeCsv(const std::filesystem::path& path, CsvPoints& points,
                                          const CsvWriterSettings& settings = {});

/// The same into memory, for small tables.
[[nodiscard]] Result<CsvWritten> writeCsvText(std::string& out, CsvPoints& points,
                                              const CsvWriterSettings& settings = {});

}  // namespace gemba::ingest
