#include "engine/render/scene.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <map>
#include <tuple>

#include "engine/assets/robot_model.h"
#include "engine/render/device_visuals.h"

namespace gemba::render {
namespace {

// Which lamp of a stack light a node is, by its name.
uint32_t lampOf(const std::string& name) {
    constexpr std::array<const char*, 3> kNames{"red", "amber", "green"};
    for (uint32_t i = 0; i < kNames.size(); ++i) {
        if (name.find(kNames[i]) != std::string::npos)
            return i + 1;
    }
    return 0;
}

glm::dmat4 boxMatrix(const Vec3& center, const Vec3& size) {
    return glm::scale(glm::translate(glm::dmat4(1.0), center), size);
}

// Walls and floors last: what stands before them hides much of them.
int32_t sizeClass(const assets::Mesh& mesh) {
    const float extent = glm::length(mesh.boundsMax - mesh.boundsMin);
    return extent > 0.01f && std::isfinite(extent) ? std::ilogb(extent) : -8;
}

bool mirrors(const glm::dmat4& m) {
    return glm::determinant(glm::dmat3(m)) < 0.0;
}

}  // namespace

uint32_t parseColor(const std::string& text) {
    uint32_t rgb = 0x8a9099;
    if (text.size() == 7 && text[0] == '#')
        std::from_chars(text.data() + 1, text.data() + 7, rgb, 16);
    return 0xff000000u | ((rgb & 0xffu) << 16) | (rgb & 0xff00u) | ((rgb >> 16) & 0xffu);
}

Pose carrierFromModel(const twin::Twin& twin, const twin::PlacedModel& model) {
    Pose out = model.parentFromModel;
    std::string parent = model.parent;
    // Up through parents that are models; a cycle, which no reader passes, ends too.
    for (size_t step = 0; step < twin.models.size(); ++step) {
        const auto above = std::find_if(twin.models.begin(), twin.models.end(),
                                        [&](const twin::PlacedModel& m) { return m.id == parent; });
        if (above == twin.models.end())
            break;
        out = above->parentFromModel * out;
        parent = above->parent;
    }
    return out;
}

Scene::Scene(std::shared_ptr<const twin::Twin> twin, SceneModels models)
    : m_twin(std::move(twin)), m_sources(std::move(models)), m_names(*m_twin) {
    m_sources.placed.resize(m_twin->models.size());
    m_sources.items.resize(m_twin->items.size());
    m_bounds = sceneBounds(*m_twin, m_sources);
    m_firstDevice = 1 + static_cast<uint32_t>(m_twin->models.size());
    m_firstLamp = m_firstDevice + static_cast<uint32_t>(m_twin->devices.size());
    m_firstBody = m_firstLamp + 3 * static_cast<uint32_t>(m_twin->devices.size());

    addShapes();
    addItems();
    addPlacedModels();
    addDevices();
    addCollision();
    addJoints();
    m_static = sortIntoDraws(m_still);
    m_collision = sortIntoDraws(m_stillCollision);
}

void Scene::addShapes() {
    m_shapes = {unitBox(), unitSphere(), unitCylinder()};
    for (const ShapeMesh& shape : m_shapes) {
        for (uint32_t finish = 0; finish < finishCount; ++finish)
            m_meshes.push_back(
                {m_indexCount, static_cast<uint32_t>(shape.indices.size()), m_vertexCount, finish});
        m_geometry.vertices.push_back(shape.vertices);
        m_geometry.indices.push_back(shape.indices);
        m_vertexCount += static_cast<int32_t>(shape.vertices.size());
        m_indexCount += static_cast<uint32_t>(shape.indices.size());
    }
    // Finishes of procedural shapes, in the order of Finish.
    m_materials.push_back({{.name = "paint", .metallic = 0.0f, .roughness = 0.45f}});
    m_materials.push_back({{.name = "steel", .metallic = 0.85f, .roughness = 0.38f}});
    m_materials.push_back({{.name = "rubber", .metallic = 0.0f, .roughness = 0.75f}});
    m_materials.push_back({{.name = "board", .metallic = 0.0f, .roughness = 0.9f}});
}

uint32_t Scene::modelPrefab(const std::shared_ptr<const assets::Model>& model) {
    for (const KnownModel& known : m_known) {
        if (known.model == model.get())
            return known.prefab;
    }

    // Matrices of the nodes, parents first.
    const auto firstMesh = static_cast<uint32_t>(m_meshes.size());
    addMeshes(*model);
    Prefab out;
    out.parts.reserve(model->instances.size());
    for (const assets::Instance& instance : model->instances) {
        const assets::Node& node = model->nodes[instance.node];
        out.parts.push_back({.mesh = firstMesh + instance.mesh,
                             .prefabFromMesh = node.modelFromNode,
                             .lamp = lampOf(node.name),
                             .mirrored = mirrors(node.modelFromNode)});
    }
    const uint32_t prefab = addPrefab(std::move(out));
    m_known.push_back({model.get(), prefab, firstMesh});
    return prefab;
}

std::optional<uint32_t> Scene::firstMesh(const assets::Model& model) const {
    for (const KnownModel& known : m_known) {
        if (known.model == &model)
            return known.firstMesh;
    }
    return std::nullopt;
}

void Scene::addMeshes(const assets::Model& model) {
    const auto firstMaterial = static_cast<uint32_t>(m_materials.size());
    const auto firstTexture = static_cast<uint32_t>(m_textures.size());
    for (uint32_t i = 0; i < model.textures.size(); ++i)
        m_textures.push_back({&model, i});
    for (const assets::Material& material : model.materials)
        m_materials.push_back(sceneMaterial(model, material, firstTexture));
    for (const assets::Mesh& mesh : model.meshes)
        m_meshes.push_back({m_indexCount + mesh.firstIndex, mesh.indexCount,
                            m_vertexCount + static_cast<int32_t>(mesh.firstVertex),
                            firstMaterial + mesh.material, sizeClass(mesh), mesh.boundsMin,
                            mesh.boundsMax});
    m_geometry.vertices.push_back(model.vertices);
    m_geometry.indices.push_back(model.indices);
    m_vertexCount += static_cast<int32_t>(model.vertices.size());
    m_indexCount += static_cast<uint32_t>(model.indices.size());
}

SceneMaterial Scene::sceneMaterial(const assets::Model& model, const assets::Material& material,
                                   uint32_t firstTexture) const {
    SceneMaterial out{.material = material};
    const std::array used{material.baseColorTexture, material.metalRoughTexture,
                          material.normalTexture, material.occlusionTexture,
                          material.emissiveTexture};
    for (size_t i = 0; i < used.size(); ++i) {
        if (used[i] >= 0 && static_cast<size_t>(used[i]) < model.textures.size())
            out.textures[i] = static_cast<int32_t>(firstTexture) + used[i];
    }
    return out;
}

uint32_t Scene::addPrefab(Prefab prefab) {
    m_prefabs.push_back(std::move(prefab));
    return static_cast<uint32_t>(m_prefabs.size() - 1);
}

void Scene::addPart(Prefab& prefab, Shape shape, Finish finish, const Vec3& center,
                    const Vec3& size, uint32_t color) const {
    prefab.parts.push_back({.mesh = shapeMesh(shape, finish),
                            .prefabFromMesh = boxMatrix(center, size),
                            .color = color});
}

Prefab Scene::shapePrefab(const std::string& shape, const Vec3& size, uint32_t color,
                          Finish finish) const {
    Prefab out;
    if (shape == "sphere") {
        addPart(out, sphere, finish, {}, Vec3(size.x), color);
    } else if (shape == "cylinder") {
        addPart(out, cylinder, finish, {}, {size.x, size.x, size.z}, color);
    } else if (shape == "capsule") {
        const double straight = std::max(size.z - size.x, 1e-6);
        addPart(out, cylinder, finish, {}, {size.x, size.x, straight}, color);
        addPart(out, sphere, finish, {0, 0, 0.5 * straight}, Vec3(size.x), color);
        addPart(out, sphere, finish, {0, 0, -0.5 * straight}, Vec3(size.x), color);
    } else {
        addPart(out, box, finish, {}, size, color);
    }
    return out;
}

void Scene::addItems() {
    for (size_t i = 0; i < m_twin->items.size(); ++i) {
        const twin::ItemType& item = m_twin->items[i];
        const uint32_t shape =
            addPrefab(shapePrefab(item.shape, item.size, parseColor(item.color), board));
        m_itemShape.push_back(shape);
        m_itemLook.push_back(m_sources.items[i] ? modelPrefab(m_sources.items[i]) : shape);
    }
}

void Scene::addPlacedModels() {
    for (uint32_t i = 0; i < m_twin->models.size(); ++i) {
        if (!m_sources.placed[i])
            continue;
        const twin::PlacedModel& placed = m_twin->models[i];
        const uint32_t style = placed.device >= 0
                                   ? styleOfDevice(static_cast<uint32_t>(placed.device))
                                   : styleOfModel(i);
        Placement placement{.prefab = modelPrefab(m_sources.placed[i]),
                            .worldFromPrefab = matrix(placed.worldFromModel, placed.scale),
                            .style = style,
                            .model = static_cast<int32_t>(i)};

        // What hangs on a moving part, or on a body, follows it.
        const bool onBody =
            placed.device >= 0 && (placed.part >= 0 || m_twin->devices[placed.device].is("body"));
        if (onBody) {
            placement.device = placed.device;
            placement.part = placed.part;
            placement.bodyFromPrefab = matrix(carrierFromModel(*m_twin, placed), placed.scale);
            m_movers.push_back(placement);
        } else {
            placement.device = placed.device;
            m_still.push_back(placement);
        }
    }
}

void Scene::addDevices() {
    for (uint32_t d = 0; d < m_twin->devices.size(); ++d) {
        // A kind's own look stands in only where no model was hung.
        const auto hasModel = [&](int32_t part) {
            for (size_t i = 0; i < m_twin->models.size(); ++i) {
                const twin::PlacedModel& m = m_twin->models[i];
                if (m.device == static_cast<int32_t>(d) && m.part == part && m_sources.placed[i])
                    return true;
            }
            return false;
        };
        DeviceVisuals(*this).add(d, hasModel(-1), hasModel(0));
    }
}

void Scene::addCollision() {
    for (uint32_t i = 0; i < m_twin->models.size(); ++i) {
        const twin::PlacedModel& placed = m_twin->models[i];
        if (!m_sources.placed[i] || placed.collision == twin::Collision::none || placed.part >= 0)
            continue;
        if (placed.collision == twin::Collision::box) {
            // One box per instance, as physics takes them.
            Prefab boxes;
            const assets::Model& model = *m_sources.placed[i];
            for (const assets::Instance& instance : model.instances) {
                const assets::Mesh& mesh = model.meshes[instance.mesh];
                const Vec3 low(mesh.boundsMin), high(mesh.boundsMax);
                addPart(boxes, box, paint, 0.5 * (low + high), glm::max(high - low, Vec3(1e-3)),
                        0xffb0a090u);
                glm::dmat4& at = boxes.parts.back().prefabFromMesh;
                at = model.nodes[instance.node].modelFromNode * at;
                boxes.parts.back().mirrored = mirrors(at);
            }
            place(m_stillCollision, addPrefab(std::move(boxes)), placed.worldFromModel,
                  placed.scale, styleOfModel(i));
        } else {
            place(m_stillCollision, modelPrefab(m_sources.placed[i]), placed.worldFromModel,
                  placed.scale, styleOfModel(i));
        }
        m_stillCollision.back().model = static_cast<int32_t>(i);
    }
    for (uint32_t d = 0; d < m_twin->devices.size(); ++d)
        DeviceVisuals(*this).addCollision(d);
}

void Scene::addJoints() {
    for (uint32_t d = 0; d < m_twin->devices.size() && d < m_sources.robots.size(); ++d) {
        if (m_sources.robots[d] == nullptr)
            continue;
        const assets::RobotModel& model = *m_sources.robots[d];
        const auto chain = assets::makeChain(model, m_twin->devices[d].text("tool"));
        for (size_t j = 0; chain && j < chain->joints.size(); ++j) {
            const assets::RobotJoint& joint = model.joints[chain->joints[j].joint];
            m_joints.push_back({d, static_cast<int32_t>(j), joint.axis,
                                joint.type == assets::JointType::prismatic});
        }
    }
}

void Scene::place(std::vector<Placement>& out, uint32_t prefab, const Pose& pose, double scale,
                  uint32_t style) const {
    out.push_back({.prefab = prefab, .worldFromPrefab = matrix(pose, scale), .style = style});
}

StaticSet Scene::sortIntoDraws(const std::vector<Placement>& placements) const {
    // All instances, with what they are drawn by.
    struct Entry {
        uint32_t mesh;
        bool mirrored;
        StaticInstance instance;
    };
    std::vector<Entry> entries;
    for (const Placement& placement : placements) {
        const bool turned = mirrors(placement.worldFromPrefab);
        for (const PrefabPart& part : m_prefabs[placement.prefab].parts) {
            const bool lamp = part.lamp != 0 && placement.device >= 0 &&
                              m_twin->devices[placement.device].is("indicator");
            const uint32_t style =
                lamp ? styleOfLamp(static_cast<uint32_t>(placement.device), part.lamp)
                     : placement.style;
            entries.push_back({part.mesh,
                               part.mirrored != turned,
                               {placement.worldFromPrefab * part.prefabFromMesh, part.color, style,
                                placement.device, placement.model}});
        }
    }

    // Small ones first; equal meshes side by side, by material, so that few bindings change.
    std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
        const auto key = [&](const Entry& e) {
            const MeshRange& mesh = m_meshes[e.mesh];
            return std::tuple(mesh.sizeClass, mesh.material, e.mesh, e.mirrored);
        };
        return key(a) < key(b);
    });
    StaticSet out;
    out.instances.reserve(entries.size());
    for (const Entry& entry : entries) {
        const bool blended = m_materials[m_meshes[entry.mesh].material].blended();
        std::vector<Batch>& draws = blended ? out.blended : out.solid;
        const bool joins = !blended && !draws.empty() && draws.back().mesh == entry.mesh &&
                           draws.back().mirrored == entry.mirrored;
        if (!joins)
            draws.push_back(
                {entry.mesh, static_cast<uint32_t>(out.instances.size()), 0, entry.mirrored});
        ++draws.back().count;
        out.instances.push_back(entry.instance);
    }
    out.draws.add(m_meshes, out.solid, 0, 0);
    return out;
}

}  // namespace gemba::render
