#pragma once

#include <functional>
#include <vector>

#include "engine/sim/look_back.h"
#include "engine/twin/twin.h"
#include "ingest/mcap/mcap_file.h"

/// What a recording's indexes say of it, without its messages. A worker's thread.
namespace gemba::ingest {

/// Without any message for so long something is missing: a chunk closes after half a second.
inline constexpr int64_t kGapNs = 2 * kNsPerSecond;

/// Adds messages of a source, evenly over a time.
void spread(sim::Density& out, size_t source, sim::TimeRange over, float messages);

/// Adds the messages of each source, spread evenly over the chunk that holds them. False: `goOn`
/// said no.
[[nodiscard]] bool addDensity(const mcap::McapFile& file, const twin::Twin& twin,
                              const std::function<bool()>& goOn, sim::Density& out);

/// Where messages or ticks found no room on their way into the file.
void addLosses(const mcap::McapFile& file, std::vector<sim::TimeMark>& out);

/// What changed in how the session stood; of very many the first.
void addEvents(const mcap::McapFile& file, std::vector<sim::TimeMark>& out);

/// Within the range, times longer than kGapNs without any message.
void addGaps(const mcap::McapFile& file, sim::TimeRange range, std::vector<sim::TimeMark>& out);

}  // namespace gemba::ingest
