#pragma once

#include <filesystem>
#include <string>

#include "engine/assets/robot_model.h"

namespace gemba::app {

/// Reads the description with its meshes: what `gemba import` tells of it. Errors: as importRobot.
[[nodiscard]] Result<assets::RobotModel> readRobot(const std::filesystem::path& file);

/// Links with their masses, joints with their limits, what was guessed; as JSON or for people.
[[nodiscard]] std::string robotJson(const assets::RobotModel& robot,
                                    const std::filesystem::path& file);
void printRobot(const assets::RobotModel& robot, const std::filesystem::path& file);

}  // namespace gemba::app
