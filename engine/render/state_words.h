#pragma once

#include <string>

namespace gemba::render {

/// The words of labels, UTF-8: the window brings those of its language. "%1" stands for a number.
struct StateWords {
    std::string stale = "stale";
    std::string stopped = "stopped";                   ///< of belts
    std::string blocked = "blocked", free = "free";    ///< of eyes
    std::string closed = "closed", open = "open";      ///< of stoppers
    std::string extended = "extended", home = "home";  ///< of pushers
    std::string moving = "moving", still = "still";    ///< of pushers and robots
    std::string at = "at %1", holds = "holds %1";      ///< station of a vehicle; part of a robot
    std::string taken = "%1 taken", made = "%1 made";  ///< by sinks, by feeders
};

}  // namespace gemba::render
