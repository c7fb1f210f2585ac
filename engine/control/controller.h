#pragma once

#include <memory>

#include "engine/core/result.h"
#include "engine/sim/system.h"
#include "engine/twin/twin.h"

/// The virtual PLC: a Lua 5.4 script with inputs and outputs, called at a fixed period.
namespace gemba::control {

/// The twin's controller as a system that stands first in the list, or null when the twin has no
/// script. An error names the script's line.
///
/// The script defines `step(inputs, state)` and, where it wants one, `init()`, which returns the
/// first state. `inputs["pe1.blocked"]` holds every output property of every device by its name,
/// `inputs.time` the seconds of simulated time and `inputs.period` the seconds between two calls.
/// step() returns a table of input properties (`["infeed.speed"] = 0.4`); what it sets holds until
/// it sets it anew.
///
/// Robots have programs: `move("arm", { motion, … })` puts motions at the end of the robot's queue,
/// 64 at most in all. A motion is a table with
///   joints = {j1, …, j6}             where the joints go, rad (m where one slides); or
///   pose = {x, y, z, rx, ry, rz}     where the tool goes in the robot's frame: m, and roll, pitch,
///   yaw
///                                    in rad (R = Rz · Ry · Rx); with linear = true on a straight
///                                    line
///   speed                            share of the joints' speeds, 0.001 … 1, which is the default;
///   of a
///                                    line m/s, by default 0.25
///   vacuum = true or false           then, there
///   wait                             s, then
/// each of them may be left out. What cannot be done is refused as a whole (`inputs["arm.fault"]`,
/// one EventType::motionRefused) and nothing moves; `inputs["arm.queued"]` counts what is not done
/// yet. `stop("arm")` brings it to rest on its way and empties the queue. Both are for step()
/// alone, and are asked once: what a step asks, the next must not ask again.
///
/// Only `state` persists: plain data (nil, booleans, numbers, strings, tables 16 deep), at most 64
/// KiB. Variables of the script itself must not change in a step. The language is cut to what gives
/// the same bits everywhere and ends by itself: `pairs` goes by numbers, strings, booleans;
/// `string.find` looks for plain text; there are no patterns, metatables, coroutines, pcall, load,
/// random numbers, clocks or files. (The length of a table with holes is, as in Lua, any of its
/// borders: do not ask for it.)
///
/// A script that fails, loops (200,000 instructions a call), eats memory (16 MiB) or sets what does
/// not exist is stopped: one warning with the line, one EventType::controllerStopped, and its
/// outputs hold. Memory is counted as Lua takes it, which differs a little from run to run: a
/// script near its limit may be stopped in one and not in the other.
///
/// `changed`: the states that it loads are of another script. A future of one goes on as a real
/// controller does whose program is changed while it runs: what the state holds stays, and what
/// init() gives and the state has no key for is added. Where the other was stopped, it begins anew.
[[nodiscard]] Result<std::unique_ptr<sim::System>> makeController(const twin::Twin& twin,
                                                                  bool changed = false);

}  // namespace gemba::control
