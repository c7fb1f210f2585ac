#include "engine/analysis/follower.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/stations.h"
#include "engine/twin/path_place.h"

namespace gemba::analysis {
namespace {

using sim::Correction;
using sim::CorrectionKind;
using sim::CorrectionWhy;
using sim::World;

// Less than this is what a scan of the plant's PLC and a tick of ours leave open.
constexpr double kLeast = 0.002;  // m

// So far a part may have left a beam that saw it, by the time that its edge is here.
constexpr double kJustLeft = 0.02;  // m

// Belts that stand or ramp: times are told as if they ran at this share of their speed.
constexpr double kSlowest = 0.25;
constexpr double kCrawl = 0.02;  // m/s

Vec3 halves(const World& world, uint32_t slot, const twin::PathPlace& place) {
    const auto item = static_cast<size_t>(world.bodies.item[slot]);
    return twin::halvesOnBelt(*world.twin, place.belt, world.twin->items[item],
                              world.bodies.pose[slot].rotation);
}

// The feeder at the path's beginning whose parts are twins; else any.
int32_t feederOf(const twin::Twin& twin, uint32_t path) {
    int32_t found = -1;
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        if (!twin.devices[d].is("feeder") || twin.devices[d].list("items").empty())
            continue;
        if (alongPath(twin, entryOf(twin, d)).path == static_cast<int32_t>(path))
            return static_cast<int32_t>(d);
        if (found < 0)
            found = static_cast<int32_t>(d);
    }
    return found;
}

}  // namespace

Follower::Follower(const twin::Twin& twin) : m_eyes(twin.devices.size()) {
    for (const twin::PathSensor& sensor : twin.pathSensors) {
        const twin::Device& eye = twin.devices[sensor.device];
        const auto delay = twin::findProperty(eye.info(), "delay");
        m_eyes[sensor.device] = {.path = static_cast<int32_t>(sensor.path),
                                 .at = sensor.distance,
                                 .delay = eye.firstProperty + delay.value_or(0),
                                 .feeder = feederOf(twin, sensor.path)};
    }
    m_queue.reserve(64);
    m_recent.reserve(kRemembered);
}

double Follower::pace(const World& world, uint32_t pathBelt) const {
    const uint32_t belt = world.twin->pathBelts[pathBelt].device;
    const auto value = [&](const char* name) {
        return world.properties.value[world.propertyIndex(belt, name)];
    };
    const double nominal = world.twin->devices[belt].number("speed");
    return std::max({kCrawl, kSlowest * nominal, value("actual_speed") * (1.0 - value("slip"))});
}

double Follower::secondsBetween(const World& world, uint32_t path, double from, double to) const {
    double seconds = 0.0;
    for (uint32_t i = 0; i < world.twin->pathBelts.size(); ++i) {
        const twin::PathBelt& belt = world.twin->pathBelts[i];
        if (belt.path != path)
            continue;
        const double end = belt.start + world.twin->devices[belt.device].vec3("size").x;
        const double way = std::clamp(to, belt.start, end) - std::clamp(from, belt.start, end);
        seconds += way / pace(world, i);
    }
    return seconds;
}

std::optional<Follower::Approach> Follower::approach(const World& world, uint32_t slot,
                                                     uint32_t eye) const {
    const Eye& its = m_eyes[eye];
    if (world.bodies.item[slot] < 0)
        return std::nullopt;
    const auto place = twin::placeOnPath(*world.twin, world.bodies.pose[slot].position);
    if (!place || static_cast<int32_t>(place->path) != its.path)
        return std::nullopt;

    // The part goes as fast as the belt under its middle.
    const double half = halves(world, slot, *place).x;
    return Approach{.front = place->at + half,
                    .seconds = secondsBetween(world, place->path, place->at, its.at - half) +
                               world.properties.value[its.delay]};
}

// Where the leading edge is at the end of this tick that was in the beam at `seen`.
double Follower::frontNow(const World& world, uint32_t eye, UtcNs seen) const {
    const Eye& its = m_eyes[eye];
    const auto belt = twin::beltAt(*world.twin, static_cast<uint32_t>(its.path), its.at);
    const double since =
        static_cast<double>(world.utc - seen) * 1e-9 + world.h + world.properties.value[its.delay];
    // A belt that stands carries nothing on.
    const uint32_t device = belt ? world.twin->pathBelts[*belt].device : 0;
    const double runs =
        belt ? world.properties.value[world.propertyIndex(device, "actual_speed")] : 0.0;
    return its.at + (runs > kCrawl ? pace(world, *belt) * since : 0.0);
}

