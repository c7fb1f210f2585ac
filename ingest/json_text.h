#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/value.h"

/// Writes JSON piece by piece onto a string, as fast as std::to_chars.
namespace gemba::ingest::json_text {

void append(std::string& out, int64_t number);
void append(std::string& out, uint64_t number);
/// Shortest text that reads back equal, always with a point or an exponent, so that it stays a real
/// number for its reader. JSON has no NaN and no infinity: they become null.
void append(std::string& out, double number);
/// In quotes, escaped; `text` is UTF-8.
void append(std::string& out, std::string_view text);
void append(std::string& out, const Value& value);

/// False where a number in it is not finite.
[[nodiscard]] bool writable(const Value& value);

}  // namespace gemba::ingest::json_text
