#pragma once

#include <string>
#include <vector>

#include "app/sweep_plan.h"
#include "engine/sim/snapshot.h"

namespace gemba::app {

/// What flowed in all runs of each combination of values, for people. `flows` by run.
[[nodiscard]] std::string sweepTable(const SweepPlan& plan,
                                     const std::vector<sim::SnapshotFlow>& flows,
                                     const twin::Twin& twin);

}  // namespace gemba::app
