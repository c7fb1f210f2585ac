#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::ingest {

struct ReplayBenchSettings {
    uint32_t messages = 1'000'000;  ///< native JSON of 500 bound signals, 20,000 a second
    uint32_t rounds = 5;
};

/// The line of `gemba bench`: messages a second that a foreign recording's feed gives as samples,
/// tick by tick in log-time order; beside it a bare loop (the same reader, simdjson on demand for
/// time and value) over the same file. CPU time of one thread.
[[nodiscard]] Result<std::vector<measure::Figure>> benchReplayFigures(
    const ReplayBenchSettings& settings = {});

}  // namespace gemba::ingest
