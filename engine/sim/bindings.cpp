#include "engine/sim/bindings.h"

#include <algorithm>
#include <cmath>

namespace gemba::sim {
namespace {

using signals::Quality;
using signals::Sample;
using signals::SignalState;

constexpr int64_t kRateWindowNs = 5 * kNsPerSecond;

bool usable(Quality quality) {
    return quality == Quality::good || quality == Quality::uncertain;
}

// When a sample counts as received. From a trusted clock that is what its own time says, so that a
// replay over any network gives the same.
UtcNs arrivalOf(const twin::LiveSource& live, const Sample& sample) {
    return live.trusted() ? sample.sourceTime + live.delayNs() : sample.receiveTime;
}

bool matches(twin::Edge edge, bool rising) {
    return edge == twin::Edge::both ||
           (rising ? edge == twin::Edge::rising : edge == twin::Edge::falling);
}

}  // namespace

Value toWire(const twin::Binding& binding, const twin::PropertyInfo& property, double si) {
    if (property.type == ValueType::boolean)
        return Value::ofBoolean(si != 0.0);
    const double wire = (si - binding.offset) / binding.scale;
    if (property.type == ValueType::integer)
        return Value::ofInteger(std::llround(wire));
    return Value::ofReal(wire);
}

std::optional<twin::PropertyRef> simulatedProperty(const twin::Twin& twin,
                                                   const twin::Binding& binding) {
    const twin::PropertyInfo& property = twin.info(binding.target);
    if (!property.event)
        return binding.target;
    const twin::Device& feeder = twin.devices[binding.target.device];
    if (!twin::findKey(feeder.info(), "event_at"))
        return std::nullopt;
    const int32_t eye = twin.findDevice(feeder.text("event_at"));
    if (eye < 0)
        return std::nullopt;
    const auto blocked =
        twin::findProperty(twin.devices[static_cast<size_t>(eye)].info(), "blocked");
    if (!blocked)
        return std::nullopt;
    return twin::PropertyRef{static_cast<uint32_t>(eye), *blocked};
}

BindingSystem::BindingSystem(const twin::Twin& twin)
    : m_plausibility(twin, signals::SignalNames(twin)) {
    const signals::SignalNames names(twin);
    m_rateCount.assign(names.size(), 0);
    m_rateStart.assign(names.size(), 0);
    m_late.assign(twin.live.size(), 0);

    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        const auto& properties = twin.devices[d].info().properties;
        for (uint32_t p = 0; p < properties.size(); ++p) {
            if (properties[p].direction != twin::Direction::output)
                m_resolved.push_back({twin.propertyIndex({d, p}), -1});
        }
    }
    for (uint32_t b = 0; b < twin.bindings.size(); ++b) {
        if (twin.bindings[b].role != twin::Role::drive)
            continue;
        if (twin.bindings[b].hold == twin::Hold::interpolate)
            m_glides.push_back({.binding = b});
        const uint32_t property = twin.propertyIndex(twin.bindings[b].target);
        for (Resolved& resolved : m_resolved) {
            if (resolved.property == property)
                resolved.binding = static_cast<int32_t>(b);
        }
    }
}

// What the plant commanded last goes on, but for what the twin's own controller commands.
void BindingSystem::branch(World& world) {
    PropertyTable& table = world.properties;
    for (const Resolved& resolved : m_resolved) {
        const uint32_t property = resolved.property;
        if (resolved.binding >= 0 && table.hasMeasured[property] != 0 &&
            table.hasController[property] == 0)
            table.initial[property] = table.measured[property];
    }
}

void BindingSystem::preStep(World& world) {
    for (size_t i = 0; i < world.sampleCount; ++i)
        takeSample(world, i);
    glide(world);
    if (!world.following)
        return;  // nothing can be stale, and wall time stays out of the state
    watchSources(world);
    watchAge(world);
}

