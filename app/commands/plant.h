#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "ingest/wire_frames.h"

namespace gemba::app {

struct PlantOptions {
    std::filesystem::path file;
    std::string bind = "tcp://127.0.0.1:5556";
    std::string connect;           ///< commands from outside: a real controller's endpoint
    std::filesystem::path record;  ///< written instead of published
    std::filesystem::path with;    ///< overlay of differences
    bool story = false;            ///< the overlay `story.toml` beside the twin
    ingest::ContentType encoding = ingest::ContentType::json;
    std::optional<double> rate;    ///< 0: as fast as it goes; default 1, of a recording 0
    double duration = 0.0;         ///< s; 0: until stopped
    std::optional<uint64_t> seed;  ///< default: the twin's, plus one
    bool json = false;
};

/// `gemba plant`: the virtual plant. Simulates a twin without its [[live]] sources and publishes
/// what its bindings name, or writes it into a file. Returns 0, or 3 for bad data.
[[nodiscard]] int runPlant(const PlantOptions& options, std::stop_token stop);

}  // namespace gemba::app
