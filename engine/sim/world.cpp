#include "engine/sim/world.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/sim/initial_properties.h"

namespace gemba::sim {
namespace {

PropertyTable makeProperties(const twin::Twin& twin) {
    PropertyTable table;
    const size_t n = twin.propertyCount;
    table.initial = initialProperties(twin);
    table.value = table.initial;
    table.driver.assign(n, Driver::initial);
    for (auto* layer : {&table.controller, &table.measured, &table.overlay, &table.forced})
        layer->assign(n, 0.0);
    for (auto* has :
         {&table.hasController, &table.hasMeasured, &table.hasOverlay, &table.hasForced})
        has->assign(n, 0);
    return table;
}

// Items, and one body for each body device and moving part.
uint32_t bodyCapacity(const twin::Twin& twin) {
    uint32_t bodies = twin.world.maxItems;
    for (const twin::Device& device : twin.devices)
        bodies += device.is("body") ? 1 : static_cast<uint32_t>(device.info().parts.size());
    return bodies;
}

}  // namespace

const char* name(Driver driver) {
    switch (driver) {
        case Driver::initial:
            return "initial";
        case Driver::controller:
            return "controller";
        case Driver::overlay:
            return "overlay";
        case Driver::measured:
            return "measured";
        case Driver::stale:
            return "stale";
        case Driver::forced:
            break;
    }
    return "forced";
}

BodyTable::BodyTable(uint32_t capacity) {
    generation.assign(capacity, 0);
    flags.assign(capacity, 0);
    pose.resize(capacity);
    previous.resize(capacity);
    velocity.assign(capacity, Vec3(0.0));
    angularVelocity.assign(capacity, Vec3(0.0));
    item.assign(capacity, -1);
    device.assign(capacity, -1);
    part.assign(capacity, -1);
    serial.assign(capacity, 0);
    order.assign(capacity, 0);
    free.resize(capacity);
    for (uint32_t i = 0; i < capacity; ++i)
        free[i] = capacity - 1 - i;  // slot 0 is taken first
}

BodyId BodyTable::add() {
    if (free.empty())
        return {};
    const uint32_t slot = free.back();
    free.pop_back();
    ++generation[slot];
    flags[slot] = 0;
    pose[slot] = previous[slot] = Pose{};
    velocity[slot] = angularVelocity[slot] = Vec3(0.0);
    item[slot] = device[slot] = part[slot] = -1;
    serial[slot] = 0;
    order[slot] = nextOrder++;
    return id(slot);
}

std::optional<uint32_t> BodyTable::slotOf(uint32_t itemSerial) const {
    for (uint32_t slot = 0; slot < capacity(); ++slot) {
        if (serial[slot] == itemSerial && used(slot) && item[slot] >= 0)
            return slot;
    }
    return std::nullopt;
}

void BodyTable::remove(BodyId body) {
    if (!alive(body))
        return;
    ++generation[body.index];
    free.push_back(body.index);
}

World::World(std::shared_ptr<const twin::Twin> plant, uint64_t randomSeed)
    : twin(std::move(plant)),
      names(*twin),
      h(twin->world.h()),
      seed(randomSeed),
      properties(makeProperties(*twin)),
      bodies(bodyCapacity(*twin)),
      signals(names.size()),
      sources(twin->live.size()) {
    events.reserve(1024);
    for (size_t i = 0; i < sources.size(); ++i)
        sources[i].offsetKnown = twin->live[i].trusted();
    corrections.reserve(256);
    motionRequests.reserve(16);
    motions.reserve(2 * kMostMotions);
}

bool World::namesKnownThings() const {
    const auto within = [](int64_t index, size_t size) {
        return index >= -1 && index < static_cast<int64_t>(size);
    };
    for (const signals::SignalState& signal : signals) {
        if (!within(signal.source, sources.size()))
            return false;
    }
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
        if (!bodies.used(slot))
            continue;
        const bool known = within(bodies.item[slot], twin->items.size()) &&
                           within(bodies.device[slot], twin->devices.size()) &&
                           (bodies.serial[slot] == 0 || bodies.item[slot] >= 0);
        if (!known)
            return false;
    }

    // Free slots: each one that is in no use, once.
    std::vector<uint8_t> seen(bodies.capacity(), 0);
    for (const uint32_t slot : bodies.free) {
        if (slot >= bodies.capacity() || bodies.used(slot) || std::exchange(seen[slot], 1) != 0)
            return false;
    }
    return true;
}

uint32_t World::propertyIndex(uint32_t device, std::string_view name) const {
    const auto property = twin::findProperty(twin->devices[device].info(), name);
    assert(property);
    return twin->devices[device].firstProperty + *property;
}

}  // namespace gemba::sim