void BindingSystem::takeSample(World& world, size_t index) {
    const Sample& sample = world.samples[index];
    // Any message shows that its source is alive.
    SourceState& source = world.sources[sample.source];
    const twin::LiveSource& live = world.twin->live[sample.source];
    source.lastReceive = std::max(source.lastReceive, arrivalOf(live, sample));
    source.lost += sample.lost;
    if (!source.live) {
        source.live = true;
        world.events.push_back({.type = EventType::sourceLive, .index = sample.source});
    }
    if (sample.signal >= world.signals.size())
        return;
    if (!live.trusted()) {
        source.learnOffset(sample);
        const auto silent = static_cast<int64_t>(live.silentAfter * 1e9);
        if (!sample.last)
            m_late[sample.source] = sample.receiveTime - source.ourTime(sample) > silent;
    }
    world.signals[sample.signal].source = sample.source;

    // What cannot be is shown, but neither drives nor compares.
    const Quality quality = judge(world, sample);
    world.sampleQuality[index] = quality;
    if (quality == sample.quality) {
        enter(world, sample);
        return;
    }
    Sample doubted = sample;
    doubted.quality = quality;
    enter(world, doubted);
}

Quality BindingSystem::judge(World& world, const Sample& sample) {
    const signals::Doubt doubt = m_plausibility.judge(world, sample);
    world.signals[sample.signal].doubt = doubt;
    // What was held up for longer than its source may be silent is not how things are now.
    if (doubt == signals::Doubt::none)
        return m_late[sample.source] ? std::max(sample.quality, Quality::uncertain)
                                     : sample.quality;
    if (!sample.last || sample.missed)
        ++world.sources[sample.source].implausible;
    return std::max(sample.quality, Quality::bad);
}

void BindingSystem::enter(World& world, const Sample& sample) {
    if (sample.last) {
        applyLast(world, sample);
        return;
    }

    // The new value, then what it is bound to.
    SignalState& state = world.signals[sample.signal];
    const Value before = state.measured;
    state.measured = sample.value;
    state.quality = sample.quality;
    state.provenance = signals::Provenance::measured;
    state.sourceTime = sample.sourceTime;
    state.receiveTime = arrivalOf(world.twin->live[sample.source], sample);
    ++state.samples;
    ++m_rateCount[sample.signal];
    for (const uint32_t binding : world.names.bindings(sample.signal))
        applyBinding(world, binding, before, sample);
}

// A repeated last value fills a gap in what is known, but is no edge and does not renew age.
void BindingSystem::applyLast(World& world, const Sample& sample) {
    SignalState& state = world.signals[sample.signal];
    const bool newer =
        state.measured.empty() || sample.missed || sample.sourceTime > state.sourceTime;
    if (newer) {
        state.measured = sample.value;
        state.sourceTime = sample.sourceTime;
        state.receiveTime = arrivalOf(world.twin->live[sample.source], sample);
    }
    state.quality = sample.quality;
    state.provenance = signals::Provenance::measured;
    for (const uint32_t b : world.names.bindings(sample.signal)) {
        const twin::Binding& binding = world.twin->bindings[b];
        if (binding.role != twin::Role::drive)
            continue;
        const uint32_t property = world.twin->propertyIndex(binding.target);
        world.properties.hasMeasured[property] = usable(sample.quality) ? 1 : 2;
        if (!usable(sample.quality))
            continue;  // what was good before is held
        const double si = state.measured.number() * binding.scale + binding.offset;
        if (binding.hold == twin::Hold::interpolate && newer)
            startGlide(world, b, si, sample.sourceTime);
        else if (!world.twin->info(binding.target).event && state.measured.numeric())
            world.properties.measured[property] = si;
    }
}

