#pragma once

#include <limits>
#include <vector>

#include "engine/analysis/edge_matcher.h"
#include "engine/analysis/estimator.h"
#include "engine/analysis/follower.h"
#include "engine/analysis/residual_window.h"
#include "engine/analysis/stations.h"
#include "engine/signals/history.h"
#include "engine/sim/system.h"

namespace gemba::analysis {

/// Where plant and model part. Compares the measured events of each tick with the simulated ones:
/// edges of eyes part by part along the path, weights part by part, other booleans in order, other
/// numbers once a second. A transit residual belongs to the segment between two eyes.
///
/// Only parts made by a measured event are compared: only they are twins of real parts. After a
/// pause those under way are so no more, for the plant went on; what the plant then has of them is
/// unknown until the first part that entered later comes by. A part that the twin had no room for
/// is not extra in the plant.
///
/// Eyes whose binding says so correct the model (Follower): their edges are matched as soon as they
/// come, with the part that was due next, before the model's edge if need be; then, with the
/// residual taken, the part is moved to where it was seen.
class ResidualSystem final : public Stateful<ResidualSystem, sim::System> {
 public:
    /// `history` may be null; residuals are appended to it for plots.
    ResidualSystem(const twin::Twin& twin, signals::History* history);

    [[nodiscard]] std::string_view name() const override { return "residuals"; }
    void takeOver(const sim::System& before, const sim::KeptThings& kept) override;
    void preStep(sim::World& world) override { m_follower.ask(world); }
    void postStep(const sim::World& world) override;
    void describe(const sim::World& world, sim::Snapshot& out) const override;
    [[nodiscard]] std::span<const sim::Finding> findings() const override { return m_found; }

    /// Appends a row for each segment and signal, as they lie in the twin.
    void describeRows(const sim::World& world, std::vector<sim::ResidualRow>& out) const;

    /// How late the plant is with a part right now, s: what its last sensor said and what the
    /// segment adds by its median. Nothing known: 0.
    [[nodiscard]] double lateness(uint32_t serial, const sim::World& world) const;
    /// The part is the twin of a real one whose place can be told.
    [[nodiscard]] bool knows(uint32_t serial) const {
        const Track* part = track(serial);
        return part != nullptr && part->missed == 0;
    }

    template <class A>
    void visitState(A& archive) {
        archive(m_follower, m_estimator);
        archive.rows(m_stations);
        archive(m_tracks, m_entryTimes, m_refused, m_blindFrom, m_blindUntil, m_blindSource,
                m_start, m_lastUtc, m_started);
        if constexpr (A::kLoads)
            archive.require(namesKnownThings());
    }

 private:
    enum class Kind : uint8_t { entry, eye, weight, state, number };

    /// One compared signal.
    struct Station {
        Kind kind = Kind::eye;
        uint32_t signal = 0;
        uint32_t device = 0;               ///< the eye, scale, …
        int32_t previous = -1;             ///< station before it on the path
        uint32_t equipment = 0;            ///< what a residual is ascribed to
        int32_t stopper = -1;              ///< device between the two eyes that can hold parts …
        double holdsAt = 0.0;              ///< … m along the path
        int32_t feeder = -1;               ///< entry: the device that its edge drives
        uint32_t property = 0;             ///< place of the simulated value in the property table
        double scale = 1.0, offset = 0.0;  ///< of the binding
        double tolerance = 0.1;
        bool rare = false;
        bool makes = false;    ///< an eye by whose own signal parts are made: nothing to compare
        bool correct = false;  ///< an eye whose edges correct the model
        double gain = 1.0;
        int32_t path = -1;                      ///< of the belt that it stands at; -1: none
        double at = 0.0;                        ///< m along it
        bool ring = false;                      ///< the path comes back to its beginning …
        bool alone = false;                     ///< … and no other eye of it is compared
        uint32_t beltRuns = 0, beltShould = 0;  ///< properties of that belt: its two speeds

