#pragma once

#include <functional>

#include "app/composition.h"
#include "engine/sim/player.h"
#include "ingest/mcap/mcap_file.h"

namespace gemba::app {

/// A second world, from the newest checkpoint of a recording at or before an instant. `loaded` and
/// `history` outlive it. `grown` gives the same file as far as it goes by then, where it is still
/// being written. Errors: physics that would not be that of the recording is not shown as such.
[[nodiscard]] Result<sim::ReplayedWorld> replayedWorld(
    const ingest::mcap::McapFile& file, const LoadedTwin& loaded, UtcNs at,
    signals::History& history, std::function<Result<ingest::mcap::McapFile>()> grown = {});

}  // namespace gemba::app
