#include "engine/twin/path_place.h"

#include <algorithm>
#include <cmath>

#include "engine/twin/path_graph.h"

namespace gemba::twin {
namespace {

constexpr double kHighest = 1.5;  // m above the belt: a stack counts as on it

double lengthOf(const Twin& twin, const PathBelt& belt) {
    return twin.devices[belt.device].vec3("size").x;
}

// Along a direction of the world.
double halfAlong(const ItemType& item, const Quat& rotation, const Vec3& direction) {
    if (item.shape == "sphere")
        return 0.5 * item.size.x;
    // The diameter of what is round stands in x.
    const bool round = item.shape != "box";
    const Vec3 size(item.size.x, round ? item.size.x : item.size.y, item.size.z);
    const Vec3 local = glm::conjugate(rotation) * direction;
    return 0.5 * glm::dot(glm::abs(local), size);
}

}  // namespace

std::optional<PathPlace> placeOnPath(const Twin& twin, const Vec3& middle) {
    std::optional<PathPlace> found;
    double nearest = kBeltGap;  // between two belts it is on the one whose end is nearer
    for (uint32_t i = 0; i < twin.pathBelts.size(); ++i) {
        const PathBelt& belt = twin.pathBelts[i];
        const Device& device = twin.devices[belt.device];
        const Vec3 at = inverse(device.worldFromDevice) * middle;
        const double beyond = std::max({0.0, -at.x, at.x - device.vec3("size").x});
        const bool over =
            std::abs(at.y) <= 0.5 * device.vec3("size").y && at.z > 0.0 && at.z < kHighest;
        if (!over || beyond > nearest || (found && beyond == nearest))
            continue;
        nearest = beyond;
        found = PathPlace{i, belt.path, belt.start + at.x, at.y, at.z};
    }
    return found;
}

std::optional<uint32_t> beltAt(const Twin& twin, uint32_t path, double at) {
    for (uint32_t i = 0; i < twin.pathBelts.size(); ++i) {
        const PathBelt& belt = twin.pathBelts[i];
        if (belt.path == path && at >= belt.start && at <= belt.start + lengthOf(twin, belt))
            return i;
    }
    return std::nullopt;
}

double withinPath(const Twin& twin, uint32_t path, double at) {
    double end = 0.0;
    for (const PathBelt& belt : twin.pathBelts) {
        if (belt.path == path)
            end = std::max(end, belt.start + lengthOf(twin, belt));
    }
    return std::clamp(at, 0.0, end);
}

std::optional<Pose> carried(const Twin& twin, const PathPlace& from, const Pose& pose, double at) {
    const std::optional<uint32_t> to = beltAt(twin, from.path, at);
    if (!to)
        return std::nullopt;
    const PathBelt& before = twin.pathBelts[from.belt];
    const PathBelt& after = twin.pathBelts[*to];
    Pose onBelt = inverse(twin.devices[before.device].worldFromDevice) * pose;
    onBelt.position.x = at - after.start;
    return twin.devices[after.device].worldFromDevice * onBelt;
}

Vec3 halvesOnBelt(const Twin& twin, uint32_t pathBelt, const ItemType& item, const Quat& rotation) {
    const Quat& belt = twin.devices[twin.pathBelts[pathBelt].device].worldFromDevice.rotation;
    return {halfAlong(item, rotation, belt * Vec3(1, 0, 0)),
            halfAlong(item, rotation, belt * Vec3(0, 1, 0)),
            halfAlong(item, rotation, belt * Vec3(0, 0, 1))};
}

}  // namespace gemba::twin
