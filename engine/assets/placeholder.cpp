#include <algorithm>
#include <cmath>

#include "engine/assets/hull.h"
#include "engine/assets/model.h"

namespace gemba::assets {
namespace {

struct BoxData {
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;
};

/// Six faces of four vertices; standing on the ground, 1 m high.
BoxData unitBox() {
    BoxData box;
    for (int face = 0; face < 6; ++face) {
        const int axis = face / 2;
        const float side = face % 2 == 0 ? -1.0f : 1.0f;
        const auto first = static_cast<uint32_t>(box.vertices.size());
        for (int corner = 0; corner < 4; ++corner) {
            // Counter-clockwise seen from outside: the side's sign turns the order.
            const float u = corner == 1 || corner == 2 ? 0.5f : -0.5f;
            const float v = corner >= 2 ? 0.5f : -0.5f;
            glm::vec3 point(0.0f);
            point[axis] = 0.5f * side;
            point[(axis + 1) % 3] = u * side;
            point[(axis + 2) % 3] = v;
            Vertex vertex{{point.x, point.y, point.z + 0.5f}, {}, {}, {u + 0.5f, 0.5f - v}};
            vertex.normal[axis] = side > 0 ? 127 : -127;
            vertex.tangent[(axis + 1) % 3] = side > 0 ? 127 : -127;
            vertex.tangent[3] = 127;
            box.vertices.push_back(vertex);
        }
        for (const uint32_t corner : {0u, 1u, 2u, 0u, 2u, 3u})
            box.indices.push_back(first + corner);
    }
    return box;
}

}  // namespace

std::shared_ptr<const Model> placeholderModel(std::string name) {
    const auto box = std::make_shared<const BoxData>(unitBox());
    const auto model = std::make_shared<Model>();
    model->name = std::move(name);
    model->placeholder = true;
    model->vertices = box->vertices;
    model->indices = box->indices;
    model->backing = box;

    // One mesh in a colour that nothing in a factory has.
    model->materials.push_back({.name = "placeholder", .baseColor = {0.9f, 0.1f, 0.6f, 1.0f}});
    const glm::vec3 low(-0.5f, -0.5f, 0.0f), high(0.5f, 0.5f, 1.0f);
    model->meshes.push_back({.name = "placeholder",
                             .vertexCount = static_cast<uint32_t>(box->vertices.size()),
                             .indexCount = static_cast<uint32_t>(box->indices.size()),
                             .boundsMin = low,
                             .boundsMax = high});
    model->nodes.push_back({.name = model->name});
    model->instances.push_back({});
    model->hulls.push_back(hullPoints(box->vertices));
    model->boundsMin = low;
    model->boundsMax = high;
    return model;
}

}  // namespace gemba::assets
