#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gemba::app {

struct SweepOptions {
    std::filesystem::path file;     ///< a twin, or a recording: its futures
    std::optional<double> at;       ///< of a recording: s after its beginning; else its end
    std::vector<std::string> sets;  ///< "device.property=A,B,…", "controller.script=FILE,…"
    std::vector<uint64_t> seeds;    ///< empty: the twin's own
    double duration = 0.0;          ///< simulated s, of each run
    unsigned jobs = 0;              ///< runs at once; 0: as many as there are processors
    bool table = false;             ///< what they come to instead of a line each
};

/// `gemba sweep`: every combination of the values, with every seed, each run by itself and several
/// at once. Prints one line of JSON a run, in the order of the combinations whichever ends first:
/// the same text for any number of jobs. Of a recording each run begins with the state of an
/// instant, in which nothing is followed any more, and another script goes on with the state of the
/// running one. Returns 0, 1 when it was stopped, 2 for what cannot be set, 3 for bad data.
[[nodiscard]] int runSweep(const SweepOptions& options, std::stop_token stop);

}  // namespace gemba::app
