#pragma once

#include <optional>
#include <string_view>

#include "engine/twin/document.h"

namespace gemba::twin {

/// Bounds on what the parser is given.
constexpr size_t kMaxValues = 2'000'000;
constexpr size_t kMaxKeyParts = 32;  ///< "a.b.c" has three

/// What a look at TOML's brackets, dots and separators shows, outside strings and comments.
struct TextScan {
    /// What toml++ would take without a limit: a key of a million dots is a tree a million deep,
    /// and each value costs about a hundred bytes.
    std::optional<Problem> excess;
    /// The first bracket that closes none of its kind; line 0: all match.
    Place mismatch;
};

/// Right as far as the text is TOML; behind its first syntax error it may say anything.
[[nodiscard]] TextScan scanText(std::string_view text);

}  // namespace gemba::twin
