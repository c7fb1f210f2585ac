#include "engine/twin/units.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/text.h"

namespace gemba::twin {
namespace {

/// base = value * scale + offset; the base of a quantity is its first unit with scale 1.
struct Unit {
    std::string_view name;
    std::string_view quantity;
    double scale = 1.0;
    double offset = 0.0;
};

constexpr double kPi = 3.14159265358979323846;

// Exact by definition where there is a definition: 1 in = 25.4 mm, 1 lb = 0.45359237 kg,
// 1 psi = 1 lbf/in2.
constexpr std::array kUnits{
    Unit{"m", "length"},
    Unit{"mm", "length", 1e-3},
    Unit{"cm", "length", 1e-2},
    Unit{"km", "length", 1e3},
    Unit{"um", "length", 1e-6},
    Unit{"in", "length", 0.0254},
    Unit{"ft", "length", 0.3048},
    Unit{"m/s", "speed"},
    Unit{"mm/s", "speed", 1e-3},
    Unit{"cm/s", "speed", 1e-2},
    Unit{"m/min", "speed", 1.0 / 60.0},
    Unit{"mm/min", "speed", 1e-3 / 60.0},
    Unit{"ft/min", "speed", 0.3048 / 60.0},
    Unit{"km/h", "speed", 1.0 / 3.6},
    Unit{"m/s2", "acceleration"},
    Unit{"mm/s2", "acceleration", 1e-3},
    Unit{"kg", "mass"},
    Unit{"g", "mass", 1e-3},
    Unit{"t", "mass", 1e3},
    Unit{"lb", "mass", 0.45359237},
    Unit{"oz", "mass", 0.45359237 / 16.0},
    Unit{"s", "time"},
    Unit{"ms", "time", 1e-3},
    Unit{"us", "time", 1e-6},
    Unit{"min", "time", 60.0},
    Unit{"h", "time", 3600.0},
    Unit{"rad", "angle"},
    Unit{"deg", "angle", kPi / 180.0},
    Unit{"rad/s", "angular speed"},
    Unit{"deg/s", "angular speed", kPi / 180.0},
    Unit{"rpm", "angular speed", kPi / 30.0},
    Unit{"Hz", "frequency"},
    Unit{"kHz", "frequency", 1e3},
    Unit{"N", "force"},
    Unit{"kN", "force", 1e3},
    Unit{"Nm", "torque"},
    Unit{"K", "temperature"},
    Unit{"degC", "temperature", 1.0, 273.15},
    Unit{"degF", "temperature", 5.0 / 9.0, 273.15 - 32.0 * 5.0 / 9.0},
    Unit{"Pa", "pressure"},
    Unit{"kPa", "pressure", 1e3},
    Unit{"MPa", "pressure", 1e6},
    Unit{"mbar", "pressure", 1e2},
    Unit{"bar", "pressure", 1e5},
    Unit{"psi", "pressure", 6894.757293168361},
    Unit{"A", "current"},
    Unit{"mA", "current", 1e-3},
    Unit{"V", "voltage"},
    Unit{"mV", "voltage", 1e-3},
    Unit{"W", "power"},
    Unit{"kW", "power", 1e3},
    Unit{"J", "energy"},
    Unit{"kWh", "energy", 3.6e6},
    Unit{"", "ratio"},
    Unit{"1", "ratio"},
    Unit{"%", "ratio", 1e-2},
    Unit{"ppm", "ratio", 1e-6},
};

const Unit* findUnit(std::string_view name) {
    const auto* found = std::find_if(kUnits.begin(), kUnits.end(),
                                     [&](const Unit& unit) { return unit.name == name; });
    return found == kUnits.end() ? nullptr : found;
}

}  // namespace

bool isUnit(std::string_view unit) {
    return findUnit(unit) != nullptr;
}

std::optional<UnitConversion> unitConversion(std::string_view from, std::string_view to) {
    const Unit* in = findUnit(from);
    const Unit* out = findUnit(to);
    if (in == nullptr || out == nullptr || in->quantity != out->quantity)
        return std::nullopt;
    return UnitConversion{in->scale / out->scale, (in->offset - out->offset) / out->scale};
}

std::string unitsLike(std::string_view unit) {
    const Unit* like = findUnit(unit);
    std::vector<std::string_view> names;
    for (const Unit& each : kUnits) {
        if (like != nullptr && each.quantity == like->quantity && !each.name.empty())
            names.push_back(each.name);
    }
    return listed(names);
}

std::string_view nearestUnit(std::string_view unit) {
    std::vector<std::string_view> names;
    for (const Unit& each : kUnits)
        names.push_back(each.name);
    return nearestName(unit, names).value_or("");
}

}  // namespace gemba::twin
