#pragma once

#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::ingest {

struct LookBackBenchSettings {
    double hours = 24.0;  ///< as a live session is recorded: a chunk every 0.4 s
    uint32_t looks = 200;
};

/// Lines of `gemba bench`: a day at a cell of 24 signals and a dozen cartons, made here; wall time
/// from asking for any instant of it to its picture, its numbers and the lanes of the minute
/// before; and what opening it costs, as a file of 1 GB would.
[[nodiscard]] Result<std::vector<measure::Figure>> benchLookBackFigures(
    const LookBackBenchSettings& settings = {});

/// A recording of 1,000 signals of 10,000 samples each, opened in its middle.
[[nodiscard]] Result<std::vector<measure::Figure>> benchOpenFigures();

}  // namespace gemba::ingest
