#pragma once

#include <string>
#include <string_view>

namespace gemba::ingest {

/// A header's cell, taken apart.
struct CsvHeading {
    std::string name;
    std::string unit;  ///< "" where it has none
};

/// "speed [mm/s]", "Temp (°C)", "T / K": name and unit. Brackets behind a blank always hold a
/// unit, round ones and what follows a slash only if it is one that we know; "speed_mm_s" and
/// "belt[0]" are names. UTF-8.
[[nodiscard]] CsvHeading splitHeading(std::string_view cell);

/// The unit as the twin file spells it ("°C": degC, "m/s²": m/s2, "U/min": rpm), or "" where it is
/// not known.
[[nodiscard]] std::string knownUnit(std::string_view written);

}  // namespace gemba::ingest
