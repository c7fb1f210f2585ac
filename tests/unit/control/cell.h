#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/control/controller.h"
#include "engine/sim/simulation.h"

namespace gemba::control {

/// A belt, an eye, a stopper and a feeder with a script, at 240 Hz: the controller is called every
/// second tick.
[[nodiscard]] std::shared_ptr<const twin::Twin> makeCell(std::string script);

/// The cell's controller alone in a simulation.
struct Cell {
    /// `changed`: the states that it loads are another script's.
    explicit Cell(std::string script, bool changed = false);

    void run(int ticks);
    [[nodiscard]] double set(const char* property) const;  ///< by the controller; NaN: never
    void report(const char* property, double value);       ///< as its device would
    [[nodiscard]] bool stopped() const { return stoppedAt >= 0; }

    std::shared_ptr<const twin::Twin> twin;
    std::unique_ptr<sim::Simulation> simulation;
    Tick stoppedAt = -1;
};

}  // namespace gemba::control
