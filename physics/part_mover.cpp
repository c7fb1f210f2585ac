#include "physics/part_mover.h"

#include <algorithm>
#include <cmath>

#include "physics/convert.h"

namespace gemba::physics {
namespace {

using sim::Correction;
using sim::CorrectionKind;

constexpr double kApart = 1e-3;     // m that is left to what stands in the way
constexpr double kStopped = 5e-3;   // m: less far than asked by more is worth a word
constexpr int kMostPushed = 64;     // parts in one row: longer ones do not move
constexpr double kTouch = 1e-3;     // m that parts on a full belt may touch by
constexpr double kMostAsked = 2.0;  // m: no eye moves a part farther at once

Vec3 halves(const Context& context, uint32_t slot, const twin::PathPlace& place) {
    const sim::BodyTable& bodies = context.world.bodies;
    const auto item = static_cast<size_t>(bodies.item[slot]);
    return twin::halvesOnBelt(*context.world.twin, place.belt, context.world.twin->items[item],
                              bodies.pose[slot].rotation);
}

std::optional<twin::PathPlace> placeOf(const Context& context, uint32_t slot) {
    return twin::placeOnPath(*context.world.twin, context.world.bodies.pose[slot].position);
}

Vec3 beltVelocity(const Context& context, const twin::PathPlace& place) {
    const uint32_t belt = context.world.twin->pathBelts[place.belt].device;
    const Surface* surface = context.belts.surface(static_cast<int32_t>(belt));
    return surface != nullptr ? fromBullet(surface->velocity) : Vec3(0.0);
}

// Saved bytes ask, too: nothing in them is trusted.
bool sound(const Correction& asked, const twin::Twin& twin) {
    const auto in = [](int32_t index, size_t size) {
        return index >= 0 && index < static_cast<int32_t>(size);
    };
    const bool made = in(asked.item, twin.items.size()) && in(asked.feeder, twin.devices.size());
    return asked.kind <= CorrectionKind::doubt && in(asked.eye, twin.devices.size()) &&
           std::abs(asked.to - asked.from) <= kMostAsked &&
           (asked.kind != CorrectionKind::create || made);
}

}  // namespace

void PartMover::correct(const Context& context) {
    sim::World& world = context.world;
    if (world.corrections.empty())
        return;
    m_asked.assign(world.corrections.begin(), world.corrections.end());
    world.corrections.clear();
    for (const Correction& asked : m_asked) {
        if (!sound(asked, *world.twin))
            continue;
        auto slot = world.bodies.slotOf(asked.serial);
        if (slot && (world.bodies.flags[*slot] & sim::body_flag::kFrozen) != 0)
            slot.reset();
        if (asked.kind == CorrectionKind::create) {
            create(context, asked);
        } else if (slot && asked.kind == CorrectionKind::move) {
            // To a place, not by a way: another correction may have moved it in this tick.
            if (const auto at = placeOf(context, *slot); at && at->path == asked.path)
                shift(context, *slot, asked.to - at->at, asked, 0);
        } else if (slot) {
            if (asked.kind == CorrectionKind::retire)
                context.remove(*slot);
            world.corrections.push_back(asked);
        }
    }
}

double PartMover::shift(const Context& context, uint32_t slot, double way, const Correction& asked,
                        int depth) const {
    const auto place = placeOf(context, slot);
    if (!place)
        return 0.0;
    // As far as nothing stands in the way, and the next part can be pushed along.
    const double sign = way < 0.0 ? -1.0 : 1.0;
    double far = freeWay(context, slot, *place, way);
    if (const auto next = neighbour(context, slot, *place, way > 0.0); next && far > next->room) {
        const double more = sign * (far - next->room);
        const double pushed =
            depth < kMostPushed ? shift(context, next->slot, more, asked, depth + 1) : 0.0;
        far = next->room + std::abs(pushed);
    }
    const auto pose = twin::carried(*context.world.twin, *place, context.world.bodies.pose[slot],
                                    place->at + sign * far);
    const bool stopped = depth == 0 && far < std::abs(way) - kStopped;  // told, however far it got
    if (!pose || (far <= 0.0 && !stopped))
        return 0.0;

    // There it is carried at once; one that was pushed goes on as it went.
    sim::BodyTable& bodies = context.world.bodies;
    if (far > 0.0) {
        bodies.pose[slot] = bodies.previous[slot] = *pose;
        if (depth == 0)
            bodies.velocity[slot] = beltVelocity(context, *place);
        context.bullet.moveBody(slot, *pose, bodies.velocity[slot]);
        context.belts.update(bodies, slot);
    }
    Correction done = asked;
    done.kind = CorrectionKind::move;
    done.serial = bodies.serial[slot];
    done.why = stopped      ? sim::CorrectionWhy::inTheWay
               : depth == 0 ? asked.why
                            : sim::CorrectionWhy::pushed;
    done.from = place->at;
    done.to = place->at + sign * far;
    context.world.corrections.push_back(done);
    return sign * far;
}

// Along the path as far as it goes, to its end or just before what stands there.
double PartMover::freeWay(const Context& context, uint32_t slot, const twin::PathPlace& place,
                          double way) const {
    const twin::Twin& twin = *context.world.twin;
    const Pose& from = context.world.bodies.pose[slot];
    const double goal = twin::withinPath(twin, place.path, place.at + way);
    const auto to = twin::carried(twin, place, from, goal);
    if (!to || (goal - place.at) * way <= 0.0)
        return 0.0;
    const double fraction =
        context.bullet.freeWay(context.world.bodies, slot, to->position - from.position);
    const double far = std::abs(goal - place.at) * fraction;
    return fraction < 1.0 ? std::max(0.0, far - kApart) : far;
}

std::optional<PartMover::Neighbour> PartMover::neighbour(const Context& context, uint32_t slot,
                                                         const twin::PathPlace& place,
                                                         bool ahead) const {
    const sim::BodyTable& bodies = context.world.bodies;
    const Vec3 half = halves(context, slot, place);
    std::optional<Neighbour> nearest;
    double least = 0.0;  // less than nothing where they overlap
    for (const uint32_t other : context.bullet.live()) {
        if (other == slot || bodies.item[other] < 0)
            continue;
        const auto at = placeOf(context, other);
        if (!at || at->path != place.path || (at->at > place.at) != ahead)
            continue;
        const Vec3 sum = half + halves(context, other, *at);
        // Beside it or on it is not before it.
        if (std::abs(at->across - place.across) > sum.y - kTouch ||
            std::abs(at->above - place.above) > sum.z - kTouch)
            continue;
        const double gap = std::abs(at->at - place.at) - sum.x;
        if (nearest && gap >= least)
            continue;
        nearest = Neighbour{other, std::max(0.0, gap)};
        least = gap;
    }
    return nearest;
}

// Whom the new part would overlap is pushed out: ahead whose middle is ahead, the others back.
bool PartMover::makeRoom(const Context& context, uint32_t slot, const Correction& asked) const {
    const auto place = placeOf(context, slot);
    for (const bool ahead : {true, false}) {
        const auto next = place ? neighbour(context, slot, *place, ahead) : std::nullopt;
        const auto at = next ? placeOf(context, next->slot) : std::nullopt;
        if (!at)
            continue;
        const double needed = halves(context, slot, *place).x + halves(context, next->slot, *at).x -
                              std::abs(at->at - place->at);
        if (needed > kTouch && std::abs(shift(context, next->slot, ahead ? needed : -needed, asked,
                                              1)) < needed - kTouch)
            return false;
    }
    return place.has_value();
}

void PartMover::create(const Context& context, const Correction& asked) {
    sim::World& world = context.world;
    sim::BodyTable& bodies = world.bodies;
    const twin::ItemType& type = world.twin->items[static_cast<size_t>(asked.item)];
    const auto belt = twin::beltAt(*world.twin, asked.path, asked.from);
    uint32_t items = 0;
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot)
        items += bodies.used(slot) && (bodies.flags[slot] & sim::body_flag::kItem) != 0;
    const sim::BodyId id =
        belt && items < world.twin->world.maxItems ? bodies.add() : sim::BodyId{};
    if (!id.valid())
        return;

