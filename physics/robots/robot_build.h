#pragma once

#include <optional>
#include <vector>

#include "physics/robots/arm.h"
#include "physics/robots/kinematics.h"
#include "physics/shape_store.h"

namespace gemba::physics {

/// What a robot device is made of: from its description, once.
struct RobotBuild {
    assets::RobotChain chain;
    Kinematics kinematics;
    ArmSpec arm;                   ///< filled for motors
    std::vector<StaticSpec> base;  ///< its base's shapes, in the base's frame
};

/// Makes shapes and spec of a robot: convex hulls of what it collides with. Driven by motors it has
/// shapes in the arm's spec, else parts of the device in the store. Errors: as makeChain.
[[nodiscard]] Result<RobotBuild> buildRobot(const assets::RobotModel& model,
                                            const twin::Device& device, uint32_t index,
                                            ShapeStore& shapes);

}  // namespace gemba::physics
