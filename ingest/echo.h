#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "engine/twin/twin.h"

namespace gemba::ingest {

/// `gemba echo`: what is on the wire, before anything is bound.
struct EchoOptions {
    std::vector<std::string> connect;  ///< endpoints, at least one
    twin::LinkKeys keys;               ///< for each of them, as far as it is of their kind
    std::string topics;                ///< regular expression somewhere in the topic; empty: all
    bool rate = false;       ///< in a pipe: one line a topic each second, not each message
    double durationS = 0.0;  ///< 0: until stopped
    bool json = false;       ///< nothing but one JSON object at the end
};

/// Prints to standard output until the duration is over or a stop is asked for: a table that
/// refreshes on a terminal, lines in a pipe and a table at the end. Returns the exit code: 0, or 2
/// for an endpoint or expression that cannot be.
[[nodiscard]] int runEcho(const EchoOptions& options, std::stop_token stop);

}  // namespace gemba::ingest
