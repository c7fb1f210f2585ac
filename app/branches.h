#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "app/composition.h"
#include "engine/sim/futures.h"
#include "engine/sim/player.h"

/// Runs that go on from one state: what `gemba sweep` and the window's futures do.
namespace gemba::app {

/// What all branches begin with.
struct BranchOrigin {
    Bytes state;           ///< of a session at the instant; empty: the twin's own beginning
    UtcNs utc = 1;         ///< of the first tick
    bool reached = false;  ///< what was recorded goes beyond the instant that was asked for
};

/// The state that a replayed world comes to at an instant; `world` is at or before it. Where its
/// file still grows it is read on, for three seconds at most: what is not written by then does not
/// count. Errors: what the feed says, or that it was stopped.
[[nodiscard]] Result<BranchOrigin> originAt(sim::ReplayedWorld& world, UtcNs at,
                                            const std::stop_token& stop);

/// The same twin with another script in its controller, which was loaded once: what is wrong with
/// it is said before anything runs. Errors: those of twin::withScript and control::makeController.
[[nodiscard]] Result<LoadedTwin> withScript(const LoadedTwin& loaded,
                                            const std::filesystem::path& script);

struct BranchRun {
    uint64_t seed = 1;
    std::vector<sim::FutureChange> changes;  ///< forced from the first tick on
    bool changedScript = false;  ///< the twin has another script than `origin` comes from
    Tick ticks = 0;
    /// After each tick; false ends the run.
    std::function<bool(const sim::Simulation& simulation, Tick done)> each;
};

/// One run ahead, on this thread; the simulation at its end. Same arguments, same bits.
[[nodiscard]] Result<std::unique_ptr<sim::Simulation>> runBranch(const LoadedTwin& loaded,
                                                                 const BranchOrigin& origin,
                                                                 const BranchRun& run);

}  // namespace gemba::app
