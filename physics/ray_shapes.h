#pragma once

#include <optional>

#include "engine/core/pose.h"

/// Where a segment first meets a solid: exact, by formula. All in the solid's own frame, metres;
/// the answer is the fraction of the way from `from` to `to`, 0 when `from` is inside, nothing on a
/// miss. Cylinders and capsules stand along Z.
namespace gemba::physics {

[[nodiscard]] std::optional<double> rayBox(const Vec3& from, const Vec3& to, const Vec3& half);
[[nodiscard]] std::optional<double> raySphere(const Vec3& from, const Vec3& to, double radius);
[[nodiscard]] std::optional<double> rayCylinder(const Vec3& from, const Vec3& to, double radius,
                                                double halfHeight);
/// halfHeight: of the cylinder between the two half spheres.
[[nodiscard]] std::optional<double> rayCapsule(const Vec3& from, const Vec3& to, double radius,
                                               double halfHeight);

}  // namespace gemba::physics
