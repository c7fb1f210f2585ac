#pragma once

#include <vector>

#include "engine/analysis/residual_system.h"
#include "engine/sim/system.h"

namespace gemba::analysis {

/// Where the plant has each part, as far as its sensors tell: the model's pose as long ago as the
/// plant is late with the part, or ahead along its velocity where it is early. Where eyes correct,
/// the model's pose is what it predicted since the last of them. Only for pictures:
/// it keeps short tracks of poses, which are not state.
class PlantView final : public Stateful<PlantView, sim::System> {
 public:
    /// `residuals` stands before it in the list and lives as long.
    explicit PlantView(const ResidualSystem& residuals) : m_residuals(residuals) {}

    [[nodiscard]] std::string_view name() const override { return "plant view"; }
    void begin(sim::World& world) override;
    /// A world that begins anew has no past.
    void rebuild(sim::World& world) override {
        if (world.tick == 0)
            begin(world);
    }
    void postStep(const sim::World& world) override;
    void describe(const sim::World& world, sim::Snapshot& out) const override;

    template <class A>
    void visitState(A&) {}

 private:
    static constexpr size_t kPoses = 128;  // at 30 Hz: the last four seconds
    static constexpr double kRateHz = 30.0;
    static constexpr double kShown = 0.03;  // m: nearer than this, plant and model are one

    struct Entry {
        UtcNs time = 0;
        uint32_t generation = 0;
        Pose pose;
    };

    void carryTrack(const sim::World& world, const sim::Correction& done);
    [[nodiscard]] Pose poseAt(const sim::World& world, uint32_t slot, UtcNs time) const;

    const ResidualSystem& m_residuals;
    std::vector<Entry> m_entries;  // slot * kPoses + place in the ring
    size_t m_next = 0;             // the same place for all slots
    Tick m_every = 8;
};

}  // namespace gemba::analysis
