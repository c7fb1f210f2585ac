#pragma once

#include <filesystem>

namespace gemba::app {

struct CheckOptions {
    std::filesystem::path file;
    bool json = false;
};

/// `gemba check`: reads a twin file and prints every problem to standard output, one a line, or as
/// `{"ok":..., "problems":[{line column key found expected hint}]}`. Returns 0, or 3 for a bad or
/// unreadable file.
[[nodiscard]] int runCheck(const CheckOptions& options);

}  // namespace gemba::app
