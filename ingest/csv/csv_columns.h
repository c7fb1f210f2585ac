#pragma once

#include <string>
#include <string_view>

#include "ingest/csv/csv_format.h"
#include "ingest/csv/csv_sample.h"

namespace gemba::ingest {

/// Fills in what the columns of a named table are: the time and its format, wide or long, and what
/// the cells hold. `firstRow`: index of the first row of values. Errors: there is no time, or an
/// option names a column that is not there.
[[nodiscard]] Result<void> findColumns(CsvFormat& format, const CsvSample& sample, size_t firstRow,
                                       const CsvOptions& options);

/// A cell in an unknown encoding: what is no ASCII becomes '?'.
[[nodiscard]] std::string printableCell(std::string_view cell);

}  // namespace gemba::ingest
