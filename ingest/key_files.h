#pragma once

#include <filesystem>
#include <string>

#include "engine/core/result.h"

/// Files that hold what must stay secret. Their content is never repeated in an error.
namespace gemba::ingest {

struct Credentials {
    std::string user, password;
};

/// The user in the first line, the password in the second. Errors: it cannot be read, or is no such
/// file.
[[nodiscard]] Result<Credentials> readCredentials(const std::filesystem::path& file);

/// One key of CURVE, 40 characters of Z85, the rest of the file blank. Errors: likewise.
[[nodiscard]] Result<std::string> readCurveKey(const std::filesystem::path& file);

}  // namespace gemba::ingest
