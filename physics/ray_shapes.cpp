#include "physics/ray_shapes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gemba::physics {
namespace {

/// Part of the way on which the segment is inside something convex.
struct Span {
    double enter = 0.0, leave = 1.0;
    [[nodiscard]] bool empty() const { return enter > leave; }
};

// Cuts the span to where |from + t * step| <= half.
void clipSlab(double from, double step, double half, Span& span) {
    if (step == 0.0) {
        if (std::abs(from) > half)
            span.leave = -1.0;
        return;
    }
    double a = (-half - from) / step, b = (half - from) / step;
    if (a > b)
        std::swap(a, b);
    span.enter = std::max(span.enter, a);
    span.leave = std::min(span.leave, b);
}

// Cuts the span to where a t^2 + 2 b t + c <= 0, with a >= 0.
void clipQuadratic(double a, double b, double c, Span& span) {
    const double root2 = b * b - a * c;
    if (a <= 0.0) {  // no movement in this plane: inside all the way or never
        if (c > 0.0)
            span.leave = -1.0;
        return;
    }
    if (root2 < 0.0) {
        span.leave = -1.0;
        return;
    }
    const double root = std::sqrt(root2);
    span.enter = std::max(span.enter, (-b - root) / a);
    span.leave = std::min(span.leave, (-b + root) / a);
}

std::optional<double> entry(const Span& span) {
    if (span.empty())
        return std::nullopt;
    return span.enter;
}

std::optional<double> sphereAt(const Vec3& from, const Vec3& to, double radius, double z) {
    return raySphere(from - Vec3(0, 0, z), to - Vec3(0, 0, z), radius);
}

}  // namespace

std::optional<double> rayBox(const Vec3& from, const Vec3& to, const Vec3& half) {
    const Vec3 step = to - from;
    Span span;
    clipSlab(from.x, step.x, half.x, span);
    clipSlab(from.y, step.y, half.y, span);
    clipSlab(from.z, step.z, half.z, span);
    return entry(span);
}

std::optional<double> raySphere(const Vec3& from, const Vec3& to, double radius) {
    const Vec3 step = to - from;
    Span span;
    clipQuadratic(glm::dot(step, step), glm::dot(from, step),
                  glm::dot(from, from) - radius * radius, span);
    return entry(span);
}

std::optional<double> rayCylinder(const Vec3& from, const Vec3& to, double radius,
                                  double halfHeight) {
    const Vec3 step = to - from;
    Span span;
    clipQuadratic(step.x * step.x + step.y * step.y, from.x * step.x + from.y * step.y,
                  from.x * from.x + from.y * from.y - radius * radius, span);
    clipSlab(from.z, step.z, halfHeight, span);
    return entry(span);
}

std::optional<double> rayCapsule(const Vec3& from, const Vec3& to, double radius,
                                 double halfHeight) {
    // The first of its three parts that is met; they share no gap.
    std::optional<double> first = rayCylinder(from, to, radius, halfHeight);
    for (const double z : {-halfHeight, halfHeight}) {
        const std::optional<double> end = sphereAt(from, to, radius, z);
        if (end && (!first || *end < *first))
            first = end;
    }
    return first;
}

}  // namespace gemba::physics
