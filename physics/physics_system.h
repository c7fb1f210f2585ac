#pragma once

#include <memory>
#include <vector>

#include "engine/assets/model.h"
#include "engine/assets/robot_model.h"
#include "engine/sim/system.h"

namespace gemba::physics {

/// Makes the system that moves bodies and devices by Bullet, double precision. `placed` are the
/// models at Twin::models' indices, for their collision shapes; null entries have none. `robots`
/// are by device; a robot without one stands still and says `fault`.
///
/// Its step(): devices actuate, Bullet steps by h, poses go to World::bodies, devices sense.
[[nodiscard]] std::unique_ptr<sim::System> makePhysics(
    std::vector<std::shared_ptr<const assets::Model>> placed,
    std::vector<std::shared_ptr<const assets::RobotModel>> robots = {});

}  // namespace gemba::physics
