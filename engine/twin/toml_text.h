#pragma once

#include <string>
#include <string_view>

#include "engine/twin/twin.h"

/// Values as they stand in a twin file: one line, the shortest numbers that read back equal.
namespace gemba::twin {

/// A real number: never without a point or an exponent, so that it is read as one.
[[nodiscard]] std::string tomlText(double value);
[[nodiscard]] std::string tomlText(std::string_view value);
[[nodiscard]] std::string tomlText(const Vec3& value);
/// `{ position = [...], rpy_deg = [...] }`; what is zero is left out, angles have nine digits.
[[nodiscard]] std::string tomlText(const Pose& pose);
/// Roll, pitch and yaw in degrees of R = Rz * Ry * Rx (as quatFromRpy), nine digits behind the
/// point.
[[nodiscard]] Vec3 rpyDegOf(const Quat& rotation);
/// Of any key; nothing for a value that is none.
[[nodiscard]] std::string tomlOf(const KeyValue& value);

}  // namespace gemba::twin
