#pragma once

#include <vector>

#include "engine/sim/system.h"

namespace gemba::analysis {

/// What flows through the line since the start: parts made, refused and taken, how long they were
/// under way, how many there were at once, and how many of them stood still. Counts the model's
/// parts, whatever drives it.
class FlowSystem final : public Stateful<FlowSystem, sim::System> {
 public:
    explicit FlowSystem(const twin::Twin& twin);

    [[nodiscard]] std::string_view name() const override { return "flow"; }
    void branch(sim::World& world) override;
    void postStep(const sim::World& world) override;
    void describe(const sim::World& world, sim::Snapshot& out) const override;

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_taken);
        archive(m_underWay, m_made, m_refused, m_ticks, m_present, m_waiting, m_transitSum,
                m_transits);
    }

 private:
    /// A part that was made and not taken yet.
    struct UnderWay {
        uint32_t serial = 0;
        Tick made = 0;

        template <class A>
        void visitState(A& archive) {
            archive(serial, made);
        }
    };

    void take(const sim::World& world, const sim::Event& event);
    void take(const sim::World& world, const sim::Correction& done);
    void made(const sim::World& world, uint32_t serial);
    void arrived(const sim::World& world, const sim::Event& event);
    void countPresent(const sim::World& world);

    std::vector<UnderWay> m_underWay;  // oldest first
    std::vector<uint32_t> m_sinks;     // devices, ascending: not state
    std::vector<uint64_t> m_taken;     // parts, by m_sinks
    uint64_t m_made = 0, m_refused = 0;
    uint64_t m_ticks = 0;
    uint64_t m_present = 0, m_waiting = 0;  // sums over ticks of parts
    uint64_t m_transitSum = 0;              // ticks, of all parts that were taken
    uint64_t m_transits = 0;
};

}  // namespace gemba::analysis
