#pragma once

#include "engine/sim/snapshot.h"
#include "engine/sim/take_over.h"

namespace gemba::sim {

/// Makes of a picture that was taken before an edit one that the twin of now can show: what it
/// still has keeps its values and states, what came with the edit has its initial ones, what is
/// gone is left out. Parts stay where they were. `snapshot` fits `before` (see checkSnapshot) and
/// fits `now` afterwards.
void carryOver(Snapshot& snapshot, const twin::Twin& before, const twin::Twin& now,
               const KeptThings& kept);

}  // namespace gemba::sim
