#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/time.h"

namespace gemba::app {

struct RunOptions {
    std::filesystem::path file;
    std::filesystem::path store;  ///< record into a store in this folder, for tests
    double segmentSeconds = 0.0;  ///< of the store's files; 0: its own
    double duration = 0.0;        ///< s of simulated time; 0: for ever, or as long as the recording
    Tick iterations = 0;          ///< instead of duration
    double rate = 0.0;            ///< 0: as fast as it goes
    std::optional<uint64_t> seed;       ///< instead of the twin's
    bool live = false;                  ///< connect the twin's own [[live]] sources
    std::vector<std::string> connect;   ///< "[ID=]ENDPOINT": live with these endpoints
    UtcNs epoch = 0;                    ///< UTC of tick 0; 0: now, or a replay's beginning
    bool fromFirstSample = false;       ///< replay: tick 0 is at the first bound value
    std::filesystem::path replay;       ///< all inputs come from this recording
    std::filesystem::path record;       ///< records the session into this file
    std::filesystem::path snapshotOut;  ///< writes the last snapshot's bytes
    std::filesystem::path picture;      ///< writes a picture of the end
    std::filesystem::path positions;    ///< writes where every part is, as a table
    double positionsEvery = 1.0;        ///< s between its instants
    double reportEvery = 0.0;           ///< s: a summary as one line of JSON each
    bool json = false;
};

/// `gemba run`: the same session as the window's, without one. Prints a summary. Returns 0, or 3
/// for bad data.
[[nodiscard]] int runRun(const RunOptions& options, std::stop_token stop);

}  // namespace gemba::app
