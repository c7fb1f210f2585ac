#pragma once

#include <functional>
#include <vector>

#include "engine/sim/look_back.h"
#include "engine/twin/twin.h"
#include "ingest/mcap/mcap_file.h"

/// What a recording's indexes say of it, without its messages. A worker's thread.
namespace gemba::ingest {

/// Adds the messages of each source, spread evenly over the chunk that holds them. False: `goOn`
/// said no.
[[nodiscard]] bool addDensity(const mcap::McapFile& file, const twin::Twin& twin,
                              const std::function<bool()>& goOn, sim::Density& out);

/// Where messages or ticks found no room on their way into the file.
void addLosses(const mcap::McapFile& file, std::vector<sim::TimeMark>& out);

/// Within the range, times of more than two seconds without any message.
void addGaps(const std::vector<const mcap::McapFile*>& files, sim::TimeRange range,
             std::vector<sim::TimeMark>& out);

}  // namespace gemba::ingest
