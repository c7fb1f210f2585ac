#pragma once

#include <string>

#include "engine/assets/robot_model.h"

namespace gemba::assets {

/// A robot from the text of a URDF description, its mesh files not looked for. Hostile text: run it
/// in the importing child. Errors name the link or joint.
[[nodiscard]] Result<RobotModel> readUrdf(const std::string& text);

}  // namespace gemba::assets
