#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "engine/twin/twin.h"

/// What the words of the command line share; of command_line*.cpp alone.
namespace gemba::app {

/// What the parsed words ask for; the exit code is its value.
using Action = std::function<int()>;

/// A finite number of seconds in which something ends: "nan" and "1e300" are none.
inline const CLI::Range kSeconds(1e-3, 1e9);
inline const CLI::Range kInstant(0.0, 1e9);

/// "max" is 0; anything else a rate at which time can pass.
inline double parseRate(const std::string& text) {
    constexpr double kSlowest = 1e-3;
    constexpr double kFastest = 1000.0;
    double rate = 0.0;
    if (text == "max")
        return 0.0;
    if (!CLI::detail::lexical_cast(text, rate) || !(rate >= kSlowest && rate <= kFastest))
        throw CLI::ValidationError("--rate", "is 0.001 to 1000, or max");
    return rate;
}

/// Adds a word with its help.
inline CLI::App& word(CLI::App& app, const char* name, const char* what, const char* example) {
    CLI::App& sub = *app.add_subcommand(name, what);
    sub.footer(std::string("Example:\n  ") + example);
    return sub;
}

/// Files of keys for endpoints that no twin describes.
inline void addKeys(CLI::App& sub, twin::LinkKeys& keys) {
    sub.add_option("--ca", keys.ca, "mqtts: file of the certificates that are trusted (PEM)");
    sub.add_option("--credentials", keys.credentials,
                   "MQTT: file of user and password, a line each");
    sub.add_option("--curve-server-key", keys.curveServer,
                   "ZeroMQ: file of the publisher's public key");
    sub.add_option("--curve-key", keys.curve, "ZeroMQ: file of our secret key");
}

/// The words about recordings: info, recover, record, save-range, verify, play, convert.
void addRecordingWords(CLI::App& app, Action& action);

}  // namespace gemba::app
