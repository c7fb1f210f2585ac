#pragma once

#include "engine/core/time.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/edit.h"

namespace gemba::analysis {

/// "slip", "delay", "bias": key and property of the equipment.
[[nodiscard]] const char* name(sim::ParameterKind kind);

/// What is estimated of a plant, as a change of its twin's file with a note of where it comes from.
/// `now`: UTC of the day that the note names.
[[nodiscard]] twin::KeyEdit editFrom(const sim::ParameterEstimate& estimate, const twin::Twin& twin,
                                     UtcNs now);

}  // namespace gemba::analysis
