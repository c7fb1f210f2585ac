#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/assets/model.h"
#include "engine/core/result.h"

namespace gemba::assets {

/// A solid of a link: a mesh file or a shape by numbers.
struct RobotShape {
    enum class Kind : uint8_t { mesh, box, cylinder, sphere };
    Kind kind = Kind::mesh;
    std::string uri;             ///< mesh: as it stands in the description
    std::filesystem::path file;  ///< mesh: absolute, once found
    Vec3 size{1.0};              ///< m, full extents; a cylinder stands along Z
    double scale = 1.0;          ///< of a mesh
    Pose linkFromShape;
    std::optional<glm::vec4> color;      ///< the description's own, RGBA
    std::shared_ptr<const Model> model;  ///< its geometry, once imported; null: it has none
};

/// A rigid part. With `massGiven` false its mass is guessed from its shapes where it is needed.
struct RobotLink {
    std::string name;
    int32_t parentJoint = -1;  ///< -1: the root
    std::vector<RobotShape> visuals, collisions;
    bool massGiven = false;
    double mass = 0.0;                ///< kg
    Pose linkFromInertia;             ///< centre of mass and axes of the tensor
    std::array<double, 6> inertia{};  ///< kg m2: xx, xy, xz, yy, yz, zz
};

enum class JointType : uint8_t { fixed, revolute, continuous, prismatic };

struct RobotJoint {
    std::string name;
    JointType type = JointType::fixed;
    uint32_t parent = 0, child = 0;   ///< links
    Pose parentFromJoint;             ///< the child's frame at zero
    Vec3 axis{1.0, 0.0, 0.0};         ///< unit, in the joint's frame
    double lower = 0.0, upper = 0.0;  ///< rad or m; of a continuous joint -2 pi to 2 pi
    double velocity = 0.0;            ///< rad/s or m/s, more than 0 where it moves
    double effort = 0.0;              ///< N m or N; 0: not stated
};

/// A robot's description, as read: links parents first, the root at 0; each other link has exactly
/// one joint. Immutable once loaded, any thread.
struct RobotModel {
    std::string name;
    std::vector<RobotLink> links;
    std::vector<RobotJoint> joints;
    std::vector<std::string> warnings;

    [[nodiscard]] std::optional<uint32_t> findLink(std::string_view name) const;
};

/// The moving joints between the root and the tool, and the bodies that they make of the links:
/// body -1 is the base, body i moves with joint i and has the frame of that joint's child. Links
/// that hang elsewhere go with the body that carries them; their joints stand at zero.
struct RobotChain {
    static constexpr size_t kMostJoints = 6;

    struct Joint {
        uint32_t joint = 0;  ///< index into RobotModel::joints
        Pose bodyFromJoint;  ///< in the body before it, at zero
        double lower = 0.0, upper = 0.0;
    };
    std::vector<Joint> joints;
    std::vector<int32_t> bodyOf;     ///< by link
    std::vector<Pose> bodyFromLink;  ///< by link
    uint32_t tool = 0;               ///< link
    std::vector<std::string> warnings;

    [[nodiscard]] int32_t lastBody() const { return static_cast<int32_t>(joints.size()) - 1; }
};

/// The chain to the link `tool`; empty: to the deepest link without children. Errors: no such link,
/// no moving joint, more than six.
[[nodiscard]] Result<RobotChain> makeChain(const RobotModel& model, const std::string& tool);

}  // namespace gemba::assets
