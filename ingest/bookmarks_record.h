#pragma once

#include <vector>

#include "engine/sim/look_back.h"
#include "ingest/mcap/mcap_file.h"

/// Bookmarks in a recording: one Metadata record "gemba.bookmarks" with the members "0001.from",
/// "0001.to" (UTC nanoseconds) and "0001.note" of each, so that other tools show them too.
namespace gemba::ingest {

[[nodiscard]] mcap::Metadata bookmarksRecord(const std::vector<sim::TimeMark>& marks);

/// By time; of several records the last one. What cannot be read is left out.
[[nodiscard]] std::vector<sim::TimeMark> bookmarksIn(const mcap::McapFile& file);

}  // namespace gemba::ingest
