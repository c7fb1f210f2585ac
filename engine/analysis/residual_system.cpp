#include "engine/analysis/residual_system.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace gemba::analysis {
namespace {

using sim::Event;
using sim::EventType;
using sim::World;

constexpr size_t kPitchParts = 9;  // eight intervals: robust against one missed part
constexpr size_t kBlindSpans = 4;  // no part is under way longer than this many outages
constexpr size_t kRefused = 64;    // entries remembered: more than are on a line at once
// A computer that is too slow loses less at once, and the parts under way are still twins.
constexpr int64_t kSkippedNs = kNsPerSecond;

}  // namespace

int32_t ResidualSystem::stationOfDevice(uint32_t device, Kind kind) const {
    for (size_t i = 0; i < m_stations.size(); ++i) {
        if (m_stations[i].device == device && m_stations[i].kind == kind)
            return static_cast<int32_t>(i);
    }
    return -1;
}

void ResidualSystem::postStep(const World& world) {
    m_found.clear();
    if (!world.following)
        return;
    if (!m_started) {
        m_start = world.utc - std::llround(static_cast<double>(world.tick) * world.h * 1e9);
        m_started = true;
    }
    watchTime(world);
    takeCorrections(world);
    for (const Event& event : world.events)
        take(world, event);
    watchStates(world);
    watchEyes(world);
    watchNumbers(world);
    settle(world);
}

// The user paused, or the computer slept: the plant took its commands meanwhile and the model did
// not, so that nothing can be said any more of the parts under way.
void ResidualSystem::watchTime(const World& world) {
    const UtcNs before = std::exchange(m_lastUtc, world.utc);
    if (before == 0 || world.utc - before < kSkippedNs)
        return;
    m_tracks.clear();
    for (Station& station : m_stations) {
        station.matcher.forget();
        station.release.forget();
        station.lastOffset = 0;
        station.seen = 0;
        station.missingFrom = 0;
        station.afterSkip = true;
    }
}

int64_t ResidualSystem::lostTime(const World& world) const {
    return world.utc - modelTime(world);
}

UtcNs ResidualSystem::modelTime(const World& world) const {
    return m_start + std::llround(static_cast<double>(world.tick) * world.h * 1e9);
}

void ResidualSystem::take(const World& world, const Event& event) {
    switch (event.type) {
        case EventType::itemMade:
            madeItem(world, event);
            break;
        case EventType::itemRefused:
            if (event.cause == 0)
                break;
            if (m_refused.size() == kRefused)
                m_refused.erase(m_refused.begin());
            m_refused.push_back(event.cause);
            break;
        case EventType::itemTaken:
            // Its last edges may still be on their way; the track goes when the room is needed.
            break;
        case EventType::edge:
            if (const int32_t at = stationOfDevice(event.index, Kind::eye);
                at >= 0 && event.value != 0.0 && !m_stations[static_cast<size_t>(at)].makes)
                expectAt(world, m_stations[static_cast<size_t>(at)], event.serial, 0.0);
            break;
        case EventType::weighed:
            if (const int32_t at = stationOfDevice(event.index, Kind::weight); at >= 0) {
                Station& station = m_stations[static_cast<size_t>(at)];
                expectAt(world, station, event.serial,
                         (event.value - station.offset) / station.scale);
            }
            break;
        case EventType::measuredEdge:
        case EventType::measuredValue:
            measured(event);
            break;
        case EventType::sourceStale:
            if (m_blindFrom.size() == kBlindSpans) {
                m_blindFrom.erase(m_blindFrom.begin());
                m_blindUntil.erase(m_blindUntil.begin());
                m_blindSource.erase(m_blindSource.begin());
            }
            m_blindSource.push_back(event.index);
            m_blindFrom.push_back(world.sources[event.index].lastReceive);
            m_blindUntil.push_back(-kAlways);
            break;
        case EventType::sourceLive:
            for (size_t i = 0; i < m_blindUntil.size(); ++i) {
                const bool its = m_blindSource[i] == event.index || m_blindSource[i] == kAnySource;
                if (its && m_blindUntil[i] == -kAlways)
                    m_blindUntil[i] = world.utc;
            }
            break;
        default:
            break;
    }
}

