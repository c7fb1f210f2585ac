#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "engine/render/camera.h"
#include "engine/render/draw_list.h"
#include "engine/render/shapes.h"
#include "engine/render/view.h"
#include "engine/signals/signal_table.h"

namespace gemba::render {

/// One range of the shared index buffer with one material of Scene::materials.
struct MeshRange {
    uint32_t firstIndex = 0, indexCount = 0;
    int32_t vertexOffset = 0;
    uint32_t material = 0;
    int32_t sizeClass = 0;  ///< log2 of its extent in metres: small things are drawn first
    glm::vec3 boundsMin{-0.5f}, boundsMax{0.5f};
};

/// Texture of a model, by number.
struct SceneTexture {
    const assets::Model* model = nullptr;
    uint32_t texture = 0;
};

/// A material with its textures as indices into Scene::textures, -1 = none.
struct SceneMaterial {
    assets::Material material;
    std::array<int32_t, 5> textures{-1, -1, -1, -1, -1};  ///< base, metal-rough, normal, occlusion,
                                                          ///< emissive
    [[nodiscard]] bool blended() const { return material.alpha == assets::AlphaMode::blend; }
};

/// One mesh of a prefab.
struct PrefabPart {
    uint32_t mesh = 0;
    glm::dmat4 prefabFromMesh{1.0};
    uint32_t color = 0xffffffff;  ///< sRGB, red in the lowest byte
    uint32_t lamp = 0;            ///< 1 red, 2 amber, 3 green of an indicator; 0 none
    bool mirrored = false;        ///< the matrix turns the winding around
};

/// A thing as it is drawn, once or a thousand times.
struct Prefab {
    std::vector<PrefabPart> parts;
};

/// A prefab that stands still, or one that follows a body of a device.
struct Placement {
    uint32_t prefab = 0;
    glm::dmat4 worldFromPrefab{1.0};  ///< at rest
    uint32_t style = 0;
    int32_t device = -1, part = -1;  ///< whose body it follows
    int32_t model = -1;              ///< index into Twin::models; -1: the device's own look
    glm::dmat4 bodyFromPrefab{1.0};
};

/// `count` instances of one mesh, one draw.
struct Batch {
    uint32_t mesh = 0;
    uint32_t firstInstance = 0, count = 0;
    bool mirrored = false;
};

/// An instance that stands still.
struct StaticInstance {
    glm::dmat4 worldFromMesh{1.0};
    uint32_t color = 0xffffffff;
    uint32_t style = 0;
    int32_t device = -1, model = -1;  ///< what it belongs to: the model, if any
};

/// A moving joint of a robot: where it is, its child's body says.
struct JointAxis {
    uint32_t device = 0;
    int32_t part = 0;    ///< the child's body
    Vec3 axis{1, 0, 0};  ///< unit, in the body's frame
    bool slides = false;
};

/// What stands still, sorted into draws.
struct StaticSet {
    std::vector<StaticInstance> instances;
    std::vector<Batch> solid, blended;  ///< firstInstance counts from this set's first
    DrawList draws;                     ///< of what is solid
};

/// The drawable form of a twin with its models, without a GPU: built once, read by every frame.
/// Lives as long as it is drawn; immutable after build().
class Scene {
 public:
    Scene(std::shared_ptr<const twin::Twin> twin, SceneModels models);

    [[nodiscard]] const twin::Twin& twin() const { return *m_twin; }
    [[nodiscard]] const signals::SignalNames& names() const { return m_names; }
    [[nodiscard]] const Bounds& bounds() const { return m_bounds; }
    [[nodiscard]] const std::vector<MeshRange>& meshes() const { return m_meshes; }
    [[nodiscard]] const std::vector<SceneMaterial>& materials() const { return m_materials; }
    /// First of a model's meshes in meshes(); nothing when the scene has no such model.
    [[nodiscard]] std::optional<uint32_t> firstMesh(const assets::Model& model) const;
    [[nodiscard]] const std::vector<SceneTexture>& textures() const { return m_textures; }
    [[nodiscard]] const std::vector<Prefab>& prefabs() const { return m_prefabs; }
    [[nodiscard]] const std::vector<Placement>& movers() const { return m_movers; }
    [[nodiscard]] const std::vector<JointAxis>& joints() const { return m_joints; }
    [[nodiscard]] const StaticSet& models() const { return m_static; }
    [[nodiscard]] const StaticSet& collision() const { return m_collision; }
    /// Prefab of an item type, as it looks and as it collides.
    [[nodiscard]] uint32_t itemPrefab(uint32_t item) const { return m_itemLook[item]; }
    [[nodiscard]] uint32_t itemShape(uint32_t item) const { return m_itemShape[item]; }

