#include "engine/sim/overlay_system.h"

#include <cmath>

namespace gemba::sim {

OverlaySystem::OverlaySystem(const twin::Twin& twin,
                             const std::vector<twin::OverlayEntry>& entries) {
    const double hz = twin.world.stepHz;
    for (const twin::OverlayEntry& entry : entries) {
        m_entries.push_back({.property = twin.propertyIndex(entry.property),
                             .value = entry.value,
                             .from = std::llround(entry.from * hz),
                             .until = entry.until < 0.0 ? -1 : std::llround(entry.until * hz)});
    }
}

void OverlaySystem::preStep(World& world) {
    for (const Entry& entry : m_entries)
        world.properties.hasOverlay[entry.property] = 0;
    for (const Entry& entry : m_entries) {
        if (world.tick < entry.from || (entry.until >= 0 && world.tick >= entry.until))
            continue;
        world.properties.overlay[entry.property] = entry.value;
        world.properties.hasOverlay[entry.property] = 1;
    }
}

}  // namespace gemba::sim
