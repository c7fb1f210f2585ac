#pragma once

#include <span>
#include <string_view>

#include "engine/core/archive.h"
#include "engine/sim/finding.h"
#include "engine/sim/snapshot.h"
#include "engine/sim/take_over.h"
#include "engine/sim/world.h"

namespace gemba::sim {

/// One behaviour of the twin. A tick runs preStep of all systems in their literal order, then step
/// of all, then postStep of all. Only the simulation's thread calls it.
///
/// What a system keeps between ticks is state: derive from `Stateful<Me, System>` and list it in
/// visitState(), which saves, loads and hashes it; without that it does not compile.
class System {
 public:
    System() = default;
    System(const System&) = delete;
    System& operator=(const System&) = delete;
    virtual ~System() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Once, before the first tick of a fresh world: adds its bodies.
    virtual void begin(World&) {}
    /// After World and own state were loaded: builds anew what is derived from them. The world that
    /// goes on after a checkpoint passes through here exactly like a copy.
    virtual void rebuild(World&) {}

    /// The world goes on as one of several futures: chances are drawn by World::seed from here on,
    /// and what is counted for people is counted from here.
    virtual void branch(World&) {}

    /// Of a fresh world that goes on where another was, which is then rebuilt as if loaded: takes
    /// what it can use of the system of the same name there. What takes nothing begins anew.
    virtual void takeOver(const System&, const KeptThings&) {}

    virtual void preStep(World&) {}         ///< inputs become targets
    virtual void step(World&) {}            ///< controller, actuators, physics, then sensors
    virtual void postStep(const World&) {}  ///< residuals, history, outputs

    /// Adds what an eye needs of it. Called only when a reader asks.
    virtual void describe(const World&, Snapshot&) const {}

    /// What this tick brought to light, for the recording.
    [[nodiscard]] virtual std::span<const Finding> findings() const { return {}; }

    virtual void save(ByteWriter& out) const = 0;
    [[nodiscard]] virtual Result<void> load(ByteReader& in) = 0;
    virtual void hash(StateHash& hash) const = 0;
};

}  // namespace gemba::sim