void BindingSystem::applyBinding(World& world, uint32_t bindingIndex, const Value& before,
                                 const Sample& sample) {
    const twin::Binding& binding = world.twin->bindings[bindingIndex];
    const twin::PropertyInfo& info = world.twin->info(binding.target);
    const uint32_t property = world.twin->propertyIndex(binding.target);
    // A trusted clock is ours, whenever the network brings what it says.
    const UtcNs time = world.twin->live[sample.source].trusted()
                           ? sample.sourceTime
                           : world.sources[sample.source].ourTime(sample);
    const bool good = usable(sample.quality) && sample.value.numeric();
    const bool edge = good && !before.empty() && before.boolean() != sample.value.boolean();
    const bool rising = sample.value.boolean();

    if (binding.role == twin::Role::drive) {
        world.properties.hasMeasured[property] = good ? 1 : 2;
        if (info.event) {
            if (edge && matches(binding.on, rising)) {
                world.properties.measured[property] += 1.0;
                world.events.push_back({.type = EventType::measuredEdge,
                                        .index = sample.signal,
                                        .value = rising ? 1.0 : 0.0,
                                        .cause = time});
            }
        } else if (good) {
            const double si = sample.value.number() * binding.scale + binding.offset;
            if (binding.hold == twin::Hold::interpolate)
                startGlide(world, bindingIndex, si, sample.sourceTime);
            else
                world.properties.measured[property] = si;
        }
    } else if (binding.role == twin::Role::compare && good) {
        if (info.type != ValueType::boolean)
            world.events.push_back({.type = EventType::measuredValue,
                                    .index = sample.signal,
                                    .value = sample.value.number(),
                                    .cause = time});
        else if (edge)
            world.events.push_back({.type = EventType::measuredEdge,
                                    .index = sample.signal,
                                    .value = rising ? 1.0 : 0.0,
                                    .cause = time});
    }
}

void BindingSystem::startGlide(const World& world, uint32_t binding, double si, UtcNs sourceTime) {
    constexpr int64_t kLongest = 10 * kNsPerSecond;  // a gap is not glided over
    const uint32_t property = world.twin->propertyIndex(world.twin->bindings[binding].target);
    for (Glide& way : m_glides) {
        if (way.binding != binding)
            continue;
        const int64_t span = sourceTime - way.sourceTime;
        const bool known = way.sourceTime != 0 && span > 0 && span <= kLongest;
        way.from = known ? world.properties.measured[property] : si;
        way.to = si;
        way.start = world.utc;
        way.span = known ? span : 0;
        way.sourceTime = sourceTime;
    }
}

void BindingSystem::glide(World& world) {
    for (const Glide& way : m_glides) {
        if (way.sourceTime == 0)
            continue;
        const auto passed = static_cast<double>(world.utc - way.start);
        const double share =
            way.span > 0 ? std::clamp(passed / static_cast<double>(way.span), 0.0, 1.0) : 1.0;
        const uint32_t property =
            world.twin->propertyIndex(world.twin->bindings[way.binding].target);
        world.properties.measured[property] = way.from + (way.to - way.from) * share;
    }
}

void BindingSystem::watchSources(World& world) {
    for (uint32_t s = 0; s < world.sources.size(); ++s) {
        SourceState& source = world.sources[s];
        const auto silent = static_cast<int64_t>(world.twin->live[s].silentAfter * 1e9);
        if (!source.live || world.utc - source.lastReceive <= silent)
            continue;
        source.live = false;
        world.events.push_back({.type = EventType::sourceStale, .index = s});
        for (uint32_t signal = 0; signal < world.signals.size(); ++signal) {
            if (world.signals[signal].source == static_cast<int32_t>(s))
                markStale(world, signal);
        }
    }
}

