#pragma once

#include <memory>

#include "engine/sim/simulation.h"

/// The physics figures of `gemba bench`: ours against a loop over the bare library, in one process.
/// Each takes a few seconds of one thread.
namespace gemba::physics {

/// Times in microseconds of CPU, medians.
struct BenchPair {
    double ours = 0.0;
    double bare = 0.0;
    double worstError = 0.0;  ///< m, where there is something to compare: against the exact answer
    [[nodiscard]] double ratio() const { return ours / bare; }
};

/// A tick with 1,000 cartons on 20 running belts, over a step of bare Bullet in double precision
/// with as many awake boxes on 20 static ones.
[[nodiscard]] BenchPair benchBelts();

/// That scene of 1,000 cartons, for others to measure with.
[[nodiscard]] std::unique_ptr<sim::Simulation> beltsSimulation();

/// A beam among 1,000 boxes, over btCollisionWorld::rayTest of the same ray.
[[nodiscard]] BenchPair benchRays();

/// A tick with 1,000 boxes on an imported hall of a million triangles, over the same on a box.
[[nodiscard]] BenchPair benchHall();

}  // namespace gemba::physics
