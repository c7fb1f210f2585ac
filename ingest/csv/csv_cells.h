#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "engine/signals/sample.h"

namespace gemba::ingest {

enum class CsvEncoding : uint8_t { utf8, latin1 };

/// What the cells of a column hold.
enum class CsvCells : uint8_t { none, integer, real, boolean, text, mixed };

[[nodiscard]] const char* name(CsvCells cells);

/// Without the blanks and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view cell);

/// Lower-case ASCII letters of the text; other bytes stay.
[[nodiscard]] std::string lowerCase(std::string_view text);

/// No value: empty, or one of the words that programs write for it (NA, NaN, null, #N/A, …).
[[nodiscard]] bool isMissing(std::string_view cell);

/// A finite decimal number, all of the cell: an integer where it is written as one and fits, else
/// real. `decimalComma`: "1,5" is one and a half, and "1.5" no number.
[[nodiscard]] std::optional<Value> csvNumber(std::string_view cell, bool decimalComma);

/// true or false, in any case.
[[nodiscard]] std::optional<Value> csvBoolean(std::string_view cell);

/// "[1, 2.5]", up to Value::kMaxVector numbers, always with decimal points.
[[nodiscard]] std::optional<Value> csvVector(std::string_view cell);

/// UTF-8 of a cell that has `encoding`; nothing where it is not what it claims to be.
[[nodiscard]] std::optional<std::string> csvUtf8(std::string_view cell, CsvEncoding encoding);

/// good, uncertain, bad, stale, or the number of OPC classic (192, 64, 0).
[[nodiscard]] std::optional<signals::Quality> csvQuality(std::string_view cell);

struct CsvRead {
    Value value;
    const char* expected = nullptr;  ///< not null: no such value, and what there should have been
};

/// A trimmed cell that is not missing, in a column of `cells`: numbers and booleans there must be
/// some, text is any text that fits into a Value, in a mixed column each cell is what it looks
/// like.
[[nodiscard]] CsvRead readCsvCell(std::string_view cell, CsvCells cells, bool decimalComma,
                                  CsvEncoding encoding);

}  // namespace gemba::ingest
