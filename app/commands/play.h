#pragma once

#include <filesystem>
#include <stop_token>

#include "ingest/player.h"

namespace gemba::app {

struct PlayOptions {
    std::filesystem::path file;  ///< MCAP or CSV
    ingest::PlayerSettings player;
    bool json = false;
};

/// `gemba play`: sends a file's messages again over ZeroMQ. Returns 0, also when it was stopped, or
/// 3 for bad data.
[[nodiscard]] int runPlay(const PlayOptions& options, std::stop_token stop);

}  // namespace gemba::app
