#include "engine/sim/output_system.h"

#include "engine/sim/bindings.h"

namespace gemba::sim {

OutputSystem::OutputSystem(const twin::Twin& twin, OutputSink& sink,
                           std::vector<twin::OfflineSpan> offline)
    : m_sink(sink), m_offline(std::move(offline)) {
    const signals::SignalNames names(twin);
    for (uint32_t signal = 0; signal < names.size(); ++signal) {
        const uint32_t binding = names.meaning(signal);
        if (const auto property = simulatedProperty(twin, twin.bindings[binding]))
            m_signals.push_back({signal, binding, *property});
    }
    m_sent.resize(m_signals.size());
}

void OutputSystem::postStep(const World& world) {
    // Off the network between the given times.
    const double seconds = static_cast<double>(world.tick) * world.h;
    bool offline = false;
    for (const twin::OfflineSpan& span : m_offline)
        offline = offline || (seconds >= span.from && seconds < span.until);
    if (offline != m_isOffline)
        m_sink.setOffline(m_isOffline = offline, world.utc);

    // A weighing goes out even when it reads like the one before.
    for (const Event& event : world.events) {
        if (event.type == EventType::weighed)
            forgetSent(*world.twin, event.index);
    }

    for (size_t i = 0; i < m_signals.size(); ++i) {
        const Signal& out = m_signals[i];
        const Value value = toWire(world.twin->bindings[out.binding],
                                   world.twin->info(out.property), world.property(out.property));
        if (value == m_sent[i])
            continue;
        const bool taken = m_sink.push(
            {.signal = out.signal, .time = world.utc, .tick = world.tick, .value = value});
        if (taken)
            m_sent[i] = value;  // else it is tried again with the next tick
    }
}

void OutputSystem::forgetSent(const twin::Twin& twin, uint32_t device) {
    for (size_t i = 0; i < m_signals.size(); ++i) {
        if (m_signals[i].property.device == device &&
            twin.info(m_signals[i].property).name == "last_weight")
            m_sent[i] = Value{};
    }
}

}  // namespace gemba::sim
