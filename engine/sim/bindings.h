#pragma once

#include <vector>

#include "engine/sim/plausibility.h"
#include "engine/sim/system.h"

namespace gemba::sim {

/// Wire value of a property: (si - offset) / scale, typed as the property is.
[[nodiscard]] Value toWire(const twin::Binding& binding, const twin::PropertyInfo& property,
                           double si);

/// Device property that stands for a signal's simulated value: the binding's target, or for an
/// event of a feeder the `blocked` of its eye. Nothing where there is none.
[[nodiscard]] std::optional<twin::PropertyRef> simulatedProperty(const twin::Twin& twin,
                                                                 const twin::Binding& binding);

/// Calls `device` with the index of each device that a signal speaks of, some of them twice.
template <class F>
void eachDeviceOf(const World& world, uint32_t signal, F&& device) {
    for (const uint32_t b : world.names.bindings(signal)) {
        const twin::Binding& binding = world.twin->bindings[b];
        device(binding.target.device);
        if (const auto shown = simulatedProperty(*world.twin, binding))
            device(shown->device);
    }
}

/// Calls `stale(device)` for each device of a stale signal: its binding's, and the one that stands
/// for its simulated value.
template <class F>
void eachStaleDevice(const World& world, F&& stale) {
    for (uint32_t signal = 0; signal < world.signals.size(); ++signal) {
        if (world.signals[signal].quality == signals::Quality::stale)
            eachDeviceOf(world, signal, stale);
    }
}

/// Applies samples to signals and to the measured layer of driven properties (preStep), and decides
/// who drives each input and parameter (step): forced > overlay > measured > stale rule >
/// controller > initial. Must stand after the controller and before the physics.
class BindingSystem final : public Stateful<BindingSystem, System> {
 public:
    explicit BindingSystem(const twin::Twin& twin);

    [[nodiscard]] std::string_view name() const override { return "bindings"; }
    void branch(World& world) override;
    void preStep(World& world) override;
    void step(World& world) override;
    void describe(const World& world, Snapshot& out) const override;

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_rateCount, m_rateStart, m_glides, m_late);
        archive(m_plausibility);
    }

 private:
    void takeSample(World& world, size_t index);
    [[nodiscard]] signals::Quality judge(World& world, const signals::Sample& sample);
    void enter(World& world, const signals::Sample& sample);
    void applyLast(World& world, const signals::Sample& sample);
    void applyBinding(World& world, uint32_t bindingIndex, const Value& before,
                      const signals::Sample& sample);
    void glide(World& world);
    void watchSources(World& world);
    void watchAge(World& world);
    void markStale(World& world, uint32_t signal);
    void resolve(World& world, uint32_t property, int32_t bindingIndex) const;

    struct Resolved {
        uint32_t property = 0;
        int32_t binding = -1;  // that drives it
    };
    /// hold = "interpolate": on the way from one sample to the next, one period late.
    struct Glide {
        uint32_t binding = 0;         // not state
        double from = 0.0, to = 0.0;  // SI
        UtcNs start = 0;
        int64_t span = 0;      // ns between the two samples, by their source
        UtcNs sourceTime = 0;  // of `to`

        template <class A>
        void visitState(A& archive) {
            archive(from, to, start, span, sourceTime);
        }
    };
    void startGlide(const World& world, uint32_t binding, double si, UtcNs sourceTime);

    std::vector<Resolved> m_resolved;   // all inputs and parameters
    std::vector<Glide> m_glides;        // by binding, ascending; only those that interpolate
    std::vector<uint32_t> m_rateCount;  // samples in the window that runs
    std::vector<UtcNs> m_rateStart;
    Plausibility m_plausibility;
    std::vector<uint8_t> m_late;  // by source: it says what was so before it fell silent
};

/// Fills SignalState::simulated from the properties of this tick. Stands after the physics.
class SimulatedSignals final : public Stateful<SimulatedSignals, System> {
 public:
    [[nodiscard]] std::string_view name() const override { return "simulated signals"; }
    void begin(World& world) override;
    void step(World& world) override;

    template <class A>
    void visitState(A&) {}

 private:
    struct Shown {
        uint32_t signal = 0, property = 0;
        const twin::Binding* binding = nullptr;  // of the world's twin, as the next one
        const twin::PropertyInfo* info = nullptr;
        bool driven = false;
    };
    std::vector<Shown> m_shown;
};

}  // namespace gemba::sim
