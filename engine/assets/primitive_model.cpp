#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/assets/hull.h"
#include "engine/assets/robot_importer.h"

namespace gemba::assets {
namespace {

struct Surface {
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;

    uint32_t add(const glm::dvec3& at, const glm::dvec3& normal) {
        Vertex vertex{};
        for (int i = 0; i < 3; ++i) {
            vertex.position[i] = static_cast<float>(at[i]);
            vertex.normal[i] = static_cast<int8_t>(std::lround(127.0 * normal[i]));
        }
        const glm::dvec3 side =
            std::abs(normal.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
        const glm::dvec3 tangent = glm::normalize(glm::cross(side, normal));
        for (int i = 0; i < 3; ++i)
            vertex.tangent[i] = static_cast<int8_t>(std::lround(127.0 * tangent[i]));
        vertex.tangent[3] = 127;
        vertices.push_back(vertex);
        return static_cast<uint32_t>(vertices.size() - 1);
    }
    void quad(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
        for (const uint32_t corner : {a, b, c, a, c, d})
            indices.push_back(corner);
    }
};

constexpr int kSegments = 32;  // around: 1 % of the radius off at most

double turn(int i, int of) {
    return 2.0 * std::numbers::pi * i / of;
}

void addBox(const Vec3& half, Surface& out) {
    for (int axis = 0; axis < 3; ++axis) {
        for (const double side : {-1.0, 1.0}) {
            Vec3 normal(0.0), u(0.0), v(0.0);
            normal[axis] = side;
            u[(axis + 1) % 3] = half[(axis + 1) % 3] * side;  // counter-clockwise from outside
            v[(axis + 2) % 3] = half[(axis + 2) % 3];
            const Vec3 centre = normal * half;
            out.quad(out.add(centre - u - v, normal), out.add(centre + u - v, normal),
                     out.add(centre + u + v, normal), out.add(centre - u + v, normal));
        }
    }
}

void addCylinder(double radius, double half, Surface& out) {
    const auto first = static_cast<uint32_t>(out.vertices.size());
    for (int i = 0; i <= kSegments; ++i) {
        const double a = turn(i, kSegments);
        const Vec3 normal(std::cos(a), std::sin(a), 0.0);
        for (const double z : {-half, half})
            (void)out.add(radius * normal + Vec3(0, 0, z), normal);
    }
    for (uint32_t i = 0; i < kSegments; ++i) {
        const uint32_t at = first + 2 * i;
        out.quad(at, at + 2, at + 3, at + 1);
    }
    for (const double side : {-1.0, 1.0}) {
        const Vec3 normal(0, 0, side);
        const uint32_t centre = out.add({0, 0, side * half}, normal);
        for (int i = 0; i <= kSegments; ++i) {
            const double a = turn(i, kSegments) * side;
            const uint32_t rim =
                out.add({radius * std::cos(a), radius * std::sin(a), side * half}, normal);
            if (i > 0) {
                for (const uint32_t corner : {centre, rim - 1, rim})
                    out.indices.push_back(corner);
            }
        }
    }
}

void addSphere(double radius, Surface& out) {
    constexpr int kRings = kSegments / 2;
    for (int ring = 0; ring <= kRings; ++ring) {
        const double polar = std::numbers::pi * ring / kRings;
        for (int i = 0; i <= kSegments; ++i) {
            const double a = turn(i, kSegments);
            const Vec3 normal(std::sin(polar) * std::cos(a), std::sin(polar) * std::sin(a),
                              std::cos(polar));
            (void)out.add(radius * normal, normal);
        }
    }
    for (uint32_t ring = 0; ring < kRings; ++ring) {
        for (uint32_t i = 0; i < kSegments; ++i) {
            const uint32_t at = ring * (kSegments + 1) + i, below = at + kSegments + 1;
            out.quad(at, below, below + 1, at + 1);
        }
    }
}

}  // namespace

std::shared_ptr<const Model> primitiveModel(const RobotShape& shape) {
    const auto surface = std::make_shared<Surface>();
    const char* name = "box";
    if (shape.kind == RobotShape::Kind::cylinder) {
        name = "cylinder";
        addCylinder(0.5 * shape.size.x, 0.5 * shape.size.z, *surface);
    } else if (shape.kind == RobotShape::Kind::sphere) {
        name = "sphere";
        addSphere(0.5 * shape.size.x, *surface);
    } else {
        addBox(0.5 * shape.size, *surface);
    }
    const auto model = std::make_shared<Model>();
    model->name = name;
    model->vertices = surface->vertices;
    model->indices = surface->indices;
    model->backing = surface;
    const glm::vec4 grey(0.55f, 0.57f, 0.6f, 1.0f);
    model->materials.push_back({.name = name, .baseColor = shape.color.value_or(grey)});
    const glm::vec3 half(0.5 * shape.size);
    model->meshes.push_back({.name = name,
                             .vertexCount = static_cast<uint32_t>(surface->vertices.size()),
                             .indexCount = static_cast<uint32_t>(surface->indices.size()),
                             .boundsMin = -half,
                             .boundsMax = half});
    model->nodes.push_back({.name = name});
    model->instances.push_back({});
    model->hulls.push_back(hullPoints(surface->vertices));
    model->boundsMin = -half;
    model->boundsMax = half;
    return model;
}

}  // namespace gemba::assets
