#include "ui/edit/gizmo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gemba::ui {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kArmPx = 92.0, kHeadPx = 13.0;         // an arrow and its head
constexpr double kSquareFrom = 0.28, kSquareTo = 0.52;  // of an arm
constexpr double kRing = 0.82;                          // of an arm
constexpr int kRingParts = 48;
constexpr double kReachPx = 8.0;  // how near the mouse must come
constexpr uint32_t kRed = 0xff5a5af0u, kGreen = 0xff6ad08cu, kBlue = 0xfff0a060u;
constexpr uint32_t kWhite = 0xffffffffu, kAmber = 0xff5ac8f5u;
constexpr float kWidth = 2.4f, kHotWidth = 4.0f;

struct Axes {
    Vec3 forward, right, up;
};

Axes axesOf(const render::Camera& camera) {
    Axes out;
    const Vec3 ahead = camera.target - camera.eye;
    const double far = glm::length(ahead);
    out.forward = far > 1e-12 ? ahead / far : Vec3(0, 1, 0);
    const Vec3 right = glm::cross(out.forward, Vec3(0, 0, 1));
    const double level = glm::length(right);
    out.right = level > 1e-9 ? right / level : Vec3(1, 0, 0);
    out.up = glm::cross(out.right, out.forward);
    return out;
}

/// Half the picture's height in m at a distance of 1 m; of a parallel picture, everywhere.
double halfHeight(const render::Camera& camera) {
    const double half = std::tan(0.5 * camera.fovDeg * kPi / 180.0);
    return camera.orthographic ? half * glm::length(camera.target - camera.eye) : half;
}

double distanceToSegment(const glm::dvec2& p, const glm::dvec2& a, const glm::dvec2& b) {
    const glm::dvec2 along = b - a;
    const double length = glm::dot(along, along);
    const double t = length > 0.0 ? std::clamp(glm::dot(p - a, along) / length, 0.0, 1.0) : 0.0;
    return glm::length(p - a - t * along);
}

Vec3 axisOf(Handle handle, const Pose& frame) {
    const int axis = handle == Handle::x ? 0 : handle == Handle::y ? 1 : 2;
    Vec3 out(0.0);
    out[axis] = 1.0;
    return frame.rotation * out;
}

/// How far along an axis through `at` a ray passes nearest; nothing where it runs beside it.
std::optional<double> along(const Picture::Ray& ray, const Vec3& at, const Vec3& axis) {
    const double dot = glm::dot(axis, ray.direction);
    const double square = 1.0 - dot * dot;
    if (square < 1e-4)
        return {};
    const Vec3 between = ray.origin - at;
    return (glm::dot(between, axis) - dot * glm::dot(between, ray.direction)) / square;
}

std::optional<Vec3> inPlane(const Picture::Ray& ray, const Vec3& at, const Vec3& normal) {
    const double fall = glm::dot(ray.direction, normal);
    if (std::abs(fall) < 1e-3)
        return {};
    const double far = glm::dot(at - ray.origin, normal) / fall;
    if (far < 0.0)
        return {};
    return ray.origin + far * ray.direction;
}

}  // namespace

Picture::Ray Picture::rayThrough(const glm::dvec2& pixel) const {
    const Axes axes = axesOf(camera);
    const double half = halfHeight(camera);
    const double right = (2.0 * pixel.x - width) / height * half;
    const double up = (height - 2.0 * pixel.y) / height * half;
    if (camera.orthographic)
        return {camera.eye + right * axes.right + up * axes.up, axes.forward};
    return {camera.eye, glm::normalize(axes.forward + right * axes.right + up * axes.up)};
}

std::optional<glm::dvec2> Picture::pixelOf(const Vec3& world) const {
    const Axes axes = axesOf(camera);
    const Vec3 from = world - camera.eye;
    const double depth = glm::dot(from, axes.forward);
    if (depth < 1e-3 && !camera.orthographic)
        return {};
    const double scale = 0.5 * height / (halfHeight(camera) * (camera.orthographic ? 1.0 : depth));
    return glm::dvec2(0.5 * width + glm::dot(from, axes.right) * scale,
                      0.5 * height - glm::dot(from, axes.up) * scale);
}

double Picture::metresPerPixel(const Vec3& world) const {
    const double depth = std::max(glm::dot(world - camera.eye, axesOf(camera).forward), 1e-3);
    return 2.0 * halfHeight(camera) * (camera.orthographic ? 1.0 : depth) / height;
}

std::optional<Vec3> Picture::onLevel(const glm::dvec2& pixel, double z) const {
    return inPlane(rayThrough(pixel), {0.0, 0.0, z}, {0.0, 0.0, 1.0});
}