// Only parts made by a measured event are twins of real ones.
void ResidualSystem::madeItem(const World& world, const Event& event) {
    if (event.cause == 0)
        return;
    // It entered while time was skipped: the plant has it elsewhere by now.
    if (world.utc - event.cause > kSkippedNs)
        return;
    int32_t entry = -1;
    for (size_t i = 0; i < m_stations.size(); ++i) {
        if (m_stations[i].kind == Kind::entry &&
            m_stations[i].feeder == static_cast<int32_t>(event.index))
            entry = static_cast<int32_t>(i);
    }
    Track part{.serial = event.serial,
               .station = entry,
               .entered = event.cause,
               .simulated = modelTime(world),
               .offset = event.cause - modelTime(world),
               .lost = lostTime(world)};
    if (entry >= 0) {
        part.path = m_stations[static_cast<size_t>(entry)].path;
        part.reached = m_stations[static_cast<size_t>(entry)].at;
    }
    addTrack(part);
    if (m_entryTimes.size() == kPitchParts)
        m_entryTimes.erase(m_entryTimes.begin());
    m_entryTimes.push_back(event.cause);
}

// In order of their numbers; where there is no more room the oldest goes.
void ResidualSystem::addTrack(const Track& part) {
    if (m_tracks.size() == m_tracks.capacity())
        m_tracks.erase(m_tracks.begin());
    m_tracks.insert(std::ranges::upper_bound(m_tracks, part.serial, {}, &Track::serial), part);
}

// Sensors see the poses at the tick's end.
void ResidualSystem::expectAt(const World& world, Station& station, uint32_t serial, double value) {
    Track* part = track(serial);
    if (part == nullptr)
        return;
    // Once at each eye and scale: a part that rocks or was moved may come through the beam again.
    if (had(*part, station))
        return;
    const UtcNs now = modelTime(world) + static_cast<UtcNs>(world.h * 1e9);
    // Two that are weighed together are one reading on the wire.
    if (station.kind == Kind::weight && station.matcher.expects(now))
        part->weighed = station.at;
    else
        expectPart(station, *part, now, value);
}

bool ResidualSystem::had(const Track& part, const Station& station) {
    if (station.path < 0 || part.path != station.path)
        return false;
    const double reached = station.kind == Kind::weight ? part.weighed : part.reached;
    if (!station.ring)
        return reached >= station.at;
    return !station.alone && reached == station.at;
}

void ResidualSystem::expectPart(Station& station, Track& part, UtcNs simulated, double value) {
    if (part.station == station.previous)
        station.simTransit = simulated - part.simulated;
    if (station.kind == Kind::weight) {
        part.weighed = station.at;
    } else {
        if (station.ring || part.path != station.path)
            part.weighed = -1.0;
        part.path = station.path;
        part.reached = station.at;
    }
    station.matcher.expect({part.serial, simulated, part.offset, value});
}

void ResidualSystem::measured(const Event& event) {
    for (Station& station : m_stations) {
        if (station.signal != event.index || station.kind == Kind::entry ||
            station.kind == Kind::number || station.makes)
            continue;
        const bool rises = event.type == EventType::measuredValue || event.value != 0.0;
        if (rises)
            station.matcher.see({event.cause, event.value});
        else if (station.kind == Kind::state)
            station.release.see({event.cause, event.value});
        if (station.kind == Kind::eye)
            station.darkSince = rises ? event.cause : 0;
    }
}

// Machines that move or do not: their strokes' begins and ends, late by what the parts before them
// are.
void ResidualSystem::watchStates(const World& world) {
    for (Station& station : m_stations) {
        if (station.kind != Kind::state)
            continue;
        const uint8_t level = world.properties.value[station.property] != 0.0;
        if (level != station.level) {
            const int64_t known =
                station.previous < 0 ? 0
                                     : m_stations[static_cast<size_t>(station.previous)].lastOffset;
            const UtcNs now = modelTime(world);
            (level != 0 ? station.matcher : station.release)
                .expect({.simulated = now + static_cast<UtcNs>(world.h * 1e9),
                         .offset = known != 0 ? known : lostTime(world)});
        }
        station.level = level;
    }
}

// A number that does not change is not published, and still holds: it is looked at every second.
void ResidualSystem::watchNumbers(const World& world) {
    const Tick second = std::max<Tick>(1, std::llround(1.0 / world.h));
    if (world.tick % second != 0)
        return;
    for (Station& station : m_stations) {
        // What is forgiven by now is not since then.
        if (station.parted != 0)
            watchParting(world, station);
        const signals::SignalState& signal = world.signals[station.signal];
        if (station.kind != Kind::number || signal.quality > signals::Quality::uncertain ||
            !signal.measured.numeric())
            continue;
        const double simulated =
            (world.properties.value[station.property] - station.offset) / station.scale;
        const double delta = signal.measured.number() - simulated;
        station.window.add(Match::matched, delta, world.utc);
        remember(station, world.utc, delta);
        watchParting(world, station);
    }
}

