#include "physics/model_shapes.h"

#include <algorithm>
#include <cmath>

#include "engine/assets/collision_mesh.h"
#include "engine/core/log.h"
#include "physics/convert.h"

namespace gemba::physics {
namespace {

constexpr double kMinHalf = 5e-4;  // a sheet of 1 mm: Bullet's boxes need some thickness

bool finite(const glm::dmat4& m) {
    for (int c = 0; c < 4; ++c) {
        for (int r = 0; r < 4; ++r) {
            if (!std::isfinite(m[c][r]))
                return false;
        }
    }
    return true;
}

struct Axes {
    Pose pose;        // model from unit frame
    Vec3 scale{1.0};  // along its axes
};

// Rotation and scale of a node, or nothing where it shears, mirrors or collapses.
bool decompose(const glm::dmat4& m, Axes& out) {
    const Vec3 x(m[0]), y(m[1]), z(m[2]);
    const Vec3 lengths(glm::length(x), glm::length(y), glm::length(z));
    if (std::min({lengths.x, lengths.y, lengths.z}) < 1e-9)
        return false;
    const Vec3 ux = x / lengths.x, uy = y / lengths.y, uz = z / lengths.z;
    constexpr double kSquare = 1e-6;
    if (std::abs(glm::dot(ux, uy)) > kSquare || std::abs(glm::dot(uy, uz)) > kSquare ||
        std::abs(glm::dot(uz, ux)) > kSquare)
        return false;
    // A mirrored box is the same box with one axis turned round.
    const Vec3 third = glm::cross(ux, uy);
    out.pose.rotation = glm::normalize(glm::quat_cast(glm::dmat3(ux, uy, third)));
    out.pose.position = Vec3(m[3]);
    out.scale = lengths;
    if (glm::dot(third, uz) < 0.0)
        out.scale.z = -out.scale.z;
    return true;
}

void addBox(const Vec3& low, const Vec3& high, const Axes& axes, ModelShapes& out) {
    const Vec3 centre = 0.5 * (low + high) * axes.scale;
    const Vec3 half = glm::max(glm::abs(0.5 * (high - low) * axes.scale), Vec3(kMinHalf));
    auto shape = std::make_unique<btBoxShape>(toBullet(half));
    shape->setMargin(std::min(0.04, 0.2 * std::min({half.x, half.y, half.z})));
    out.shapes.emplace_back(std::move(shape), Pose{axes.pose * centre, axes.pose.rotation});
}

void addInstanceBox(const assets::Mesh& mesh, const glm::dmat4& modelFromMesh, ModelShapes& out) {
    const Vec3 low(mesh.boundsMin), high(mesh.boundsMax);
    Axes axes;
    if (decompose(modelFromMesh, axes)) {
        addBox(low, high, axes, out);
        return;
    }
    // Sheared: the box around the eight corners, along the model's axes.
    Vec3 modelLow(1e300), modelHigh(-1e300);
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 at((corner & 1) ? high.x : low.x, (corner & 2) ? high.y : low.y,
                      (corner & 4) ? high.z : low.z);
        const Vec3 inModel(modelFromMesh * glm::dvec4(at, 1.0));
        modelLow = glm::min(modelLow, inModel);
        modelHigh = glm::max(modelHigh, inModel);
    }
    addBox(modelLow, modelHigh, Axes{}, out);
}

void addInstanceHull(const assets::Hull& hull, const glm::dmat4& modelFromMesh, ModelShapes& out) {
    if (hull.points.size() < 4)
        return;
    auto shape = std::make_unique<btConvexHullShape>();
    for (const glm::vec3& point : hull.points)
        shape->addPoint(toBullet(Vec3(modelFromMesh * glm::dvec4(point, 1.0))), false);
    shape->recalcLocalAabb();
    shape->setMargin(0.005);
    out.shapes.emplace_back(std::move(shape), Pose{});
}

void addMesh(const assets::CollisionMesh& soup, ModelShapes& out) {
    if (soup.indices.empty())
        return;
    auto mesh = std::make_unique<btTriangleMesh>(true, false);
    mesh->preallocateVertices(static_cast<int>(soup.positions.size()));
    mesh->preallocateIndices(static_cast<int>(soup.indices.size()));
    for (const glm::vec3& at : soup.positions)
        mesh->findOrAddVertex(toBullet(Vec3(at)), false);
    for (size_t i = 0; i + 2 < soup.indices.size(); i += 3) {
        mesh->addTriangleIndices(static_cast<int>(soup.indices[i]),
                                 static_cast<int>(soup.indices[i + 1]),
                                 static_cast<int>(soup.indices[i + 2]));
    }
    auto shape = std::make_unique<btBvhTriangleMeshShape>(mesh.get(), true);
    shape->setMargin(0.005);
    out.meshes.push_back(std::move(mesh));
    out.shapes.emplace_back(std::move(shape), Pose{});
}

}  // namespace

ModelShapes makeModelShapes(const assets::Model& model, twin::Collision collision, double scale) {
    ModelShapes out;
    if (collision == twin::Collision::mesh) {
        const auto soup = assets::collisionMesh(model, scale);
        if (soup) {
            addMesh(*soup, out);
            return out;
        }
        log::warn(soup.error().message() + "; it collides as boxes");
    }
    const glm::dmat4 scaled = glm::scale(glm::dmat4(1.0), Vec3(scale));
    for (const assets::Instance& instance : model.instances) {
        const glm::dmat4 modelFromMesh = scaled * model.nodes[instance.node].modelFromNode;
        if (!finite(modelFromMesh))
            continue;
        if (collision == twin::Collision::hull && instance.mesh < model.hulls.size())
            addInstanceHull(model.hulls[instance.mesh], modelFromMesh, out);
        else
            addInstanceBox(model.meshes[instance.mesh], modelFromMesh, out);
    }
    return out;
}

}  // namespace gemba::physics
