#pragma once

#include <string>
#include <vector>

#include "app/sweep_plan.h"
#include "engine/sim/snapshot.h"

namespace gemba::app {

/// Mean of some runs, and where one more would lie with 95 %.
struct Spread {
    size_t n = 0;
    double mean = 0.0, low = 0.0, high = 0.0;  ///< of one run no interval is known: all the same
};

/// By Student's t: mean ± t s √(1 + 1/n) (Meeker, Hahn, Escobar: Statistical Intervals, 2017).
[[nodiscard]] Spread spreadOf(const std::vector<double>& values);

/// What flowed in all runs of each combination of values, for people. `flows` by run.
[[nodiscard]] std::string sweepTable(const SweepPlan& plan,
                                     const std::vector<sim::SnapshotFlow>& flows,
                                     const twin::Twin& twin);

}  // namespace gemba::app
