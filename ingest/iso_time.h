#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/time.h"

namespace gemba::ingest {

/// Times that messages may carry: from 1970 to about 2115, so that no difference of two overflows.
constexpr UtcNs kMaxUtc = 4'600'000'000 * kNsPerSecond;

/// UTC of an ISO 8601 time: `2026-11-03T07:15:00[.fraction][Z|+01:00|+0100|+01]`, a space for the
/// T, no zone means UTC; digits below a nanosecond are cut off. Empty for anything else, for days
/// and times that do not exist, and outside [0, kMaxUtc).
[[nodiscard]] std::optional<UtcNs> parseIsoTime(std::string_view text);

/// `2013-12-02T21:15:00.123Z`, appended, with so many digits of the second's fraction, 0 to 9, cut
/// off and not rounded; without the point where there are none. Times beyond [0, kMaxUtc) are
/// written as the nearest that is in it.
void appendIsoTime(std::string& out, UtcNs time, int fractionDigits = 9);
[[nodiscard]] std::string isoTime(UtcNs time, int fractionDigits);

}  // namespace gemba::ingest
