#include "engine/sim/history_system.h"

namespace gemba::sim {

using signals::Point;
using signals::Quality;
using signals::Series;

HistorySystem::HistorySystem(signals::History& history)
    : m_history(history),
      m_written(history.signalCount()),
      m_quality(history.signalCount(), Quality::none) {}

void HistorySystem::postStep(const World& world) {
    // Each measured sample, by its source's time on our clock.
    for (size_t i = 0; i < world.sampleCount; ++i) {
        const signals::Sample& sample = world.samples[i];
        if (sample.signal >= world.signals.size() || sample.last || !sample.value.numeric())
            continue;
        const UtcNs time = world.sources[sample.source].ourTime(sample);
        m_history.append(sample.signal, Series::measured,
                         {time, sample.value.number(), world.sampleQuality[i]});
        m_quality[sample.signal] = world.sampleQuality[i];
    }

    for (uint32_t signal = 0; signal < world.signals.size(); ++signal) {
        const signals::SignalState& state = world.signals[signal];
        // A signal that went stale ends its line here.
        if (state.quality != m_quality[signal] && state.quality == Quality::stale)
            m_history.append(signal, Series::measured,
                             {world.utc, state.measured.number(), Quality::stale});
        m_quality[signal] = state.quality;

        if (state.simulated == m_written[signal] || !state.simulated.numeric())
            continue;
        m_written[signal] = state.simulated;
        m_history.append(signal, Series::simulated,
                         {world.utc, state.simulated.number(), Quality::good});
    }
}

}  // namespace gemba::sim
