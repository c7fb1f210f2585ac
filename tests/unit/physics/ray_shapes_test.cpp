#include "physics/ray_shapes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/core/random.h"
#include "physics/bullet_world.h"
#include "physics/convert.h"
#include "tests/support/twin_text.h"

namespace gemba::physics {
namespace {

TEST(RayShapes, MeetABoxFrontally) {
    const auto hit = rayBox({-2, 0.1, 0.2}, {2, 0.1, 0.2}, {0.5, 0.3, 0.4});
    ASSERT_TRUE(hit);
    EXPECT_DOUBLE_EQ(*hit, 1.5 / 4.0);
    EXPECT_FALSE(rayBox({-2, 0.31, 0.2}, {2, 0.31, 0.2}, {0.5, 0.3, 0.4}));
    EXPECT_FALSE(rayBox({-2, 0, 0}, {-1, 0, 0}, {0.5, 0.3, 0.4})) << "it ends before the box";
    EXPECT_FALSE(rayBox({1, 0, 0}, {2, 0, 0}, {0.5, 0.3, 0.4})) << "it starts behind the box";
    EXPECT_EQ(rayBox({0, 0, 0}, {2, 0, 0}, {0.5, 0.3, 0.4}).value(), 0.0);
}

TEST(RayShapes, MeetRoundThings) {
    EXPECT_DOUBLE_EQ(raySphere({-2, 0, 0}, {2, 0, 0}, 0.5).value(), 1.5 / 4.0);
    EXPECT_FALSE(raySphere({-2, 0.51, 0}, {2, 0.51, 0}, 0.5));
    EXPECT_DOUBLE_EQ(rayCylinder({-2, 0, 0.3}, {2, 0, 0.3}, 0.5, 0.4).value(), 1.5 / 4.0);
    EXPECT_FALSE(rayCylinder({-2, 0, 0.41}, {2, 0, 0.41}, 0.5, 0.4));
    EXPECT_DOUBLE_EQ(rayCylinder({0, 0, 2}, {0, 0, -2}, 0.5, 0.4).value(), 1.6 / 4.0);
    EXPECT_FALSE(rayCylinder({0.6, 0, 2}, {0.6, 0, -2}, 0.5, 0.4));
    EXPECT_DOUBLE_EQ(rayCapsule({-2, 0, 0.3}, {2, 0, 0.3}, 0.5, 0.4).value(), 1.5 / 4.0);
    EXPECT_DOUBLE_EQ(rayCapsule({0, 0, 2}, {0, 0, -2}, 0.5, 0.4).value(), 1.1 / 4.0);
    EXPECT_FALSE(rayCapsule({-2, 0, 0.91}, {2, 0, 0.91}, 0.5, 0.4));
}

// Where a fine walk along the ray first is inside, by each solid's own inequality.
template <class Inside>
double walk(const Vec3& from, const Vec3& to, Inside inside) {
    constexpr int kSteps = 200000;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        if (inside(from + t * (to - from)))
            return t;
    }
    return 2.0;
}

TEST(RayShapes, AgreeWithAWalkAlongTheRay) {
    RandomStream random(3, "rays");
    const auto point = [&] {
        return Vec3(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1));
    };
    for (int i = 0; i < 12; ++i) {
        const Vec3 from = 2.0 * point(), to = -from + point();
        const double length = glm::length(to - from);
        const auto near = [&](std::optional<double> hit, double walked) {
            ASSERT_EQ(hit.has_value(), walked <= 1.0);
            if (hit) {
                EXPECT_NEAR(*hit * length, walked * length, 1e-4);
            }
        };
        near(rayCylinder(from, to, 0.4, 0.3), walk(from, to, [](const Vec3& p) {
                 return p.x * p.x + p.y * p.y <= 0.16 && std::abs(p.z) <= 0.3;
             }));
        near(rayCapsule(from, to, 0.4, 0.3), walk(from, to, [](const Vec3& p) {
                 const double z = std::max(std::abs(p.z) - 0.3, 0.0);
                 return p.x * p.x + p.y * p.y + z * z <= 0.16;
             }));
    }
}

TEST(CastRay, FindsTheNearestMovingBodyInACrowd) {
    // 300 boxes at random poses: the answer of the tree is that of trying them all.
    const auto twin = test::twinFromText(R"(
[world]
max_items = 400
[[item]]
id = "box"
size = [0.4, 0.3, 0.25]
)");
    ASSERT_TRUE(twin);
    const ShapeStore shapes(*twin, {});
    BulletWorld world(shapes, 400, {0, 0, -9.81});
    world.addStatic({.shape = shapes.item(0).shape, .worldFromShape = Pose{{0, 0, 5}}});
    sim::BodyTable bodies(400);
    RandomStream random(5, "crowd");
    for (int i = 0; i < 300; ++i) {
        const uint32_t slot = bodies.add().index;
        bodies.item[slot] = 0;
        bodies.pose[slot].position = {random.uniform(-3, 3), random.uniform(-3, 3),
                                      random.uniform(2, 8)};
        bodies.pose[slot].rotation =
            quatFromRpy({random.uniform(-3, 3), random.uniform(-3, 3), random.uniform(-3, 3)});
        world.addBody(bodies, slot);
    }
    int hits = 0;
    for (int i = 0; i < 2000; ++i) {
        const Vec3 from{-4, random.uniform(-3, 3), random.uniform(2, 8)};
        const Vec3 to{4, random.uniform(-3, 3), random.uniform(2, 8)};
        double nearest = 2.0;
        for (uint32_t slot = 0; slot < 300; ++slot) {
            const Pose back = inverse(bodies.pose[slot]);
            nearest =
                std::min(nearest, rayBox(back * from, back * to, {0.2, 0.15, 0.125}).value_or(2.0));
        }
        const auto hit = world.castRay(from, to);
        ASSERT_EQ(hit.has_value(), nearest <= 1.0) << i;
        if (!hit)
            continue;
        ++hits;
        EXPECT_NEAR((hit->fraction - nearest) * glm::length(to - from), 0.0, 1e-9);
    }
    EXPECT_GT(hits, 500);
}

}  // namespace
}  // namespace gemba::physics
