#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/signals/sample.h"
#include "engine/twin/twin.h"

namespace gemba::signals {

/// The two values of one signal, with where they came from.
struct SignalState {
    Value measured;  ///< as on the wire, before scale and offset
    Quality quality = Quality::none;
    Doubt doubt = Doubt::none;
    Provenance provenance = Provenance::none;
    int32_t source = -1;   ///< index into Twin::live of who said it last; -1 nobody yet
    UtcNs sourceTime = 0;  ///< of `measured`, by the source's clock
    UtcNs receiveTime = 0;
    uint64_t samples = 0;  ///< received, repeats not counted
    double rate = 0.0;     ///< samples a second, mean over about the last 5 s
    Value simulated;       ///< in wire units, so that the two compare as written

    template <class A>
    void visitState(A& archive) {
        archive(measured, quality, doubt, provenance, source, sourceTime, receiveTime, samples,
                rate, simulated);
        archive.require(quality <= Quality::none && provenance <= Provenance::predicted &&
                        doubt <= Doubt::unit);
    }
};

/// Names of all bound signals, fixed for one twin. Immutable, any thread.
class SignalNames {
 public:
    explicit SignalNames(const twin::Twin& twin);

    [[nodiscard]] size_t size() const { return m_names.size(); }
    [[nodiscard]] const std::string& name(uint32_t signal) const { return m_names[signal]; }
    [[nodiscard]] const std::vector<std::string>& all() const { return m_names; }
    [[nodiscard]] std::optional<uint32_t> find(std::string_view name) const;
    /// Bindings (indices into Twin::bindings) of a signal, in file order.
    [[nodiscard]] const std::vector<uint32_t>& bindings(uint32_t signal) const {
        return m_bindings[signal];
    }
    /// The one that says what the signal is here: that compares, else the first.
    [[nodiscard]] uint32_t meaning(uint32_t signal) const { return m_meaning[signal]; }
    [[nodiscard]] uint32_t signalOfBinding(uint32_t binding) const { return m_signal[binding]; }
    /// True where each sample counts (events and edges); false where the newest one will do.
    [[nodiscard]] bool every(uint32_t signal) const { return m_every[signal]; }

 private:
    struct NameHash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::vector<std::string> m_names;
    std::vector<std::vector<uint32_t>> m_bindings;
    std::vector<uint32_t> m_meaning;  // binding by signal
    std::vector<uint32_t> m_signal;   // by binding
    std::vector<bool> m_every;
    std::unordered_map<std::string, uint32_t, NameHash, std::equal_to<>> m_index;
};

}  // namespace gemba::signals
