#pragma once

#include "ingest/csv/csv_reader.h"
#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest {

/// What became of a table.
struct CsvMessages {
    uint64_t messages = 0, channels = 0, bytes = 0;
    uint64_t leftOut = 0;  ///< values of signals beyond 50,000, or that JSON cannot carry
    CsvReport report;
};

/// Writes a table's values as native JSON messages, one each, in a channel by signal (its unit in
/// the channel's metadata); log time and publish time are the row's. Rows that step back in time
/// stand at their own time: readers in log-time order meet them in order. `out` appears only once
/// it is whole. Errors: reading and writing, and being stopped.
[[nodiscard]] Result<CsvMessages> writeCsvMessages(CsvReader& table,
                                                   const std::filesystem::path& out);

/// A file of messages, told apart by content: MCAP, or a table, whose messages are made in a
/// temporary file that is gone with the last reader. Errors: neither of the two.
[[nodiscard]] Result<mcap::McapFile> openMessages(const std::filesystem::path& path,
                                                  const mcap::Progress& progress = {});

/// Whether a file begins as MCAP does.
[[nodiscard]] bool looksLikeMcap(const std::filesystem::path& path);

}  // namespace gemba::ingest
