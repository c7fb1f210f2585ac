#include "engine/signals/signal_table.h"

namespace gemba::signals {

SignalNames::SignalNames(const twin::Twin& twin) {
    for (uint32_t b = 0; b < twin.bindings.size(); ++b) {
        const twin::Binding& binding = twin.bindings[b];
        const auto [at, added] =
            m_index.try_emplace(binding.signal, static_cast<uint32_t>(m_names.size()));
        if (added) {
            m_names.push_back(binding.signal);
            m_bindings.emplace_back();
            m_meaning.push_back(b);
            m_every.push_back(false);
        }
        const uint32_t signal = at->second;
        const bool compared = twin.bindings[m_meaning[signal]].role == twin::Role::compare;
        if (!compared && binding.role == twin::Role::compare)
            m_meaning[signal] = b;
        m_bindings[signal].push_back(b);
        m_signal.push_back(signal);

        // Each edge counts where it drives an event or is compared with a simulated edge.
        const twin::PropertyInfo& property = twin.info(binding.target);
        const bool edges = property.event || (binding.role == twin::Role::compare &&
                                              property.type == ValueType::boolean);
        if (edges)
            m_every[signal] = true;
    }
}

std::optional<uint32_t> SignalNames::find(std::string_view name) const {
    const auto at = m_index.find(name);
    if (at == m_index.end())
        return std::nullopt;
    return at->second;
}

}  // namespace gemba::signals
