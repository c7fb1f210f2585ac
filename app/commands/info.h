#pragma once

#include <filesystem>
#include <stop_token>

namespace gemba::app {

struct InfoOptions {
    std::filesystem::path file;
    bool json = false;
    bool check = false;  ///< read every chunk of a large file too
};

/// `gemba info`: what a recording holds, and what is wrong with it. Files up to 256 MiB are read to
/// their end, larger ones with `check`; the others are told by their index. Returns 0 where nothing
/// is wrong, 1 where something is but something could be read, 3 for a file that is no recording.
[[nodiscard]] int runInfo(const InfoOptions& options, std::stop_token stop);

}  // namespace gemba::app
