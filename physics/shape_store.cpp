#include "physics/shape_store.h"

#include <algorithm>

#include "physics/convert.h"
#include "physics/model_shapes.h"

namespace gemba::physics {
namespace {

// Bullet rounds edges of GJK shapes by the margin: 5 mm looks sharp and keeps the solver quiet.
constexpr double kMargin = 0.005;

std::unique_ptr<btCollisionShape> makePrimitive(std::string_view shape, const Vec3& size) {
    const double radius = 0.5 * size.x;
    if (shape == "sphere")
        return std::make_unique<btSphereShape>(radius);
    if (shape == "capsule")
        return std::make_unique<btCapsuleShapeZ>(radius, std::max(0.0, size.z - size.x));
    if (shape == "cylinder") {
        auto out = std::make_unique<btCylinderShapeZ>(btVector3(radius, radius, 0.5 * size.z));
        out->setMargin(std::min(kMargin, 0.1 * std::min(radius, 0.5 * size.z)));
        return out;
    }
    auto out = std::make_unique<btBoxShape>(toBullet(0.5 * size));
    out->setMargin(std::min(0.04, 0.2 * std::min({size.x, size.y, size.z})));
    return out;
}

}  // namespace

Vec3 inertiaOf(const btCollisionShape& shape, double mass) {
    btVector3 out(0, 0, 0);
    if (mass > 0.0)
        shape.calculateLocalInertia(mass, out);
    return fromBullet(out);
}

bool isRound(const btCollisionShape& shape) {
    return shape.getShapeType() != BOX_SHAPE_PROXYTYPE &&
           shape.getShapeType() != SPHERE_SHAPE_PROXYTYPE;
}

btCollisionShape& ShapeStore::keep(std::unique_ptr<btCollisionShape> shape) {
    return *m_shapes.emplace_back(std::move(shape));
}

btCollisionShape& ShapeStore::primitive(std::string_view shape, const Vec3& size) {
    return keep(makePrimitive(shape, size));
}

ShapeStore::ShapeStore(const twin::Twin& twin,
                       const std::vector<std::shared_ptr<const assets::Model>>& placed,
                       std::vector<std::shared_ptr<const assets::RobotModel>> robots)
    : m_devices(twin.devices.size()), m_robots(std::move(robots)) {
    for (const twin::ItemType& item : twin.items) {
        btCollisionShape& shape = primitive(item.shape, item.size);
        m_items.push_back({.shape = &shape,
                           .mass = item.mass,
                           .inertia = inertiaOf(shape, item.mass),
                           .friction = item.friction,
                           .restitution = item.restitution});
    }

    // Models that stand still; what hangs on a moving part has its device's own shape.
    for (size_t i = 0; i < twin.models.size() && i < placed.size(); ++i) {
        const twin::PlacedModel& model = twin.models[i];
        const bool moves =
            model.part >= 0 ||
            (model.device >= 0 && twin.devices[static_cast<size_t>(model.device)].is("body"));
        if (!placed[i] || moves || model.collision == twin::Collision::none)
            continue;
        ModelShapes shapes = makeModelShapes(*placed[i], model.collision, model.scale);
        for (auto& mesh : shapes.meshes)
            m_meshes.push_back(std::move(mesh));
        for (auto& [shape, modelFromShape] : shapes.shapes) {
            m_models.push_back({.shape = &keep(std::move(shape)),
                                .worldFromShape = model.worldFromModel * modelFromShape,
                                .friction = model.friction});
        }
    }
}

}  // namespace gemba::physics
