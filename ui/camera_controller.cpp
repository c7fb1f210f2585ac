#include "ui/camera_controller.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gemba::ui {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kOrbitRadPerPixel = 0.4 * kPi / 180.0;
constexpr double kLookRadPerPixel = 0.2 * kPi / 180.0;
// Straight down has no "right": stay a hair off the pole.
constexpr double kMaxPitch = 89.9 * kPi / 180.0;
constexpr double kMinDistance = 0.05, kMaxDistance = 5000.0;  // m: a bolt to a whole site
constexpr double kZoomPerStep = 0.88;
constexpr double kGlideSeconds = 0.25;

[[nodiscard]] double clampedPitch(double pitch) {
    return std::clamp(pitch, -kMaxPitch, kMaxPitch);
}

[[nodiscard]] double clampedDistance(double distance) {
    return std::clamp(distance, kMinDistance, kMaxDistance);
}

}  // namespace

void CameraController::setViewport(double width, double height) {
    m_width = std::max(1.0, width);
    m_height = std::max(1.0, height);
}

void CameraController::set(const render::Camera& camera) {
    m_now = orbitOf(camera);
    m_fovDeg = camera.fovDeg;
    m_orthographic = camera.orthographic;
    m_glide = 1.0;
}

render::Camera CameraController::camera() const {
    return {.eye = m_now.target + m_now.distance * outward(m_now),
            .target = m_now.target,
            .fovDeg = m_fovDeg,
            .orthographic = m_orthographic};
}

CameraController::Orbit CameraController::orbitOf(const render::Camera& camera) {
    const Vec3 out = camera.eye - camera.target;
    const double distance = glm::length(out);
    if (!(distance > 1e-9))
        return {.target = camera.target};
    return {.target = camera.target,
            .distance = clampedDistance(distance),
            .yaw = std::atan2(out.y, out.x),
            .pitch = clampedPitch(std::asin(std::clamp(out.z / distance, -1.0, 1.0)))};
}

Vec3 CameraController::outward(const Orbit& orbit) {
    const double level = std::cos(orbit.pitch);
    return {level * std::cos(orbit.yaw), level * std::sin(orbit.yaw), std::sin(orbit.pitch)};
}

Vec3 CameraController::rightAxis() const {
    return {-std::sin(m_now.yaw), std::cos(m_now.yaw), 0.0};
}

Vec3 CameraController::upAxis() const {
    return glm::cross(outward(m_now), rightAxis());
}

double CameraController::metresPerPixel() const {
    return 2.0 * m_now.distance * std::tan(0.5 * m_fovDeg * kPi / 180.0) / m_height;
}

Vec3 CameraController::pointAt(double x, double y) const {
    const double right = (x - 0.5 * m_width) * metresPerPixel();
    const double up = (0.5 * m_height - y) * metresPerPixel();
    return m_now.target + right * rightAxis() + up * upAxis();
}

void CameraController::orbit(double dx, double dy) {
    m_glide = 1.0;
    m_now.yaw -= dx * kOrbitRadPerPixel;
    m_now.pitch = clampedPitch(m_now.pitch + dy * kOrbitRadPerPixel);
}

void CameraController::pan(double dx, double dy) {
    m_glide = 1.0;
    m_now.target += metresPerPixel() * (-dx * rightAxis() + dy * upAxis());
}

void CameraController::look(double dx, double dy) {
    m_glide = 1.0;
    const Vec3 eye = m_now.target + m_now.distance * outward(m_now);
    m_now.yaw -= dx * kLookRadPerPixel;
    m_now.pitch = clampedPitch(m_now.pitch + dy * kLookRadPerPixel);
    m_now.target = eye - m_now.distance * outward(m_now);
}

void CameraController::zoom(double steps, double x, double y) {
    m_glide = 1.0;
    const Vec3 fixed = pointAt(x, y);
    const double before = m_now.distance;
    m_now.distance = clampedDistance(before * std::pow(kZoomPerStep, steps));
    m_now.target = fixed + (m_now.target - fixed) * (m_now.distance / before);
}

void CameraController::fly(const Vec3& direction, double seconds, double boost) {
    m_glide = 1.0;
    const Vec3 step =
        direction.x * rightAxis() - direction.y * outward(m_now) + direction.z * Vec3(0, 0, 1);
    m_now.target += step * (m_flySpeed * boost * seconds);
}

void CameraController::changeFlySpeed(double steps) {
    m_flySpeed = std::clamp(m_flySpeed * std::pow(1.2, steps), 0.1, 100.0);
}

void CameraController::frame(const Bounds& bounds) {
    // The sphere around the box must fit the narrower of the two angles.
    const double vertical = 0.5 * m_fovDeg * kPi / 180.0;
    const double horizontal = std::atan(std::tan(vertical) * m_width / m_height);
    const double half = std::min(vertical, horizontal);

    Orbit goal = m_glide < 1.0 ? m_goal : m_now;
    goal.target = bounds.center();
    goal.distance = clampedDistance(std::max(bounds.radius(), 0.05) / std::sin(half) * 1.05);
    startGlide(goal);
}

void CameraController::glideTo(const render::Camera& camera) {
    m_fovDeg = camera.fovDeg;
    startGlide(orbitOf(camera));
}

void CameraController::viewAlong(StandardView view) {
    Orbit goal = m_glide < 1.0 ? m_goal : m_now;
    goal.yaw = view == StandardView::right ? 0.0 : -0.5 * kPi;
    goal.pitch = view == StandardView::top ? kMaxPitch : 0.0;
    startGlide(goal);
}

void CameraController::toggleOrthographic() {
    m_orthographic = !m_orthographic;
}

void CameraController::startGlide(const Orbit& goal) {
    m_from = m_now;
    m_goal = goal;
    m_goal.yaw = m_from.yaw + std::remainder(goal.yaw - m_from.yaw, 2.0 * kPi);  // the short way
    m_glide = 0.0;
}

bool CameraController::advance(double seconds) {
    if (m_glide >= 1.0)
        return false;
    m_glide = std::min(1.0, m_glide + seconds / kGlideSeconds);

    const double s = m_glide * m_glide * (3.0 - 2.0 * m_glide);  // slow at both ends
    m_now.target = glm::mix(m_from.target, m_goal.target, s);
    // Distances by ratio, so that near and far glide at the same apparent speed.
    m_now.distance = m_from.distance * std::pow(m_goal.distance / m_from.distance, s);
    m_now.yaw = glm::mix(m_from.yaw, m_goal.yaw, s);
    m_now.pitch = glm::mix(m_from.pitch, m_goal.pitch, s);
    return m_glide < 1.0;
}

}  // namespace gemba::ui
