#pragma once

#include <vector>

#include "physics/devices/device.h"

namespace gemba::physics {

/// A vehicle on a path of straight lines through its stations. It turns on the spot where the path
/// bends, and goes back backwards, as vehicles with two fronts do. What lies on its deck is carried
/// by friction alone. Its frame: origin on the floor under its middle, +X along travel.
class Agv final : public Stateful<Agv, Device> {
 public:
    Agv(const twin::Twin& twin, uint32_t index);

    void addShapes(ShapeStore& shapes) override;
    void begin(sim::World& world) override;
    void build(const Context& context) override;
    void actuate(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_position, m_speed, m_heading, m_moving);
    }

 private:
    struct Leg {
        double heading = 0.0;  ///< rad about +Z
        double length = 0.0;   ///< m
    };

    /// Where it must stop next on its way to `goal`: there, or where the path bends before.
    [[nodiscard]] double nextStop(double goal) const;
    /// The leg that it is on, or enters from a station, going forward or back.
    [[nodiscard]] size_t legTowards(bool forward) const;
    /// The station at its place, `wanted` if that is one of several; -1: none.
    [[nodiscard]] int stationHere(size_t wanted) const;
    void drive(double goal, double h);
    [[nodiscard]] Pose pose() const;

    uint32_t m_target, m_blocked, m_at, m_arrived, m_positionOut, m_speedOut;  // properties
    Vec3 m_size;
    double m_topSpeed, m_acceleration, m_turnRate;  // m/s, m/s2, rad/s
    double m_friction;
    std::vector<Pose> m_stations;  // world from station
    std::vector<double> m_places;  // of the stations along the path, m
    std::vector<Leg> m_legs;       // between two stations; one less than they are
    uint32_t m_slot = 0;           // of its body, found at each build
    double m_position = 0.0;       // m along the path
    double m_speed = 0.0;          // m/s, signed
    double m_heading = 0.0;        // rad about +Z
    bool m_moving = false;
};

}  // namespace gemba::physics
