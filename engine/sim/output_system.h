#pragma once

#include <vector>

#include "engine/sim/services.h"
#include "engine/sim/system.h"
#include "engine/twin/reader.h"

namespace gemba::sim {

/// Hands every change of a signal's simulated value to a sink: the publisher of a virtual plant.
/// Driven signals go out as they act, whoever drives them.
class OutputSystem final : public Stateful<OutputSystem, System> {
 public:
    OutputSystem(const twin::Twin& twin, OutputSink& sink, std::vector<twin::OfflineSpan> offline);

    [[nodiscard]] std::string_view name() const override { return "outputs"; }
    void postStep(const World& world) override;

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_sent);
    }

 private:
    void forgetSent(const twin::Twin& twin, uint32_t device);

    struct Signal {
        uint32_t signal = 0;
        uint32_t binding = 0;
        twin::PropertyRef property;
    };
    std::vector<Signal> m_signals;
    std::vector<Value> m_sent;  // by place in m_signals
    OutputSink& m_sink;
    std::vector<twin::OfflineSpan> m_offline;
    bool m_isOffline = false;
};

}  // namespace gemba::sim
