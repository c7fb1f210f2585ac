#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/twin/twin.h"

namespace gemba::app {

struct RecordOptions {
    std::vector<std::string> connect;  ///< [ID=]ENDPOINT
    twin::LinkKeys keys;               ///< for each of them, as far as it is of their kind
    std::filesystem::path output;
    double duration = 0.0;  ///< s; 0: until stopped
    std::string topics;     ///< regular expression; empty: all
    bool json = false;
};

/// `gemba record`: what is on the wire into an MCAP file, verbatim, without a twin. A full disk is
/// said at once, and recording goes on where it can. Returns 0; 2 for endpoints or an expression
/// that cannot be; 3 where the file cannot be made, or lacks something.
[[nodiscard]] int runRecord(const RecordOptions& options, std::stop_token stop);

}  // namespace gemba::app
