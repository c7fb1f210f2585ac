#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "engine/core/bytes.h"
#include "engine/core/result.h"
#include "engine/twin/reader.h"

namespace gemba::app {

/// Whole files, for small inputs and outputs of commands. Errors name the path and the reason.
[[nodiscard]] Result<Bytes> readFile(const std::filesystem::path& path);
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path,
                                     std::span<const std::byte> bytes);

/// Whether a file can be written there, found out before the work and not after it; an empty path
/// is none. Leaves what is there as it is.
[[nodiscard]] Result<void> checkWritable(const std::filesystem::path& path);

/// Prints each problem on standard error and returns the exit code for bad data.
int reportProblems(const std::filesystem::path& file, const std::vector<twin::Problem>& problems);
/// The same for one error.
int reportError(const Error& error);

/// Exit codes of all commands.
inline constexpr int kExitDone = 0;
inline constexpr int kExitCheckFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitBadData = 3;

}  // namespace gemba::app
