#pragma once

#include <btBulletDynamicsCommon.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/assets/model.h"
#include "engine/assets/robot_model.h"
#include "engine/twin/twin.h"

namespace gemba::physics {

/// What a moving body is made of. `shape` is null where there is none.
struct BodySpec {
    btCollisionShape* shape = nullptr;
    Pose bodyFromShape;  ///< moving parts of devices: their frame is not the shape's centre
    double mass = 0.0;   ///< kg; 0 for moving parts
    Vec3 inertia{0.0};   ///< kg m2, principal
    double friction = 0.5;
    double restitution = 0.0;
};

/// A shape that stands still.
struct StaticSpec {
    btCollisionShape* shape = nullptr;
    Pose worldFromShape;
    double friction = 0.5;
    double restitution = 0.0;
};

/// All collision shapes of a twin. They outlive every Bullet world built from them, so that a
/// checkpoint does not cook meshes again.
class ShapeStore {
 public:
    /// `placed`: models at Twin::models' indices, `robots` by device; null where there is none.
    ShapeStore(const twin::Twin& twin,
               const std::vector<std::shared_ptr<const assets::Model>>& placed,
               std::vector<std::shared_ptr<const assets::RobotModel>> robots = {});

    [[nodiscard]] const BodySpec& item(int32_t index) const {
        return m_items[static_cast<size_t>(index)];
    }
    /// A moving part of a device, or its one body (part -1); a spec without a shape where it has
    /// none.
    [[nodiscard]] const BodySpec& ofDevice(int32_t index, int32_t part) const {
        static const BodySpec kNone;
        const std::vector<BodySpec>& specs = m_devices[static_cast<size_t>(index)];
        const auto at = static_cast<size_t>(std::max(part, 0));
        return at < specs.size() ? specs[at] : kNone;
    }
    /// What a robot device is; null where it could not be read.
    [[nodiscard]] const assets::RobotModel* robot(uint32_t device) const {
        return device < m_robots.size() ? m_robots[device].get() : nullptr;
    }
    /// At least one twin's robot is driven by motors: that takes Bullet's world for multibodies.
    [[nodiscard]] bool hasMultibody() const { return m_multibody; }
    /// Placed models, in the order of Twin::models.
    [[nodiscard]] const std::vector<StaticSpec>& models() const { return m_models; }

    /// shape: box, sphere, cylinder or capsule; size: full extents, m.
    btCollisionShape& primitive(std::string_view shape, const Vec3& size);
    /// A device's moving part or dynamic body.
    void setDevice(uint32_t device, const BodySpec& spec, size_t part = 0) {
        std::vector<BodySpec>& specs = m_devices[device];
        specs.resize(std::max(specs.size(), part + 1));
        specs[part] = spec;
    }
    void needMultibody() { m_multibody = true; }
    /// Takes a shape over.
    btCollisionShape& keep(std::unique_ptr<btCollisionShape> shape);

 private:
    std::vector<std::unique_ptr<btStridingMeshInterface>> m_meshes;
    std::vector<std::unique_ptr<btCollisionShape>> m_shapes;
    std::vector<BodySpec> m_items;
    std::vector<std::vector<BodySpec>> m_devices;  // by part
    std::vector<std::shared_ptr<const assets::RobotModel>> m_robots;
    bool m_multibody = false;
    std::vector<StaticSpec> m_models;
};

/// Principal inertia of a shape with a mass; zero for none.
[[nodiscard]] Vec3 inertiaOf(const btCollisionShape& shape, double mass);

/// True for shapes that Bullet meets with GJK: they stand on a plane, not on a box 20 km wide.
[[nodiscard]] bool isRound(const btCollisionShape& shape);

}  // namespace gemba::physics