void ResidualSystem::settle(const World& world) {
    const int64_t half = window();
    // The model is behind with parts under way by what was lost since they entered: what the plant
    // has already said of them is not extra yet.
    const int64_t behind = m_tracks.empty() ? 0 : lostTime(world) - m_tracks.front().lost;
    const UtcNs reached = world.utc - std::max<int64_t>(behind, 0);
    for (size_t i = 0; i < m_stations.size(); ++i) {
        m_outcomes.clear();
        m_stations[i].matcher.settle(reached, heard(world, m_stations[i]), half, m_outcomes);
        if (m_stations[i].correct)
            settleAhead(world, i);
        for (const MatchOutcome& outcome : m_outcomes)
            enter(world, i, outcome);
        if (m_stations[i].kind == Kind::state)
            settleReleases(world, m_stations[i], reached);
        if (!m_outcomes.empty())
            watchParting(world, m_stations[i]);
    }
}

// Strokes that only one of the two ended. What only one of them began is said already.
void ResidualSystem::settleReleases(const World& world, Station& station, UtcNs reached) {
    m_outcomes.clear();
    station.release.settle(reached, heard(world, station), window(), m_outcomes);
    for (const MatchOutcome& outcome : m_outcomes) {
        if (outcome.kind == Match::matched || !station.paired || afterSkip(station))
            continue;
        const bool missing = outcome.kind == Match::missing;
        const UtcNs time = missing ? outcome.expected.due() : outcome.seen.time;
        if (!blind(time))
            station.window.add(outcome.kind, 0.0, time);
        station.paired = false;
    }
}

void ResidualSystem::watchParting(const World& world, Station& station) const {
    sim::ResidualRow row;
    station.window.describe(station.tolerance, station.rare, remembered(world), row);
    if (row.score < 1.0)
        station.parted = 0;
    else if (station.parted == 0)
        station.parted = world.utc;
}

// Until when the plant has been heard at a station: by the source that speaks of it, or, before it
// has said anything, by whichever spoke last.
UtcNs ResidualSystem::heard(const World& world, const Station& station) const {
    const int32_t its = world.signals[station.signal].source;
    if (its >= 0)
        return world.sources[static_cast<size_t>(its)].lastReceive;
    UtcNs newest = 0;
    for (const sim::SourceState& source : world.sources)
        newest = std::max(newest, source.lastReceive);
    return newest;
}

void ResidualSystem::enter(const World& world, size_t stationIndex, const MatchOutcome& outcome) {
    Station& station = m_stations[stationIndex];
    if (station.correct)
        follow(world, station, outcome);
    if (outcome.kind == Match::matched) {
        enterMatched(world, stationIndex, outcome);
    } else if (outcome.kind == Match::missing) {
        // What was not heard is not missing; nor is what a machine did with parts of before a skip.
        if (blind(outcome.expected.due()) || (station.kind == Kind::state && afterSkip(station)))
            return;
        // A part that stands in the beam hides the one behind it.
        if (cannotSee(station, outcome.expected.due()))
            return;
        station.paired = false;
        station.window.add(Match::missing, 0.0, outcome.expected.due());
        if (station.missingFrom == 0) {
            station.missingFrom = outcome.expected.serial;
            station.missingSince = outcome.expected.due();
        }
    } else {
        if (unknown(station, outcome.seen))
            return;
        station.paired = false;
        station.window.add(Match::extra, 0.0, outcome.seen.time);
    }
}

// A part of the plant that the twin never had, for a reason that is its own.
bool ResidualSystem::unknown(const Station& station, const Seen& seen) const {
    // It entered before the twin could hear of it.
    if (station.kind != Kind::state && station.entryTransit < 0 && station.window.empty())
        return true;
    if (afterSkip(station))
        return true;
    const UtcNs entered = seen.time - std::max<int64_t>(station.entryTransit, 0);
    if (blind(entered))
        return true;
    const int64_t half = window();
    return station.kind != Kind::state &&
           std::any_of(m_refused.begin(), m_refused.end(),
                       [&](UtcNs refused) { return std::abs(entered - refused) <= half; });
}

// A machine's strokes are of the parts that passed the eye before it.
bool ResidualSystem::afterSkip(const Station& station) const {
    if (station.kind == Kind::state)
        return station.previous >= 0 && m_stations[static_cast<size_t>(station.previous)].afterSkip;
    return station.afterSkip;
}

