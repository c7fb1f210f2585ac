#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gemba::twin {

/// to = from * scale + offset.
struct UnitConversion {
    double scale = 1.0;
    double offset = 0.0;
};

/// From one unit to another of the same quantity; "" is a plain number, of which "%" is a
/// hundredth. Nothing when a unit is unknown or the quantities differ.
[[nodiscard]] std::optional<UnitConversion> unitConversion(std::string_view from,
                                                           std::string_view to);

[[nodiscard]] bool isUnit(std::string_view unit);

/// All units of the same quantity as `unit`, for a message: "m, mm, cm or ft".
[[nodiscard]] std::string unitsLike(std::string_view unit);

/// The known unit spelled most like this one, or "".
[[nodiscard]] std::string_view nearestUnit(std::string_view unit);

}  // namespace gemba::twin
