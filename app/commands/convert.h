#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "engine/core/time.h"

namespace gemba::app {

struct ConvertOptions {
    std::filesystem::path in, out;  ///< MCAP or CSV; `out` by its ending
    std::string signals;            ///< only signals (MCAP to MCAP: topics) that match
    std::string from, to;           ///< ISO 8601, UTC nanoseconds, or +SECONDS after the beginning
    bool wide = false;              ///< a table with a column a signal, not a row a value
    bool simulated = false;         ///< into a table: the model's values too
    bool json = false;
};

/// `gemba convert`. Returns 0; 2 where two forms cannot be converted into each other; 3 for bad
/// data.
[[nodiscard]] int runConvert(const ConvertOptions& options, std::stop_token stop);

}  // namespace gemba::app
