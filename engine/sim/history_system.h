#pragma once

#include <memory>
#include <vector>

#include "engine/signals/history.h"
#include "engine/sim/system.h"

namespace gemba::sim {

/// Writes the history that plots and lanes read: every measured sample, simulated values on change.
/// The history is not state: a rebuilt world goes on writing into the same one.
class HistorySystem final : public Stateful<HistorySystem, System> {
 public:
    explicit HistorySystem(signals::History& history);

    [[nodiscard]] std::string_view name() const override { return "history"; }
    void postStep(const World& world) override;

    template <class A>
    void visitState(A&) {}

 private:
    signals::History& m_history;
    std::vector<Value> m_written;             // simulated, by signal
    std::vector<signals::Quality> m_quality;  // measured, by signal
};

}  // namespace gemba::sim