        // What its residuals are made of, for the estimator.
        int32_t segment = -1;       ///< of the estimator; -1: none
        std::vector<BeltWay> ways;  ///< a transit: belts, and then its two eyes' delays
        bool fromEye = false;       ///< it begins at an eye, not at a feeder

        EdgeMatcher matcher;
        ResidualWindow window;
        int64_t lastOffset = 0;     ///< of the last matched part, ns; 0 none
        int64_t entryTransit = -1;  ///< measured, entry to here, last matched part, ns
        int64_t simTransit = 0;     ///< model, previous to here, last part, ns
        uint8_t level = 0;          ///< simulated value of the last tick, of an eye or a state
        uint32_t missingFrom = 0;   ///< serial of the first of the parts missing in a row; 0 none
        UtcNs missingSince = 0;     ///< when that one was due
        bool afterSkip = false;     ///< no part that entered since time was skipped came by yet
        UtcNs parted = 0;           ///< since when plant and model part here; 0: they agree

        // A state: the ends of its strokes, of those whose begin both had.
        EdgeMatcher release;
        bool paired = false;

        // An eye in whose beam a part of the plant stands that the model has gone on with.
        UtcNs darkSince = 0;  ///< of the plant's eye, measured; 0: it is free
        UtcNs seen = 0;       ///< the last matched edge, measured
        double stands = 0.0;  ///< s that it was dark while the model's was not and its belt ran …
        double stood = 0.0;   ///< … as far as the plant was heard
        UtcNs heard = 0;
        double passing = 0.0;      ///< s that the model's last part took through the beam
        bool comeThrough = false;  ///< parts that it did not see are behind it

        template <class A>
        void visitState(A& archive) {
            archive(matcher, window, lastOffset, entryTransit, simTransit, level, missingFrom,
                    missingSince, afterSkip, parted, release, paired, darkSince, seen, stands,
                    stood, heard, passing, comeThrough);
        }
    };

    /// A part under way: its last sensor that both had.
    struct Track {
        uint32_t serial = 0;
        int32_t station = -1;
        UtcNs entered = 0;      ///< measured
        UtcNs simulated = 0;    ///< when the model had it at `station`, in the model's time
        int64_t offset = 0;     ///< measured minus simulated there, ns
        int64_t lost = 0;       ///< time never simulated, up to its entry, ns
        int32_t path = -1;      ///< of the last eye at which it was expected, …
        double reached = -1.0;  ///< … and m along it
        double weighed = -1.0;  ///< m along it of the last scale
        uint32_t missed = 0;    ///< correcting eyes in a row that did not see it

        template <class A>
        void visitState(A& archive) {
            archive(serial, station, entered, simulated, offset, lost, path, reached, weighed,
                    missed);
        }
    };

    void addStation(const twin::Twin& twin, uint32_t signal, const twin::Binding& binding);
    static void place(const twin::Twin& twin, Station& station);
    [[nodiscard]] int32_t entryBefore(const Station& station) const;
    void linkEyes(const twin::Twin& twin);

