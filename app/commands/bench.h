#pragma once

#include <string>
#include <vector>

namespace gemba::app {

struct BenchOptions {
    std::vector<std::string> names;  ///< parts of names; empty: all
    bool json = false;
};

/// `gemba bench`: each figure as a ratio against a bare-library loop in this process, with both raw
/// times. Returns 0, 1 when a budget does not hold, 2 when no bench has such a name.
[[nodiscard]] int runBench(const BenchOptions& options);

}  // namespace gemba::app