void ResidualSystem::enterMatched(const World& world, size_t stationIndex,
                                  const MatchOutcome& outcome) {
    Station& station = m_stations[stationIndex];
    Track* part = track(outcome.expected.serial);
    station.missingFrom = 0;
    station.afterSkip = false;
    station.paired = true;
    station.seen = outcome.seen.time;
    if (part != nullptr)
        station.entryTransit = outcome.seen.time - part->entered;
    double delta = static_cast<double>(outcome.delta()) * 1e-9;
    if (station.kind == Kind::weight)
        delta = outcome.seen.value - outcome.expected.value;

    // A part that an eye missed spans two segments: it counts for neither.
    const bool whole =
        station.kind != Kind::eye || part == nullptr || part->station == station.previous;
    if (whole) {
        station.window.add(Match::matched, delta, outcome.seen.time);
        remember(station, outcome.seen.time, delta);
        estimate(world, station, delta);
    }
    if (station.kind != Kind::eye || part == nullptr)
        return;
    if (!whole && station.previous >= 0) {
        Station& before = m_stations[static_cast<size_t>(station.previous)];
        before.comeThrough =
            before.comeThrough || cannotSee(before, outcome.seen.time - station.simTransit);
    }
    part->station = static_cast<int32_t>(stationIndex);
    part->simulated = outcome.expected.simulated;
    part->offset = outcome.seen.time - outcome.expected.simulated;
    station.lastOffset = part->offset;
}

void ResidualSystem::remember(const Station& station, UtcNs time, double delta) {
    m_found.push_back({sim::Finding::Kind::residual, station.signal, time, delta});
    if (m_history != nullptr)
        m_history->append(station.signal, signals::Series::residual, {time, delta});
}

bool ResidualSystem::blind(UtcNs time) const {
    const int64_t half = window();
    for (size_t i = 0; i < m_blindFrom.size(); ++i) {
        if (time >= m_blindFrom[i] - half && time <= m_blindUntil[i] + half)
            return true;
    }
    return false;
}

// Half the pitch of the parts in time, by the median of the last intervals.
int64_t ResidualSystem::window() const {
    constexpr int64_t kDefault = kNsPerSecond;
    constexpr int64_t kLeast = kNsPerSecond / 10;
    constexpr int64_t kMost = 10 * kNsPerSecond;
    if (m_entryTimes.size() < 3)
        return kDefault;
    std::array<int64_t, kPitchParts> intervals{};
    const size_t n = m_entryTimes.size() - 1;
    for (size_t i = 0; i < n; ++i)
        intervals[i] = m_entryTimes[i + 1] - m_entryTimes[i];
    std::nth_element(intervals.begin(), intervals.begin() + n / 2, intervals.begin() + n);
    return std::clamp(intervals[n / 2] / 2, kLeast, kMost);
}

bool ResidualSystem::namesKnownThings() const {
    const auto known = [this](const Track& part) {
        return part.station >= -1 && part.station < static_cast<int32_t>(m_stations.size());
    };
    return std::ranges::all_of(m_tracks, known) &&
           std::ranges::is_sorted(m_tracks, {}, &Track::serial) &&
           m_entryTimes.size() <= kPitchParts && m_blindFrom.size() == m_blindUntil.size() &&
           m_blindFrom.size() == m_blindSource.size();
}

ResidualSystem::Track* ResidualSystem::track(uint32_t serial) {
    return const_cast<Track*>(static_cast<const ResidualSystem*>(this)->track(serial));
}

const ResidualSystem::Track* ResidualSystem::track(uint32_t serial) const {
    const auto at = std::ranges::lower_bound(m_tracks, serial, {}, &Track::serial);
    return at == m_tracks.end() || at->serial != serial ? nullptr : &*at;
}

double ResidualSystem::lateness(uint32_t serial, const World& world) const {
    const Track* part = track(serial);
    if (part == nullptr)
        return 0.0;
    const UtcNs now = modelTime(world);
    double seconds = static_cast<double>(part->offset - lostTime(world)) * 1e-9;
    for (const Station& station : m_stations) {
        if (station.kind != Kind::eye || station.previous != part->station ||
            station.simTransit <= 0)
            continue;
        const double progress =
            static_cast<double>(now - part->simulated) / static_cast<double>(station.simTransit);
        seconds += std::clamp(progress, 0.0, 1.0) * station.window.median();
        break;
    }
    return seconds;
}

}  // namespace gemba::analysis
