#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gemba {

/// Edits between two names: inserted, deleted or replaced bytes and swapped neighbours count one
/// each.
[[nodiscard]] size_t editDistance(std::string_view a, std::string_view b);

/// The candidate most like `name`, for "did you mean": at most a third of it differs, at least one
/// edit is allowed. The first of equals; nothing for names beyond 64 bytes.
[[nodiscard]] std::optional<std::string_view> nearestName(
    std::string_view name, std::span<const std::string_view> candidates);

/// Text from outside, safe on a terminal: in double quotes, ASCII's control characters escaped, all
/// else as cleanText has it, cut with an ellipsis beyond `maxBytes` (never inside a character).
[[nodiscard]] std::string inQuotes(std::string_view text, size_t maxBytes = 60);

/// Text from outside made fit to show, in a window, on a terminal, in one line: valid UTF-8
/// (anything else becomes '?'); control characters, line separators and what turns the direction of
/// writing become blanks; at most `limit` bytes.
[[nodiscard]] std::string cleanText(std::string_view text, size_t limit = SIZE_MAX);

/// ASCII letters in lower case.
[[nodiscard]] std::string lowerText(std::string_view text);

/// Items as people list them: `a, b or c`.
[[nodiscard]] std::string listed(std::span<const std::string_view> items,
                                 std::string_view lastWord = "or");

/// The parts between separators, empty ones included; "" has none.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace gemba
