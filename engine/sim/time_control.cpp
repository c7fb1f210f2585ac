#include "engine/sim/time_control.h"

namespace gemba::sim {

bool obey(TimeControl& time, const Command& command) {
    using enum CommandType;
    switch (command.type) {
        case pause:
        case resume:
            time.play(command.type == resume);
            return true;
        case step:
            time.step(command.count);
            return true;
        case reset:
            time.seek(time.status().range.from);
            return true;
        case setRate:
            time.setRate(command.value);
            return true;
        default:
            return false;
    }
}

}  // namespace gemba::sim
