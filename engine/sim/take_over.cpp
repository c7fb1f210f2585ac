#include "engine/sim/take_over.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace gemba::sim {
namespace {

/// By name and kind; the only one of a kind that went and the only one that came are the same, with
/// another name. `kind` gives what must be equal of a row.
template <class Row, class Kind>
std::vector<int32_t> match(const std::vector<Row>& before, const std::vector<Row>& now,
                           const Kind& kind) {
    std::unordered_map<std::string_view, int32_t> places;
    for (size_t i = 0; i < now.size(); ++i)
        places.emplace(now[i].id, static_cast<int32_t>(i));
    std::vector<int32_t> out(before.size(), -1);
    std::vector<bool> known(now.size(), false);
    for (size_t i = 0; i < before.size(); ++i) {
        const auto found = places.find(before[i].id);
        if (found == places.end() ||
            kind(before[i]) != kind(now[static_cast<size_t>(found->second)]))
            continue;
        out[i] = found->second;
        known[static_cast<size_t>(found->second)] = true;
    }

    const auto came = [&](const Row& gone) {
        std::vector<int32_t> all;
        for (size_t i = 0; i < now.size(); ++i) {
            if (!known[i] && kind(now[i]) == kind(gone))
                all.push_back(static_cast<int32_t>(i));
        }
        return all;
    };
    const auto went = [&](const Row& gone) {
        int count = 0;
        for (size_t i = 0; i < before.size(); ++i)
            count += out[i] < 0 && kind(before[i]) == kind(gone) ? 1 : 0;
        return count;
    };
    std::vector<int32_t> renamed(before.size(), -1);
    for (size_t i = 0; i < before.size(); ++i) {
        if (out[i] >= 0 || went(before[i]) != 1)
            continue;
        if (const auto all = came(before[i]); all.size() == 1)
            renamed[i] = all.front();
    }
    for (size_t i = 0; i < before.size(); ++i)
        out[i] = std::max(out[i], renamed[i]);
    return out;
}

constexpr double kStack = 1.5;  // m above a belt: so high what stands on it may be

constexpr auto kAnyKind = [](const auto&) { return 0; };

/// A twin's edit as one that moves: what stood so before stands so now.
class Movement {
 public:
    Movement(const twin::Twin& before, const twin::Twin& now, const KeptThings& kept)
        : m_before(before), m_now(now), m_kept(kept) {}

    void withDevice(uint32_t device, BodyTable& bodies, uint32_t slot) const {
        const int32_t place = m_kept.devices[device];
        if (place < 0)
            return;
        const Pose& from = m_before.devices[device].worldFromDevice;
        const Pose& to = m_now.devices[static_cast<size_t>(place)].worldFromDevice;
        if (from == to)
            return;  // to the bit where it was
        const Pose moved = to * inverse(from);
        for (Pose* const pose : {&bodies.pose[slot], &bodies.previous[slot]})
            *pose = moved * *pose;
        for (Vec3* const v : {&bodies.velocity[slot], &bodies.angularVelocity[slot]})
            *v = moved.rotation * *v;
    }
    /// With the belt that it is on, if it is on one.
    void withBelt(BodyTable& bodies, uint32_t slot) const {
        for (uint32_t d = 0; d < m_before.devices.size(); ++d) {
            const twin::Device& belt = m_before.devices[d];
            if (!belt.is("conveyor"))
                continue;
            const Vec3 at = inverse(belt.worldFromDevice) * bodies.pose[slot].position;
            const Vec3& size = belt.vec3("size");
            if (at.x >= 0.0 && at.x <= size.x && std::abs(at.y) <= 0.5 * size.y && at.z > 0.0 &&
                at.z < kStack)
                return withDevice(d, bodies, slot);
        }
    }

 private:
    const twin::Twin& m_before;
    const twin::Twin& m_now;
    const KeptThings& m_kept;
};

/// Whose the parts are that a feeder made which is gone: any other's.
int32_t anyFeeder(const twin::Twin& twin) {
    const auto found = std::ranges::find_if(
        twin.devices, [](const twin::Device& device) { return device.is("feeder"); });
    return found == twin.devices.end() ? -1 : static_cast<int32_t>(found - twin.devices.begin());
}

void takeRow(BodyTable& bodies, uint32_t slot, const BodyTable& before, uint32_t from) {
    bodies.pose[slot] = before.pose[from];
    bodies.previous[slot] = before.previous[from];
    bodies.velocity[slot] = before.velocity[from];
    bodies.angularVelocity[slot] = before.angularVelocity[from];
}

/// Bodies and moving parts of devices have their rows already.
void takeDevicePart(World& world, const World& before, uint32_t from, const KeptThings& kept,
                    const Movement& movement) {
    const auto device = static_cast<uint32_t>(before.bodies.device[from]);
    BodyTable& bodies = world.bodies;
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
        if (!bodies.used(slot) || bodies.item[slot] >= 0 ||
            bodies.device[slot] != kept.devices[device] ||
            bodies.part[slot] != before.bodies.part[from])
            continue;
        takeRow(bodies, slot, before.bodies, from);
        movement.withDevice(device, bodies, slot);
    }
}