    [[nodiscard]] int32_t takeStation(const Station& was, const sim::KeptThings& kept);
    void watchTime(const sim::World& world);
    void take(const sim::World& world, const sim::Event& event);
    void madeItem(const sim::World& world, const sim::Event& event);
    void addTrack(const Track& part);
    void expectAt(const sim::World& world, Station& station, uint32_t serial, double value);
    void measured(const sim::Event& event);
    void watchStates(const sim::World& world);
    void watchEyes(const sim::World& world);
    void watchEye(const sim::World& world, Station& station);
    void watchNumbers(const sim::World& world);
    void settle(const sim::World& world);
    void watchParting(const sim::World& world, Station& station) const;
    [[nodiscard]] UtcNs remembered(const sim::World& world) const;
    [[nodiscard]] static bool isBehind(const Station& station, int32_t path, double at);
    /// Where parts are lost or held: what of the plant they do not reach.
    struct Loss {
        const Station* station = nullptr;  ///< the eye that lacks them; null: nowhere
        double at = 0.0;                   ///< m along its path: what holds them, or that eye
        UtcNs since = 0;
    };
    [[nodiscard]] Loss whereLost() const;
    [[nodiscard]] double holdsBack(const Station& eye) const;
    [[nodiscard]] double holdsBefore(const Station& station) const;
    [[nodiscard]] static bool cannotSee(const Station& eye, UtcNs due);
    void describeHeld(const Station& station, sim::ResidualRow& row) const;
    [[nodiscard]] double lateEye(const sim::World& world, int32_t eye) const;
    /// The part was at this eye or scale, or beyond; on a ring, in this lap.
    [[nodiscard]] static bool had(const Track& part, const Station& station);
    /// What was loaded speaks of this twin.
    [[nodiscard]] bool namesKnownThings() const;
    void settleAhead(const sim::World& world, size_t stationIndex);
    [[nodiscard]] bool anticipate(const sim::World& world, Station& station, const Seen& seen);
    void takeCorrections(const sim::World& world);
    void follow(const sim::World& world, const Station& station, const MatchOutcome& outcome);
    void expectPart(Station& station, Track& part, UtcNs simulated, double value);
    void enter(const sim::World& world, size_t stationIndex, const MatchOutcome& outcome);
    void enterMatched(const sim::World& world, size_t stationIndex, const MatchOutcome& outcome);
    void settleReleases(const sim::World& world, Station& station, UtcNs reached);
    void prepareEstimates(const twin::Twin& twin);
    void estimate(const sim::World& world, const Station& station, double delta);
    void remember(const Station& station, UtcNs time, double delta);
    void describeStation(const Station& station, UtcNs since, sim::ResidualRow& row) const;
    [[nodiscard]] const Station* firstLoss() const;
    /// Time as the model lived it: utc less the time that was never simulated since the start. In
    /// lost time the plant's parts move on and the model's do not.
    [[nodiscard]] UtcNs modelTime(const sim::World& world) const;
    [[nodiscard]] int64_t lostTime(const sim::World& world) const;
    [[nodiscard]] UtcNs heard(const sim::World& world, const Station& station) const;
    [[nodiscard]] bool blind(UtcNs time) const;
    [[nodiscard]] bool afterSkip(const Station& station) const;
    [[nodiscard]] bool unknown(const Station& station, const Seen& seen) const;
    [[nodiscard]] int64_t window() const;
    [[nodiscard]] int32_t stationOfDevice(uint32_t device, Kind kind) const;
    [[nodiscard]] Track* track(uint32_t serial);
    [[nodiscard]] const Track* track(uint32_t serial) const;

    // Before the first message nothing was heard, of whatever source.
    static constexpr uint32_t kAnySource = 0xffffffff;
    static constexpr UtcNs kAlways = std::numeric_limits<int64_t>::min() / 4;

    Follower m_follower;
    Estimator m_estimator;
    std::vector<Station> m_stations;
    std::vector<Track> m_tracks;                   // by serial
    std::vector<UtcNs> m_entryTimes;               // of the last parts, for the pitch
    std::vector<UtcNs> m_blindFrom, m_blindUntil;  // spans in which the plant was not heard
    std::vector<uint32_t> m_blindSource;           // which source was not heard
    std::vector<UtcNs> m_refused;                  // entries of parts that were not made
    UtcNs m_start = 0;                             // UTC of tick 0, had no time been lost
    UtcNs m_lastUtc = 0;                           // of the last tick
    bool m_started = false;
    signals::History* m_history = nullptr;
    std::vector<sim::Finding> m_found;     // in this tick
    std::vector<MatchOutcome> m_outcomes;  // scratch
    std::vector<double> m_weights;         // scratch
};

}  // namespace gemba::analysis
