#include "engine/sim/simulation.h"

#include <cassert>

#include "engine/core/log.h"

namespace gemba::sim {

Simulation::Simulation(std::shared_ptr<const twin::Twin> twin, uint64_t seed, Systems systems)
    : m_world(std::make_unique<World>(std::move(twin), seed)), m_systems(std::move(systems)) {
    for (const auto& system : m_systems)
        system->begin(*m_world);
    m_initial = save();
}

void Simulation::tick(const TickInputs& inputs) {
    World& world = *m_world;
    world.events.clear();
    world.corrections.clear();
    world.motionRequests.clear();
    world.motions.clear();
    world.acknowledged.clear();
    world.utc = inputs.utc;
    world.samples = inputs.samples.data();
    world.sampleCount = inputs.samples.size();
    world.sampleQuality.clear();
    for (const signals::Sample& sample : inputs.samples)
        world.sampleQuality.push_back(sample.quality);
    for (const Command& command : inputs.commands)
        apply(command);

    // The three phases.
    for (const auto& system : m_systems)
        system->preStep(world);
    for (const auto& system : m_systems)
        system->step(world);
    for (const auto& system : m_systems)
        system->postStep(world);

    world.samples = nullptr;
    world.sampleCount = 0;
    ++world.tick;
    if (m_checkpointAsked || world.tick % world.twin->world.checkpointTicks() == 0)
        passCheckpoint();
}

void Simulation::apply(const Command& command) {
    PropertyTable& properties = m_world->properties;
    switch (command.type) {
        case CommandType::force:
            if (command.property < properties.value.size()) {
                properties.forced[command.property] = command.value;
                properties.hasForced[command.property] = 1;
            }
            break;
        case CommandType::release:
            if (command.property < properties.value.size())
                properties.hasForced[command.property] = 0;
            break;
        case CommandType::checkpoint:
            m_checkpointAsked = true;
            break;
        case CommandType::acknowledge:
            m_world->acknowledged.push_back(command.property);
            break;
        default:
            break;  // the session's own
    }
}

// The world that goes on is rebuilt from the same bytes as any copy of it would be.
void Simulation::passCheckpoint() {
    m_checkpointAsked = false;
    m_checkpointTick = m_world->tick;
    m_checkpoint.clear();
    ByteWriter out(m_checkpoint);
    saveState(*m_world, out);
    for (const auto& system : m_systems)
        system->save(out);
    const auto loaded = load(m_checkpoint);
    assert(loaded);
    if (!loaded)
        log::error(loaded.error().message());
}

Bytes Simulation::save() const {
    Bytes bytes;
    ByteWriter out(bytes);
    saveState(*m_world, out);
    for (const auto& system : m_systems)
        system->save(out);
    return bytes;
}

Result<void> Simulation::load(std::span<const std::byte> saved) {
    ByteReader in(saved);
    loadState(*m_world, in);
    if (!in.ok())
        return fail({.doing = "load saved state",
                     .on = "world",
                     .found = "too few bytes, or rows that do not fit the twin",
                     .expected = "a state of this twin"});
    for (const auto& system : m_systems) {
        if (auto loaded = system->load(in); !loaded) {
            loaded.error().on = system->name();
            return loaded;
        }
    }
    if (in.remaining() > 0)
        return fail({.doing = "load saved state", .found = "more bytes than were saved"});
    for (const auto& system : m_systems)
        system->rebuild(*m_world);
    return {};
}

void Simulation::branch(uint64_t seed) {
    m_world->seed = seed;
    m_world->following = false;
    for (const auto& system : m_systems)
        system->branch(*m_world);
}

void Simulation::takeOver(const Simulation& before) {
    const KeptThings kept = KeptThings::between(*before.world().twin, *m_world->twin);
    sim::takeOver(*m_world, before.world(), kept);
    for (const auto& system : m_systems) {
        for (const auto& theirs : before.m_systems) {
            if (theirs->name() == system->name())
                system->takeOver(*theirs, kept);
        }
    }
    // As any copy would: a recording of it begins with these bytes.
    const auto loaded = load(save());
    assert(loaded);
    if (!loaded) {
        log::error(loaded.error().message());
        reset();
    }
}

void Simulation::reset() {
    const bool following = m_world->following;
    const auto loaded = load(m_initial);
    assert(loaded);
    if (!loaded)
        log::error(loaded.error().message());
    m_world->following = following;
    m_checkpoint.clear();
    m_checkpointTick = -1;
}

uint64_t Simulation::stateHash() const {
    StateHash hash;
    hashState(*m_world, hash);
    for (const auto& system : m_systems)
        system->hash(hash);
    return hash.value();
}

void Simulation::describe(Snapshot& out) const {
    const World& world = *m_world;
    out.tick = world.tick;
    out.utc = world.utc;
    out.h = world.h;
    out.following = world.following;
    out.controllerStopped = world.controllerStopped;

    // Bodies, ascending by slot.
    const BodyTable& bodies = world.bodies;
    out.bodies.clear();
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
        if (!bodies.used(slot))
            continue;
        out.bodies.push_back({.slot = slot,
                              .generation = bodies.generation[slot],
                              .flags = bodies.flags[slot],
                              .item = bodies.item[slot],
                              .device = bodies.device[slot],
                              .part = bodies.part[slot],
                              .serial = bodies.serial[slot],
                              .previous = bodies.previous[slot],
                              .pose = bodies.pose[slot],
                              .plant = bodies.pose[slot]});
    }

    // Values.
    out.properties = world.properties.value;
    out.drivers.resize(world.properties.driver.size());
    for (size_t i = 0; i < out.drivers.size(); ++i)
        out.drivers[i] = static_cast<uint8_t>(world.properties.driver[i]);
    out.signals = world.signals;
    out.sources.clear();
    for (const SourceState& source : world.sources)
        out.sources.push_back({source.live, source.offsetKnown, source.clockOffsetNs,
                               source.lastReceive, source.lost, source.clockSteps,
                               source.implausible});
    out.residuals.clear();
    out.corrections.clear();
    out.corrected = {};
    out.estimates.clear();
    out.alarms.clear();
    out.contacts.clear();
    out.deviceState.assign(world.twin->devices.size(), 0);
    for (const auto& system : m_systems)
        system->describe(world, out);
}

}  // namespace gemba::sim
