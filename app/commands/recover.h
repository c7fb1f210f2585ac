#pragma once

#include <filesystem>
#include <stop_token>

namespace gemba::app {

struct RecoverOptions {
    std::filesystem::path file;
    std::filesystem::path output;
    bool json = false;
};

/// `gemba recover`: saves what a damaged recording's bytes allow into a complete one, which is read
/// back before it is called done. Prints what was saved and what was wrong. Returns 0 where the new
/// file is whole, whatever was wrong with the old one; 3, and leaves no new file, where nothing
/// could be saved.
[[nodiscard]] int runRecover(const RecoverOptions& options, std::stop_token stop);

}  // namespace gemba::app
