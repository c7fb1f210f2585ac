#pragma once

#include <string>
#include <string_view>

namespace gemba::assets {

/// Text from outside made fit to show: valid UTF-8 (anything else becomes '?'), no control
/// characters (they become blanks), at most `limit` bytes.
[[nodiscard]] std::string cleanText(std::string_view text, size_t limit = 256);

/// ASCII letters in lower case.
[[nodiscard]] std::string lowerText(std::string_view text);

}  // namespace gemba::assets
