#include "physics/robots/robot_build.h"

#include <algorithm>
#include <cmath>

#include "physics/convert.h"
#include "physics/model_shapes.h"

namespace gemba::physics {
namespace {

using assets::JointType;
using assets::RobotShape;

constexpr double kFriction = 0.5;

/// One shape of a link as Bullet shapes, each with its pose in the link's frame.
void addShape(const RobotShape& shape, ShapeStore& shapes,
              std::vector<std::pair<btCollisionShape*, Pose>>& out) {
    if (shape.kind != RobotShape::Kind::mesh) {
        const char* const kind = shape.kind == RobotShape::Kind::box        ? "box"
                                 : shape.kind == RobotShape::Kind::cylinder ? "cylinder"
                                                                            : "sphere";
        out.emplace_back(&shapes.primitive(kind, shape.size), shape.linkFromShape);
        return;
    }
    if (shape.model == nullptr || shape.model->placeholder)
        return;
    ModelShapes hulls = makeModelShapes(*shape.model, twin::Collision::hull, shape.scale);
    for (auto& [hull, modelFromHull] : hulls.shapes)
        out.emplace_back(&shapes.keep(std::move(hull)), shape.linkFromShape * modelFromHull);
}

/// All that moves with a body, in its frame.
std::vector<std::pair<btCollisionShape*, Pose>> shapesOf(const assets::RobotModel& model,
                                                         const assets::RobotChain& chain,
                                                         int32_t body, ShapeStore& shapes) {
    std::vector<std::pair<btCollisionShape*, Pose>> out;
    for (size_t link = 0; link < model.links.size(); ++link) {
        if (chain.bodyOf[link] != body)
            continue;
        const size_t first = out.size();
        for (const RobotShape& shape : model.links[link].collisions)
            addShape(shape, shapes, out);
        for (size_t i = first; i < out.size(); ++i)
            out[i].second = chain.bodyFromLink[link] * out[i].second;
    }
    return out;
}

/// One shape of them all, seen from `frame`; null where there is none.
btCollisionShape* compound(const std::vector<std::pair<btCollisionShape*, Pose>>& parts,
                           const Pose& bodyFromFrame, ShapeStore& shapes) {
    if (parts.empty())
        return nullptr;
    auto out = std::make_unique<btCompoundShape>(parts.size() > 4, static_cast<int>(parts.size()));
    for (const auto& [shape, bodyFromShape] : parts)
        out->addChildShape(toBullet(inverse(bodyFromFrame) * bodyFromShape), shape);
    return &shapes.keep(std::move(out));
}

/// Mass, centre and principal axes.
void setInertia(const assets::BodyInertia& inertia, ArmSpec::Body& out) {
    out.mass = inertia.mass;
    const glm::dmat3& t = inertia.tensor;
    btMatrix3x3 tensor(t[0][0], t[1][0], t[2][0], t[0][1], t[1][1], t[2][1], t[0][2], t[1][2],
                       t[2][2]);
    btMatrix3x3 axes;
    tensor.diagonalize(axes, 1e-12, 50);
    btQuaternion turn;
    axes.getRotation(turn);
    // Less than this share of the largest is none that a solid has, and shakes.
    constexpr double kLeastShare = 1e-3;
    Vec3 principal = glm::abs(Vec3(tensor[0][0], tensor[1][1], tensor[2][2]));
    const double most = std::max({principal.x, principal.y, principal.z, 1e-6});
    out.inertia = glm::max(principal, Vec3(kLeastShare * most));
    out.bodyFromMass = {inertia.centre, Quat(turn.w(), turn.x(), turn.y(), turn.z())};
}

/// Efforts that the description does not state: four times what holds the stretched arm and its
/// payload against gravity, from each joint on.
void guessEfforts(const assets::RobotModel& model, const assets::RobotChain& chain, double payload,
                  ArmSpec& arm) {
    constexpr double kGravity = 9.81, kReserve = 4.0, kLeast = 20.0;  // m/s2, 1, N m or N
    double outer = payload;                                           // kg beyond the joint
    double moment = payload * glm::length(chain.bodyFromLink[chain.tool].position);  // kg m
    for (size_t i = arm.bodies.size(); i-- > 0;) {
        ArmSpec::Body& body = arm.bodies[i];
        outer += body.mass;
        moment += body.mass * glm::length(body.bodyFromMass.position);
        const double stated = model.joints[chain.joints[i].joint].effort;
        const double needed = body.type == JointType::prismatic ? outer : moment;
        body.effort = stated > 0.0 ? stated : std::max(kReserve * kGravity * needed, kLeast);
        moment += outer * glm::length(body.bodyFromJoint.position);
    }
}

void buildArm(const assets::RobotModel& model, const twin::Device& device, ShapeStore& shapes,
              RobotBuild& out) {
    for (size_t i = 0; i < out.chain.joints.size(); ++i) {
        const auto body = static_cast<int32_t>(i);
        const assets::RobotJoint& joint = model.joints[out.chain.joints[i].joint];
        ArmSpec::Body spec{.type = joint.type,
                           .bodyFromJoint = out.chain.joints[i].bodyFromJoint,
                           .axis = joint.axis,
                           .lower = joint.lower,
                           .upper = joint.upper,
                           .speed = joint.velocity};
        setInertia(assets::inertiaOfBody(model, out.chain, body), spec);
        spec.shape = compound(shapesOf(model, out.chain, body, shapes), spec.bodyFromMass, shapes);
        out.arm.bodies.push_back(spec);
    }
    guessEfforts(model, out.chain, device.number("payload"), out.arm);
    shapes.needMultibody();
}

}  // namespace

Result<RobotBuild> buildRobot(const assets::RobotModel& model, const twin::Device& device,
                              uint32_t index, ShapeStore& shapes) {
    auto chain = assets::makeChain(model, device.text("tool"));
    if (!chain)
        return tl::unexpected(chain.error());
    Kinematics kinematics(model, *chain);
    RobotBuild out{std::move(*chain), std::move(kinematics), {}, {}};
    const auto base = shapesOf(model, out.chain, -1, shapes);
    if (device.text("drive") == "motors") {
        buildArm(model, device, shapes, out);
        out.arm.baseShape = compound(base, {}, shapes);
        return out;
    }
    for (const auto& [shape, baseFromShape] : base)
        out.base.push_back({.shape = shape,
                            .worldFromShape = device.worldFromDevice * baseFromShape,
                            .friction = kFriction});
    for (size_t i = 0; i < out.chain.joints.size(); ++i) {
        const auto parts = shapesOf(model, out.chain, static_cast<int32_t>(i), shapes);
        shapes.setDevice(index, {.shape = compound(parts, {}, shapes), .friction = kFriction}, i);
    }
    return out;
}

}  // namespace gemba::physics
