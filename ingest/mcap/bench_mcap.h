#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::ingest::mcap {

struct McapBenchSettings {
    uint32_t messages = 1'500'000;  ///< a round; native JSON of 500 signals, about 80 bytes each
    uint32_t rounds = 7;
    uint32_t seeks = 200;
};

/// The lines of `gemba bench`, CPU time of one thread, files in the page cache: messages a second
/// of the writer against compressing (zstd 1) and writing the same chunks bare; messages a second
/// read in the order of log time, and the time to the first message at a random instant (95 of 100
/// stay below), both against decompressing the same chunks bare.
[[nodiscard]] Result<std::vector<measure::Figure>> benchMcapFigures(
    const McapBenchSettings& settings = {});

}  // namespace gemba::ingest::mcap
