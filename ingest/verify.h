#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/maths_fingerprint.h"
#include "ingest/replay_feed.h"

namespace gemba::ingest {

/// What running a recorded session again has shown.
struct Verdict {
    enum class Outcome : uint8_t {
        equal,          ///< each tick is as it was recorded
        differs,        ///< from some tick on
        damaged,        ///< bytes of the file are not those that were written
        notComparable,  ///< nothing can be said: other maths, or inputs are missing
        stopped,        ///< by the user, before the end; what was compared is equal
    };
    Outcome outcome = Outcome::equal;
    std::string reason;                    ///< where it was damaged or not comparable
    Tick ticks = 0;                        ///< compared
    Tick firstDiffering = -1;              ///< differs: the first such tick
    UtcNs utc = 0;                         ///< of that tick
    std::vector<std::string> entered;      ///< into that tick, a line each
    std::vector<std::string> differences;  ///< at the next checkpoint, a line each
};

/// "equal", "differs", "damaged", "not_comparable", "stopped".
[[nodiscard]] const char* name(Verdict::Outcome outcome);

/// What can be said of the file alone: its checksums, and whether it was recorded with the
/// elementary functions that this program has; `equal`: nothing speaks against running it. Other
/// maths are not comparable, and never damage. Errors: the file cannot be read on; cancelled.
[[nodiscard]] Result<Verdict> verifyFile(const mcap::McapFile& file, const RecordingInfo& info,
                                         const mcap::Progress& progress = {},
                                         uint64_t ownMaths = mathsFingerprint());

/// Makes the simulation that was recorded, with this seed, before its first tick.
using MakeSimulation = std::function<Result<std::unique_ptr<sim::Simulation>>(uint64_t seed)>;

/// Runs the session again, from the file's first checkpoint, and compares the state's hash at the
/// end of every tick; where it differs it goes on to the next checkpoint, and compares the states
/// themselves. Errors: file and twin do not belong together, or the state cannot be loaded.
[[nodiscard]] Result<Verdict> verifySession(const mcap::McapFile& file, const twin::Twin& twin,
                                            const MakeSimulation& make,
                                            const std::stop_token& stop);

}  // namespace gemba::ingest
