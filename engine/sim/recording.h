#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/archive.h"
#include "engine/core/result.h"
#include "engine/sim/command.h"
#include "engine/sim/simulation.h"

/// How a session is recorded, and how a recording becomes a session again: what enters each tick is
/// handed to a TickSink, and comes back through an InputFeed.
namespace gemba::sim {

/// What a session begins with.
struct SessionStart {
    uint64_t seed = 1;
    bool following = false;  ///< has sources: drive signals wait for them
    int64_t stepHz = 240;
    UtcNs epoch = 0;  ///< UTC of tick 0
    /// Hash of the state before the first tick: another program may keep it otherwise. 0: not
    /// known.
    uint64_t state = 0;

    template <class A>
    void visitState(A& archive) {
        archive(seed, following, stepHz, epoch, state);
    }
    bool operator==(const SessionStart&) const = default;
};

/// Something of one source that entered a tick. Samples are named, not copied: the recorded
/// messages hold them.
struct Entered {
    uint16_t source = 0;  ///< index into Twin::live
    uint32_t count = 0;   ///< samples; 0: a heartbeat
    uint64_t first = 0;   ///< Sample::index of the first; of a heartbeat its receive time

    template <class A>
    void visitState(A& archive) {
        archive(source, count, first);
    }
    bool operator==(const Entered&) const = default;
};

/// Messages that were missing just before a sample.
struct Loss {
    uint16_t source = 0;
    uint32_t lost = 0;
    uint64_t index = 0;

    template <class A>
    void visitState(A& archive) {
        archive(source, lost, index);
    }
    bool operator==(const Loss&) const = default;
};

/// One tick: all that entered it, and the state's hash at its end.
struct TickRecord {
    Tick tick = 0;
    UtcNs utc = 0;
    uint64_t hash = 0;
    std::vector<Entered> entered;  ///< in order
    std::vector<Loss> losses;
    std::vector<Command> commands;

    template <class A>
    void visitState(A& archive) {
        archive(tick, utc, hash, entered, losses, commands);
    }
    bool operator==(const TickRecord&) const = default;
};

/// Fills in what entered; its vectors are reused.
void describeInputs(const TickInputs& inputs, TickRecord& out);

/// Takes what a session does, tick by tick. All on the simulation's thread; `mayWait` where the
/// session has time to wait for room, else what finds none is dropped and counted there.
class TickSink {
 public:
    virtual ~TickSink() = default;
    /// Before the first tick, and again after a reset.
    virtual void begin(const SessionStart& start) = 0;
    virtual void tick(const TickRecord& record, bool mayWait) = 0;
    /// The state from which the world goes on at the start of `tick`, on the checkpoint grid.
    virtual void checkpoint(Tick tick, UtcNs utc, std::span<const std::byte> state,
                            bool mayWait) = 0;
    /// A signal's simulated value: numbers 30 times a simulated second, all others on change.
    virtual void simulated(uint32_t signal, UtcNs utc, const Value& value, bool mayWait) = 0;
    virtual void found(const Finding& finding, UtcNs utc, bool mayWait) = 0;
    /// What an eye would have seen at the end of a tick, 30 times a simulated second.
    virtual void frame(const Snapshot& snapshot, bool mayWait) = 0;
};

/// What enters the ticks of a replay, in place of sockets, commands and the clock. The session's
/// thread; lock-step: take() reads on until it has the whole tick.
class InputFeed {
 public:
    virtual ~InputFeed() = default;
    [[nodiscard]] virtual const SessionStart& start() const = 0;
    /// All that enters the tick, lent until the next call. Ticks ascend, from the first one that
    /// the feed was opened for. Beyond the end, and after a failure, nothing enters.
    [[nodiscard]] virtual TickInputs take(Tick tick) = 0;
    /// First tick that was not recorded.
    [[nodiscard]] virtual Tick end() const = 0;
    /// True: its samples are those that entered the tick. False: those that arrived before it, and
    /// the session places each as it does live ones (align = "source").
    [[nodiscard]] virtual bool aligned() const { return true; }
    /// Why the inputs cannot be trusted from some tick on; empty: they can.
    [[nodiscard]] virtual const std::string& failure() const = 0;
};

}  // namespace gemba::sim
