#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/archive.h"
#include "engine/core/handle.h"
#include "engine/core/pose.h"
#include "engine/core/time.h"
#include "engine/signals/signal_table.h"
#include "engine/sim/correction.h"
#include "engine/sim/motion.h"
#include "engine/twin/twin.h"

/// What the plant *does* now: mutable state with one owner, the simulation's thread. Structures of
/// arrays, sized when the twin is loaded; a tick allocates nothing.
namespace gemba::sim {

/// Who set a property's value. forced > overlay > measured > the binding's rule for stale values >
/// controller > initial.
enum class Driver : uint8_t { initial, controller, overlay, measured, stale, forced };

[[nodiscard]] const char* name(Driver driver);

/// All properties of all devices as numbers (booleans 0 and 1), at Twin::propertyIndex. Inputs and
/// parameters are resolved each tick from their layers; outputs are written by the device.
struct PropertyTable {
    std::vector<double> value;       ///< what holds in this tick, SI
    std::vector<Driver> driver;      ///< who set it
    std::vector<double> initial;     ///< from the twin file
    std::vector<double> controller;  ///< last written by the script …
    std::vector<uint8_t> hasController;
    std::vector<double> measured;      ///< last driven by a signal …
    std::vector<uint8_t> hasMeasured;  ///< 0 never, 1 live, 2 stale
    std::vector<double> overlay;       ///< a plant's difference …
    std::vector<uint8_t> hasOverlay;
    std::vector<double> forced;  ///< by hand …
    std::vector<uint8_t> hasForced;

    template <class A>
    void visitState(A& archive) {
        archive.rows(value, driver, initial, controller, hasController, measured, hasMeasured,
                     overlay, hasOverlay, forced, hasForced);
    }
};

struct BodyTag;
using BodyId = Handle<BodyTag>;

/// Bits of BodyTable::flags.
namespace body_flag {
constexpr uint32_t kItem = 1;       ///< a part made by a feeder
constexpr uint32_t kKinematic = 2;  ///< a moving part of a device
constexpr uint32_t kDynamic = 4;    ///< moved by contact and gravity
constexpr uint32_t kSleeping = 8;
constexpr uint32_t kFrozen = 16;       ///< went NaN or left the world: stands still, flagged
constexpr uint32_t kByEvent = 32;      ///< made by a measured event: the twin of one real part
constexpr uint32_t kKindUnknown = 64;  ///< made where an eye saw it: its kind was taken for granted
}  // namespace body_flag

/// Everything that moves: items, dynamic bodies, moving parts. Slots are reused; generations tell.
struct BodyTable {
    std::vector<uint32_t> generation;  ///< 0: the slot is free and was never used; odd: in use
    std::vector<uint32_t> flags;
    std::vector<Pose> pose, previous;   ///< world from body, at this tick's and the last tick's end
    std::vector<Vec3> velocity;         ///< m/s
    std::vector<Vec3> angularVelocity;  ///< rad/s
    std::vector<int32_t> item;          ///< index into Twin::items, or -1
    std::vector<int32_t> device;        ///< owner: index into Twin::devices (an item: its feeder)
    std::vector<int32_t> part;          ///< index into the device kind's parts, or -1
    std::vector<uint32_t> serial;       ///< items: counts from 1 over all feeders; else 0
    std::vector<uint64_t> order;        ///< of insertion into the physics, ascending
    std::vector<uint32_t> free;         ///< slots to take, from the back
    uint64_t nextOrder = 1;
    uint32_t nextSerial = 1;

    explicit BodyTable(uint32_t capacity = 0);

    [[nodiscard]] uint32_t capacity() const { return static_cast<uint32_t>(generation.size()); }
    [[nodiscard]] bool used(uint32_t slot) const { return (generation[slot] & 1u) != 0; }
    [[nodiscard]] bool alive(BodyId id) const {
        return id.index < generation.size() && generation[id.index] == id.generation &&
               used(id.index);
    }
    [[nodiscard]] BodyId id(uint32_t slot) const { return {slot, generation[slot]}; }
    /// Where the item of this serial is; nothing: it is not there any more.
    [[nodiscard]] std::optional<uint32_t> slotOf(uint32_t itemSerial) const;
    [[nodiscard]] uint32_t count() const { return capacity() - static_cast<uint32_t>(free.size()); }

    /// Takes a free slot; an invalid id when none is left. All its fields are reset, order is
    /// given.
    [[nodiscard]] BodyId add();
    void remove(BodyId id);

