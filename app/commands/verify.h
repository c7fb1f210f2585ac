#pragma once

#include <filesystem>
#include <stop_token>

namespace gemba::app {

struct VerifyOptions {
    std::filesystem::path file;
    bool json = false;
};

/// `gemba verify`: runs a recorded session again and compares each tick's hash with the recorded
/// one. Returns 0 equal, 1 not equal, not comparable or stopped, 3 where the file cannot be read.
[[nodiscard]] int runVerify(const VerifyOptions& options, std::stop_token stop);

}  // namespace gemba::app
