#pragma once

#include <cstdint>
#include <lua.hpp>
#include <string>
#include <vector>

#include "engine/sim/motion.h"

namespace gemba::control {

/// What a script's step() asks of robots, as it asks. Room is made in advance.
struct MotionCalls {
    struct Robot {
        std::string name;
        uint32_t device = 0;
    };
    std::vector<Robot> robots;  ///< all that there are
    std::vector<sim::MotionRequest> requests;
    std::vector<sim::Motion> motions;

    void reserve();
    void clear();
};

/// move(robot, motions) and stop(robot), for the sandbox; see makeController. They raise Lua errors
/// for what no motion can be; what a robot cannot do is the robot's own word.
int move(lua_State* lua);
int stop(lua_State* lua);

}  // namespace gemba::control