    // In the middle of its belt, its leading edge where the eye saw it.
    const uint32_t slot = id.index;
    const twin::PathBelt& under = world.twin->pathBelts[*belt];
    const double height = type.shape == "sphere" ? type.size.x : type.size.z;
    bodies.flags[slot] = sim::body_flag::kItem | sim::body_flag::kDynamic |
                         sim::body_flag::kByEvent | sim::body_flag::kKindUnknown;
    bodies.item[slot] = asked.item;
    bodies.device[slot] = asked.feeder;
    bodies.pose[slot] = bodies.previous[slot] = world.twin->devices[under.device].worldFromDevice *
                                                Pose{{asked.from - under.start, 0.0, 0.5 * height}};
    bodies.velocity[slot] = beltVelocity(context, {.belt = *belt});
    context.bullet.addBody(bodies, slot);
    if (!context.bullet.isFree(bodies, slot) || !makeRoom(context, slot, asked)) {
        context.bullet.removeBody(slot);
        bodies.remove(id);
        return;
    }

    // On from the eye as far as it may have come: its making says that, too.
    bodies.serial[slot] = bodies.nextSerial++;
    Correction done = asked;
    done.serial = bodies.serial[slot];
    const size_t before = world.corrections.size();
    const double way = shift(context, slot, asked.to - asked.from, asked, 0);
    if (way != 0.0 || world.corrections.size() > before)
        world.corrections.pop_back();
    done.to = asked.from + way;
    world.corrections.push_back(done);
}

}  // namespace gemba::physics
