#pragma once

#include <string>

#include "engine/signals/signal_table.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::analysis {

/// The sentence that says a residual: "infeed: 12 of the last 12 cartons late, +0.81 s". What
/// agrees says so: "infeed: agrees, 12 of the last 12 cartons within 0.10 s".
[[nodiscard]] std::string describe(const sim::ResidualRow& row, const twin::Twin& twin);

}  // namespace gemba::analysis
