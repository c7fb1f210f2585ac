#include "physics/devices/agv.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "physics/devices/kinematic.h"

namespace gemba::physics {
namespace {

constexpr double kHere = 1e-9;      // m: it stands at a station
constexpr double kStraight = 1e-6;  // rad: the path does not bend
constexpr double kAbove = 3.0;      // m over the deck: what is woken when it starts

double wrapped(double angle) {
    return std::remainder(angle, 2.0 * std::numbers::pi);
}

}  // namespace

Agv::Agv(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_target(property("target")),
      m_blocked(property("blocked")),
      m_at(property("at")),
      m_arrived(property("arrived")),
      m_positionOut(property("position")),
      m_speedOut(property("actual_speed")),
      m_size(m_description.vec3("size")),
      m_topSpeed(m_description.number("speed")),
      m_acceleration(m_description.number("acceleration")),
      m_turnRate(m_description.number("turn_rate") * std::numbers::pi / 180.0),
      m_friction(m_description.number("friction")) {
    double place = 0.0;
    for (const std::string& id : m_description.list("stations")) {
        const int32_t station = twin.findDevice(id);
        const Pose at = twin.devices[static_cast<size_t>(station)].worldFromDevice;
        if (!m_stations.empty()) {
            const Vec3 way = at.position - m_stations.back().position;
            const double length = glm::length(way);
            const double before = m_legs.empty() ? 0.0 : m_legs.back().heading;
            m_legs.push_back({length > 0.0 ? std::atan2(way.y, way.x) : before, length});
            place += length;
        }
        m_stations.push_back(at);
        m_places.push_back(place);
    }
    m_heading = m_legs.empty() ? 0.0 : m_legs.front().heading;
}

void Agv::addShapes(ShapeStore& shapes) {
    shapes.setDevice(m_index, {.shape = &shapes.primitive("box", m_size),
                               .bodyFromShape = Pose{{0.0, 0.0, 0.5 * m_size.z}},
                               .friction = m_friction});
}

void Agv::begin(sim::World& world) {
    m_slot = addRow(world, sim::body_flag::kKinematic, 0);
    world.bodies.pose[m_slot] = world.bodies.previous[m_slot] = pose();
}

void Agv::build(const Context& context) {
    m_slot = findRow(context.world);
}

void Agv::actuate(const Context& context) {
    const double h = context.world.h;
    const auto last = static_cast<double>(m_stations.size() - 1);
    const double wanted = std::clamp(std::round(get(context, m_target)), 0.0, last);
    const double before = m_position, headingBefore = m_heading;
    if (flag(context, m_blocked)) {
        const double brake = m_acceleration * h;
        m_speed -= std::clamp(m_speed, -brake, brake);
        m_position = std::clamp(m_position + m_speed * h, 0.0, m_places.back());
    } else {
        drive(m_places[static_cast<size_t>(wanted)], h);
    }

    const bool moving = m_position != before || m_heading != headingBefore;
    if (moving && !m_moving) {
        // What sleeps on it would stay behind.
        const Pose middle = pose() * Pose{{0.0, 0.0, m_size.z + 0.5 * kAbove - 0.05}};
        context.bullet.wake(middle, {0.5 * m_size.x, 0.5 * m_size.y, 0.5 * kAbove});
    }
    m_moving = moving;
    moveRow(context, m_slot, pose(), moving);
    const int at = m_speed == 0.0 && !moving ? stationHere(static_cast<size_t>(wanted)) : -1;
    set(context, m_at, at);
    set(context, m_arrived, at == static_cast<int>(wanted) ? 1.0 : 0.0);
    set(context, m_positionOut, m_position);
    set(context, m_speedOut, m_speed);
}

// Trapezoids of speed from stop to stop.
void Agv::drive(double goal, double h) {
    const double step = m_acceleration * h;
    const double way = goal - m_position;
    if (std::abs(way) <= kHere && m_speed == 0.0)
        return;
    const bool forward = way > 0.0;
    if (m_speed != 0.0 && (m_speed > 0.0) != forward) {
        m_speed -= std::clamp(m_speed, -step, step);  // first it must stop
        m_position = std::clamp(m_position + m_speed * h, 0.0, m_places.back());
        return;
    }
    if (m_speed == 0.0) {
        const double turn = wrapped(m_legs[legTowards(forward)].heading - m_heading);
        if (std::abs(turn) > kStraight) {
            const double rate = m_turnRate * h;
            m_heading = wrapped(m_heading + std::clamp(turn, -rate, rate));
            return;
        }
    }
    // As fast as it can still stop: v² = 2 a s, less what one tick moves.
    const double stop = nextStop(goal);
    const double room = std::abs(stop - m_position);
    const double most = std::min(
        m_topSpeed, std::sqrt(2.0 * m_acceleration * room + 0.25 * step * step) - 0.5 * step);
    const double before = std::abs(m_speed);
    if (before - step > most + 1e-9) {
        // Where it was told too late it goes beyond, and comes back.
        m_speed = (forward ? 1.0 : -1.0) * (before - step);
        m_position = std::clamp(m_position + m_speed * h, 0.0, m_places.back());
        return;
    }
    const double speed = std::max(std::min(before + step, most), 0.1 * step);
    m_position += (forward ? 1.0 : -1.0) * std::min(speed * h, room);
    m_speed = forward ? speed : -speed;
    if (std::abs(stop - m_position) <= kHere) {
        m_position = stop;
        m_speed = 0.0;
    }
}

size_t Agv::legTowards(bool forward) const {
    for (size_t leg = 0; leg < m_legs.size(); ++leg) {
        const double end = m_places[leg + 1];
        if (m_position < end - kHere || (!forward && m_position <= end + kHere))
            return leg;
    }
    return m_legs.size() - 1;
}

double Agv::nextStop(double goal) const {
    const bool forward = goal > m_position;
    for (size_t leg = legTowards(forward);;) {
        const double end = m_places[forward ? leg + 1 : leg];
        if (forward ? end >= goal - kHere : end <= goal + kHere)
            return goal;
        const size_t next = forward ? leg + 1 : leg - 1;  // there is one: the goal lies beyond
        if (std::abs(wrapped(m_legs[next].heading - m_legs[leg].heading)) > kStraight)
            return end;
        leg = next;
    }
}

int Agv::stationHere(size_t wanted) const {
    if (std::abs(m_places[wanted] - m_position) <= kHere)
        return static_cast<int>(wanted);
    for (size_t i = 0; i < m_places.size(); ++i) {
        if (std::abs(m_places[i] - m_position) <= kHere)
            return static_cast<int>(i);
    }
    return -1;
}

Pose Agv::pose() const {
    Pose out;
    size_t leg = 0;
    while (leg + 1 < m_legs.size() && m_position > m_places[leg + 1])
        ++leg;
    const Vec3 from = m_stations[leg].position;
    out.position = from;
    if (leg < m_legs.size() && m_legs[leg].length > 0.0) {
        const Vec3 way = m_stations[leg + 1].position - from;
        out.position = from + way * ((m_position - m_places[leg]) / m_legs[leg].length);
    }
    out.rotation = glm::angleAxis(m_heading, Vec3(0.0, 0.0, 1.0));
    return out;
}

}  // namespace gemba::physics
