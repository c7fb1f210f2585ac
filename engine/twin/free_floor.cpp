#include "engine/twin/free_floor.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace gemba::twin {
namespace {

constexpr double kGap = 0.3;  // m, to walk by
constexpr int kMostSteps = 16;

/// Beside a belt that a circle would stand in, on the side that is nearer; nothing: it does not.
std::optional<Vec3> beside(const Device& belt, const Vec3& at, double radius) {
    const Vec3& size = belt.vec3("size");
    Vec3 local = inverse(belt.worldFromDevice) * at;
    const double away = 0.5 * size.y + radius + kGap;
    const bool along = local.x > -radius && local.x < size.x + radius;
    // Rounded: what was put there stands there.
    if (!along || std::abs(local.y) > away - kGap / 2)
        return std::nullopt;
    local.y = local.y > 0.0 ? away : -away;
    Vec3 out = belt.worldFromDevice * local;
    out.z = at.z;
    return out;
}

}  // namespace

Vec3 freeFloor(const Twin& twin, const Vec3& wanted, const Vec3& size) {
    const double radius = 0.5 * std::hypot(size.x, size.y);
    Vec3 at = wanted;
    for (int step = 0; step < kMostSteps; ++step) {
        const Vec3 before = at;
        for (const Device& device : twin.devices) {
            if (device.is("conveyor"))
                at = beside(device, at, radius).value_or(at);
        }
        if (at == before)
            return at;
    }
    return wanted;
}

}  // namespace gemba::twin