    // Styles stand in this order: none, models, devices, lamps (three a device), then bodies.
    [[nodiscard]] uint32_t styleOfModel(uint32_t model) const { return 1 + model; }
    [[nodiscard]] uint32_t styleOfDevice(uint32_t device) const { return m_firstDevice + device; }
    [[nodiscard]] uint32_t styleOfLamp(uint32_t device, uint32_t lamp) const {
        return m_firstLamp + 3 * device + lamp - 1;
    }
    [[nodiscard]] uint32_t firstBodyStyle() const { return m_firstBody; }

    /// All vertices and indices, in the order of upload. Computed once, for the upload.
    struct Geometry {
        std::vector<std::span<const assets::Vertex>> vertices;
        std::vector<std::span<const uint32_t>> indices;
    };
    [[nodiscard]] const Geometry& geometry() const { return m_geometry; }

 private:
    friend class DeviceVisuals;
    enum Shape : uint32_t { box, sphere, cylinder };
    enum Finish : uint32_t { paint, steel, rubber, board, finishCount };

    void addShapes();
    [[nodiscard]] uint32_t shapeMesh(Shape shape, Finish finish) const {
        return static_cast<uint32_t>(shape) * finishCount + static_cast<uint32_t>(finish);
    }
    [[nodiscard]] uint32_t modelPrefab(const std::shared_ptr<const assets::Model>& model);
    void addMeshes(const assets::Model& model);
    [[nodiscard]] SceneMaterial sceneMaterial(const assets::Model& model,
                                              const assets::Material& material,
                                              uint32_t firstTexture) const;
    [[nodiscard]] uint32_t addPrefab(Prefab prefab);
    void addPart(Prefab& prefab, Shape shape, Finish finish, const Vec3& center, const Vec3& size,
                 uint32_t color) const;
    [[nodiscard]] Prefab shapePrefab(const std::string& shape, const Vec3& size, uint32_t color,
                                     Finish finish) const;
    void addItems();
    void addPlacedModels();
    void addDevices();
    void addCollision();
    void addJoints();
    void place(std::vector<Placement>& out, uint32_t prefab, const Pose& pose, double scale,
               uint32_t style) const;
    [[nodiscard]] StaticSet sortIntoDraws(const std::vector<Placement>& placements) const;

    std::shared_ptr<const twin::Twin> m_twin;
    SceneModels m_sources;
    signals::SignalNames m_names;
    Bounds m_bounds;
    std::array<ShapeMesh, 3> m_shapes;
    Geometry m_geometry;
    int32_t m_vertexCount = 0;
    uint32_t m_indexCount = 0;
    std::vector<MeshRange> m_meshes;
    std::vector<SceneMaterial> m_materials;
    std::vector<SceneTexture> m_textures;
    std::vector<Prefab> m_prefabs;
    struct KnownModel {
        const assets::Model* model;
        uint32_t prefab, firstMesh;
    };
    std::vector<KnownModel> m_known;
    std::vector<uint32_t> m_itemLook, m_itemShape;
    std::vector<JointAxis> m_joints;
    std::vector<Placement> m_still, m_stillCollision, m_movers;
    StaticSet m_static, m_collision;
    uint32_t m_firstDevice = 1, m_firstLamp = 1, m_firstBody = 1;
};

/// "#rrggbb" as RGBA bytes, red lowest; grey when it is not one.
[[nodiscard]] uint32_t parseColor(const std::string& text);

/// The frame of a placed model relative to the device or part that carries it, through any chain of
/// parent models.
[[nodiscard]] Pose carrierFromModel(const twin::Twin& twin, const twin::PlacedModel& model);

}  // namespace gemba::render
