#pragma once

#include <glm/glm.hpp>
#include <glm/gtc/quaternion.hpp>

namespace gemba {

using Vec3 = glm::dvec3;
using Quat = glm::dquat;

/// Position (m) and rotation of a frame in its parent frame; +Z up, right-handed, double.
struct Pose {
    Vec3 position{0.0};
    Quat rotation{1.0, 0.0, 0.0, 0.0};  ///< w, x, y, z; unit length

    bool operator==(const Pose&) const = default;
};

/// `worldFromChild = worldFromParent * parentFromChild`.
[[nodiscard]] inline Pose operator*(const Pose& a, const Pose& b) {
    return {a.position + a.rotation * b.position, a.rotation * b.rotation};
}

/// The point given in the child frame, in the parent frame.
[[nodiscard]] inline Vec3 operator*(const Pose& parentFromChild, const Vec3& pointInChild) {
    return parentFromChild.position + parentFromChild.rotation * pointInChild;
}

[[nodiscard]] inline Pose inverse(const Pose& pose) {
    const Quat back = glm::conjugate(pose.rotation);
    return {back * -pose.position, back};
}

/// Rotation from roll, pitch, yaw in radians: R = Rz(yaw) * Ry(pitch) * Rx(roll).
[[nodiscard]] inline Quat quatFromRpy(const Vec3& rpy) {
    const Quat x = glm::angleAxis(rpy.x, Vec3(1, 0, 0));
    const Quat y = glm::angleAxis(rpy.y, Vec3(0, 1, 0));
    const Quat z = glm::angleAxis(rpy.z, Vec3(0, 0, 1));
    return z * y * x;
}

}  // namespace gemba
