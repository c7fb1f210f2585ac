#include "engine/assets/mesh_builder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/assets/hull.h"

namespace gemba::assets {
namespace {

/// An open tube along z: `sides` quads, unwelded as in an STL.
MeshSource tube(int sides) {
    MeshSource out;
    const auto at = [&](int side, float z) {
        const double angle = 2.0 * std::numbers::pi * (side % sides) / sides;
        return glm::vec3(std::cos(angle), std::sin(angle), z);
    };
    for (int i = 0; i < sides; ++i) {
        for (const glm::vec3& p :
             {at(i, 0), at(i + 1, 0), at(i + 1, 1), at(i, 0), at(i + 1, 1), at(i, 1)}) {
            out.corners.push_back(static_cast<uint32_t>(out.positions.size()));
            out.positions.push_back(p);
        }
    }
    return out;
}

TEST(MeshBuilder, ARoundTubeIsSmooth) {
    const BuiltMesh mesh = buildMesh(tube(24));
    EXPECT_EQ(mesh.vertices.size(), 48u);
    EXPECT_EQ(mesh.indices.size(), 24u * 6u);
    for (const Vertex& v : mesh.vertices) {
        EXPECT_NEAR(v.normal[0], 127 * v.position[0], 12);
        EXPECT_NEAR(v.normal[1], 127 * v.position[1], 12);
        EXPECT_EQ(v.normal[2], 0);
    }
}

TEST(MeshBuilder, ASquareTubeIsNot) {
    EXPECT_EQ(buildMesh(tube(4)).vertices.size(), 16u);
}

TEST(MeshBuilder, GivenNormalsAreKept) {
    MeshSource source = tube(4);
    source.normals.assign(source.positions.size(), glm::vec3(0, 0, 5));
    const BuiltMesh mesh = buildMesh(source);
    EXPECT_EQ(mesh.vertices.size(), 8u);
    for (const Vertex& v : mesh.vertices)
        EXPECT_EQ(v.normal[2], 127);

    // Unless they are none.
    source.normals[3] = glm::vec3(0.0f);
    EXPECT_EQ(buildMesh(source).vertices.size(), 16u);
}

TEST(MeshBuilder, TrianglesWithoutAreaGo) {
    MeshSource source;
    source.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    source.corners = {0, 1, 2, 0, 1, 1, 2, 2, 2};
    const BuiltMesh mesh = buildMesh(source);
    EXPECT_EQ(mesh.indices.size(), 3u);
    EXPECT_EQ(mesh.degenerate, 2u);
    source.corners = {0, 0, 0};
    EXPECT_TRUE(buildMesh(source).indices.empty());
    EXPECT_TRUE(buildMesh({}).indices.empty());
}

TEST(MeshBuilder, AFanOfThousandsIsNotSquared) {
    // 40,000 faces around one point: all pairs would be 1.6 billion.
    MeshSource source;
    constexpr uint32_t kFaces = 40'000;
    source.positions.emplace_back(0.0f, 0.0f, 1.0f);
    for (uint32_t i = 0; i < kFaces; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kFaces;
        source.positions.emplace_back(std::cos(angle), std::sin(angle), 0.0);
        source.corners.insert(source.corners.end(), {0, 1 + i, 1 + (i + 1) % kFaces});
    }
    EXPECT_EQ(buildMesh(source).indices.size(), 3u * kFaces);
}

TEST(Hull, HoldsTheExtremesOfABall) {
    std::vector<Vertex> ball;
    for (int i = 0; i < 60; ++i) {
        for (int k = 0; k < 60; ++k) {
            const double a = 0.1 * i, b = 0.05 * k;
            ball.push_back(
                {{static_cast<float>(std::sin(b) * std::cos(a)),
                  static_cast<float>(std::sin(b) * std::sin(a)), static_cast<float>(std::cos(b))},
                 {},
                 {},
                 {}});
        }
    }
    const Hull hull = hullPoints(ball);
    EXPECT_LE(hull.points.size(), 64u);
    EXPECT_GE(hull.points.size(), 50u);
    float low = 0, high = 0, lowAll = 0, highAll = 0;
    for (const glm::vec3& p : hull.points) {
        low = std::min(low, p.y);
        high = std::max(high, p.y);
    }
    for (const Vertex& v : ball) {
        lowAll = std::min(lowAll, v.position[1]);
        highAll = std::max(highAll, v.position[1]);
    }
    EXPECT_EQ(low, lowAll);
    EXPECT_EQ(high, highAll);
    EXPECT_TRUE(hullPoints({}).points.empty());
}

TEST(Placeholder, IsABoxThatSaysSo) {
    const auto model = placeholderModel("broken");
    EXPECT_TRUE(model->placeholder);
    EXPECT_EQ(model->name, "broken");
    EXPECT_EQ(model->vertices.size(), 24u);
    EXPECT_EQ(model->boundsMax - model->boundsMin, glm::dvec3(1.0));
    EXPECT_EQ(model->hulls[0].points.size(), 8u);

    // Faces look outwards.
    for (size_t i = 0; i < model->indices.size(); i += 3) {
        const auto at = [&](size_t k) {
            const Vertex& v = model->vertices[model->indices[i + k]];
            return glm::vec3(v.position[0], v.position[1], v.position[2]);
        };
        const glm::vec3 normal = glm::cross(at(1) - at(0), at(2) - at(0));
        EXPECT_GT(glm::dot(normal, at(0) - glm::vec3(0, 0, 0.5f)), 0.0f);
    }
}

}  // namespace
}  // namespace gemba::assets
