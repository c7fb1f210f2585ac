#include "tests/unit/render/scene_builder.h"

#include <stdexcept>

#include "engine/render/shapes.h"

namespace gemba::render::test {
namespace {

twin::KeyValue defaultOf(const twin::KeyInfo& key) {
    switch (key.type) {
        case twin::KeyType::boolean:
            return key.number != 0.0;
        case twin::KeyType::integer:
            return static_cast<int64_t>(key.number);
        case twin::KeyType::number:
            return key.number;
        case twin::KeyType::vec3:
            return Vec3(key.number);
        case twin::KeyType::textList:
            return std::vector<std::string>{};
        case twin::KeyType::numberList:
            return std::vector<double>{};
        default:
            return std::string(key.text);
    }
}

/// What a model's spans point into.
struct Backing {
    ShapeMesh mesh;
    std::vector<std::byte> pixels;
};

}  // namespace

uint32_t TwinBuilder::device(const std::string& kind, const std::string& id,
                             std::vector<std::pair<std::string, twin::KeyValue>> values,
                             const Pose& pose) {
    twin::Device out{.id = id, .kind = twin::findKind(kind).value(), .worldFromDevice = pose};
    for (const twin::KeyInfo& key : out.info().keys)
        out.values.push_back(defaultOf(key));
    for (const auto& [name, value] : values)
        out.values[twin::findKey(out.info(), name).value()] = value;
    out.firstProperty = m_twin.propertyCount;
    m_twin.propertyCount += static_cast<uint32_t>(out.info().properties.size());
    m_twin.devices.push_back(std::move(out));
    return static_cast<uint32_t>(m_twin.devices.size() - 1);
}

uint32_t TwinBuilder::onConveyor(const std::string& kind, const std::string& id, uint32_t conveyor,
                                 double at,
                                 std::vector<std::pair<std::string, twin::KeyValue>> values) {
    const Pose pose = m_twin.devices[conveyor].worldFromDevice * Pose{.position = {at, 0, 0}};
    const uint32_t index = device(kind, id, std::move(values), pose);
    m_twin.devices[index].on = static_cast<int32_t>(conveyor);
    m_twin.devices[index].at = at;
    return index;
}

uint32_t TwinBuilder::item(const std::string& id, const Vec3& size, const std::string& color,
                           bool numbered, const std::string& shape) {
    m_twin.items.push_back(
        {.id = id, .shape = shape, .size = size, .color = color, .numbered = numbered});
    return static_cast<uint32_t>(m_twin.items.size() - 1);
}

uint32_t TwinBuilder::model(const std::string& id, const Pose& pose, int32_t device, int32_t part) {
    m_twin.models.push_back({.id = id,
                             .parentFromModel = device >= 0 ? Pose{} : pose,
                             .worldFromModel = pose,
                             .device = device,
                             .part = part});
    return static_cast<uint32_t>(m_twin.models.size() - 1);
}

void TwinBuilder::bind(const std::string& signal, uint32_t device, uint32_t property) {
    m_twin.bindings.push_back(
        {.signal = signal, .target = {.device = device, .property = property}});
}

std::shared_ptr<const twin::Twin> TwinBuilder::build() const {
    return std::make_shared<twin::Twin>(m_twin);
}

namespace {

// One mesh of one material in a box of that size.
std::shared_ptr<const assets::Model> meshModel(std::shared_ptr<Backing> backing, const Vec3& size,
                                               const assets::Material& material) {
    auto model = std::make_shared<assets::Model>();
    const auto& mesh = backing->mesh;
    model->meshes = {{.name = "mesh",
                      .vertexCount = static_cast<uint32_t>(mesh.vertices.size()),
                      .indexCount = static_cast<uint32_t>(mesh.indices.size()),
                      .boundsMin = glm::vec3(-0.5 * size),
                      .boundsMax = glm::vec3(0.5 * size)}};
    model->materials = {material};
    model->nodes = {{.name = "mesh"}};
    model->instances = {{}};
    model->vertices = mesh.vertices;
    model->indices = mesh.indices;
    model->boundsMin = -0.5 * size;
    model->boundsMax = 0.5 * size;
    model->backing = std::move(backing);
    return model;
}

}  // namespace

std::shared_ptr<const assets::Model> ballModel(uint32_t segments) {
    auto backing = std::make_shared<Backing>();
    backing->mesh = unitSphere(segments);
    return meshModel(std::move(backing), Vec3(1.0), {});
}

std::shared_ptr<const assets::Model> boxModel(const Vec3& size, const assets::Material& material) {
    auto backing = std::make_shared<Backing>();
    backing->mesh = unitBox();
    for (assets::Vertex& vertex : backing->mesh.vertices) {
        for (int axis = 0; axis < 3; ++axis)
            vertex.position[axis] *= static_cast<float>(size[axis]);
    }
    return meshModel(std::move(backing), size, material);
}

std::shared_ptr<const assets::Model> texturedBoxModel(const Vec3& size) {
    auto model = std::make_shared<assets::Model>(
        *boxModel(size, {.metallic = 0.0f, .roughness = 0.9f, .baseColorTexture = 0}));
    auto pixels = std::make_shared<std::vector<std::byte>>();
    for (int i = 0; i < 16 * 16; ++i) {
        const bool dark = ((i / 16 / 4) + (i % 16 / 4)) % 2 == 0;
        for (const int channel : {dark ? 20 : 240, dark ? 60 : 240, dark ? 160 : 240, 255})
            pixels->push_back(std::byte(channel));
    }
    model->textures = {{.name = "chequers", .width = 16, .height = 16, .pixels = *pixels}};
    model->backing = std::make_shared<std::pair<std::shared_ptr<const void>, decltype(pixels)>>(
        model->backing, pixels);
    return model;
}

sim::Snapshot snapshotOf(const twin::Twin& twin) {
    sim::Snapshot out;
    out.properties.assign(twin.propertyCount, 0.0);
    out.deviceState.assign(twin.devices.size(), 0);
    return out;
}

sim::SnapshotBody itemBody(uint32_t slot, int32_t item, const Vec3& position, uint32_t serial) {
    sim::SnapshotBody out;
    out.slot = slot;
    out.generation = 1;
    out.flags = 5;  // an item, dynamic
    out.item = item;
    out.serial = serial;
    out.pose.position = out.previous.position = out.plant.position = position;
    return out;
}

Line packingLine() {
    TwinBuilder b;
    Line out;
    out.infeed = b.device("conveyor", "infeed", {{"size", Vec3(6.0, 0.6, 0.8)}},
                          {.position = {-6.0, 0.0, 0.8}});
    out.outfeed = b.device("conveyor", "outfeed", {{"size", Vec3(4.0, 0.6, 0.8)}},
                           {.position = {0.0, 0.0, 0.8}});
    out.eye = b.onConveyor("photo_eye", "pe1", out.infeed, 1.2);
    b.onConveyor("photo_eye", "pe2", out.infeed, 5.3);
    b.onConveyor("photo_eye", "pe3", out.outfeed, 2.6);
    const uint32_t pusher =
        b.onConveyor("pusher", "pusher", out.outfeed, 1.8, {{"size", Vec3(0.5, 0.04, 0.25)}});
    const uint32_t scale = b.onConveyor("scale", "scale", out.outfeed, 0.7, {{"length", 0.7}});
    b.device("sink", "good", {{"size", Vec3(0.6, 0.8, 0.6)}}, {.position = {4.4, 0.0, 0.9}});
    out.stopper = b.onConveyor("stopper", "stop", out.infeed, 5.6);
    b.device("indicator", "lamp", {}, {.position = {-1.0, 0.8, 0.9}});
    const uint32_t carton = b.item("carton", {0.4, 0.3, 0.3}, "#c09a66", true);
    out.twin = b.build();

    out.snapshot = snapshotOf(*out.twin);
    auto& values = out.snapshot.properties;
    const auto set = [&](uint32_t device, const char* name, double value) {
        const twin::Device& d = out.twin->devices[device];
        values[d.firstProperty + twin::findProperty(d.info(), name).value()] = value;
    };
    set(out.infeed, "actual_speed", 0.4);
    set(out.outfeed, "actual_speed", 0.4);
    set(out.eye, "blocked", 1);
    set(scale, "weight", 2.43);
    set(b.twin().devices.size() - 1, "green", 1);
    (void)pusher;

    auto& bodies = out.snapshot.bodies;
    const double z = 0.95;
    for (uint32_t i = 0; i < 6; ++i)
        bodies.push_back(
            itemBody(i, static_cast<int32_t>(carton), {-4.8 + 1.1 * i, 0.02, z}, 41 + i));
    for (uint32_t i = 2; i < 4; ++i) {
        bodies[i].plantState = 1;
        bodies[i].plant.position.x -= 0.22;
    }
    bodies[5].plantState = 2;
    bodies[4].pose.rotation = quatFromRpy({0, 0, 0.12});
    sim::SnapshotBody blade;
    blade.slot = 40;
    blade.flags = 2;
    blade.device = static_cast<int32_t>(out.stopper);
    blade.part = 0;
    blade.pose.position = blade.previous.position = {-0.4, 0.0, 0.86};
    bodies.push_back(blade);
    return out;
}

}  // namespace gemba::render::test
