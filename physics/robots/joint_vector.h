#pragma once

#include <array>

#include "engine/assets/robot_model.h"

namespace gemba::physics {

/// Positions of an arm's joints, rad or m; those beyond the chain's are 0.
using JointVector = std::array<double, assets::RobotChain::kMostJoints>;

}  // namespace gemba::physics
