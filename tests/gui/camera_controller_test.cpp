#include "ui/camera_controller.h"

#include <gtest/gtest.h>

namespace gemba::ui {
namespace {

CameraController controller() {
    CameraController out;
    out.setViewport(1000, 500);
    out.set({.eye = {10, -10, 8}, .target = {2, 1, 0.5}});
    return out;
}

void expectNear(const Vec3& a, const Vec3& b, double tolerance = 1e-9) {
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
    EXPECT_NEAR(a.z, b.z, tolerance);
}

TEST(CameraController, GivesBackTheCameraThatWasSet) {
    const render::Camera camera = controller().camera();
    expectNear(camera.eye, {10, -10, 8});
    expectNear(camera.target, {2, 1, 0.5});
}

TEST(CameraController, OrbitKeepsTargetAndDistance) {
    CameraController camera = controller();
    const double before = glm::distance(camera.camera().eye, camera.camera().target);
    camera.orbit(120, 45);
    expectNear(camera.camera().target, {2, 1, 0.5});
    EXPECT_NEAR(glm::distance(camera.camera().eye, camera.camera().target), before, 1e-9);
}

TEST(CameraController, DraggingDownLooksFromHigher) {
    CameraController camera = controller();
    const double before = camera.camera().eye.z;
    camera.orbit(0, 30);
    EXPECT_GT(camera.camera().eye.z, before);
}

TEST(CameraController, NeverTurnsOverThePole) {
    CameraController camera = controller();
    camera.orbit(0, 1e6);
    const Vec3 out = camera.camera().eye - camera.camera().target;
    EXPECT_GT(out.z, 0.0);
    EXPECT_GT(glm::length(glm::dvec2(out)), 0.0);
}

TEST(CameraController, ZoomKeepsThePointUnderTheCursor) {
    CameraController camera = controller();
    const Vec3 before = camera.pointAt(730, 120);
    camera.zoom(3, 730, 120);
    expectNear(camera.pointAt(730, 120), before, 1e-9);
    EXPECT_LT(glm::distance(camera.camera().eye, camera.camera().target), 15.0);
}

TEST(CameraController, PanMovesTheSceneWithTheHand) {
    CameraController camera = controller();
    const Vec3 grabbed = camera.pointAt(400, 300);
    camera.pan(55, -20);
    expectNear(camera.pointAt(455, 280), grabbed, 1e-9);
}

TEST(CameraController, LookTurnsTheEyeWhereItStands) {
    CameraController camera = controller();
    camera.look(200, -60);
    expectNear(camera.camera().eye, {10, -10, 8}, 1e-9);
}

TEST(CameraController, FlyGoesWhereTheEyeLooks) {
    CameraController camera = controller();
    const render::Camera before = camera.camera();
    camera.fly({0, 1, 0}, 0.5, 1.0);
    const Vec3 forward = glm::normalize(before.target - before.eye);
    expectNear(camera.camera().eye, before.eye + forward * (0.5 * camera.flySpeed()), 1e-9);
}

TEST(CameraController, FrameArrivesAndShowsTheWholeBox) {
    CameraController camera = controller();
    camera.frame({.min = {-3, 4, 0}, .max = {5, 6, 2}});
    EXPECT_TRUE(camera.advance(0.1));
    EXPECT_FALSE(camera.advance(0.2));
    const render::Camera at = camera.camera();
    expectNear(at.target, {1, 5, 1});
    const double radius = 0.5 * glm::length(Vec3(8, 2, 2));
    EXPECT_GT(glm::distance(at.eye, at.target) * std::sin(glm::radians(22.5)), radius);
}

TEST(CameraController, StandardViews) {
    CameraController camera = controller();
    camera.viewAlong(StandardView::front);
    (void)camera.advance(1.0);
    Vec3 out = glm::normalize(camera.camera().eye - camera.camera().target);
    expectNear(out, {0, -1, 0}, 1e-9);
    camera.viewAlong(StandardView::right);
    (void)camera.advance(1.0);
    out = glm::normalize(camera.camera().eye - camera.camera().target);
    expectNear(out, {1, 0, 0}, 1e-9);
    camera.viewAlong(StandardView::top);
    (void)camera.advance(1.0);
    out = glm::normalize(camera.camera().eye - camera.camera().target);
    expectNear(out, {0, 0, 1}, 0.01);
}

TEST(CameraController, AHandOnTheMouseEndsAGlide) {
    CameraController camera = controller();
    camera.viewAlong(StandardView::top);
    (void)camera.advance(0.05);
    camera.orbit(1, 0);
    EXPECT_FALSE(camera.advance(0.05));
}

TEST(CameraController, TurnsTheShortWay) {
    CameraController camera;
    camera.set({.eye = {-1, -0.1, 0}, .target = {0, 0, 0}});  // yaw just past -180 degrees
    camera.glideTo({.eye = {-1, 0.1, 0}, .target = {0, 0, 0}});
    (void)camera.advance(0.125);
    EXPECT_LT(camera.camera().eye.x, -0.9);
}

}  // namespace
}  // namespace gemba::ui
