#pragma once

#include <cstdint>
#include <vector>

#include "engine/sim/world.h"

/// A world that goes on where another was, of a twin before an edit.
namespace gemba::sim {

/// What a twin still has of the one that it was made from: where each thing of that stands now, -1:
/// it is gone. The same thing has the same name and kind; where one of a kind went and one came,
/// that is it by another name.
struct KeptThings {
    std::vector<int32_t> devices, items, signals, sources, alarms;

    /// For a world that goes on: a source by another address is another one.
    [[nodiscard]] static KeptThings between(const twin::Twin& before, const twin::Twin& now);
    /// For looking back: a source is what its name says, wherever it was.
    [[nodiscard]] static KeptThings byName(const twin::Twin& before, const twin::Twin& now);
};

/// Into a fresh world: the tick, parts and moving parts, values of properties and signals, what is
/// known of sources. What stands on a belt or belongs to a device that was moved moves with it;
/// parts of a kind that is gone, or that nobody feeds any more, stay away. Nothing sleeps.
void takeOver(World& world, const World& before, const KeptThings& kept);

}  // namespace gemba::sim