void takeItem(World& world, const World& before, uint32_t from, const KeptThings& kept,
              const Movement& movement) {
    const int32_t item = kept.items[static_cast<size_t>(before.bodies.item[from])];
    int32_t feeder = kept.devices[static_cast<size_t>(before.bodies.device[from])];
    if (feeder < 0)
        feeder = anyFeeder(*world.twin);
    const BodyId id = item >= 0 && feeder >= 0 ? world.bodies.add() : BodyId{};
    if (!id.valid())
        return;
    BodyTable& bodies = world.bodies;
    takeRow(bodies, id.index, before.bodies, from);
    bodies.flags[id.index] = before.bodies.flags[from] & ~body_flag::kSleeping;
    bodies.item[id.index] = item;
    bodies.device[id.index] = feeder;
    bodies.serial[id.index] = before.bodies.serial[from];
    movement.withBelt(bodies, id.index);
}

void takeBodies(World& world, const World& before, const KeptThings& kept) {
    const BodyTable& theirs = before.bodies;
    const Movement movement(*before.twin, *world.twin, kept);
    std::vector<uint32_t> slots;
    for (uint32_t slot = 0; slot < theirs.capacity(); ++slot) {
        if (theirs.used(slot) && theirs.device[slot] >= 0 &&
            (theirs.flags[slot] & body_flag::kFrozen) == 0)
            slots.push_back(slot);
    }
    std::ranges::sort(slots, {}, [&](uint32_t slot) { return theirs.order[slot]; });
    for (const uint32_t slot : slots) {
        if (theirs.item[slot] >= 0)
            takeItem(world, before, slot, kept, movement);
        else
            takeDevicePart(world, before, slot, kept, movement);
    }
    world.bodies.nextSerial = std::max(world.bodies.nextSerial, theirs.nextSerial);
}

/// What drives a property goes on where it still can: by a binding, a script, a hand.
void takeProperties(World& world, const World& before, const KeptThings& kept) {
    PropertyTable& ours = world.properties;
    const PropertyTable& theirs = before.properties;
    std::vector<uint8_t> driven(world.twin->propertyCount, 0);
    for (const twin::Binding& binding : world.twin->bindings) {
        if (binding.role == twin::Role::drive)
            driven[world.twin->propertyIndex(binding.target)] = 1;
    }
    for (size_t d = 0; d < kept.devices.size(); ++d) {
        if (kept.devices[d] < 0)
            continue;
        const twin::Device& old = before.twin->devices[d];
        const twin::Device& now = world.twin->devices[static_cast<size_t>(kept.devices[d])];
        for (uint32_t p = 0; p < old.info().properties.size(); ++p) {
            const uint32_t from = old.firstProperty + p;
            const uint32_t to = now.firstProperty + p;
            // What a device says of itself stands till it says it anew; all else follows from
            // these.
            if (old.info().properties[p].direction == twin::Direction::output)
                ours.value[to] = theirs.value[from];
            ours.driver[to] = theirs.driver[from];
            if (world.twin->controller) {
                ours.controller[to] = theirs.controller[from];
                ours.hasController[to] = theirs.hasController[from];
            }
            if (driven[to] != 0) {
                ours.measured[to] = theirs.measured[from];
                ours.hasMeasured[to] = theirs.hasMeasured[from];
            }
            ours.forced[to] = theirs.forced[from];
            ours.hasForced[to] = theirs.hasForced[from];
        }
    }
}

void takeSignals(World& world, const World& before, const KeptThings& kept) {
    for (size_t s = 0; s < kept.sources.size(); ++s) {
        if (kept.sources[s] >= 0)
            world.sources[static_cast<size_t>(kept.sources[s])] = before.sources[s];
    }
    for (size_t s = 0; s < kept.signals.size(); ++s) {
        if (kept.signals[s] < 0)
            continue;
        signals::SignalState& signal = world.signals[static_cast<size_t>(kept.signals[s])];
        signal = before.signals[s];
        if (signal.source >= 0)
            signal.source = kept.sources[static_cast<size_t>(signal.source)];
    }
}

}  // namespace

KeptThings KeptThings::between(const twin::Twin& before, const twin::Twin& now) {
    KeptThings kept;
    kept.devices =
        match(before.devices, now.devices, [](const twin::Device& device) { return device.kind; });
    kept.items = match(before.items, now.items, kAnyKind);
    kept.alarms =
        match(before.alarms, now.alarms, [](const twin::Alarm& alarm) { return alarm.kind; });
    // Another address is another source.
    kept.sources =
        match(before.live, now.live, [](const twin::LiveSource& live) { return live.connect; });
    const signals::SignalNames theirs(before);
    const signals::SignalNames ours(now);
    kept.signals.assign(theirs.size(), -1);
    for (uint32_t s = 0; s < theirs.size(); ++s) {
        if (const auto place = ours.find(theirs.name(s)))
            kept.signals[s] = static_cast<int32_t>(*place);
    }
    return kept;
}

KeptThings KeptThings::byName(const twin::Twin& before, const twin::Twin& now) {
    KeptThings kept = between(before, now);
    kept.sources = match(before.live, now.live, kAnyKind);
    return kept;
}

void takeOver(World& world, const World& before, const KeptThings& kept) {
    world.tick = before.tick;
    world.utc = before.utc;
    takeProperties(world, before, kept);
    takeSignals(world, before, kept);
    takeBodies(world, before, kept);
}

}  // namespace gemba::sim
