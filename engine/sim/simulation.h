#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/sim/command.h"
#include "engine/sim/system.h"
#include "engine/sim/world.h"

namespace gemba::sim {

/// Everything that enters one tick.
struct TickInputs {
    UtcNs utc = 0;                             ///< of the tick's start, from the TimeMap
    std::span<const signals::Sample> samples;  ///< in order of arrival
    std::span<const Command> commands;         ///< force, release, checkpoint
};

/// A world and the systems that move it. Owned by one thread. Same twin, seed and inputs give the
/// same bits.
class Simulation {
 public:
    using Systems = std::vector<std::unique_ptr<System>>;

    /// The list's order is the order within each phase.
    Simulation(std::shared_ptr<const twin::Twin> twin, uint64_t seed, Systems systems);

    /// One step of h. On the checkpoint grid the world is saved and rebuilt from what was saved.
    void tick(const TickInputs& inputs);

    [[nodiscard]] Bytes save() const;
    /// Replaces the state; on error the simulation must be discarded.
    [[nodiscard]] Result<void> load(std::span<const std::byte> saved);

    /// Goes on as one of several futures of what was loaded: nothing is followed any more, chances
    /// are drawn by this seed. Between ticks.
    void branch(uint64_t seed);

    /// Of a fresh one: goes on where another is, of a twin before an edit (sim::takeOver). What was
    /// concluded and counted begins anew. Between ticks of both.
    void takeOver(const Simulation& before);

    /// Back to the state before the first tick.
    void reset();

    /// Of World and all systems, at the last tick's end.
    [[nodiscard]] uint64_t stateHash() const;

    [[nodiscard]] const World& world() const { return *m_world; }
    [[nodiscard]] World& world() { return *m_world; }  ///< for composition and tests, between ticks
    [[nodiscard]] const Systems& systems() const { return m_systems; }
    /// The newest state of the grid, empty before the first.
    [[nodiscard]] const Bytes& checkpoint() const { return m_checkpoint; }
    /// The tick at whose start it was taken; -1 before the first.
    [[nodiscard]] Tick checkpointTick() const { return m_checkpointTick; }

    /// Fills all but the session's own fields.
    void describe(Snapshot& out) const;

 private:
    void apply(const Command& command);
    void passCheckpoint();

    std::unique_ptr<World> m_world;
    Systems m_systems;
    Bytes m_initial;
    Bytes m_checkpoint;
    Tick m_checkpointTick = -1;
    bool m_checkpointAsked = false;
};

}  // namespace gemba::sim
