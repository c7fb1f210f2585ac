#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/time.h"

namespace gemba::ingest {

/// How a table writes its times.
struct CsvTime {
    enum class Kind : uint8_t {
        calendar,  ///< a date and perhaps a time of day, in `order`
        epoch,     ///< a number of `unitNs` since 1970
        excel,     ///< days since 1899-12-30, of local time
        relative,  ///< a number of `unitNs` since `start`
        clock,     ///< hh:mm:ss since `start`
    };
    enum class Order : uint8_t { ymd, dmy, mdy };

    Kind kind = Kind::calendar;
    Order order = Order::ymd;
    int64_t unitNs = kNsPerSecond;
    int64_t zoneNs = 0;  ///< local time ahead of UTC, where the text names no zone
    UtcNs start = 0;

    bool operator==(const CsvTime&) const = default;
};

/// One of ymd, dmy, mdy, epoch_s, epoch_ms, epoch_us, epoch_ns, excel, relative_s, relative_ms,
/// relative_us, relative_ns, relative_min, relative_h, clock; nothing for other words.
[[nodiscard]] std::optional<CsvTime> csvTimeOf(std::string_view word);
[[nodiscard]] std::string csvTimeWord(const CsvTime& time);

/// UTC of a trimmed cell; `2013-12-02[ |T]21:15[:00[.5]][ AM][Z|+01:00]` and the like, exact to the
/// nanosecond for calendars and numbers of plain digits. Nothing for what is written otherwise,
/// days that do not exist, and times outside [0, kMaxUtc).
[[nodiscard]] std::optional<UtcNs> parseCsvTime(std::string_view cell, const CsvTime& time,
                                                bool decimalComma = false);

/// Whether the cell is a date without a time of day.
[[nodiscard]] bool isDateOnly(std::string_view cell);

/// How much the name of a column says that it holds times: 6 for "time", "ts", "Datum" and the like
/// alone, 2 where they are a part of it, 0 for other names.
[[nodiscard]] int csvTimeName(std::string_view name);

struct CsvTimeGuess {
    CsvTime time;
    std::string evidence;
    /// How far it can only be a time: 3 dates, 2 numbers of a time's magnitude, 1 numbers that
    /// ascend.
    int certainty = 0;
    bool dateOnly = false;
};

/// How the cells of a column would be times, if they could be. `unit` of its header, "" where
/// none; a unit may also end `name`: "time_ms".
[[nodiscard]] std::optional<CsvTimeGuess> judgeCsvTime(std::span<const std::string_view> cells,
                                                       std::string_view name, std::string_view unit,
                                                       bool decimalComma);

}  // namespace gemba::ingest
