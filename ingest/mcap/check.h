#pragma once

#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/problems.h"

namespace gemba::ingest::mcap {

/// Reads a file to its end and says all that is wrong with it: damage, checksums, and what its
/// index claims and the file does not hold. Fails on a device's error, and when cancelled.
[[nodiscard]] Result<Problems> checkAll(const McapFile& file, const Progress& progress = {});

}  // namespace gemba::ingest::mcap
