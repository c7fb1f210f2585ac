#include "engine/render/camera.h"

#include <algorithm>
#include <cmath>

#include "engine/render/renderer.h"

namespace gemba::render {
namespace {

constexpr double kNear = 0.05;       // m: an eye may stand close to a carton
constexpr double kOrthoReach = 2e3;  // m before and behind the target

bool finite(const Vec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

// Reverse Z without a far plane.
glm::dmat4 perspective(double fovRad, double aspect) {
    const double f = 1.0 / std::tan(0.5 * fovRad);
    glm::dmat4 m(0.0);
    m[0][0] = f / aspect;
    m[1][1] = f;
    m[2][3] = -1.0;
    m[3][2] = kNear;
    return m;
}

glm::dmat4 orthographic(double halfHeight, double aspect) {
    glm::dmat4 m(1.0);
    m[0][0] = 1.0 / (halfHeight * aspect);
    m[1][1] = 1.0 / halfHeight;
    m[2][2] = 0.5 / kOrthoReach;
    m[3][2] = 0.5;
    return m;
}

}  // namespace

void Bounds::add(const Vec3& point) {
    if (!finite(point))
        return;
    min = glm::min(min, point);
    max = glm::max(max, point);
}

void Bounds::add(const glm::dmat4& worldFromLocal, const Vec3& localMin, const Vec3& localMax) {
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 p((corner & 1) ? localMax.x : localMin.x, (corner & 2) ? localMax.y : localMin.y,
                     (corner & 4) ? localMax.z : localMin.z);
        add(Vec3(worldFromLocal * glm::dvec4(p, 1.0)));
    }
}

Vec3 frameOrigin(const Vec3& eye) {
    constexpr double kCell = 128.0;
    return finite(eye) ? kCell * glm::round(eye / kCell) : Vec3(0.0);
}

CameraMatrices cameraMatrices(const Camera& camera, double aspect, const Vec3& origin) {
    // Where it looks; a camera that looks at itself looks north.
    const Vec3 eye = finite(camera.eye) ? camera.eye : Vec3(0.0);
    Vec3 gaze = finite(camera.target) ? camera.target - eye : Vec3(0.0, 1.0, 0.0);
    const double distance = glm::length(gaze);
    gaze = distance > 1e-9 ? gaze / distance : Vec3(0.0, 1.0, 0.0);
    const Vec3 top = std::abs(gaze.z) > 0.9999 ? Vec3(0, 1, 0) : Vec3(0, 0, 1);
    const Vec3 right = glm::normalize(glm::cross(gaze, top));
    const Vec3 up = glm::cross(right, gaze);

    // View from world less origin.
    const Vec3 place = eye - origin;
    const glm::dmat4 viewFromWorld(
        glm::dvec4(right.x, up.x, -gaze.x, 0.0), glm::dvec4(right.y, up.y, -gaze.y, 0.0),
        glm::dvec4(right.z, up.z, -gaze.z, 0.0),
        glm::dvec4(-glm::dot(right, place), -glm::dot(up, place), glm::dot(gaze, place), 1.0));

    const double safeAspect = aspect > 1e-6 ? aspect : 1.0;
    const double fov = glm::radians(std::clamp(camera.fovDeg, 1.0, 170.0));
    const double halfHeight = std::max(distance, 1e-3) * std::tan(0.5 * fov);
    const glm::dmat4 clipFromView =
        camera.orthographic ? orthographic(halfHeight, safeAspect) : perspective(fov, safeAspect);
    const glm::dmat4 clipFromWorld = clipFromView * viewFromWorld;

    // Double becomes float here.
    const double half = camera.orthographic ? halfHeight : std::tan(0.5 * fov);
    return {.origin = origin,
            .clipFromWorld = glm::mat4(clipFromWorld),
            .worldFromClip = glm::mat4(glm::inverse(clipFromWorld)),
            .eye = glm::vec3(place),
            .forward = glm::vec3(gaze),
            .right = glm::vec3(right),
            .up = glm::vec3(up),
            .pixelsPerMetre = static_cast<float>(0.5 / half),
            .orthographic = camera.orthographic,
            .lens = glm::vec4(half * safeAspect, half, kNear, 2.0 * kOrthoReach)};
}

ScreenPoint project(const CameraMatrices& camera, const Vec3& world, float width, float height) {
    const glm::vec4 clip = camera.clipFromWorld * glm::vec4(glm::vec3(world - camera.origin), 1.0f);
    if (clip.w <= 1e-4f)
        return {};
    return {(0.5f + 0.5f * clip.x / clip.w) * width, (0.5f - 0.5f * clip.y / clip.w) * height,
            clip.w};
}

glm::dmat4 matrix(const Pose& pose, double scale) {
    glm::dmat4 m = glm::mat4_cast(pose.rotation);
    m[0] *= scale;
    m[1] *= scale;
    m[2] *= scale;
    m[3] = glm::dvec4(pose.position, 1.0);
    return m;
}

Bounds sceneBounds(const twin::Twin& twin, const SceneModels& models) {
    Bounds all;
    for (size_t i = 0; i < twin.models.size() && i < models.placed.size(); ++i) {
        const twin::PlacedModel& placed = twin.models[i];
        if (models.placed[i])
            all.add(matrix(placed.worldFromModel, placed.scale), models.placed[i]->boundsMin,
                    models.placed[i]->boundsMax);
    }
    for (const twin::Device& device : twin.devices) {
        const glm::dmat4 world = matrix(device.worldFromDevice);
        if (device.is("conveyor")) {
            const Vec3 size = device.vec3("size");
            all.add(world, {0.0, -0.5 * size.y, -size.z}, {size.x, 0.5 * size.y, 0.3});
        } else if (device.is("body")) {
            const Vec3 half = 0.5 * device.vec3("size");
            all.add(world, -half, half);
        } else {
            all.add(device.worldFromDevice.position);
        }
    }
    if (all.empty()) {
        all.add(Vec3(-2.0, -2.0, 0.0));
        all.add(Vec3(2.0, 2.0, 2.0));
    }
    return all;
}

Camera frameAll(const twin::Twin& twin, const SceneModels& models, double aspect) {
    const Bounds bounds = sceneBounds(twin, models);
    Camera camera;
    const Vec3 back = glm::normalize(Vec3(-0.55, -1.0, 0.62));
    const Vec3 right = glm::normalize(glm::cross(Vec3(0, 0, 1), back));
    const Vec3 up = glm::cross(back, right);

    // As far away as the corner that asks for most, and a margin.
    const double high = std::tan(glm::radians(0.5 * camera.fovDeg));
    const double wide = high * std::max(aspect, 0.1);
    double distance = 0.5;
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 p = Vec3((corner & 1) ? bounds.max.x : bounds.min.x,
                            (corner & 2) ? bounds.max.y : bounds.min.y,
                            (corner & 4) ? bounds.max.z : bounds.min.z) -
                       bounds.center();
        const double needed =
            std::max(std::abs(glm::dot(p, right)) / wide, std::abs(glm::dot(p, up)) / high);
        distance = std::max(distance, glm::dot(p, back) + needed);
    }
    camera.target = bounds.center();
    camera.eye = camera.target + back * (distance * 1.04);
    return camera;
}

}  // namespace gemba::render
