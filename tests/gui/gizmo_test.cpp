#include "ui/edit/gizmo.h"

#include <gtest/gtest.h>

#include <numbers>

namespace gemba::test {
namespace {

using ui::Handle;

constexpr double kPi = std::numbers::pi;

[[nodiscard]] ui::Picture picture(bool orthographic = false) {
    return {.camera = {.eye = {6.0, -8.0, 7.0},
                       .target = {0.5, 0.0, 0.5},
                       .fovDeg = 40.0,
                       .orthographic = orthographic},
            .width = 1000.0,
            .height = 600.0};
}

TEST(Picture, APointIsSeenWhereItsRayGoes) {
    for (const bool orthographic : {false, true}) {
        const ui::Picture seen = picture(orthographic);
        for (const Vec3 point : {Vec3(0.0), Vec3(1.0, 2.0, 0.0), Vec3(-3.0, 1.0, 2.5)}) {
            const auto pixel = seen.pixelOf(point);
            ASSERT_TRUE(pixel);
            const auto ray = seen.rayThrough(*pixel);
            EXPECT_NEAR(glm::length(glm::cross(point - ray.origin, ray.direction)), 0.0, 1e-9);
            const auto floor = seen.onLevel(*pixel, point.z);
            ASSERT_TRUE(floor);
            EXPECT_LT(glm::length(*floor - point), 1e-9);
        }
        const auto middle = seen.pixelOf(seen.camera.target);
        EXPECT_NEAR(middle->x, 500.0, 1e-9);
        EXPECT_NEAR(middle->y, 300.0, 1e-9);
    }
    EXPECT_FALSE(picture().pixelOf({12.0, -16.0, 14.0})) << "behind the eye";
    EXPECT_FALSE(picture().onLevel({500.0, 300.0}, 100.0)) << "above it";
    // Straight down there is no level "right", and still a picture.
    const ui::Picture down{
        .camera = {.eye = {1, 2, 9}, .target = {1, 2, 0}}, .width = 100, .height = 100};
    EXPECT_LT(glm::length(*down.onLevel({50.0, 50.0}, 0.0) - Vec3(1, 2, 0)), 1e-9);
}

TEST(Gizmo, EachHandleIsFoundWhereItIsDrawn) {
    const ui::Picture seen = picture();
    const ui::Gizmo gizmo{.frame = {{1.0, 0.5, 0.8}}};
    const double arm = 92.0 * seen.metresPerPixel(gizmo.frame.position);
    const auto at = [&](const Vec3& offset) {
        return gizmo.handleAt(seen, *seen.pixelOf(gizmo.frame.position + arm * offset));
    };
    EXPECT_EQ(at({0.7, 0.0, 0.0}), Handle::x);
    EXPECT_EQ(at({0.0, 0.95, 0.0}), Handle::y);
    EXPECT_EQ(at({0.0, 0.0, 0.7}), Handle::z);
    EXPECT_EQ(at({0.52, 0.4, 0.0}), Handle::plane);
    EXPECT_EQ(at({0.4, 0.4, 0.0}), Handle::plane) << "its inside too";
    EXPECT_EQ(at({-0.58, 0.58, 0.0}), Handle::turn);
    EXPECT_EQ(at({-0.4, -0.2, 0.0}), Handle::none);
    const ui::Gizmo belt{.frame = gizmo.frame, .alongOnly = true};
    EXPECT_EQ(belt.handleAt(seen, *seen.pixelOf(gizmo.frame.position + arm * Vec3(0, 0, 0.7))),
              Handle::none);
    std::vector<render::MarkLine> lines;
    gizmo.draw(seen, Handle::x, lines);
    EXPECT_GT(lines.size(), 50u);
    for (const auto& line : lines)
        EXPECT_TRUE(line.onTop);
}

TEST(Gizmo, ADragMovesByWhatTheMouseCovers) {
    for (const bool orthographic : {false, true}) {
        const ui::Picture seen = picture(orthographic);
        const Pose start{{1.0, 0.5, 0.8}, glm::angleAxis(0.3, Vec3(0, 0, 1))};
        const ui::Gizmo gizmo{.frame = {start.position}};
        const auto drag = [&](Handle handle, const Vec3& from, const Vec3& to) {
            return gizmo.dragged(seen, start, handle, *seen.pixelOf(start.position + from),
                                 *seen.pixelOf(start.position + to));
        };
        const Vec3 by[] = {{0.7, 0, 0}, {0, -0.4, 0}, {0, 0, 1.1}};
        for (int axis = 0; axis < 3; ++axis) {
            const auto handle = static_cast<Handle>(axis + 1);
            const Pose moved = drag(handle, 0.3 * glm::normalize(by[axis]),
                                    0.3 * glm::normalize(by[axis]) + by[axis]);
            EXPECT_LT(glm::length(moved.position - start.position - by[axis]), 1e-9) << axis;
            EXPECT_EQ(moved.rotation, start.rotation);
        }
        const Pose slid = drag(Handle::plane, {0.2, 0.2, 0.0}, {-1.0, 0.9, 0.0});
        EXPECT_LT(glm::length(slid.position - start.position - Vec3(-1.2, 0.7, 0.0)), 1e-9);
        const Pose turned = drag(Handle::turn, {0.5, 0.0, 0.0}, {0.0, 0.5, 0.0});
        EXPECT_LT(glm::length(turned.position - start.position), 1e-9);
        EXPECT_GT(std::abs(glm::dot(turned.rotation, glm::angleAxis(0.3 + kPi / 2, Vec3(0, 0, 1)))),
                  1.0 - 1e-9);
    }
    // Along an axis that points at the eye nothing can be meant.
    const ui::Picture along{
        .camera = {.eye = {9, 0, 0}, .target = {0, 0, 0}}, .width = 100, .height = 100};
    const ui::Gizmo gizmo{};
    EXPECT_EQ(gizmo.dragged(along, {}, Handle::x, {50, 50}, {60, 50}).position, Vec3(0.0));
}

TEST(Gizmo, OnTheGridOnlyWhatMovesIsRounded) {
    const Pose moved{{1.234, 2.345, 3.456}, glm::angleAxis(43.0 * kPi / 180.0, Vec3(0, 0, 1))};
    EXPECT_LT(glm::length(onGrid(moved, Handle::x, 0.05, 5.0).position - Vec3(1.25, 2.345, 3.456)),
              1e-12);
    EXPECT_LT(
        glm::length(onGrid(moved, Handle::plane, 0.05, 5.0).position - Vec3(1.25, 2.35, 3.456)),
        1e-12);
    const Pose turned = onGrid(moved, Handle::turn, 0.05, 5.0);
    EXPECT_EQ(turned.position, moved.position);
    EXPECT_GT(
        std::abs(glm::dot(turned.rotation, glm::angleAxis(45.0 * kPi / 180.0, Vec3(0, 0, 1)))),
        1.0 - 1e-12);
}

}  // namespace
}  // namespace gemba::test
