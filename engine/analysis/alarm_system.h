#pragma once

#include <optional>
#include <vector>

#include "engine/analysis/residual_system.h"
#include "engine/sim/command.h"
#include "engine/sim/system.h"

namespace gemba::analysis {

/// Watches the conditions of Twin::alarms (IEC 62682, ISA-18.2): an alarm is raised when its
/// condition has held for its delay, stays until the value is back inside by the deadband, and is
/// to be acknowledged either way. What is unknown (no word, a bad value) changes nothing.
///
/// Residuals are looked at ten times a second, all others every tick.
class AlarmSystem final : public Stateful<AlarmSystem, sim::System> {
 public:
    /// `residuals` must outlive this; null: nothing is compared, alarms on it stay as they are.
    AlarmSystem(const twin::Twin& twin, const ResidualSystem* residuals);

    [[nodiscard]] std::string_view name() const override { return "alarms"; }
    /// An alarm stays raised, and acknowledged, over an edit.
    void takeOver(const sim::System& before, const sim::KeptThings& kept) override;
    void postStep(const sim::World& world) override;
    void describe(const sim::World& world, sim::Snapshot& out) const override;
    [[nodiscard]] std::span<const sim::Finding> findings() const override { return m_found; }

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_watches);
    }

 private:
    /// One alarm.
    struct Watch {
        sim::AlarmRow row;
        Tick holdsSince = -1;  ///< first tick of the condition; -1: it does not hold

        template <class A>
        void visitState(A& archive) {
            archive(row.active, row.acknowledged, row.count, row.value, holdsSince);
            if constexpr (!A::kHashes)
                archive(row.raised, row.changed);
            row.check(archive);
        }
    };

    void acknowledge(const sim::World& world, uint32_t which);
    void watch(const sim::World& world, uint32_t number);
    [[nodiscard]] std::optional<double> look(const sim::World& world, uint32_t number) const;
    [[nodiscard]] static std::optional<double> lookAtProperty(const sim::World& world,
                                                              const twin::Alarm& alarm);
    [[nodiscard]] static std::optional<double> lookAtSignal(const sim::World& world,
                                                            const twin::Alarm& alarm);
    [[nodiscard]] static std::optional<double> lookAtSilence(const sim::World& world,
                                                             const twin::Alarm& alarm);
    void tell(const sim::World& world, sim::Finding::Kind kind, uint32_t number);

    const ResidualSystem* m_residuals = nullptr;  // null: no alarm looks at it
    std::vector<Watch> m_watches;                 // by alarm

    std::vector<sim::ResidualRow> m_rows;  // scratch
    bool m_compared = false;               // m_rows are of this tick
    std::vector<sim::Finding> m_found;     // in this tick
};

}  // namespace gemba::analysis