std::vector<Gizmo::Stroke> Gizmo::strokes(const Picture& picture) const {
    std::vector<Stroke> out;
    const double metres = picture.metresPerPixel(frame.position);
    const double arm = kArmPx * metres, head = kHeadPx * metres;
    const Vec3& at = frame.position;
    const auto arrow = [&](Handle handle, uint32_t color) {
        const Vec3 axis = axisOf(handle, frame);
        const Vec3 tip = at + arm * axis;
        out.push_back({handle, at, tip, color});
        // The head lies in the picture's plane, so that it is seen from everywhere.
        const Vec3 side =
            glm::cross(axis, glm::normalize(picture.camera.target - picture.camera.eye));
        const double length = glm::length(side);
        if (length < 1e-6)
            return;
        for (const double way : {-0.5, 0.5})
            out.push_back({handle, tip, tip - head * axis + way * head / length * side, color});
    };
    arrow(Handle::x, kRed);
    if (alongOnly)
        return out;
    arrow(Handle::y, kGreen);
    arrow(Handle::z, kBlue);
    const Vec3 x = axisOf(Handle::x, frame), y = axisOf(Handle::y, frame);
    const auto corner = [&](double right, double on) { return at + arm * (right * x + on * y); };
    const Vec3 square[] = {corner(kSquareFrom, kSquareFrom), corner(kSquareTo, kSquareFrom),
                           corner(kSquareTo, kSquareTo), corner(kSquareFrom, kSquareTo)};
    for (int i = 0; i < 4; ++i)
        out.push_back({Handle::plane, square[i], square[(i + 1) % 4], kAmber});
    const auto ring = [&](int part) {
        const double angle = 2.0 * kPi * part / kRingParts;
        return at + kRing * arm * (std::cos(angle) * x + std::sin(angle) * y);
    };
    for (int part = 0; part < kRingParts; ++part)
        out.push_back({Handle::turn, ring(part), ring(part + 1), kBlue});
    return out;
}

Handle Gizmo::handleAt(const Picture& picture, const glm::dvec2& pixel) const {
    Handle out = Handle::none;
    double nearest = kReachPx;
    for (const Stroke& stroke : strokes(picture)) {
        const auto a = picture.pixelOf(stroke.from), b = picture.pixelOf(stroke.to);
        if (!a || !b)
            continue;
        const double far = distanceToSegment(pixel, *a, *b);
        if (far < nearest) {
            nearest = far;
            out = stroke.handle;
        }
    }
    // Within its square one moves in the plane.
    if (out == Handle::none && !alongOnly && inSquare(picture, pixel))
        return Handle::plane;
    return out;
}

bool Gizmo::inSquare(const Picture& picture, const glm::dvec2& pixel) const {
    const Vec3 up = axisOf(Handle::z, frame);
    const auto hit = inPlane(picture.rayThrough(pixel), frame.position, up);
    if (!hit)
        return false;
    const double arm = kArmPx * picture.metresPerPixel(frame.position);
    const Vec3 at = glm::conjugate(frame.rotation) * (*hit - frame.position) / arm;
    return at.x >= kSquareFrom && at.x <= kSquareTo && at.y >= kSquareFrom && at.y <= kSquareTo;
}

void Gizmo::draw(const Picture& picture, Handle hot, std::vector<render::MarkLine>& out) const {
    for (const Stroke& stroke : strokes(picture)) {
        const bool bright = stroke.handle == hot;
        out.push_back({.from = stroke.from,
                       .to = stroke.to,
                       .color = bright ? kWhite : stroke.color,
                       .width = bright ? kHotWidth : kWidth,
                       .onTop = true});
    }
}

Pose Gizmo::dragged(const Picture& picture, const Pose& start, Handle handle,
                    const glm::dvec2& from, const glm::dvec2& to) const {
    Pose out = start;
    const Picture::Ray before = picture.rayThrough(from), now = picture.rayThrough(to);
    if (handle == Handle::x || handle == Handle::y || handle == Handle::z) {
        const Vec3 axis = axisOf(handle, frame);
        const auto a = along(before, frame.position, axis), b = along(now, frame.position, axis);
        if (a && b)
            out.position += (*b - *a) * axis;
        return out;
    }
    const Vec3 up = axisOf(Handle::z, frame);
    const auto a = inPlane(before, frame.position, up), b = inPlane(now, frame.position, up);
    if (!a || !b)
        return out;
    if (handle == Handle::plane) {
        out.position += *b - *a;
    } else if (handle == Handle::turn) {
        const Vec3 u = *a - frame.position, v = *b - frame.position;
        const double angle = std::atan2(glm::dot(glm::cross(u, v), up), glm::dot(u, v));
        out.rotation = glm::angleAxis(angle, up) * start.rotation;
        // About the handles' place, which need not be the thing's own.
        out.position =
            frame.position + glm::angleAxis(angle, up) * (start.position - frame.position);
    }
    return out;
}

Pose onGrid(const Pose& moved, Handle handle, double grid, double degrees) {
    Pose out = moved;
    const auto snap = [&](int axis) {
        out.position[axis] = std::round(out.position[axis] / grid) * grid;
    };
    switch (handle) {
        case Handle::x:
            snap(0);
            break;
        case Handle::y:
            snap(1);
            break;
        case Handle::z:
            snap(2);
            break;
        case Handle::plane:
            snap(0);
            snap(1);
            break;
        case Handle::turn: {
            const Vec3 ahead = out.rotation * Vec3(1, 0, 0);
            const double yaw = std::atan2(ahead.y, ahead.x), step = degrees * kPi / 180.0;
            out.rotation =
                glm::angleAxis(std::round(yaw / step) * step - yaw, Vec3(0, 0, 1)) * out.rotation;
            break;
        }
        case Handle::none:
            break;
    }
    return out;
}

}  // namespace gemba::ui
