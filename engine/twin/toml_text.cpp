#include "engine/twin/toml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gemba::twin {
namespace {

std::string joined(const auto& items) {
    std::string out = "[";
    for (const auto& item : items)
        out += (out.size() > 1 ? ", " : "") + tomlText(item);
    return out + "]";
}

}  // namespace

Vec3 rpyDegOf(const Quat& q) {
    const double sine = std::clamp(2.0 * (q.w * q.y - q.z * q.x), -1.0, 1.0);
    Vec3 out;
    // Looking straight up or down, roll and yaw are one turn: all of it is called yaw.
    if (std::abs(sine) > 1.0 - 1e-12) {
        out = {0.0, std::copysign(std::numbers::pi / 2, sine),
               -2.0 * std::atan2(q.x, q.w) * std::copysign(1.0, sine)};
    } else {
        out = {std::atan2(2.0 * (q.w * q.x + q.y * q.z), 1.0 - 2.0 * (q.x * q.x + q.y * q.y)),
               std::asin(sine),
               std::atan2(2.0 * (q.w * q.z + q.x * q.y), 1.0 - 2.0 * (q.y * q.y + q.z * q.z))};
    }
    // What a rotation went through leaves dust in the last digits.
    constexpr double kSteps = 1e9;
    for (int i = 0; i < 3; ++i)
        out[i] = std::round(glm::degrees(out[i]) * kSteps) / kSteps + 0.0;
    return out;
}

std::string tomlText(double value) {
    std::string out = fmt::format("{}", value);  // the shortest that reads back equal
    if (out.find_first_of(".en") == std::string::npos)
        out += ".0";
    return out;
}

std::string tomlText(std::string_view value) {
    std::string out = "\"";
    for (const char c : value) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
                    out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
                else
                    out += c;
        }
    }
    return out + '"';
}

std::string tomlText(const Vec3& value) {
    return fmt::format("[{}, {}, {}]", tomlText(value.x), tomlText(value.y), tomlText(value.z));
}

std::string tomlText(const Pose& pose) {
    const Vec3 rpy = rpyDegOf(pose.rotation);
    const std::string turned = rpy == Vec3(0.0) ? "" : fmt::format(", rpy_deg = {}", tomlText(rpy));
    return fmt::format("{{ position = {}{} }}", tomlText(pose.position), turned);
}

std::string tomlOf(const KeyValue& value) {
    return std::visit(
        [](const auto& v) -> std::string {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, bool>)
                return v ? "true" : "false";
            else if constexpr (std::is_same_v<T, int64_t>)
                return fmt::format("{}", v);
            else if constexpr (std::is_same_v<T, std::vector<std::string>> ||
                               std::is_same_v<T, std::vector<double>>)
                return joined(v);
            else if constexpr (std::is_same_v<T, std::string>)
                return tomlText(std::string_view(v));
            else
                return tomlText(v);
        },
        value);
}

}  // namespace gemba::twin
