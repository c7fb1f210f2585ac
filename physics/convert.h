#pragma once

#include <btBulletDynamicsCommon.h>

#include "engine/core/pose.h"

/// Between our vectors and Bullet's. Private to this room.
namespace gemba::physics {

[[nodiscard]] inline btVector3 toBullet(const Vec3& v) {
    return {v.x, v.y, v.z};
}
[[nodiscard]] inline btTransform toBullet(const Pose& pose) {
    const Quat& q = pose.rotation;
    return btTransform(btQuaternion(q.x, q.y, q.z, q.w), toBullet(pose.position));
}
[[nodiscard]] inline Vec3 fromBullet(const btVector3& v) {
    return {v.x(), v.y(), v.z()};
}
[[nodiscard]] inline Pose fromBullet(const btTransform& transform) {
    const btQuaternion q = transform.getRotation();
    return {fromBullet(transform.getOrigin()), Quat(q.w(), q.x(), q.y(), q.z())};
}

}  // namespace gemba::physics
