#pragma once

#include <memory>
#include <string>

#include "engine/assets/robot_model.h"

namespace gemba::test {

/// URDF of a small six-axis arm of boxes and cylinders, 1.3 m high at zero and 0.5 m ahead of its
/// base, with masses and efforts; its link "tool" looks ahead.
[[nodiscard]] std::string armUrdf();

/// The same text with the first `what` replaced.
[[nodiscard]] std::string armUrdfWith(const std::string& what, const std::string& by);

/// The arm, read.
[[nodiscard]] std::shared_ptr<const assets::RobotModel> armModel();

/// A file with the arm's description, for twins to name; the same for the whole process.
[[nodiscard]] std::string armFile();

/// "[[robot]]" with id "arm" standing at x, y, z; `keys` are more lines.
[[nodiscard]] std::string robotTable(const std::string& position, const std::string& keys = {});

}  // namespace gemba::test
