#pragma once

#include <optional>

#include "engine/render/view.h"
#include "engine/sim/snapshot.h"

namespace gemba::render {

/// Where a part is, or what moves of a device (of a robot its last link); `t` 0 … 1 between the
/// snapshot's two poses. Nothing where nothing of it moves.
[[nodiscard]] std::optional<Vec3> placeOf(const PickId& id, const sim::Snapshot& snapshot,
                                          double t);

/// Moves the camera by as much as what it follows moved since ViewState::followed.
void follow(ViewState& view, const sim::Snapshot& snapshot);

}  // namespace gemba::render
