// Parts that a machine holds back: the queue that it makes stands in the beams before it.
#include <algorithm>

#include "engine/analysis/residual_system.h"

namespace gemba::analysis {

using sim::World;

namespace {

constexpr double kLeastSpeed = 0.02;  // m/s: a belt that is slower carries nothing on
constexpr double kMostHeld = 4.0;     // as serious as if none of the last parts had come

}  // namespace

void ResidualSystem::watchEyes(const World& world) {
    for (Station& station : m_stations) {
        if (station.kind == Kind::eye && station.path >= 0)
            watchEye(world, station);
    }
}

// For how long the plant's eye has been dark while the model's was not. Where the belt stands, a
// part in the beam or just beside it says nothing.
void ResidualSystem::watchEye(const World& world, Station& station) {
    const signals::SignalState& signal = world.signals[station.signal];
    const bool known = signal.quality <= signals::Quality::uncertain && signal.measured.numeric();
    const bool level = world.properties.value[station.property] != 0.0;
    const double should = world.properties.value[station.beltShould];
    const bool runs =
        world.properties.value[station.beltRuns] >= std::max(0.5 * should, kLeastSpeed);
    if (level && station.level == 0)
        station.passing = 0.0;
    station.passing += level && runs ? world.h : 0.0;
    station.level = level;

    // A last value that was repeated says so where the edge itself was lost.
    if (known && !signal.measured.boolean())
        station.darkSince = 0;
    if (station.darkSince == 0) {
        station.stands = station.stood = 0.0;
        station.comeThrough = false;
        return;
    }
    station.stands += !level && runs ? world.h : 0.0;
    const UtcNs newest = heard(world, station);
    if (newest != station.heard)
        station.stood = station.stands;
    station.heard = newest;
}

// How surely a part stands in the eye's beam that went on in the model: from 1 on it does. One that
// is late by less than half the pitch is none.
double ResidualSystem::holdsBack(const Station& eye) const {
    if (eye.kind != Kind::eye || eye.darkSince == 0 || eye.darkSince != eye.seen)
        return 0.0;
    const double wait = eye.passing + static_cast<double>(window() + EdgeMatcher::kGraceNs) * 1e-9;
    return eye.stood / wait;
}

// The part before a station is held by what is behind the eye that it stands at; unless it stands
// at this one, too, or that eye is blind.
double ResidualSystem::holdsBefore(const Station& station) const {
    if (station.kind != Kind::eye || station.previous < 0 || holdsBack(station) >= 1.0)
        return 0.0;
    const Station& before = m_stations[static_cast<size_t>(station.previous)];
    return before.comeThrough ? 0.0 : holdsBack(before);
}

// An eye that was dark already when a part was due cannot show it.
bool ResidualSystem::cannotSee(const Station& eye, UtcNs due) {
    return eye.kind == Kind::eye && eye.darkSince != 0 && eye.darkSince == eye.seen &&
           eye.darkSince < due && !eye.comeThrough;
}

// That part is late already; and an eye that is dark while parts come by is the cause itself.
void ResidualSystem::describeHeld(const Station& station, sim::ResidualRow& row) const {
    const bool blind = station.comeThrough && holdsBack(station) >= 1.0;
    const double held = blind ? holdsBack(station) : holdsBefore(station);
    if (held < 1.0)
        return;
    if (blind)
        row.equipment = station.device;
    else if (station.stopper >= 0)
        row.equipment = static_cast<uint32_t>(station.stopper);
    row.since =
        blind ? station.darkSince : m_stations[static_cast<size_t>(station.previous)].darkSince;
    ++row.late;
    row.of = std::max(row.of, row.late + row.early + row.missing + row.extra);
    row.score = std::max(row.score, std::min(held, kMostHeld));
}

}  // namespace gemba::analysis