void BindingSystem::watchAge(World& world) {
    for (uint32_t signal = 0; signal < world.signals.size(); ++signal) {
        SignalState& state = world.signals[signal];

        // The rate, over windows of five seconds.
        if (world.utc - m_rateStart[signal] >= kRateWindowNs) {
            const double seconds = static_cast<double>(world.utc - m_rateStart[signal]) * 1e-9;
            state.rate = m_rateStart[signal] == 0 ? 0.0 : m_rateCount[signal] / seconds;
            m_rateStart[signal] = world.utc;
            m_rateCount[signal] = 0;
        }
        if (!usable(state.quality))
            continue;
        for (const uint32_t b : world.names.bindings(signal)) {
            const double limit = world.twin->bindings[b].staleAfter;
            if (limit > 0.0 && world.utc - state.receiveTime > static_cast<int64_t>(limit * 1e9)) {
                markStale(world, signal);
                break;
            }
        }
    }
}

void BindingSystem::markStale(World& world, uint32_t signal) {
    world.signals[signal].quality = Quality::stale;
    for (const uint32_t b : world.names.bindings(signal)) {
        const twin::Binding& binding = world.twin->bindings[b];
        if (binding.role == twin::Role::drive)
            world.properties.hasMeasured[world.twin->propertyIndex(binding.target)] = 2;
    }
}

void BindingSystem::step(World& world) {
    for (const Resolved& resolved : m_resolved)
        resolve(world, resolved.property, resolved.binding);
}

void BindingSystem::resolve(World& world, uint32_t property, int32_t bindingIndex) const {
    PropertyTable& table = world.properties;
    Driver driver = Driver::initial;
    double value = table.initial[property];
    if (table.hasController[property]) {
        driver = Driver::controller;
        value = table.controller[property];
    }

    // A binding of a twin that follows outranks the controller, even before its first sample.
    if (bindingIndex >= 0 && world.following) {
        const twin::Binding& binding = world.twin->bindings[static_cast<size_t>(bindingIndex)];
        if (table.hasMeasured[property] == 1) {
            driver = Driver::measured;
            value = table.measured[property];
        } else if (binding.onStale == twin::OnStale::value) {
            driver = Driver::stale;
            value = binding.staleValue;
        } else if (binding.onStale == twin::OnStale::hold) {
            driver = Driver::stale;
            value = table.hasMeasured[property] == 2 ? table.measured[property]
                                                     : table.initial[property];
        }
    }
    if (table.hasOverlay[property]) {
        driver = Driver::overlay;
        value = table.overlay[property];
    }
    if (table.hasForced[property]) {
        driver = Driver::forced;
        value = table.forced[property];
    }

    if (driver != table.driver[property]) {
        table.driver[property] = driver;
        world.events.push_back({.type = EventType::driverSwitched,
                                .index = property,
                                .value = static_cast<double>(driver)});
    }
    table.value[property] = value;
}

// Equipment whose signals are stale is shown so.
void BindingSystem::describe(const World& world, Snapshot& out) const {
    if (!world.following)
        return;
    eachStaleDevice(world, [&](uint32_t device) { out.deviceState[device] = 1; });
}

void SimulatedSignals::begin(World& world) {
    const twin::Twin& twin = *world.twin;
    m_shown.clear();
    for (uint32_t signal = 0; signal < world.signals.size(); ++signal) {
        const twin::Binding& binding = twin.bindings[world.names.meaning(signal)];
        const auto property = simulatedProperty(twin, binding);
        if (!property)
            continue;
        const twin::PropertyInfo& info = twin.info(*property);
        m_shown.push_back({.signal = signal,
                           .property = twin.propertyIndex(*property),
                           .binding = &binding,
                           .info = &info,
                           .driven = binding.role == twin::Role::drive &&
                                     info.direction != twin::Direction::output});
    }
    step(world);
}

void SimulatedSignals::step(World& world) {
    for (const Shown& shown : m_shown) {
        // A driven signal's simulated value is what the twin's own controller would command.
        const uint32_t at = shown.property;
        double si = world.properties.value[at];
        if (shown.driven && world.properties.hasController[at])
            si = world.properties.controller[at];
        else if (shown.driven)
            si = world.properties.initial[at];
        world.signals[shown.signal].simulated = toWire(*shown.binding, *shown.info, si);
    }
}

}  // namespace gemba::sim
