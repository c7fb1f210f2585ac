#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace gemba::app {

struct PlantOptions {
    std::filesystem::path file;
    std::string bind = "tcp://127.0.0.1:5556";
    std::string connect;         ///< commands from outside: a real controller's endpoint
    std::filesystem::path with;  ///< overlay of differences
    bool story = false;          ///< the overlay `story.toml` beside the twin
    bool protobuf = false;       ///< on the wire; else JSON
    double rate = 1.0;
    double duration = 0.0;         ///< s; 0: until stopped
    std::optional<uint64_t> seed;  ///< default: the twin's, plus one
    bool json = false;
};

/// `gemba plant`: the virtual plant. Simulates a twin without its [[live]] sources and publishes
/// what its bindings name. Returns 0, or 3 for bad data.
[[nodiscard]] int runPlant(const PlantOptions& options, std::stop_token stop);

}  // namespace gemba::app
