#pragma once

#include <glm/glm.hpp>

#include "engine/render/view.h"

namespace gemba::render {

/// Axis-aligned box in the world, metres. Empty while min > max.
struct Bounds {
    Vec3 min{1e300}, max{-1e300};

    [[nodiscard]] bool empty() const { return min.x > max.x; }
    [[nodiscard]] Vec3 center() const { return 0.5 * (min + max); }
    [[nodiscard]] double radius() const { return 0.5 * glm::length(max - min); }
    void add(const Vec3& point);
    /// The box of `localMin … localMax` as `worldFromLocal` carries it.
    void add(const glm::dmat4& worldFromLocal, const Vec3& localMin, const Vec3& localMax);
};

/// Matrices of one frame, relative to `origin`, so that floats keep millimetres in halls of
/// hundreds of metres. Depth is reversed: 1 at the near plane, 0 at infinity.
struct CameraMatrices {
    Vec3 origin{0.0};               ///< world, m
    glm::mat4 clipFromWorld{1.0f};  ///< world less origin
    glm::mat4 worldFromClip{1.0f};
    glm::vec3 eye{0.0f};  ///< less origin
    glm::vec3 forward{0, 1, 0}, right{1, 0, 0}, up{0, 0, 1};
    float pixelsPerMetre = 1.0f;  ///< at distance 1 m, for a picture one pixel high
    bool orthographic = false;
    /// Half the picture at 1 m (orthographic: in metres), near plane, orthographic reach: m.
    glm::vec4 lens{1.0f, 1.0f, 0.05f, 1.0f};
};

/// Origin for an eye: snapped to 128 m, so that static instances rarely need new numbers.
[[nodiscard]] Vec3 frameOrigin(const Vec3& eye);

/// `aspect` = width / height. Any camera gives finite matrices, one that looks at itself too.
[[nodiscard]] CameraMatrices cameraMatrices(const Camera& camera, double aspect,
                                            const Vec3& origin);

/// A world point on the picture: pixels from its top left corner, and w; w <= 0: behind the eye.
struct ScreenPoint {
    float x = 0.0f, y = 0.0f, w = 0.0f;
};
[[nodiscard]] ScreenPoint project(const CameraMatrices& camera, const Vec3& world, float width,
                                  float height);

/// Bounds of everything placed: models and devices at rest.
[[nodiscard]] Bounds sceneBounds(const twin::Twin& twin, const SceneModels& models);

/// Matrix of a pose, and of a pose with a scale in front of it.
[[nodiscard]] glm::dmat4 matrix(const Pose& pose, double scale = 1.0);

}  // namespace gemba::render
