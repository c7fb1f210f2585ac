#pragma once

#include <filesystem>
#include <stop_token>

#include "engine/core/time.h"

namespace gemba::app {

struct SaveRangeOptions {
    std::filesystem::path session;  ///< a session's folder in the store
    std::filesystem::path output;
    UtcNs from = 0, to = INT64_MAX;
    bool json = false;
};

/// `gemba save-range`: saves a range of a session from its files in the store. Returns 0; 3 where
/// nothing could be saved, and leaves no new file then.
[[nodiscard]] int runSaveRange(const SaveRangeOptions& options, std::stop_token stop);

}  // namespace gemba::app
