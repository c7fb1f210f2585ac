#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/archive.h"
#include "engine/core/pose.h"
#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/signals/signal_table.h"
#include "engine/sim/correction.h"

namespace gemba::sim {

/// One moving thing as an eye sees it: previous and current pose, to interpolate between.
struct SnapshotBody {
    uint32_t slot = 0, generation = 0;
    uint32_t flags = 0;  ///< body_flag
    int32_t item = -1, device = -1, part = -1;
    uint32_t serial = 0;
    Pose previous, pose;     ///< world from body, by the model
    Pose plant;              ///< where the plant has it, as far as sensors tell
    uint8_t plantState = 0;  ///< 0 as the model, 1 differs, 2 predicted (no sensor confirms it)

    template <class A>
    void visitState(A& archive) {
        archive(slot, generation, flags, item, device, part, serial, previous, pose, plant,
                plantState);
    }
};

/// Where two bodies touch.
struct SnapshotContact {
    Vec3 position{0.0};          ///< m, world
    Vec3 normal{0.0, 0.0, 1.0};  ///< unit; one of them is pushed along it, the other against it
    double force = 0.0;          ///< N, mean of the last tick
};

enum class ResidualKind : uint8_t {
    transit,  ///< edges of parts between two eyes
    value,    ///< numbers: a scale's weight
    state,    ///< booleans that are no eye's: a pusher that moved or did not
};

/// Where plant and model part, for one segment or signal, over the last parts.
struct ResidualRow {
    ResidualKind kind = ResidualKind::transit;
    uint32_t equipment = 0;      ///< index into Twin::devices: what the row is about
    int32_t from = -1, to = -1;  ///< eyes (devices) of a segment; `to` alone for values
    uint32_t signal = 0;
    uint32_t of = 0;                  ///< parts, or samples, looked at: the last 12 at most
    uint32_t late = 0, early = 0;     ///< of them beyond the tolerance; for values: high and low
    uint32_t missing = 0, extra = 0;  ///< of them: edges that the plant lacks, or has too many
    double median = 0.0;  ///< measured minus simulated: s for edges, wire units for values
    double score = 0.0;   ///< significance: rows are ranked by it, worst first; < 1 agrees
    uint64_t matched = 0, missingTotal = 0, extraTotal = 0;  ///< since the start
    UtcNs since = 0;  ///< when its score came to 1; 0: it agrees

    /// Without `since`, which older recordings lack.
    template <class A>
    void visitState(A& archive) {
        archive(kind, equipment, from, to, signal, of, late, early, missing, extra, median, score,
                matched, missingTotal, extraTotal);
        archive.require(kind <= ResidualKind::state);
    }
};

enum class ParameterKind : uint8_t {
    slip,   ///< of a belt: share of its speed that parts do not follow
    delay,  ///< of an eye, s
    bias,   ///< of a scale, kg
};

/// A parameter of the plant as the residuals tell it, with its 95 % interval.
struct ParameterEstimate {
    ParameterKind kind = ParameterKind::slip;
    uint32_t equipment = 0;  ///< index into Twin::devices
    double value = 0.0, low = 0.0, high = 0.0;
    uint32_t n = 0;            ///< parts that had a say
    uint8_t identifiable = 0;  ///< 0: what was seen does not tell it from others

    template <class A>
    void visitState(A& archive) {
        archive(kind, equipment, value, low, high, n, identifiable);
    }
};

/// How one alarm of the twin stands (IEC 62682): normal is neither active nor to be acknowledged.
struct AlarmRow {
    uint8_t active = 0;        ///< its condition holds
    uint8_t acknowledged = 1;  ///< somebody saw it since it was raised last
    uint32_t count = 0;        ///< times raised since the start
    UtcNs raised = 0;          ///< last; 0 never
    UtcNs changed = 0;         ///< raised, cleared or acknowledged last
    double value = 0.0;        ///< what the condition looks at, SI; NaN: no number

    template <class A>
    void visitState(A& archive) {
        archive(active, acknowledged, count, raised, changed, value);
        check(archive);
    }
    /// Of what was loaded.
    template <class A>
    void check(A& archive) const {
        constexpr UtcNs kLatest = UtcNs{1} << 62;
        archive.require(active <= 1 && acknowledged <= 1 && raised >= 0 && raised <= kLatest &&
                        changed >= 0 && changed <= kLatest);
    }
};

struct SnapshotSource {
    bool live = false;
    bool offsetKnown = false;
    int64_t clockOffsetNs = 0;
    UtcNs lastReceive = 0;
    uint64_t lost = 0;
    uint64_t clockSteps = 0;   ///< times that its clock was set
    uint64_t implausible = 0;  ///< values that cannot be

