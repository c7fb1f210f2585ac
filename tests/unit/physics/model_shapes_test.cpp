#include "physics/model_shapes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/assets/collision_mesh.h"
#include "tests/support/expected_warning.h"

namespace gemba::physics {
namespace {

/// A model that owns its vertices: a floor of n by n squares, bumped by `bump`.
struct Floor {
    std::vector<assets::Vertex> vertices;
    std::vector<uint32_t> indices;
    assets::Model model;

    Floor(int n, double size, double bump) {
        for (int y = 0; y <= n; ++y) {
            for (int x = 0; x <= n; ++x) {
                assets::Vertex v{};
                v.position[0] = static_cast<float>(size * x / n);
                v.position[1] = static_cast<float>(size * y / n);
                v.position[2] = static_cast<float>(bump * ((x * 7 + y * 13) % 5));
                vertices.push_back(v);
            }
        }
        const auto at = [&](int x, int y) { return static_cast<uint32_t>(y * (n + 1) + x); };
        for (int y = 0; y < n; ++y) {
            for (int x = 0; x < n; ++x) {
                for (const uint32_t i : {at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y),
                                         at(x + 1, y + 1), at(x, y + 1)})
                    indices.push_back(i);
            }
        }
        model.vertices = vertices;
        model.indices = indices;
        model.meshes.push_back({.vertexCount = static_cast<uint32_t>(vertices.size()),
                                .indexCount = static_cast<uint32_t>(indices.size()),
                                .boundsMax = {size, size, bump * 4}});
        model.nodes.push_back({});
        model.instances.push_back({});
        model.hulls.push_back({{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
    }
};

TEST(ModelShapes, MakeABoxForEachInstance) {
    Floor floor(2, 4.0, 0.1);
    floor.model.nodes.push_back(
        {.modelFromNode = glm::translate(glm::dmat4(1.0), glm::dvec3(10, 0, 0)) *
                          glm::scale(glm::dmat4(1.0), glm::dvec3(2, 1, -1))});
    floor.model.instances.push_back({.node = 1, .mesh = 0});
    const ModelShapes out = makeModelShapes(floor.model, twin::Collision::box, 0.5);
    ASSERT_EQ(out.shapes.size(), 2u);
    const auto& first = static_cast<const btBoxShape&>(*out.shapes[0].first);
    EXPECT_NEAR(first.getHalfExtentsWithMargin().x(), 1.0, 1e-9);
    EXPECT_NEAR(out.shapes[0].second.position.x, 1.0, 1e-9);
    const auto& second = static_cast<const btBoxShape&>(*out.shapes[1].first);
    EXPECT_NEAR(second.getHalfExtentsWithMargin().x(), 2.0, 1e-9);
    EXPECT_NEAR(out.shapes[1].second.position.x, 5.0 + 2.0, 1e-9);
    EXPECT_NEAR(out.shapes[1].second.position.z, -0.1, 1e-6) << "mirrored downwards";
}

TEST(ModelShapes, TakeAnyMatrix) {
    Floor floor(2, 4.0, 0.1);
    glm::dmat4 sheared(1.0);
    sheared[1][0] = 0.5;
    floor.model.nodes[0].modelFromNode = sheared;
    EXPECT_EQ(makeModelShapes(floor.model, twin::Collision::box, 1.0).shapes.size(), 1u);
    sheared[0][0] = std::nan("");
    floor.model.nodes[0].modelFromNode = sheared;
    EXPECT_TRUE(makeModelShapes(floor.model, twin::Collision::box, 1.0).shapes.empty());
    EXPECT_TRUE(makeModelShapes(floor.model, twin::Collision::mesh, 1.0).shapes.empty());
}

TEST(ModelShapes, MakeHulls) {
    Floor floor(2, 4.0, 0.1);
    const ModelShapes out = makeModelShapes(floor.model, twin::Collision::hull, 1.0);
    ASSERT_EQ(out.shapes.size(), 1u);
    EXPECT_EQ(out.shapes[0].first->getShapeType(), CONVEX_HULL_SHAPE_PROXYTYPE);
}

TEST(CollisionMesh, MakesFlatFloorsOfLargeTriangles) {
    const Floor floor(200, 20.0, 0.0);  // 80,000 triangles
    const assets::CollisionMesh mesh = assets::collisionMesh(floor.model, 1.0).value();
    EXPECT_LT(mesh.indices.size() / 3, 200u);
    ASSERT_GE(mesh.indices.size(), 6u);
    double area = 0.0;
    for (size_t i = 0; i < mesh.indices.size(); i += 3) {
        const glm::vec3 &a = mesh.positions[mesh.indices[i]],
                        &b = mesh.positions[mesh.indices[i + 1]],
                        &c = mesh.positions[mesh.indices[i + 2]];
        EXPECT_NEAR(a.z, 0.0f, 1e-6f);
        area += 0.5 * glm::length(glm::cross(b - a, c - a));
    }
    EXPECT_NEAR(area, 400.0, 0.5);
}

TEST(CollisionMesh, BoundsFineOnes) {
    const Floor floor(250, 20.0, 0.05);  // 125,000 triangles, bumps beyond the tolerance
    const assets::CollisionMesh mesh = assets::collisionMesh(floor.model, 1.0).value();
    EXPECT_LE(mesh.indices.size() / 3, 20000u);
    EXPECT_GT(mesh.indices.size() / 3, 500u);
}

TEST(CollisionMesh, RefusesAMillionUsesOfOneMesh) {
    Floor floor(10, 2.0, 0.0);
    floor.model.instances.resize(100'000);  // of 200 triangles each
    const auto mesh = assets::collisionMesh(floor.model, 1.0);
    ASSERT_FALSE(mesh);
    EXPECT_NE(mesh.error().found.find("20000000 triangles"), std::string::npos);

    test::expectWarning("it collides as boxes");
    floor.model.name = "hall";
    EXPECT_EQ(makeModelShapes(floor.model, twin::Collision::mesh, 1.0).shapes.size(), 100'000u);
}

TEST(CollisionMesh, KeepsSmallOnesAsTheyAre) {
    const Floor floor(10, 2.0, 0.0);
    EXPECT_EQ(assets::collisionMesh(floor.model, 3.0)->indices.size(), 600u);
    EXPECT_NEAR(assets::collisionMesh(floor.model, 3.0)->positions.back().x, 6.0f, 1e-5f);
}

}  // namespace
}  // namespace gemba::physics
