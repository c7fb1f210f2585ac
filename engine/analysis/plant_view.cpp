#include "engine/analysis/plant_view.h"

#include <algorithm>
#include <cmath>

#include "engine/twin/path_place.h"

namespace gemba::analysis {

void PlantView::begin(sim::World& world) {
    m_entries.assign(size_t{world.bodies.capacity()} * kPoses, {});
    m_every = std::max<Tick>(1, std::llround(1.0 / (kRateHz * world.h)));
}

void PlantView::postStep(const sim::World& world) {
    if (!world.following)
        return;
    for (const sim::Correction& done : world.corrections) {
        if (done.kind == sim::CorrectionKind::move)
            carryTrack(world, done);
    }
    if (world.tick % m_every != 0)
        return;
    for (uint32_t slot = 0; slot < world.bodies.capacity(); ++slot) {
        if (!world.bodies.used(slot) || !(world.bodies.flags[slot] & sim::body_flag::kByEvent))
            continue;
        m_entries[size_t{slot} * kPoses + m_next] = {world.utc, world.bodies.generation[slot],
                                                     world.bodies.pose[slot]};
    }
    m_next = (m_next + 1) % kPoses;
}

// A part that was moved came that way, moved: between its poses lies no jump.
void PlantView::carryTrack(const sim::World& world, const sim::Correction& done) {
    const auto slot = world.bodies.slotOf(done.serial);
    if (!slot)
        return;
    for (size_t i = 0; i < kPoses; ++i) {
        Entry& entry = m_entries[size_t{*slot} * kPoses + i];
        const auto place = twin::placeOnPath(*world.twin, entry.pose.position);
        const auto moved =
            place ? twin::carried(*world.twin, *place, entry.pose, place->at + done.to - done.from)
                  : std::nullopt;
        if (entry.generation == world.bodies.generation[*slot] && moved)
            entry.pose = *moved;
    }
}

// The kept pose nearest before the time, moved on along its way to the next.
Pose PlantView::poseAt(const sim::World& world, uint32_t slot, UtcNs time) const {
    const uint32_t generation = world.bodies.generation[slot];
    Pose after = world.bodies.pose[slot];
    UtcNs afterTime = world.utc;
    for (size_t back = 1; back <= kPoses; ++back) {
        const Entry& entry = m_entries[size_t{slot} * kPoses + (m_next + kPoses - back) % kPoses];
        if (entry.generation != generation || entry.time > afterTime)
            break;
        if (entry.time <= time) {
            const double span = static_cast<double>(afterTime - entry.time);
            const double share = span > 0.0 ? static_cast<double>(time - entry.time) / span : 0.0;
            return {glm::mix(entry.pose.position, after.position, share),
                    glm::slerp(entry.pose.rotation, after.rotation, share)};
        }
        after = entry.pose;
        afterTime = entry.time;
    }
    return after;  // later than the part's beginning: where it began
}

void PlantView::describe(const sim::World& world, sim::Snapshot& out) const {
    if (!world.following)
        return;
    bool heard = false;
    for (const sim::SourceState& source : world.sources)
        heard = heard || source.live;

    for (sim::SnapshotBody& body : out.bodies) {
        if (!(body.flags & sim::body_flag::kByEvent))
            continue;
        const double late = m_residuals.lateness(body.serial, world);
        if (late >= 0.0)
            body.plant = poseAt(world, body.slot, world.utc - static_cast<UtcNs>(late * 1e9));
        else
            body.plant.position -= world.bodies.velocity[body.slot] * late;
        const bool apart = glm::length(body.plant.position - body.pose.position) > kShown;
        body.plantState = !heard || !m_residuals.knows(body.serial) ? 2 : apart ? 1 : 0;
        if (!apart)
            body.plant = body.pose;
    }
}

}  // namespace gemba::analysis