    template <class A>
    void visitState(A& archive) {
        archive(live, offsetKnown, clockOffsetNs, lastReceive, lost, clockSteps, implausible);
    }
};

/// What flowed through the line since the start.
struct SnapshotFlow {
    struct Sink {
        uint32_t device = 0;  ///< index into Twin::devices
        uint64_t taken = 0;

        template <class A>
        void visitState(A& archive) {
            archive(device, taken);
        }
    };
    double seconds = 0.0;            ///< simulated
    uint64_t made = 0, refused = 0;  ///< parts; refused: they found no room
    double present = 0.0;            ///< parts at once, mean over time: work in process
    double waiting = 0.0;            ///< of them at rest, mean over time
    double transit = 0.0;            ///< s from feeder to sink, mean of those taken; 0: none
    std::vector<Sink> sinks;         ///< by device

    template <class A>
    void visitState(A& archive) {
        archive(seconds, made, refused, present, waiting, transit, sinks);
    }
};

/// What an eye needs of one instant: flat, plain data; serialisable, so that a renderer may live in
/// another process. Preallocated and reused: vectors keep their capacity.
struct Snapshot {
    static constexpr uint32_t kVersion = 4;

    uint64_t twinGeneration = 0;  ///< counts swaps of the twin
    uint64_t sequence = 0;        ///< counts snapshots of the session
    Tick tick = 0;
    UtcNs utc = 0;           ///< of the tick
    UtcNs newestSource = 0;  ///< source time of the newest sample in it, our clock; 0 none
    UtcNs newestReceive = 0;

    bool paused = false;
    bool following = false;
    bool controllerStopped = false;  ///< the script failed; its outputs hold
    double rateRequested = 1.0;      ///< 0: as fast as it goes
    double rateMeasured = 0.0;       ///< simulated per wall second, about the last second
    double lostSeconds = 0.0;        ///< wall time never simulated
    double lagSeconds = 0.0;         ///< backlog that is being caught up
    double tickMs = 0.0;             ///< mean wall time of a tick, about the last second
    double h = 1.0 / 240.0;
    double latencyP50Ms = 0.0, latencyP99Ms = 0.0;  ///< socket to world
    uint64_t samples = 0, samplesDropped = 0;

    std::vector<SnapshotBody> bodies;           ///< ascending by slot
    std::vector<double> properties;             ///< PropertyTable::value
    std::vector<uint8_t> drivers;               ///< PropertyTable::driver
    std::vector<signals::SignalState> signals;  ///< at SignalNames' indices
    std::vector<SnapshotSource> sources;        ///< at Twin::live's indices
    std::vector<ResidualRow> residuals;         ///< worst first
    std::vector<uint8_t> deviceState;           ///< by device: 0 fine, 1 stale, 2 alarmed
    SnapshotFlow flow;
    std::vector<Correction> corrections;       ///< the last ones, newest last
    std::array<uint64_t, 4> corrected{};       ///< how many by CorrectionKind, since the start
    std::vector<ParameterEstimate> estimates;  ///< by equipment
    std::vector<AlarmRow> alarms;              ///< at Twin::alarms' indices; none: nobody looks

    /// Said by the reader before it is filled: contacts are wanted. Neither is in the bytes.
    bool wantsContacts = false;
    std::vector<SnapshotContact> contacts;

    template <class A>
    void visitState(A& archive) {
        visitVersion3(archive);
        for (auto& row : residuals)
            archive(row.since);
    }
    /// What recordings hold that do not say since when something differs.
    template <class A>
    void visitVersion3(A& archive) {
        visitVersion2(archive);
        archive(alarms);
    }
    /// What recordings hold that were made before there were alarms.
    template <class A>
    void visitVersion2(A& archive) {
        archive(twinGeneration, sequence, tick, utc, newestSource, newestReceive, paused, following,
                controllerStopped, rateRequested, rateMeasured, lostSeconds, lagSeconds, tickMs, h,
                latencyP50Ms, latencyP99Ms, samples, samplesDropped, bodies, properties, drivers,
                signals, sources, residuals, deviceState, flow, corrections, corrected, estimates);
    }
};

/// Bytes with a version in front; `out` is replaced.
void encode(const Snapshot& snapshot, Bytes& out);

/// Of this version or an older one. Errors: other version, cut or damaged bytes. Indices inside are
/// not checked against any twin.
[[nodiscard]] Result<void> decode(std::span<const std::byte> in, Snapshot& out);
/// Likewise, of bytes that do not say their version.
[[nodiscard]] Result<void> decode(std::span<const std::byte> in, uint32_t version, Snapshot& out);

/// Whether a snapshot can be one of this twin: as many properties, signals and sources, devices and
/// items in range. What came from outside is not drawn before.
[[nodiscard]] Result<void> checkSnapshot(const Snapshot& snapshot, const twin::Twin& twin);

}  // namespace gemba::sim
