#include "engine/analysis/alarm_system.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/sim/bindings.h"

namespace gemba::analysis {

using sim::Finding;
using sim::World;
using twin::Alarm;
using twin::AlarmKind;

namespace {

constexpr double kLooksPerSecond = 10.0;  // at residuals

/// Whether the condition holds, given whether its alarm is active.
bool holds(const Alarm& alarm, double value, bool active) {
    switch (alarm.kind) {
        case AlarmKind::stale:
            return value != 0.0;
        case AlarmKind::state:
            return (value != 0.0) == alarm.is;
        case AlarmKind::residual:
        case AlarmKind::limit:
            break;
    }
    const double slack = active ? alarm.deadband : 0.0;
    return value > alarm.above - slack || value < alarm.below + slack;
}

/// Whether no source was heard yet that may speak of this device: any of them may.
bool neverHeard(const World& world) {
    return !world.sources.empty() &&
           std::all_of(world.sources.begin(), world.sources.end(),
                       [](const sim::SourceState& source) { return source.lastReceive == 0; });
}

bool isBound(const World& world, int32_t device) {
    bool bound = false;
    for (uint32_t signal = 0; signal < world.signals.size(); ++signal)
        sim::eachDeviceOf(world, signal, [&](uint32_t spoken) {
            bound = bound || static_cast<int32_t>(spoken) == device;
        });
    return bound;
}

/// What was never heard is silent only once it has had the time to speak, s.
double patience(const World& world, const Alarm& alarm) {
    if (alarm.kind != AlarmKind::stale)
        return 0.0;
    const auto& live = world.twin->live;
    if (alarm.source >= 0) {
        const auto source = static_cast<size_t>(alarm.source);
        return world.sources[source].lastReceive == 0 ? live[source].silentAfter : 0.0;
    }
    double longest = 0.0;
    for (const twin::LiveSource& source : live)
        longest = std::max(longest, source.silentAfter);
    return neverHeard(world) ? longest : 0.0;
}

}  // namespace

AlarmSystem::AlarmSystem(const twin::Twin& twin, const ResidualSystem* residuals)
    : m_watches(twin.alarms.size()) {
    const auto compares = [](const Alarm& alarm) { return alarm.kind == AlarmKind::residual; };
    if (std::any_of(twin.alarms.begin(), twin.alarms.end(), compares))
        m_residuals = residuals;
}

void AlarmSystem::takeOver(const sim::System& before, const sim::KeptThings& kept) {
    const auto* const theirs = dynamic_cast<const AlarmSystem*>(&before);
    if (theirs == nullptr)
        return;
    for (size_t i = 0; i < kept.alarms.size(); ++i) {
        if (kept.alarms[i] >= 0)
            m_watches[static_cast<size_t>(kept.alarms[i])] = theirs->m_watches[i];
    }
}

void AlarmSystem::postStep(const World& world) {
    m_found.clear();
    for (const uint32_t which : world.acknowledged)
        acknowledge(world, which);

    const Tick every = std::max<Tick>(1, std::llround(1.0 / (kLooksPerSecond * world.h)));
    m_compared = m_residuals != nullptr && world.following && world.tick % every == 0;
    if (m_compared) {
        m_rows.clear();
        m_residuals->describeRows(world, m_rows);
    }
    for (uint32_t i = 0; i < m_watches.size(); ++i)
        watch(world, i);
}

void AlarmSystem::acknowledge(const World& world, uint32_t which) {
    for (uint32_t i = 0; i < m_watches.size(); ++i) {
        sim::AlarmRow& row = m_watches[i].row;
        if ((which != i && which != sim::Command::kEveryAlarm) || row.acknowledged != 0)
            continue;
        row.acknowledged = 1;
        row.changed = world.utc;
        tell(world, Finding::Kind::alarmAcknowledged, i);
    }
}

void AlarmSystem::watch(const World& world, uint32_t number) {
    const Alarm& alarm = world.twin->alarms[number];
    Watch& watch = m_watches[number];
    sim::AlarmRow& row = watch.row;
    if (const auto value = look(world, number)) {
        row.value = *value;
        if (!holds(alarm, *value, row.active != 0))
            watch.holdsSince = -1;
        else if (watch.holdsSince < 0)
            watch.holdsSince = world.tick;
    } else if (row.active == 0 && alarm.kind != AlarmKind::residual) {
        watch.holdsSince = -1;  // it has to last by evidence; a residual's lies between two looks
    }
    const bool lasts =
        watch.holdsSince >= 0 && static_cast<double>(world.tick - watch.holdsSince) * world.h >=
                                     alarm.delay + patience(world, alarm);
    if (row.active == 0 && lasts) {
        row = {.active = 1,
               .acknowledged = 0,
               .count = row.count + 1,
               .raised = world.utc,
               .changed = world.utc,
               .value = row.value};
        tell(world, Finding::Kind::alarmRaised, number);
    } else if (row.active != 0 && watch.holdsSince < 0) {
        row.active = 0;
        row.changed = world.utc;
        tell(world, Finding::Kind::alarmCleared, number);
    }
}

// What the condition looks at, SI; nothing: it cannot be told now.
std::optional<double> AlarmSystem::look(const World& world, uint32_t number) const {
    const Alarm& alarm = world.twin->alarms[number];
    switch (alarm.kind) {
        case AlarmKind::stale:
            return lookAtSilence(world, alarm);
        case AlarmKind::residual: {
            if (!m_compared)
                return std::nullopt;
            double worst = 0.0;
            for (const sim::ResidualRow& row : m_rows) {
                if (row.equipment == static_cast<uint32_t>(alarm.device))
                    worst = std::max(worst, row.score);
            }
            return worst;
        }
        case AlarmKind::limit:
        case AlarmKind::state:
            break;
    }
    return alarm.binding >= 0 && world.following ? lookAtSignal(world, alarm)
                                                 : lookAtProperty(world, alarm);
}

std::optional<double> AlarmSystem::lookAtSignal(const World& world, const Alarm& alarm) {
    const auto number = static_cast<uint32_t>(alarm.binding);
    const signals::SignalState& signal = world.signals[world.names.signalOfBinding(number)];
    if (signal.quality > signals::Quality::uncertain || !signal.measured.numeric())
        return std::nullopt;
    const twin::Binding& binding = world.twin->bindings[number];
    return signal.measured.number() * binding.scale + binding.offset;
}

std::optional<double> AlarmSystem::lookAtProperty(const World& world, const Alarm& alarm) {
    const double value = world.property(alarm.property);
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> AlarmSystem::lookAtSilence(const World& world, const Alarm& alarm) {
    if (!world.following)
        return std::nullopt;
    if (alarm.source >= 0)
        return world.sources[static_cast<size_t>(alarm.source)].live ? 0.0 : 1.0;
    bool stale = neverHeard(world) && isBound(world, alarm.device);
    sim::eachStaleDevice(world, [&](uint32_t device) {
        stale = stale || device == static_cast<uint32_t>(alarm.device);
    });
    return stale ? 1.0 : 0.0;
}

void AlarmSystem::tell(const World& world, Finding::Kind kind, uint32_t number) {
    const AlarmKind of = world.twin->alarms[number].kind;
    const bool hasNumber = of == AlarmKind::limit || of == AlarmKind::residual;
    m_found.push_back({.kind = kind,
                       .index = number,
                       .time = world.utc,
                       .value = hasNumber ? m_watches[number].row.value
                                          : std::numeric_limits<double>::quiet_NaN()});
}

void AlarmSystem::describe(const World& world, sim::Snapshot& out) const {
    for (uint32_t i = 0; i < m_watches.size(); ++i) {
        const int32_t device = world.twin->alarms[i].device;
        out.alarms.push_back(m_watches[i].row);
        // What is silent stays shown so.
        if (m_watches[i].row.active != 0 && device >= 0 &&
            out.deviceState[static_cast<size_t>(device)] == 0)
            out.deviceState[static_cast<size_t>(device)] = 2;
    }
}

}  // namespace gemba::analysis
