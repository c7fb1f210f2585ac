// What follows from a residual: ResidualSystem corrects the model's parts and estimates parameters.
#include <algorithm>
#include <cmath>

#include "engine/analysis/residual_system.h"

namespace gemba::analysis {

using sim::World;

namespace {

constexpr double kLeastSpeed = 0.02;  // m/s: a belt that is slower tells nothing

}  // namespace

// The plant's edge came before the model's: it is of the foremost part that is due within the
// window, by its way to the eye.
bool ResidualSystem::anticipate(const World& world, Station& station, const Seen& seen) {
    Track* next = nullptr;
    Follower::Approach nearest;
    UtcNs simulated = 0;
    for (uint32_t slot = 0; slot < world.bodies.capacity(); ++slot) {
        Track* const part = world.bodies.used(slot) ? track(world.bodies.serial[slot]) : nullptr;
        if (part == nullptr || had(*part, station))
            continue;
        const auto approach = m_follower.approach(world, slot, station.device);
        if (!approach || (next != nullptr && approach->front <= nearest.front))
            continue;
        const UtcNs comes = modelTime(world) + std::llround((approach->seconds + world.h) * 1e9);
        if (std::abs(seen.time - comes - part->offset) > window())
            continue;
        next = part;
        nearest = *approach;
        simulated = comes;
    }
    if (next != nullptr)
        expectPart(station, *next, simulated, 0.0);
    return next != nullptr;
}

// What the plant's eye has seen and the model's has not: a part that is on its way here, or one
// that the model lacks.
void ResidualSystem::settleAhead(const World& world, size_t stationIndex) {
    Station& station = m_stations[stationIndex];
    while (const Seen* seen = station.matcher.lone()) {
        if (anticipate(world, station, *seen))
            station.matcher.settle(world.utc, world.utc, window(), m_outcomes);
        else
            m_outcomes.push_back(station.matcher.takeLone());
    }
}

// What was done to the parts in this tick. Moved ahead, a part is there earlier in the model's
// time, and the plant so much later.
void ResidualSystem::takeCorrections(const World& world) {
    m_follower.count(world);
    for (const sim::Correction& done : world.corrections) {
        if (done.kind == sim::CorrectionKind::retire) {
            std::erase_if(m_tracks, [&](const Track& part) { return part.serial == done.serial; });
        } else if (done.kind == sim::CorrectionKind::create) {
            const int32_t at = stationOfDevice(static_cast<uint32_t>(done.eye), Kind::eye);
            if (at < 0)
                continue;
            const Station& station = m_stations[static_cast<size_t>(at)];
            addTrack({.serial = done.serial,
                      .station = at,
                      .entered = done.cause - std::max<int64_t>(station.entryTransit, 0),
                      .simulated = done.cause - lostTime(world),
                      .offset = lostTime(world),
                      .lost = lostTime(world),
                      .path = station.path,
                      .reached = station.at,
                      .weighed = station.at});
        } else if (Track* part = track(done.serial);
                   part != nullptr && done.kind == sim::CorrectionKind::move) {
            const auto earlier =
                std::llround(1e9 * m_follower.secondsBetween(world, done.path, done.from, done.to));
            part->simulated -= earlier;
            part->offset += earlier;
            // So it is with the edge that it made and that the plant's is waited for.
            for (Station& station : m_stations)
                station.matcher.carry(done.serial, earlier);
            if (part->station >= 0 && done.why != sim::CorrectionWhy::pushed)
                m_stations[static_cast<size_t>(part->station)].lastOffset = part->offset;
        }
    }
}

// With its residual the part follows: to where it was seen, made where the model lacks it; what an
// eye did not see is predicted, and what two in a row did not see is not there.
void ResidualSystem::follow(const World& world, const Station& station,
                            const MatchOutcome& outcome) {
    if (outcome.kind == Match::extra) {
        m_follower.create(world, station.device, outcome.seen.time,
                          [this](uint32_t serial) { return knows(serial); });
        return;
    }
    Track* part = track(outcome.expected.serial);
    if (part == nullptr)
        return;
    if (outcome.kind == Match::matched) {
        part->missed = 0;
        m_follower.move(world, part->serial, station.device, outcome.seen.time, station.gain);
    } else if (!blind(outcome.expected.due())) {
        ++part->missed;
        m_follower.miss(part->serial, station.device, outcome.expected.due(), part->missed >= 2);
    }
}

// What each residual is made of: how long parts are on each belt, and the delays of the two eyes.
void ResidualSystem::prepareEstimates(const twin::Twin& twin) {
    using sim::ParameterKind;
    const double half = twin.items.empty() ? 0.0 : 0.5 * twin.items.front().size.x;
    for (Station& station : m_stations) {
        if (station.kind == Kind::weight) {
            station.segment = static_cast<int32_t>(
                m_estimator.addSegment({m_estimator.add(ParameterKind::bias, station.device)}));
        } else if (station.kind == Kind::eye && station.previous >= 0) {
            const uint32_t from = m_stations[static_cast<size_t>(station.previous)].device;
            station.ways = waysBetween(twin, from, station.device, half);
            std::vector<uint32_t> parameters;
            for (const BeltWay& way : station.ways)
                parameters.push_back(m_estimator.add(ParameterKind::slip, way.belt));
            station.fromEye = twin.devices[from].is("photo_eye");
            if (station.fromEye)
                parameters.push_back(m_estimator.add(ParameterKind::delay, from));
            parameters.push_back(m_estimator.add(ParameterKind::delay, station.device));
            station.segment = static_cast<int32_t>(m_estimator.addSegment(std::move(parameters)));
        }
    }
}

// A residual tells what the plant has beyond the model: what the model has itself is added.
void ResidualSystem::estimate(const World& world, const Station& station, double delta) {
    if (station.segment < 0)
        return;
    const auto value = [&](uint32_t device, const char* property) {
        return world.properties.value[world.propertyIndex(device, property)];
    };
    m_weights.clear();
    double residual = station.kind == Kind::weight ? delta * station.scale : delta;
    for (const BeltWay& way : station.ways) {
        const double speed = value(way.belt, "actual_speed");
        // It stands or ramps: the way took longer than can be told.
        if (!(speed >= std::max(0.5 * value(way.belt, "speed"), kLeastSpeed)))
            return;
        m_weights.push_back(way.metres / speed);
        residual += m_weights.back() * (1.0 / (1.0 - std::min(value(way.belt, "slip"), 0.9)) - 1.0);
    }
    if (station.kind == Kind::weight) {
        m_weights.push_back(1.0);
        residual += value(station.device, "bias");
    } else {
        const Station& before = m_stations[static_cast<size_t>(station.previous)];
        if (station.fromEye)
            m_weights.push_back(-1.0);
        m_weights.push_back(1.0);
        residual += value(station.device, "delay");
        if (before.kind == Kind::eye)
            residual -= value(before.device, "delay");
    }
    m_estimator.observe(static_cast<uint32_t>(station.segment), m_weights, residual);
}

}  // namespace gemba::analysis
