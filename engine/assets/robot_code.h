#pragma once

#include "engine/assets/robot_model.h"
#include "engine/core/bytes.h"

namespace gemba::assets {

// What a description may have at most: arms have a tenth of it.
inline constexpr size_t kMostRobotLinks = 256;
inline constexpr size_t kMostLinkShapes = 64;
inline constexpr size_t kMostRobotText = 4096;               ///< bytes of a name or path
inline constexpr size_t kMostDescription = size_t{8} << 20;  ///< bytes of the file

/// How the importing child hands a robot to its parent.
[[nodiscard]] Bytes encodeRobot(const RobotModel& model);

/// Nothing of it is trusted: counts, indices, the tree's order, finite numbers, limits.
[[nodiscard]] Result<RobotModel> decodeRobot(std::span<const std::byte> bytes);

}  // namespace gemba::assets