void Follower::move(const World& world, uint32_t serial, uint32_t eye, UtcNs seen, double gain) {
    const auto slot = world.bodies.slotOf(serial);
    if (!slot || m_eyes[eye].path < 0)
        return;
    const auto place = twin::placeOnPath(*world.twin, world.bodies.pose[*slot].position);
    if (!place || static_cast<int32_t>(place->path) != m_eyes[eye].path)
        return;
    const double front = place->at + halves(world, *slot, *place).x;
    const double way =
        std::clamp(gain * (frontNow(world, eye, seen) - front), -kFarthest, kFarthest);
    if (std::abs(way) < kLeast)
        return;
    m_queue.push_back({.kind = CorrectionKind::move,
                       .why = way < 0.0 ? CorrectionWhy::late : CorrectionWhy::early,
                       .serial = serial,
                       .eye = static_cast<int32_t>(eye),
                       .path = place->path,
                       .from = place->at,
                       .to = place->at + way,
                       .cause = seen});
}

std::optional<Correction> Follower::newPart(const World& world, uint32_t eye, UtcNs seen) const {
    const Eye& its = m_eyes[eye];
    if (its.path < 0 || its.feeder < 0)
        return std::nullopt;
    // Of the first kind that its feeder makes: an eye does not see more.
    const twin::Device& feeder = world.twin->devices[static_cast<size_t>(its.feeder)];
    const int32_t item = world.twin->findItem(feeder.list("items").front());
    const double half = 0.5 * world.twin->items[static_cast<size_t>(item)].size.x;
    const double front = frontNow(world, eye, seen);
    // Seen long ago: what became of it since, the next eye tells. Or not yet, by a clock that lies.
    const auto belt = twin::beltAt(*world.twin, static_cast<uint32_t>(its.path), its.at);
    const double since = static_cast<double>(world.utc - seen) * 1e-9;
    if (!belt || std::abs(since) * pace(world, *belt) > kFarthest)
        return std::nullopt;
    return Correction{.kind = CorrectionKind::create,
                      .why = CorrectionWhy::unknown,
                      .eye = static_cast<int32_t>(eye),
                      .path = static_cast<uint32_t>(its.path),
                      .from = its.at - half,
                      .to = front - half,
                      .cause = seen,
                      .item = item,
                      .feeder = its.feeder};
}

bool Follower::inTheWay(const World& world, uint32_t slot, const Correction& made) const {
    if (!world.bodies.used(slot) || world.bodies.item[slot] < 0)
        return false;
    const auto place = twin::placeOnPath(*world.twin, world.bodies.pose[slot].position);
    if (!place || place->path != made.path)
        return false;
    // It is made in the middle of its belt, standing on it.
    const Vec3 half = halves(world, slot, *place);
    const Vec3& size = world.twin->items[static_cast<size_t>(made.item)].size;
    return std::abs(place->at - made.to) < half.x + 0.5 * size.x &&
           std::abs(place->across) < half.y + 0.5 * size.y && place->above - half.z < size.z;
}

bool Follower::inBeam(const World& world, uint32_t slot, uint32_t eye) const {
    if (!world.bodies.used(slot) || world.bodies.item[slot] < 0)
        return false;
    const auto place = twin::placeOnPath(*world.twin, world.bodies.pose[slot].position);
    return place && static_cast<int32_t>(place->path) == m_eyes[eye].path &&
           std::abs(place->at - m_eyes[eye].at) < halves(world, slot, *place).x + kJustLeft;
}

void Follower::miss(uint32_t serial, uint32_t eye, UtcNs due, bool retire) {
    m_queue.push_back({.kind = retire ? CorrectionKind::retire : CorrectionKind::doubt,
                       .why = CorrectionWhy::missing,
                       .serial = serial,
                       .eye = static_cast<int32_t>(eye),
                       .cause = due});
}

void Follower::ask(World& world) {
    world.corrections.insert(world.corrections.end(), m_queue.begin(), m_queue.end());
    m_queue.clear();
}

void Follower::count(const World& world) {
    for (const Correction& done : world.corrections) {
        const bool stayed = done.kind == CorrectionKind::move && done.from == done.to;
        m_counts[static_cast<size_t>(done.kind)] += stayed ? 0 : 1;
        if (m_recent.size() == kRemembered)
            m_recent.erase(m_recent.begin());
        m_recent.push_back(done);
    }
}

bool Follower::namesKnownThings() const {
    const auto known = [this](const Correction& one) {
        return one.kind <= CorrectionKind::doubt && one.why <= CorrectionWhy::inTheWay &&
               one.eye >= 0 && static_cast<size_t>(one.eye) < m_eyes.size();
    };
    return m_recent.size() <= kRemembered && std::ranges::all_of(m_queue, known) &&
           std::ranges::all_of(m_recent, known);
}

void Follower::describe(sim::Snapshot& out) const {
    out.corrections.assign(m_recent.begin(), m_recent.end());
    out.corrected = m_counts;
}

}  // namespace gemba::analysis