    template <class A>
    void visitState(A& archive) {
        archive.rows(generation, flags, pose, previous, velocity, angularVelocity, item, device,
                     part, serial, order);
        archive(free, nextOrder, nextSerial);
    }
};

enum class EventType : uint8_t {
    itemMade,      ///< device: feeder; serial; cause: measured time of the event that made it, or 0
    itemTaken,     ///< device: sink; serial
    itemRefused,   ///< device: feeder; cause as above: no room, or max_items reached
    edge,          ///< simulated; device: eye; value 1 rising, 0 falling; serial of the part
    weighed,       ///< simulated; device: scale; value kg; serial
    measuredEdge,  ///< signal; value 1 or 0; cause: its time on our clock
    measuredValue,   ///< signal; value in wire units; cause: its time on our clock
    driverSwitched,  ///< index: property; value: the new Driver
    bodyFrozen,      ///< index: body slot; value 0 NaN, 1 left the world
    sourceStale,     ///< index: source
    sourceLive,      ///< index: source
    controllerStopped,
    partHeld,       ///< device: robot; serial
    partReleased,   ///< device: robot; serial
    partDropped,    ///< device: robot; serial; value kg: more than the vacuum holds
    motionRefused,  ///< device: robot; value: its property `fault`
};

/// One thing that happened in a tick.
struct Event {
    EventType type{};
    uint32_t index = 0;  ///< device, signal, property, body slot or source, by type
    uint32_t serial = 0;
    double value = 0.0;
    UtcNs cause = 0;  ///< UTC by our clock (source time less the clock offset), 0 = none

    template <class A>
    void visitState(A& archive) {
        archive(type, index, serial, value, cause);
    }
};

/// What the session knows of one live source, as the simulation sees it.
struct SourceState {
    UtcNs lastReceive = 0;  ///< of any message
    bool live = false;
    /// Source clock minus ours, smallest transit seen lately; 0 where the clock is trusted.
    int64_t clockOffsetNs = 0;
    bool offsetKnown = false;
    uint64_t lost = 0;  ///< messages missing by `seq`, on bound signals

    // Smallest (receive - source) of the last windows, for the offset.
    std::vector<int64_t> minima;
    UtcNs windowStart = 0;
    // Stamps in a row that no network explains: since when, and by how much they are out.
    UtcNs farOutSince = 0;
    int64_t farOut = 0;
    uint64_t clockSteps = 0;   ///< times that its clock was set
    uint64_t implausible = 0;  ///< values that cannot be, by their binding's range

    /// When a sample was taken, on our clock. A stamp that cannot be, in the future or long past,
    /// says nothing: then it is when the sample came.
    [[nodiscard]] UtcNs ourTime(const signals::Sample& sample) const;
    /// Learns the offset from one more sample.
    void learnOffset(const signals::Sample& sample);

    template <class A>
    void visitState(A& archive) {
        archive(lastReceive, live, clockOffsetNs, offsetKnown, lost, minima, windowStart,
                farOutSince, farOut, clockSteps, implausible);
    }
};

struct World {
    World(std::shared_ptr<const twin::Twin> plant, uint64_t randomSeed);

    std::shared_ptr<const twin::Twin> twin;
    signals::SignalNames names;

    Tick tick = 0;           ///< number of the tick under way, or the last one finished
    double h = 1.0 / 240.0;  ///< s
    uint64_t seed = 1;
    UtcNs utc = 0;           ///< wall time of this tick's start, from the TimeMap: an input
    bool following = false;  ///< has live sources: drive signals wait for them
    bool controllerStopped = false;

    PropertyTable properties;
    BodyTable bodies;
    std::vector<signals::SignalState> signals;
    std::vector<SourceState> sources;
    std::vector<Event> events;  ///< of this tick; cleared when the next begins
    /// Of this tick: before the physics as asked for, after it as done. Cleared like the events.
    std::vector<Correction> corrections;

    /// What the controller asks of robots in this tick: requests name ranges of motions.
    std::vector<MotionRequest> motionRequests;
    std::vector<Motion> motions;

    /// Alarms that the user acknowledged in this tick (Command::property). Cleared likewise.
    std::vector<uint32_t> acknowledged;

    // Inputs of this tick, set by Simulation: valid until its end.
    const signals::Sample* samples = nullptr;
    size_t sampleCount = 0;
    std::vector<signals::Quality> sampleQuality;  ///< of each, as the bindings judge it

    [[nodiscard]] double property(twin::PropertyRef ref) const {
        return properties.value[twin->propertyIndex(ref)];
    }
    /// Property `name` of a device; the name must be in its kind.
    [[nodiscard]] uint32_t propertyIndex(uint32_t device, std::string_view name) const;

    /// Saved, loaded and hashed: all but the twin, the names, the inputs and the tick's events.
    template <class A>
    void visitState(A& archive) {
        archive(tick, seed, following, controllerStopped, properties, bodies);
        archive.rows(signals, sources);
        if constexpr (A::kLoads)
            archive.require(namesKnownThings());
    }

 private:
    /// Every row speaks of things of this twin: else what follows them would read elsewhere.
    [[nodiscard]] bool namesKnownThings() const;
};

}  // namespace gemba::sim
