#include "engine/render/camera.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/render/renderer.h"
#include "tests/unit/render/scene_builder.h"

namespace gemba::render {
namespace {

TEST(Camera, TheTargetIsInTheMiddleAndUpIsUp) {
    const Camera camera{.eye = {3, -7, 2}, .target = {1, 1, 1}};
    const auto matrices = cameraMatrices(camera, 16.0 / 9.0, frameOrigin(camera.eye));
    const ScreenPoint middle = project(matrices, camera.target, 1600, 900);
    EXPECT_NEAR(middle.x, 800, 0.01);
    EXPECT_NEAR(middle.y, 450, 0.01);
    EXPECT_LT(project(matrices, {1, 1, 2}, 1600, 900).y, 450);
    const ScreenPoint behind = project(matrices, {5, -15, 3}, 1600, 900);
    EXPECT_LE(behind.w, 0.0f);
}

TEST(Camera, FieldOfViewIsVertical) {
    const Camera camera{.eye = {0, -10, 0}, .target = {0, 0, 0}, .fovDeg = 60};
    const auto matrices = cameraMatrices(camera, 2.0, {});
    const double half = 10.0 * std::tan(glm::radians(30.0));
    EXPECT_NEAR(project(matrices, {0, 0, half}, 200, 100).y, 0.0, 0.01);
    EXPECT_NEAR(project(matrices, {2 * half, 0, 0}, 200, 100).x, 200.0, 0.01);
}

TEST(Camera, OrthographicHasTheHeightAtTheTarget) {
    const Camera camera{.eye = {0, -10, 0}, .fovDeg = 60, .orthographic = true};
    const auto matrices = cameraMatrices(camera, 1.0, {});
    const double half = 10.0 * std::tan(glm::radians(30.0));
    EXPECT_NEAR(project(matrices, {0, 0, half}, 100, 100).y, 0.0, 0.01);
    EXPECT_NEAR(project(matrices, {0, 50, half}, 100, 100).y, 0.0, 0.01) << "at any depth";
}

TEST(Camera, FarFromTheWorldsOriginMillimetresStay) {
    // A hall's far end, 4 km from the origin; a float there knows 0.25 mm at best.
    const Vec3 far(4000.0, -3000.0, 12.0);
    const Camera camera{.eye = far + Vec3(0, -2, 1), .target = far};
    const auto matrices = cameraMatrices(camera, 1.0, frameOrigin(camera.eye));
    const ScreenPoint a = project(matrices, far, 1000, 1000);
    const ScreenPoint b = project(matrices, far + Vec3(0.001, 0, 0), 1000, 1000);
    const double expected = 0.001 * 1000 * matrices.pixelsPerMetre / std::sqrt(5.0);
    EXPECT_NEAR(b.x - a.x, expected, 0.1 * expected);
}

TEST(Camera, AnyCameraGivesFiniteMatrices) {
    const double nan = std::nan("");
    for (const Camera& camera :
         {Camera{.eye = {1, 1, 1}, .target = {1, 1, 1}}, Camera{.eye = {0, 0, 9}, .target = {}},
          Camera{.eye = {nan, 0, 0}}, Camera{.eye = {0, 0, -5}, .target = {}, .fovDeg = 1e9},
          Camera{.fovDeg = -1}}) {
        for (const double aspect : {0.0, 1.0, 1e5}) {
            const auto m = cameraMatrices(camera, aspect, frameOrigin(camera.eye));
            for (int i = 0; i < 16; ++i)
                EXPECT_TRUE(std::isfinite(m.clipFromWorld[i / 4][i % 4]));
        }
    }
}

TEST(Camera, FrameAllShowsEverything) {
    const test::Line line = test::packingLine();
    for (const double aspect : {0.5, 1.0, 2.2}) {
        const Camera camera = frameAll(*line.twin, line.models, aspect);
        const auto matrices = cameraMatrices(camera, aspect, frameOrigin(camera.eye));
        const Bounds bounds = sceneBounds(*line.twin, line.models);
        for (const double x : {bounds.min.x, bounds.max.x}) {
            const ScreenPoint p =
                project(matrices, {x, bounds.center().y, bounds.center().z}, 100, 100);
            EXPECT_GT(p.w, 0.0f);
            EXPECT_GE(p.x, 0.0f);
            EXPECT_LE(p.x, 100.0f);
        }
    }
}

}  // namespace
}  // namespace gemba::render
