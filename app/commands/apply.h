#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gemba::app {

struct ApplyOptions {
    std::filesystem::path twin;
    std::filesystem::path result;    ///< of `gemba run --json`
    std::vector<std::string> names;  ///< "infeed.slip"; none: say what there is, change nothing
};

/// Writes what a run estimated of the plant into its twin's file. Returns the exit code.
int runApply(const ApplyOptions& options);

}  // namespace gemba::app
