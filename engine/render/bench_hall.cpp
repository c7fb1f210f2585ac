#include "engine/render/bench_hall.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

#include "engine/render/renderer.h"
#include "engine/render/shapes.h"

namespace gemba::render {
namespace {

constexpr uint32_t kWidth = 1280, kHeight = 720;
constexpr uint32_t kMeshes = 50;

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<size_t>(share * double(values.size())))];
}

/// Balls with dents, so that levels of detail have something to lose.
struct Hall {
    std::vector<assets::Vertex> vertices;
    std::vector<uint32_t> indices;
};

void addMesh(Hall& hall, assets::Model& model, uint32_t number) {
    const ShapeMesh ball = unitSphere(12 + number);
    assets::Mesh mesh{.name = "part",
                      .firstVertex = static_cast<uint32_t>(hall.vertices.size()),
                      .vertexCount = static_cast<uint32_t>(ball.vertices.size()),
                      .firstIndex = static_cast<uint32_t>(hall.indices.size()),
                      .indexCount = static_cast<uint32_t>(ball.indices.size()),
                      .material = number % 8,
                      .boundsMin = glm::vec3(-0.5f),
                      .boundsMax = glm::vec3(0.5f)};
    for (assets::Vertex vertex : ball.vertices) {
        const float turn = std::atan2(vertex.position[1], vertex.position[0]);
        const float dent = 0.8f + 0.2f * std::cos(turn * float(3 + number % 5));
        for (float& x : vertex.position)
            x *= dent;
        hall.vertices.push_back(vertex);
    }
    hall.indices.insert(hall.indices.end(), ball.indices.begin(), ball.indices.end());
    model.meshes.push_back(std::move(mesh));
}

// Aisles: 3 m apart, with shelves of eight floors.
std::shared_ptr<const assets::Model> hallModel(uint32_t instances) {
    auto hall = std::make_shared<Hall>();
    auto model = std::make_shared<assets::Model>();
    for (uint32_t i = 0; i < kMeshes; ++i)
        addMesh(*hall, *model, i);
    for (uint32_t i = 0; i < 8; ++i)
        model->materials.push_back({.baseColor = {0.3f + 0.08f * float(i), 0.5f, 0.4f, 1.0f}});
    const auto side = static_cast<uint32_t>(std::sqrt(double(instances) / 8.0));
    for (uint32_t i = 0; i < instances; ++i) {
        const uint32_t floor = i % 8, place = i / 8;
        const Vec3 at(3.0 * (place % side), 0.8 * double(place / side), 0.4 + 0.7 * floor);
        model->nodes.push_back({.modelFromNode = glm::scale(glm::translate(glm::dmat4(1.0), at),
                                                            Vec3(0.45 + 0.01 * (i % 17)))});
        model->instances.push_back({i, (i * 7919u) % kMeshes});
    }
    model->vertices = hall->vertices;
    model->indices = hall->indices;
    model->boundsMin = Vec3(-1.0);
    model->boundsMax = Vec3(3.0 * side, 0.8 * side + 2.0, 6.5);
    model->backing = hall;
    return model;
}

// Along an aisle, over the shelves, and back with the whole hall in view.
ViewState viewAt(const assets::Model& model, double t) {
    const Vec3 size = model.boundsMax;
    const double turn = 6.2831853 * t;
    ViewState view;
    view.camera.eye = {0.5 * size.x * (1.0 + 0.7 * std::cos(turn)) + 1.5,
                       0.5 * size.y * (1.0 + 0.7 * std::sin(turn)), 1.7 + 9.0 * t};
    view.camera.target =
        view.camera.eye + Vec3(-10.0 * std::sin(turn), 10.0 * std::cos(turn), -1.0 - 3.0 * t);
    view.quality = Quality::low;
    view.grid = false;
    return view;
}

}  // namespace

Result<HallBench> benchHall(uint32_t instances, int frames, int compared) {
    auto renderer = Renderer::create({.asWindow = true});
    if (!renderer)
        return tl::unexpected(renderer.error());
    const auto model = hallModel(instances);
    auto twin = std::make_shared<twin::Twin>();
    twin->models.push_back({.id = "hall"});
    if (auto set = (*renderer)->setScene(twin, {.placed = {model}}); !set)
        return tl::unexpected(set.error());
    if (auto set = (*renderer)->setLevels({{model, assets::makeLevels(*model)}}); !set)
        return tl::unexpected(set.error());

    HallBench out{.instances = instances};
    const auto draw = [&](const ViewState& view) -> Result<FrameStatistics> {
        const auto picture = (*renderer)->renderOffscreen({}, view, kWidth, kHeight);
        if (!picture)
            return tl::unexpected(picture.error());
        return (*renderer)->statistics();
    };
    // Instances and shadows are written in the first frames.
    for (int i = 0; i < 3; ++i) {
        if (auto drawn = draw(viewAt(*model, 0.0)); !drawn)
            return tl::unexpected(drawn.error());
    }
    std::vector<double> wall, cpu, off, on;
    for (int i = 0; i < frames; ++i) {
        ViewState view = viewAt(*model, double(i) / frames);
        const auto drawn = draw(view);
        if (!drawn)
            return tl::unexpected(drawn.error());
        wall.push_back(drawn->frameMs);
        cpu.push_back(drawn->cpuRecordMs);
        out.drawn += double(drawn->triangles) / frames;
        out.submitted += double(drawn->trianglesSubmitted) / frames;
        if (compared == 0 || i % (frames / compared) != frames / compared / 2)
            continue;
        on.push_back(drawn->frameMs);
        view.wholeDetail = true;
        const auto whole = draw(view);
        if (!whole)
            return tl::unexpected(whole.error());
        off.push_back(whole->frameMs);
    }
    out.p50Ms = quantile(wall, 0.5);
    out.p95Ms = quantile(wall, 0.95);
    out.p99Ms = quantile(wall, 0.99);
    out.cpuP50Ms = quantile(cpu, 0.5);
    out.cpuP99Ms = quantile(cpu, 0.99);
    if (compared > 0) {
        out.offMs = quantile(off, 0.5);
        out.onMs = quantile(on, 0.5);
    }
    return out;
}

}  // namespace gemba::render
